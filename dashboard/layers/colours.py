"""What the colours of the map stand for in one view, and the key to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dashboard import wording
from dashboard.bars import days_shown
from dashboard.palette import OTHER, RANGE, SERIES
from geodata.filters import EventFilter
from geodata.queries import ColourBy, Colouring, EventQueries, SingleEvents, Window

Key = list[tuple[str, str]]
"""The name and the CSS colour of each class; the last one is that of all other events."""

_EPOCH = date(1970, 1, 1)
_LONG = timedelta(days=365)


def choose(queries: EventQueries, wanted: EventFilter, by: ColourBy) -> Colouring:
    """The classes for the events of a filter: its most frequent actors, or equal spans of time."""
    if by is ColourBy.ACTOR:
        facets = queries.facets(wanted, fields=("actors",), limit=len(SERIES))
        names = [facet.value for facet in facets.values["actors"] if facet.count]
        names.sort(key=lambda name: name not in wanted.actors)  # those asked for first
        return Colouring(by=by, actors=tuple(names[: len(SERIES)]))
    if by is ColourBy.TIME:
        return Colouring(by=by, starts=_spans(days_shown(queries.count(wanted), wanted)))
    return Colouring()


def key_of(queries: EventQueries, wanted: EventFilter, colouring: Colouring) -> Key:
    """The key to a colouring by actor or by time."""
    if colouring.by is ColourBy.ACTOR:
        others = "Others" if colouring.actors else "No actor named"
        return [*zip(colouring.actors, SERIES, strict=False), (others, OTHER.colour)]
    shown = days_shown(queries.count(wanted), wanted)
    ends = [start - timedelta(days=1) for start in colouring.starts[1:]]
    ends += [shown[1]] if shown else []
    names = [_name(*span) for span in zip(colouring.starts, ends, strict=True)]
    step = (len(RANGE) - 1) / max(len(names) - 1, 1)
    colours = [RANGE[round(i * step)] for i in range(len(names))]
    return [*zip(names, colours, strict=True), ("Date not known", OTHER.colour)]


def classes_of(events: SingleEvents, colouring: Colouring) -> list[int]:
    """The class of each event, as the clusters' classes are numbered."""
    if colouring.by is ColourBy.ACTOR:
        by_group = [colouring.class_by_actor(group) for group in events.actor_groups]
        return [by_group[code] if code >= 0 else -1 for code in events.actors]
    days = [None if day is None else _EPOCH + timedelta(days=day) for day in events.days]
    return [colouring.class_by_time(day) for day in days]


def to_colours(window: Window, colouring: Colouring, key: Key) -> dict[str, list[Any]]:
    """The colours of a window as its layer has them; see `layers.events`."""
    other = len(key) - 1
    events = classes_of(window.events, colouring) if window.events else []
    lone = window.clusters.types if window.clusters else []
    return {
        "classes": key,
        "events": [code if code >= 0 else other for code in events],
        "lone": lone,
    }


def _name(first: date, last: date) -> str:
    """A span of time, to the month where it is long."""
    if last - first < _LONG:
        return wording.days(first, last)
    return f"{first:%B %Y} to {last:%B %Y}"


def _spans(shown: tuple[date, date] | None) -> tuple[date, ...]:
    if shown is None:
        return ()
    first, last = shown
    days = (last - first).days + 1
    spans = min(len(RANGE), days)
    return tuple(first + timedelta(days=i * days // spans) for i in range(spans))
