"""What a request for items asks for, as the standard words it (OGC 17-069r4, clause 7.15). Pure.

Other than the page, the interface refuses what it does not understand: a program that asks for
something must not get everything.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from starlette.datastructures import QueryParams

from geodata.errors import FilterError
from geodata.filters import EventFilter, Sureness

DEFAULT_LIMIT = 100
MOST_ITEMS = 1000
_MOST_OFFSET = 10_000_000
_LONGEST = 200
# Parameter, field of the filter, what it means.
PROPERTIES = {
    "event_type": ("event_types", "type of event, such as Battles"),
    "sub_event_type": ("sub_event_types", "finer type"),
    "actor": ("actors", "canonical name of an actor in any role"),
    "country": ("countries", "country by name"),
    "admin1": ("admin1", "first-order region by name"),
    "source": ("sources", "publisher"),
    "attribution": ("attributions", "who says so"),
    "extractor": ("extractors", "who coded it"),
    "place_status": ("place_statuses", "mapped, country only, ambiguous, not found, ..."),
}
ITEMS = (
    "f",
    "bbox",
    "datetime",
    "limit",
    "offset",
    "history",
    "statements",
    "sureness",
    *PROPERTIES,
)
FORMATS = ("json", "html")
_T = TypeVar("_T")
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The items asked for: a page of those that a filter keeps."""

    filter: EventFilter
    limit: int
    offset: int


def parse_items(query: QueryParams) -> Wanted:
    """The page of items that a query string asks for; FilterError for anything not understood."""
    check_names(query, ITEMS)
    all_days: Days = (None, None)
    start, end = _read(query, "datetime", _interval, all_days)
    return Wanted(
        filter=EventFilter(
            date_from=start,
            date_to=end,
            bounds=_read(query, "bbox", _bounds, None),
            history=_read(query, "history", _flag, False),
            statements=_read(query, "statements", _flag, False),
            sureness=_read(query, "sureness", _sureness, Sureness.LIKELY),
            **{field: tuple(query.getlist(name)) for name, (field, _) in PROPERTIES.items()},
        ),
        limit=min(_read(query, "limit", _positive, DEFAULT_LIMIT), MOST_ITEMS),
        offset=_read(query, "offset", _count, 0),
    )


def check_names(query: QueryParams, known: tuple[str, ...]) -> None:
    """Raise FilterError for a parameter that the interface does not have."""
    unknown = [name for name in query if name not in known]
    if unknown:
        raise FilterError(
            f"there is no parameter {unknown[0][:_LONGEST]!r} here",
            remedy=f"use {', '.join(known)}",
        )


def _read(query: QueryParams, name: str, parse: Callable[[str], _T], default: _T) -> _T:
    values = query.getlist(name)
    if not values:
        return default
    if len(values) > 1:
        raise FilterError(f"{name} is given more than once")
    try:
        return parse(values[0])
    except ValueError as error:
        raise FilterError(f"{name}={values[0][:_LONGEST]} makes no sense: {error}") from error


def _sureness(value: str) -> Sureness:
    try:
        return Sureness(value)
    except ValueError:
        raise ValueError(f"it must be one of {', '.join(Sureness)}") from None


def _bounds(value: str) -> tuple[float, float, float, float]:
    """A bbox, west, south, (lowest,) east, north (, highest), as south, west, north, east."""
    numbers = [float(part) for part in value.split(",")]
    if len(numbers) == 6:  # heights are of no matter on a map
        del numbers[5], numbers[2]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise ValueError("it is not four or six numbers with commas between")
    west, south, east, north = numbers
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("it is not west, south, east, north in degrees")
    return south, west, north, east


def _interval(value: str) -> Days:
    """An RFC 3339 day or time, or two with a slash between; ".." or nothing is open."""
    start, slash, end = value.partition("/")
    first = _day(start)
    last = _day(end) if slash else first
    if first is None and last is None:
        raise ValueError("it is open at both ends")
    return first, last


def _day(value: str) -> date | None:
    if value in ("", ".."):
        return None
    return datetime.fromisoformat(value).date()


def _flag(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError("it is neither true nor false")
    return value == "true"


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ValueError("it is not a whole number above 0")
    return int(value)


def _count(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > _MOST_OFFSET:
        raise ValueError(f"it is not a whole number from 0 to {_MOST_OFFSET:,}")
    return int(value)
