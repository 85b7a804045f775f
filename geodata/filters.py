"""The one selection that the map, the timeline, the table, the counts and the downloads share.

An `EventFilter` is a value; `where` turns it into SQL over the `events` view with its parameters,
and `describe` into a sentence for people. Nothing here touches a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateMatch(StrEnum):
    """How an event known only to an interval of days meets a date range."""

    POSSIBLY = "possibly"  # the intervals overlap
    CERTAINLY = "certainly"  # the event's interval lies inside the range


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are wanted; the default wants all news and no history.

    `date_from` and `date_to` are a closed range of days, open where None. Empty tuples mean "any".
    `actors` match any role; several values of one field mean "any of these", several fields mean
    "all of these". `text` is looked for in sentence and title, whatever the case. `bounds` is
    (south, west, north, east) in degrees; west > east crosses the antimeridian.
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
    text: str = ""
    history: bool = False
    exact_places_only: bool = False
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A SQL condition with one `?` for each parameter; "true" when everything is wanted."""

    sql: str
    parameters: tuple[object, ...]
