"""The events of a snapshot as plain columns, with everything that repeats written once. Pure.

What dashboard/snapshot/*.js read, as JSON:

    types     [name, colour, shape] of each type of event
    whens, wheres, whos, places, subtypes, sentences, sayers    words, numbered below
    actors    names
    sources   [publisher, title, day in words, address or null] of each article
    statuses  why a report is not on the map, in words; "" for those that are on it
    events    columns id, incident, type, subtype, first, last (days since 1970 or null), when,
              place, where, latitude, longitude, radius (km), approximate, status, actors (numbers),
              who, sentence, sayer, killed, source, bar (the timeline's, or -1)
    by, bars  interval of the timeline, and [first day, last day, both in words] of its bars
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dashboard import bars, wording
from dashboard.palette import style_of
from geodata.model import GeoPrecision
from geodata.queries import Timeline
from geodata.schema import PlaceStatus

Row = Mapping[str, Any]
_EPOCH = date(1970, 1, 1)
_DECIMALS = 5


def to_contents(rows: Sequence[Row], *, version: int) -> dict[str, object]:
    """The contents of a snapshot from rows of `schema.EVENTS`; their order is kept."""
    tables = {name: _Table() for name in _TABLES}
    timeline = to_timeline(rows, version=version)
    drawn = bars.fill(timeline)
    starts = [date.fromisoformat(start) for start, *_ in drawn]
    coded = [_to_event(row, tables, starts) for row in rows]
    names = tables.pop("types").values
    tables.pop("incidents")  # their numbers are enough
    return {
        "types": [[name, style_of(name).colour, style_of(name).shape] for name in names],
        **{name: table.values for name, table in tables.items()},
        "events": {name: [event[name] for event in coded] for name in _COLUMNS},
        "by": timeline.by,
        "bars": [[start, end, words.partition(":")[0]] for start, end, words, _ in drawn],
    }


def to_timeline(rows: Sequence[Row], *, version: int) -> Timeline:
    """The reports per day, or per week or month where days would be too many."""
    days = [row["event_date"] for row in rows if row["event_date"]]
    for by, start_of in _INTERVALS.items():
        counts = Counter(map(start_of, days))
        starts = sorted(counts)
        timeline = Timeline(
            version=version,
            by=by,
            starts=starts,
            counts=[counts[start] for start in starts],
            undated=len(rows) - len(days),
        )
        if bars.length(timeline) <= bars.MOST_BARS:
            break
    return timeline


class _Table:
    """Values in the order of their first use; each is known by its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[Any]:
        return list(self._numbers)


_TABLES = (
    "types", "subtypes", "whens", "places", "wheres", "actors", "whos", "sentences", "sayers",
    "sources", "statuses", "incidents",
)  # fmt: skip
_COLUMNS = (
    "id", "incident", "type", "subtype", "first", "last", "when", "place", "where", "latitude",
    "longitude", "radius", "approximate", "status", "actors", "who", "sentence", "sayer", "killed",
    "source", "bar",
)  # fmt: skip
_INTERVALS = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
}


def _to_event(row: Row, tables: Mapping[str, _Table], starts: list[date]) -> dict[str, object]:
    mapped = row["place_status"] == PlaceStatus.MAPPED
    first, kind = row["event_date"], row["event_type"] or "Type not known"
    return {
        "id": row["event_id"],
        "incident": tables["incidents"].number(row["incident_id"]),
        "type": tables["types"].number(kind),
        "subtype": tables["subtypes"].number(row["sub_event_type"] or kind),
        "first": _days(first),
        "last": _days(row["event_date_end"]),
        "when": tables["whens"].number(wording.when(row)),
        "place": tables["places"].number(row["place"] or ""),
        "where": tables["wheres"].number(wording.where(row)),
        "latitude": round(row["latitude"], _DECIMALS) if mapped else None,
        "longitude": round(row["longitude"], _DECIMALS) if mapped else None,
        "radius": round(row["radius_km"] or 0, 1),
        "approximate": int(row["geo_precision"] != GeoPrecision.SITE),
        "status": tables["statuses"].number(
            "" if mapped else wording.status_words(row["place_status"])
        ),
        "actors": [tables["actors"].number(name) for name in row["actors"] or ()],
        "who": tables["whos"].number(wording.who(row)),
        "sentence": tables["sentences"].number(row["sentence"] or ""),
        "sayer": tables["sayers"].number(row["attribution"] or ""),
        "killed": row["fatalities"],
        "source": tables["sources"].number(_source(row)),
        "bar": bisect_right(starts, first) - 1 if first else -1,
    }


def _source(row: Row) -> tuple[str, str, str, str | None]:
    published = wording.day(row["published"]) if row["published"] else ""
    url = row["url"] or ""
    web = url if url.lower().startswith(("https://", "http://")) else None
    return row["source"] or "", row["title"] or "", published, web


def _days(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days
