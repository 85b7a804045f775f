"""Totals, facets and timeline: how many events, by what."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodata.errors import FilterError
from geodata.filters import EventFilter
from geodata.fulltext import patterns
from geodata.queries.answers import Counts, Facets, FacetValue, Timeline
from geodata.queries.database import Database
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


def read_counts(database: Database, wanted: EventFilter) -> Counts:
    """How many events, by status of their place, and how many incidents."""
    condition = database.where(wanted)
    # Most incidents have one report; the others have a small number each, a bit in a long string.
    rows = database.fetch(
        "SELECT place_status, count(*), count(*) FILTER (shared_incident IS NULL), "
        "min(event_date), max(event_date_end) "
        f"FROM events WHERE {condition.sql} GROUP BY ALL",
        condition.parameters,
    )
    ((shared,),) = database.fetch(
        "SELECT coalesce(bit_count(bitstring_agg("
        f"shared_incident, 0, {database.last_shared_incident})), 0) "
        f"FROM events WHERE {condition.sql}",
        condition.parameters,
    )
    found = {PlaceStatus(status): count for status, count, *_ in rows}
    incidents = shared + sum(alone for _, _, alone, *_ in rows)
    return Counts(
        version=database.version,
        total=sum(found.values()),
        by_status={status: found[status] for status in PlaceStatus if status in found},
        incidents=incidents,
        first=min((first for *_, first, _ in rows if first), default=None),
        last=max((last for *_, last in rows if last), default=None),
    )


def read_timeline(database: Database, wanted: EventFilter, *, by: str) -> Timeline:
    """Events per day, week or month over all time: the filter's own dates are not applied."""
    check_interval(by)
    condition = database.where(wanted, leave_out="dates")
    rows = database.fetch(
        f"SELECT date_trunc('{by}', event_date)::DATE AS start, count(*) FROM events "
        f"WHERE {condition.sql} GROUP BY start ORDER BY start NULLS LAST",
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
    for field in fields:
        if field not in FACETS:
            raise FilterError(f"no such facet: {field}", remedy=f"use one of {', '.join(FACETS)}")
        counted = _facet(database, wanted, field)
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
    if field not in FACETS:
        raise FilterError(f"no such facet: {field}", remedy=f"use one of {', '.join(FACETS)}")
    sought = patterns(text)
    matching = (
        facet
        for facet in _facet(database, wanted, field)
        if all(re.search(pattern, facet.value, re.IGNORECASE) for pattern in sought)
    )
    return tuple(facet for facet, _ in zip(matching, range(limit), strict=False))


def _facet(database: Database, wanted: EventFilter, field: str) -> tuple[FacetValue, ...]:
    condition = database.where(wanted, leave_out=field)
    column = FACETS[field]
    counted = f"SELECT {column}, count(*) AS n FROM events WHERE {condition.sql} GROUP BY ALL"
    if field == "actors":
        counted = (
            "SELECT unnest(list_distinct(actors)) AS actor, n FROM actor_groups JOIN ("
            f"SELECT actor_group, count(*) AS n FROM events WHERE {condition.sql} GROUP BY ALL"
            ") USING (actor_group)"
        )
    rows = database.fetch(
        f"SELECT {column}::VARCHAR AS value, sum(n)::BIGINT AS n FROM ({counted}) "
        f"WHERE {column} IS NOT NULL GROUP BY value ORDER BY n DESC, value",
        condition.parameters,
    )
    return tuple(FacetValue(value=value, count=count) for value, count in rows)
