"""Reports of one happening, put together: deterministic, in any order, and with the reasons.

Two reports may be one happening when their types may be told as one another, their days meet, their
places are the same or lie within each other's radius, and nobody else is said to have done it.
Reports that agree in all of that are put together first; what remains is compared only with reports
of the same days in the same or a neighbouring cell, so that a million reports need no all-pairs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geodata.gazetteer.spatial import distance_km
from geodata.lexicon import read_lexicon
from geodata.model import (
    ActorKind,
    ActorRole,
    DateBasis,
    Event,
    GeoPrecision,
    Incident,
    content_id,
)

_CELL_DEGREES = 0.1
_NEAR_KM = 2.0
_UNIDENTIFIED = "Unidentified "  # ACLED's way to name an armed group that nobody knows
_LONGEST_DAYS = 10  # longer intervals meet only their equals
_ASSUMED_SLACK = timedelta(days=1)  # a date taken from the publication may be a day late


@dataclass(frozen=True, slots=True)
class _Initiator:
    name: str
    kind: ActorKind
    country_code: str | None


@dataclass(frozen=True, slots=True)
class _Report:
    """What decides about a report; reports with equal ones are one happening without more ado.

    `where` is a place's id, or the words of a place that is not on the map with their article.
    """

    sub_event_type: str
    where: str
    point: tuple[float, float] | None
    radius_km: float
    start: date | None
    end: date | None
    assumed: bool
    initiators: frozenset[_Initiator]
    article_id: str | None


def find_incidents(events: Iterable[Event], *, folder: Path | None = None) -> tuple[Incident, ...]:
    """The happenings that the events tell, each with its reports, ordered by id.

    Every event is in exactly one incident. `folder` is the user's folder of word lists.
    """
    told_as = read_told_as(folder=folder)
    members: dict[_Report, list[str]] = defaultdict(list)
    for event in events:
        members[_report(event)].append(event.id)
    reports = sorted(members, key=lambda report: min(members[report]))
    clusters = _Clusters(reports)
    links = sorted(
        (
            (-_closeness(reports[first], reports[second]), first, second)
            for first, second in _iter_pairs(reports)
            if _may_be_one(reports[first], reports[second], told_as)
        ),
    )
    for _, first, second in links:
        clusters.join(first, second)
    return tuple(
        sorted(
            (
                _incident([members[reports[index]] for index in cluster], reports, cluster)
                for cluster in clusters.all()
            ),
            key=lambda incident: incident.id,
        )
    )


def _report(event: Event) -> _Report:
    place = event.resolution.place if event.resolution else None
    pinned = place is not None and event.geo_precision not in (None, GeoPrecision.COUNTRY)
    if place is not None and pinned:
        where = place.id
    else:
        words = event.resolution.toponym.text if event.resolution else ""
        where = f"{event.article_id} {place.id if place else words}"
    return _Report(
        sub_event_type=event.sub_event_type,
        where=where,
        point=(place.latitude, place.longitude) if place and pinned else None,
        radius_km=event.radius_km or 0.0,
        start=event.date.start,
        end=event.date.end,
        assumed=event.date.basis is DateBasis.PUBLICATION,
        initiators=frozenset(
            _Initiator(actor.name, actor.kind, actor.country_code)
            for actor in event.actors
            if actor.role is ActorRole.INITIATOR
        ),
        article_id=None if event.date.start and pinned else event.article_id,
    )


def _iter_pairs(reports: list[_Report]) -> Iterator[tuple[int, int]]:
    """The pairs of reports that share days and lie in the same or neighbouring cells, each once."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, report in enumerate(reports):
        for day in _days(report):
            blocks[(*_cell(report), day)].append(index)
    seen: set[tuple[int, int]] = set()
    for key, inside in blocks.items():
        for neighbour in _neighbours(key):
            for first in inside:
                for second in blocks.get(neighbour, ()):
                    pair = (first, second)
                    if first < second and pair not in seen:
                        seen.add(pair)
                        yield pair


def _days(report: _Report) -> tuple[object, ...]:
    if report.start is None or report.end is None:
        return (None,)
    start = report.start - _ASSUMED_SLACK if report.assumed else report.start
    length = (report.end - start).days
    if length > _LONGEST_DAYS:
        return ((report.start, report.end),)
    return tuple(start + timedelta(days=day) for day in range(length + 1))


def _cell(report: _Report) -> tuple[object, ...]:
    if report.point is None:
        return (report.where, 0)
    latitude, longitude = report.point
    return (math.floor(latitude / _CELL_DEGREES), math.floor(longitude / _CELL_DEGREES))


def _neighbours(key: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    row, column, day = key
    if not isinstance(row, int) or not isinstance(column, int):
        yield key
        return
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            yield (row + down, column + right, day)


def _may_be_one(first: _Report, second: _Report, told_as: Mapping[str, frozenset[str]]) -> bool:
    if second.sub_event_type not in told_as[first.sub_event_type]:
        return False
    if first.article_id != second.article_id and (first.article_id or second.article_id):
        return False
    return (
        _days_meet(first, second)
        and _places_meet(first, second)
        and _same_side(first.initiators, second.initiators)
    )


def _days_meet(first: _Report, second: _Report) -> bool:
    if first.start is None or second.start is None or first.end is None or second.end is None:
        return first.start is second.start
    slack = _ASSUMED_SLACK if first.assumed != second.assumed else timedelta(0)
    return first.start <= second.end + slack and second.start <= first.end + slack


def _places_meet(first: _Report, second: _Report) -> bool:
    if first.where == second.where:
        return True
    if first.point is None or second.point is None:
        return False
    apart = distance_km(*first.point, *second.point)
    return apart <= max(_NEAR_KM, min(first.radius_km, second.radius_km))


def _same_side(first: frozenset[_Initiator], second: frozenset[_Initiator]) -> bool:
    """Whether two sets of initiators can be the same people; nobody named can be anybody."""
    if not first or not second:
        return True
    return any(_can_be(one, other) for one in first for other in second)


def _can_be(one: _Initiator, other: _Initiator) -> bool:
    if one.name == other.name:
        return True
    codes = {one.country_code, other.country_code} - {None}
    unknown = one.name.startswith(_UNIDENTIFIED) or other.name.startswith(_UNIDENTIFIED)
    return len(codes) < 2 and (one.kind is other.kind or unknown)


def _closeness(first: _Report, second: _Report) -> int:
    """How much two reports agree, for joining the surest pairs first."""
    return (
        2 * (first.where == second.where)
        + 2 * (first.sub_event_type == second.sub_event_type)
        + ((first.start, first.end) == (second.start, second.end))
        + 2 * bool(first.initiators & second.initiators)
    )


class _Clusters:
    """A union-find whose clusters never hold reports that name different culprits."""

    def __init__(self, reports: list[_Report]) -> None:
        self._parent = list(range(len(reports)))
        self._initiators = {index: report.initiators for index, report in enumerate(reports)}

    def join(self, first: int, second: int) -> None:
        one, other = self._root(first), self._root(second)
        if one == other or not _same_side(self._initiators[one], self._initiators[other]):
            return
        one, other = min(one, other), max(one, other)
        self._parent[other] = one
        self._initiators[one] |= self._initiators.pop(other)

    def all(self) -> list[list[int]]:
        clusters: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._parent)):
            clusters[self._root(index)].append(index)
        return list(clusters.values())

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index


def _incident(ids: list[list[str]], reports: list[_Report], cluster: list[int]) -> Incident:
    event_ids = tuple(sorted(event_id for group in ids for event_id in group))
    return Incident(
        id=content_id(*event_ids),
        event_ids=event_ids,
        reasons=_reasons([reports[index] for index in cluster]) if len(event_ids) > 1 else (),
    )


def _reasons(reports: list[_Report]) -> tuple[str, ...]:
    types = sorted({report.sub_event_type for report in reports})
    places = {report.where for report in reports}
    days = {(report.start, report.end) for report in reports}
    names = [{one.name for one in report.initiators} for report in reports if report.initiators]
    shared = sorted(set.intersection(*names)) if names else []
    return (
        f"same type: {types[0]}" if len(types) == 1 else f"types told alike: {', '.join(types)}",
        "same place" if len(places) == 1 else "places within reach of each other",
        "same day" if len(days) == 1 else "days that meet",
        f"same initiator: {', '.join(shared)}" if shared else "no other initiator named",
    )


def read_told_as(*, folder: Path | None = None) -> Mapping[str, frozenset[str]]:
    """For each sub-type the sub-types that reports of the same happening may give it."""
    return {
        entry.text("sub_event_type"): frozenset(
            (entry.text("sub_event_type"), *entry.many("may_be_told_as"))
        )
        for entry in read_lexicon(
            "event_types", columns=("sub_event_type", "may_be_told_as"), folder=folder
        )
    }
