"""Totals, facets and timeline: how many events, by what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import cast

from geodata.errors import FilterError
from geodata.filters import EventFilter, Where
from geodata.fulltext import patterns
from geodata.queries.answers import Counts, Facets, FacetValue, Timeline
from geodata.queries.database import Database
from geodata.queries.mercator import HALF_WAY, SIDE, to_degrees
from geodata.schema import PlaceStatus

FACETS = {
    "event_types": "event_type",
    "sub_event_types": "sub_event_type",
    "actors": "actor",
    "countries": "country",
    "admin1": "admin1",
    "sources": "source",
    "extractors": "extractor",
    "attributions": "attribution",
    "geo_precisions": "geo_precision",
}
INTERVALS = ("day", "week", "month")
_GROUPS = {"actors": "actor_group"}  # what the rows have in place of the values


def read_counts(database: Database, wanted: EventFilter) -> Counts:
    """How many events, by status of their place, how many incidents, and when."""
    condition = database.where(wanted)
    rows = database.fetch(
        "SELECT place_status, count(*), count(shared_incident), "
        "min(event_date), max(event_date_end) "
        f"FROM events WHERE {condition.sql} GROUP BY ALL",
        condition.parameters,
    )
    found = {PlaceStatus(status): count for status, count, *_ in rows}
    total = sum(found.values())
    several = sum(shared for _, _, shared, *_ in rows)
    return Counts(
        version=database.version,
        total=total,
        by_status={status: found[status] for status in PlaceStatus if status in found},
        incidents=total - several + (_count_shared(database, condition) if several else 0),
        first=min((row[3] for row in rows if row[3]), default=None),
        last=max((row[4] for row in rows if row[4]), default=None),
    )


def read_days(database: Database, wanted: EventFilter) -> tuple[date, date] | None:
    """The earliest day on which an event may have happened and the latest; None for no date."""
    condition = database.where(wanted)
    ((first, last),) = database.fetch(
        f"SELECT min(event_date), max(event_date_end) FROM events WHERE {condition.sql}",
        condition.parameters,
    )
    return (first, last) if first and last else None


def _count_shared(database: Database, condition: Where) -> int:
    """The incidents that have several reports, in the store: each a bit in a long string."""
    ((shared,),) = database.fetch(
        "SELECT coalesce(bit_count(bitstring_agg("
        f"shared_incident, 0, {database.last_shared_incident})), 0) "
        f"FROM events WHERE {condition.sql}",
        condition.parameters,
    )
    return int(shared)


def read_extent(
    database: Database, wanted: EventFilter
) -> tuple[float, float, float, float] | None:
    """The box around a filter's events, of whole units of the square: their coordinates, as
    floating point, would take four times as long.
    """
    condition = database.where(wanted)
    ((west, east, north, south, first, last),) = database.fetch(
        "SELECT min(x), max(x), min(y), max(y), "
        f"min(xor(x, {HALF_WAY})), max(xor(x, {HALF_WAY})) FROM events WHERE {condition.sql}",
        condition.parameters,
    )
    if west is None:
        return None
    if last - first < east - west:
        west, east = first ^ HALF_WAY, (last ^ HALF_WAY) + SIDE
    corners = (to_degrees(west + 0.5, south + 0.5), to_degrees(east + 0.5, north + 0.5))
    box = tuple(round(degrees, 5) for corner in corners for degrees in corner)
    return cast("tuple[float, float, float, float]", box)


def read_timeline(database: Database, wanted: EventFilter, *, by: str) -> Timeline:
    """Events per day, week or month over all time: the filter's own dates are not applied."""
    check_interval(by)
    condition = database.where(wanted, leave_out="dates")
    rows = database.fetch(
        f"SELECT date_trunc('{by}', event_date)::DATE AS start, sum(n)::BIGINT "
        f"FROM (SELECT event_date, count(*) AS n FROM events WHERE {condition.sql} GROUP BY ALL) "
        "GROUP BY start ORDER BY start NULLS LAST",
        condition.parameters,
    )
    dated = [(start, count) for start, count in rows if start is not None]
    return Timeline(
        version=database.version,
        by=by,
        starts=[start for start, _ in dated],
        counts=[count for _, count in dated],
        undated=sum(count for start, count in rows if start is None),
    )


def check_interval(by: str) -> None:
    """Raise FilterError unless time can be cut so."""
    if by not in INTERVALS:
        raise FilterError(f"no such interval: {by}", remedy=f"use one of {', '.join(INTERVALS)}")


def read_facets(
    database: Database, wanted: EventFilter, *, fields: Iterable[str], limit: int
) -> Facets:
    """Values with counts of these fields, at most `limit` each and those chosen in any case."""
    values, totals = {}, {}
    for field, counted in _count_values(database, wanted, fields).items():
        chosen = [str(value) for value in getattr(wanted, field)]
        known = {facet.value for facet in counted[:limit]}
        late = {facet.value: facet for facet in counted[limit:] if facet.value in chosen}
        missing = [
            late.get(value, FacetValue(value=value, count=0))
            for value in chosen
            if value not in known
        ]
        values[field] = (*counted[:limit], *missing)
        totals[field] = len(counted)
    return Facets(version=database.version, values=values, total_values=totals)


def find_values(
    database: Database, wanted: EventFilter, *, field: str, text: str, limit: int
) -> tuple[FacetValue, ...]:
    """Values of one field that hold the words of a text, as `fulltext` says, with counts."""
    sought = patterns(text)
    matching = (
        facet
        for facet in _count_values(database, wanted, [field])[field]
        if all(re.search(pattern, facet.value, re.IGNORECASE) for pattern in sought)
    )
    return tuple(facet for facet, _ in zip(matching, range(limit), strict=False))


def _count_values(
    database: Database, wanted: EventFilter, fields: Iterable[str]
) -> dict[str, tuple[FacetValue, ...]]:
    """All values of each field, most frequent first, given the filter's other fields.

    Fields that the filter says nothing of are counted in one go over the events.
    """
    counted: dict[str, list[FacetValue]] = {}
    for field in fields:
        if field not in FACETS:
            raise FilterError(f"no such facet: {field}", remedy=f"use one of {', '.join(FACETS)}")
        counted[field] = []
    free = [field for field in counted if not getattr(wanted, field)]
    for alike in (free, *([field] for field in counted if field not in free)):
        if alike:
            condition = database.where(wanted, leave_out=alike[0])
            for number, value, count in _count_in_one_go(database, condition, alike):
                counted[alike[number]].append(FacetValue(value=value, count=count))
    return {field: tuple(values) for field, values in counted.items()}


def _count_in_one_go(
    database: Database, condition: Where, fields: list[str]
) -> list[tuple[int, str, int]]:
    """(number of the field, value, count) for each value of fields under one condition."""
    columns = [_GROUPS.get(field, FACETS[field]) for field in fields]
    counted = (
        f"SELECT {', '.join(columns)}, count(*) AS n, grouping_id({', '.join(columns)}) AS others "
        f"FROM events WHERE {condition.sql} "
        f"GROUP BY GROUPING SETS ({', '.join(f'({column})' for column in columns)})"
    )
    all_fields = (1 << len(columns)) - 1
    parts = []
    for number, (field, column) in enumerate(zip(fields, columns, strict=True)):
        # A bit, the last field's the lowest, for each field that a row is not about.
        own = all_fields ^ (1 << len(columns) - 1 - number)
        rows = f"FROM counted WHERE others = {own} AND {column} IS NOT NULL"
        if field == "actors":
            rows = (
                "FROM (SELECT unnest(list_distinct(actors)) AS actor, n "
                f"FROM (SELECT * {rows}) JOIN actor_groups USING (actor_group))"
            )
        parts.append(
            f"SELECT {number} AS field, {FACETS[field]}::VARCHAR AS value, sum(n)::BIGINT AS n "
            f"{rows} GROUP BY value"
        )
    return database.fetch(
        f"WITH counted AS MATERIALIZED ({counted}) {' UNION ALL '.join(parts)} "
        "ORDER BY field, n DESC, value",
        condition.parameters,
    )
