"""Reports into groups, one for each happening: the surest pairs are joined first.

Reports that agree in all that decides are together from the start. No group holds reports that
name different culprits, or that have no day in common, so that a report which leaves these open
cannot join two happenings; a siege told every day is no one happening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from geodata.incidents.explaining import reasons_for
from geodata.incidents.reports import Report, from_event
from geodata.incidents.rule import (
    Blocks,
    closeness,
    first_day,
    may_be_one,
    same_side,
)
from geodata.lexicon.told_as import read_told_as
from geodata.model import Event, Incident, content_id

Members = Mapping[Report, list[str]]
"""Event ids by report."""


def find_incidents(events: Iterable[Event], *, folder: Path | None = None) -> tuple[Incident, ...]:
    """The happenings that the events tell, each with its reports, ordered by id.

    Every event is in exactly one incident. `folder` is the user's folder of word lists.
    """
    members: dict[Report, list[str]] = defaultdict(list)
    for event in events:
        members[from_event(event)].append(event.id)
    return group(members, told_as=read_told_as(folder=folder))


def group(members: Members, *, told_as: Mapping[str, frozenset[str]]) -> tuple[Incident, ...]:
    """The same for reports; which come first makes no difference."""
    reports = sorted(members, key=lambda report: min(members[report]))
    blocks = Blocks(reports)
    links = [
        (-closeness(reports[index], reports[other]), index, other)
        for index in range(len(reports))
        for other in blocks.iter_near(index)
        if index < other and may_be_one(reports[index], reports[other], told_as)
    ]
    groups = _Groups(reports)
    for _, first, second in sorted(links):
        groups.join(first, second)
    incidents = (
        _incident({reports[index]: members[reports[index]] for index in indices})
        for indices in groups.all()
    )
    return tuple(sorted(incidents, key=lambda incident: incident.id))


def find_reached(
    reports: list[Report], seeds: Iterable[int], *, told_as: Mapping[str, frozenset[str]]
) -> set[int]:
    """The seeds and all that may be one happening with a reached one: what can change together."""
    blocks = Blocks(reports)
    reached = set(seeds)
    waiting = list(reached)
    while waiting:
        index = waiting.pop()
        for other in blocks.iter_near(index):
            if other not in reached and may_be_one(reports[index], reports[other], told_as):
                reached.add(other)
                waiting.append(other)
    return reached


class _Groups:
    """A union-find that knows each group's culprits and the days that its reports share."""

    def __init__(self, reports: list[Report]) -> None:
        self._parent = list(range(len(reports)))
        self._initiators = {index: report.initiators for index, report in enumerate(reports)}
        self._days = {
            index: (first_day(report), report.end) for index, report in enumerate(reports)
        }

    def join(self, first: int, second: int) -> None:
        one, other = self._root(first), self._root(second)
        if one == other or not same_side(self._initiators[one], self._initiators[other]):
            return
        days = _shared(self._days[one], self._days[other])
        if days is None:
            return
        one, other = min(one, other), max(one, other)
        self._parent[other] = one
        self._initiators[one] |= self._initiators.pop(other)
        self._days[one] = days

    def all(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._parent)):
            groups[self._root(index)].append(index)
        return list(groups.values())

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index


_Days = tuple[date | None, date | None]


def _shared(one: _Days, other: _Days) -> _Days | None:
    """The days that both have, None for none; unknown days are shared with unknown ones."""
    (start1, end1), (start2, end2) = one, other
    if start1 is None or start2 is None or end1 is None or end2 is None:
        return one if one == other else None
    start, end = max(start1, start2), min(end1, end2)
    return (start, end) if start <= end else None


def _incident(members: Members) -> Incident:
    event_ids = tuple(sorted(event_id for ids in members.values() for event_id in ids))
    return Incident(
        id=content_id("incident", event_ids[0]),
        event_ids=event_ids,
        reasons=reasons_for(members) if len(event_ids) > 1 else (),
    )
