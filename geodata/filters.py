"""The one selection that the map, the timeline, the table, the counts and the downloads share.

An `EventFilter` is a value; `where` turns it into SQL over the tables that `queries` builds, with
its parameters, and `describe` into a sentence for people. Nothing here touches a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from geodata.errors import FilterError
from geodata.model import STATEMENTS, GeoPrecision, content_id


class DateMatch(StrEnum):
    """How an event known only to an interval of days meets a date range."""

    POSSIBLY = "possibly"  # the intervals overlap
    CERTAINLY = "certainly"  # the event's interval lies inside the range


class Sureness(StrEnum):
    """How sure the reports are that are wanted, by their confidence.

    What people or other programs coded has none and counts as sure; what is only said is not rated.
    """

    ALL = "all"
    LIKELY = "likely"  # of an incident of which one report has `DOUBTFUL` or more
    SURE = "sure"  # of `SURE` or more


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are wanted; the default wants all news, nothing doubtful, past or only said.

    `date_from` and `date_to` are a closed range of days, open where None. Empty tuples mean "any".
    `actors` match any role; several values of one field mean "any of these", several fields mean
    "all of these". `text` is looked for in sentence and title as `fulltext` says. `bounds` is
    (south, west, north, east) in degrees; west > east crosses the antimeridian. `statements` wants
    what is only said, too; so does naming its type.
    """

    date_from: date | None = None
    date_to: date | None = None
    date_match: DateMatch = DateMatch.POSSIBLY
    event_types: tuple[str, ...] = ()
    sub_event_types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    extractors: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    place_statuses: tuple[str, ...] = ()
    geo_precisions: tuple[GeoPrecision, ...] = ()
    text: str = ""
    history: bool = False
    statements: bool = False
    sureness: Sureness = Sureness.LIKELY
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A SQL condition with one `?` for each parameter; "true" when everything is wanted."""

    sql: str
    parameters: tuple[object, ...]


_ANY_OF = {
    "event_types": "event_type",
    "sub_event_types": "sub_event_type",
    "countries": "country",
    "admin1": "admin1",
    "sources": "source",
    "extractors": "extractor",
    "attributions": "attribution",
    "place_statuses": "place_status",
    "geo_precisions": "geo_precision",
}
EXACT_PLACES = (GeoPrecision.SITE,)
# Of a confidence of so much or more four events in five were right, below so much one in seven:
# docs/accuracy.md.
SURE, DOUBTFUL = 0.7, 0.2
_PRECISION_WORDS = {
    GeoPrecision.SITE: "the very site",
    GeoPrecision.NEAR: "its surroundings",
    GeoPrecision.REGION: "its region",
    GeoPrecision.COUNTRY: "its country",
}
_NOTHING = EventFilter()
_LONGEST_TEXT = 200
_MOST_VALUES = 1000
_NAMED_VALUES = 4


def where(wanted: EventFilter, *, leave_out: str | None = None) -> Where:
    """The SQL condition of a filter over a row of `events`.

    `leave_out` names a field of EventFilter that is not applied, as a facet's counts need it;
    "dates" leaves out both ends of the date range. An event without a date is in no range, one
    without coordinates in no bounds, one without a place of no precision.
    The rows that hold the text looked for are expected in the table `matches_table(text)`.
    Raises FilterError for values that make no sense.
    """
    check(wanted)
    if leave_out == "dates":
        wanted = replace(wanted, date_from=None, date_to=None)
    elif leave_out is not None:
        wanted = replace(wanted, **{leave_out: getattr(_NOTHING, leave_out)})
    parts = [
        *_dates(wanted),
        *(_any_of(column, getattr(wanted, field)) for field, column in _ANY_OF.items()),
        _actors(wanted.actors),
        *_flags(wanted),
        *_bounds(wanted.bounds),
    ]
    parts = [part for part in parts if part.sql]
    return Where(
        sql=" AND ".join(part.sql for part in parts) or "true",
        parameters=tuple(value for part in parts for value in part.parameters),
    )


def filter_showing(report: Mapping[str, Any]) -> EventFilter:
    """A filter that shows a row of `events`, also history, what is doubtful or only said."""
    confidence = report["confidence"]
    said = report["event_type"] == STATEMENTS
    doubtful = confidence is not None and confidence < DOUBTFUL and not said
    return EventFilter(
        history=bool(report["history"]),
        statements=said,
        sureness=Sureness.ALL if doubtful else Sureness.LIKELY,
    )


def matches_table(text: str) -> str:
    """The name of the table that lists the rows in which a text was found."""
    return "matches_" + content_id(text)


def check(wanted: EventFilter) -> None:
    """Raise FilterError where a value makes no sense."""
    if wanted.date_from and wanted.date_to and wanted.date_from > wanted.date_to:
        raise FilterError(
            f"the range ends before it starts: {wanted.date_from} to {wanted.date_to}",
            remedy="swap the two dates",
        )
    if len(wanted.text) > _LONGEST_TEXT:
        raise FilterError(
            f"the text looked for has {len(wanted.text)} characters",
            remedy=f"look for at most {_LONGEST_TEXT}",
        )
    for field in ("actors", *_ANY_OF):
        if len(getattr(wanted, field)) > _MOST_VALUES:
            raise FilterError(
                f"{field} lists more than {_MOST_VALUES} values", remedy="choose fewer"
            )
    if wanted.bounds is not None:
        south, west, north, east = wanted.bounds
        valid = -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180
        if not valid:
            raise FilterError(
                f"these are no bounds: {wanted.bounds}",
                remedy="give south, west, north, east in degrees",
            )


def describe(wanted: EventFilter) -> str:
    """The filter as one English sentence without a full stop, for titles and captions."""
    check(wanted)
    parts = [
        _describe_dates(wanted),
        _listed("by", wanted.actors),
        _listed("of type", wanted.event_types + wanted.sub_event_types),
        _listed("in", wanted.admin1 + wanted.countries),
        _listed("from", wanted.sources),
        _listed("according to", wanted.attributions),
        _listed("coded by", wanted.extractors),
        _listed("with a place that is", wanted.place_statuses),
        f"of a confidence of {SURE} or more" if wanted.sureness is Sureness.SURE else "",
        _listed("placed to", tuple(_PRECISION_WORDS[one] for one in wanted.geo_precisions)),
        f"that mention “{wanted.text}”" if wanted.text else "",
        _describe_bounds(wanted.bounds),
    ]
    selection = " ".join(["events", *(part for part in parts if part)])
    if selection == "events":
        selection = "all events"
    sentence = f"{selection}, {'with' if wanted.history else 'without'} history"
    if wanted.sureness is Sureness.ALL:
        sentence += " and with doubtful reports"
    if wanted.statements:
        sentence += " and with statements"
    return sentence[0].upper() + sentence[1:]


_EMPTY = Where(sql="", parameters=())


def _dates(wanted: EventFilter) -> list[Where]:
    """Overlap of two closed intervals, or containment of the event's in the wanted one."""
    possibly = wanted.date_match is DateMatch.POSSIBLY
    parts = []
    if wanted.date_from is not None:
        column = "event_date_end" if possibly else "event_date"
        parts.append(Where(sql=f"{column} >= ?", parameters=(wanted.date_from,)))
    if wanted.date_to is not None:
        column = "event_date" if possibly else "event_date_end"
        parts.append(Where(sql=f"{column} <= ?", parameters=(wanted.date_to,)))
    return parts


def _any_of(column: str, values: tuple[object, ...]) -> Where:
    if not values:
        return _EMPTY
    marks = ", ".join("?" for _ in values)
    return Where(sql=f"{column} IN ({marks})", parameters=values)


def _actors(names: tuple[str, ...]) -> Where:
    """Rows name their group of actors by a code; the groups are few, so they are searched first."""
    if not names:
        return _EMPTY
    groups = "SELECT actor_group FROM actor_groups WHERE list_has_any(actors, ?)"
    return Where(sql=f"actor_group IN ({groups})", parameters=(list(names),))


def _flags(wanted: EventFilter) -> list[Where]:
    conditions = [
        "" if wanted.history else "NOT history",
        "" if _wants_statements(wanted) else "NOT statement",
        _SURENESS[wanted.sureness],
        f"position IN (FROM {matches_table(wanted.text)})" if wanted.text else "",
    ]
    return [Where(sql=condition, parameters=()) for condition in conditions]


_SURENESS = {Sureness.ALL: "", Sureness.LIKELY: "NOT doubtful", Sureness.SURE: "sure"}


def _wants_statements(wanted: EventFilter) -> bool:
    return wanted.statements or STATEMENTS in wanted.event_types


def _bounds(bounds: tuple[float, float, float, float] | None) -> list[Where]:
    if bounds is None:
        return []
    south, west, north, east = bounds
    joined = "AND" if west <= east else "OR"
    return [
        Where(sql="latitude BETWEEN ? AND ?", parameters=(south, north)),
        Where(sql=f"(longitude >= ? {joined} longitude <= ?)", parameters=(west, east)),
    ]


def _describe_dates(wanted: EventFilter) -> str:
    certainly = "certainly " if wanted.date_match is DateMatch.CERTAINLY else ""
    start, end = wanted.date_from, wanted.date_to
    if start and end:
        if start == end:
            return f"{certainly}on {_day(start)}"
        first = _day(start) if start.year != end.year else f"{start.day} {start:%B}"
        return f"{certainly}from {first} to {_day(end)}"
    if start:
        return f"{certainly}since {_day(start)}"
    return f"{certainly}until {_day(end)}" if end else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _listed(word: str, values: tuple[str, ...]) -> str:
    """ "by A", "by A or B", "by A, B or C"; beyond four the rest is counted."""
    if not values:
        return ""
    shown = list(values)
    if len(values) > _NAMED_VALUES:
        shown = [*values[: _NAMED_VALUES - 1], f"{len(values) - _NAMED_VALUES + 1} others"]
    *most, last = shown
    return f"{word} {', '.join(most)} or {last}" if most else f"{word} {last}"


def _describe_bounds(bounds: tuple[float, float, float, float] | None) -> str:
    if bounds is None:
        return ""
    south, west, north, east = bounds
    return f"between {south:g}° and {north:g}° north, {west:g}° and {east:g}° east"
