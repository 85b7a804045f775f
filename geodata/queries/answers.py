"""What the queries answer: plain columns, each with the version of the events it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geodata.schema import PlaceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many events a filter selects, by status of their place, and how many incidents.

    `first` is the earliest day on which one of them may have happened, `last` the latest; None
    where none is dated.
    """

    version: int
    total: int
    by_status: Mapping[PlaceStatus, int]
    incidents: int
    first: date | None
    last: date | None

    @property
    def mapped(self) -> int:
        """The events that the map shows."""
        return self.by_status.get(PlaceStatus.MAPPED, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Cells of a grid, 64 screen pixels wide, one entry of each list per cell with events.

    Latitude and longitude are the events' mean, to five decimals. `mixes` is for each cell
    [class, count, class, count ...] in the classes of the colouring asked for, by default indexes
    into `Window.event_types`. `one_spot` says that all lie on one point, so that zooming would not
    part them. `event_ids` has the event of a cell with only one, else None, and `types` its type.
    """

    latitudes: list[float]
    longitudes: list[float]
    counts: list[int]
    mixes: list[list[int]]
    one_spot: list[bool]
    event_ids: list[str | None]
    types: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleEvents:
    """Events one by one, ordered by id; entry i of each list belongs to event i.

    `types`, `places` and `actors` index `Window.event_types`, `place_names` and `actor_groups`
    (-1: none). `days` are days since 1970-01-01, `lengths` how many days more it may have
    lasted, both None without a date. `precisions` as GeoPrecision, 0 unknown; `radii_km` 0 for a
    point. `sentences` and `sources` come along when the window holds few events of a small store,
    else None: the sentence is then read by `event(event_id)`.
    """

    event_ids: list[str]
    latitudes: list[float]
    longitudes: list[float]
    types: list[int]
    precisions: list[int]
    radii_km: list[float]
    days: list[int | None]
    lengths: list[int | None]
    places: list[int]
    actors: list[int]
    place_names: list[str]
    actor_groups: list[list[str]]
    sentences: list[str] | None
    sources: list[str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What the map shows in a range of tiles: clusters, or single events where there are few.

    Exactly one of `clusters` and `events` is None. `total` counts the mapped events within.
    """

    version: int
    zoom: int
    total: int
    event_types: tuple[str, ...]
    clusters: Clusters | None
    events: SingleEvents | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events per interval, by the first day on which each may have happened; empty ones left out.

    `starts` are first days of the intervals (weeks start on Monday). `undated` events have no date.
    """

    version: int
    by: str
    starts: list[date]
    counts: list[int]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Playback:
    """A window over time, to be played without asking again.

    `latitudes` and `longitudes` are the cells' mean positions over the whole time; frame i begins
    on `starts[i]` and `frames[i]` is [cell, count, cell, count ...]. Intervals without events have
    no frame. An event is in the frame of its first day.
    """

    version: int
    by: str
    latitudes: list[float]
    longitudes: list[float]
    starts: list[date]
    frames: list[list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many events of a filter came, changed or went between two versions."""

    added: int
    changed: int
    removed: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the reports of an incident were put together, and in what they disagree.

    Both () for a single report; no reasons for what an imported table calls one incident.
    """

    reasons: tuple[str, ...]
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that a filter's field may take, and how many events it would select."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Values with counts by field of EventFilter, most frequent first, each field's counts given
    the filter's *other* fields. `total_values` says how many values there are where a list is cut.
    """

    version: int
    values: Mapping[str, tuple[FacetValue, ...]]
    total_values: Mapping[str, int]
