"""What a visitor looks at, and the link that leads back to it.

`ViewState` is the whole of it: filter, map view, chosen event, page of the table. `to_query` writes
it as the query string of a link, default values left out; `from_query` reads it back, drops what
makes no sense and says so. Nothing here knows Streamlit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dashboard.backgrounds import KEYS
from geodata.filters import DateMatch, EventFilter, Sureness
from geodata.model import GeoPrecision
from geodata.queries import SORTABLE, ColourBy
from geodata.versions import DataVersion, parse_version

Query = Mapping[str, Sequence[str]]

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
MAX_VALUES = 50
MAX_LENGTH = 200
MAX_ZOOM = 18
_LISTS = {
    "type": "event_types",
    "subtype": "sub_event_types",
    "actor": "actors",
    "country": "countries",
    "region": "admin1",
    "source": "sources",
    "coded": "extractors",
    "says": "attributions",
    "placed": "place_statuses",
}
_FLAGS = {"history": "history", "said": "statements"}
_EVENT_ID = re.compile(r"[\w:.\-]{1,100}")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Where the map looks: its centre in degrees, and Leaflet's zoom, 0 to 18."""

    latitude: float
    longitude: float
    zoom: int

    def rounded(self) -> MapView:
        """The same view to the 0.0001 degrees (about 10 m) that a link keeps."""
        return replace(self, latitude=round(self.latitude, 4), longitude=round(self.longitude, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStyle:
    """How the map is drawn: what lies beneath ("" for the host's default, else one of
    `backgrounds.KEYS`), what its colours stand for, and whether density is drawn in place of marks.
    """

    background: str = ""
    colour_by: ColourBy = ColourBy.TYPE
    heat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """All that a link reproduces.

    `map_view` None lets the map show every event of the filter. `in_view` lets the filter's bounds
    follow the map's window. `page` counts from 1. `made_with` is the version of the events that a
    link was made with, None where it does not say.
    """

    filter: EventFilter = field(default_factory=EventFilter)
    map_view: MapView | None = None
    in_view: bool = False
    map_style: MapStyle = field(default_factory=MapStyle)
    event_id: str | None = None
    order_by: str = "event_date"
    descending: bool = True
    page: int = 1
    made_with: DataVersion | None = None

    @property
    def map_filter(self) -> EventFilter:
        """The filter of the map itself: bounds that follow its window take nothing off it."""
        return replace(self.filter, bounds=None) if self.in_view else self.filter


def to_query(view: ViewState) -> dict[str, list[str]]:
    """The query string of the link to a view, as lists of values; {} for the page as it opens."""
    wanted, query = view.filter, {}
    for key, name in _LISTS.items():
        query[key] = list(getattr(wanted, name))
    for key, name in _FLAGS.items():
        query[key] = ["1"] if getattr(wanted, name) else []
    query["sure"] = [wanted.sureness.value] if wanted.sureness != Sureness.LIKELY else []
    query["precision"] = [str(int(precision)) for precision in wanted.geo_precisions]
    query["from"] = [wanted.date_from.isoformat()] if wanted.date_from else []
    query["to"] = [wanted.date_to.isoformat()] if wanted.date_to else []
    query["dates"] = [wanted.date_match.value] if wanted.date_match != DateMatch.POSSIBLY else []
    query["text"] = [wanted.text] if wanted.text else []
    query["box"] = [",".join(map(_degrees, wanted.bounds))] if wanted.bounds else []
    if view.map_view:
        at = view.map_view
        query["at"] = [f"{_degrees(at.latitude)},{_degrees(at.longitude)},{at.zoom}"]
    query["inview"] = ["1"] if view.in_view else []
    style = view.map_style
    query["map"] = [style.background] if style.background else []
    query["colour"] = [style.colour_by.value] if style.colour_by != ColourBy.TYPE else []
    query["heat"] = ["1"] if style.heat else []
    query["event"] = [view.event_id] if view.event_id else []
    sort = f"{'-' if view.descending else ''}{view.order_by}"
    query["sort"] = [sort] if sort != "-event_date" else []
    query["page"] = [str(view.page)] if view.page != 1 else []
    query["v"] = [str(view.made_with)] if view.made_with is not None else []
    return {key: values for key, values in query.items() if values}


def from_query(query: Query) -> tuple[ViewState, tuple[str, ...]]:
    """The view that a link describes, and a sentence on each value that was dropped.

    Unknown keys are not ours and are passed over in silence.
    """
    dropped: list[str] = []

    def read(key: str, parse: Callable[[str], _T], default: _T) -> _T:
        values = query.get(key, ())
        if not values:
            return default
        try:
            if len(values) > 1:
                raise ValueError("it is given more than once")
            return parse(values[0])
        except ValueError as error:
            dropped.append(_complaint(key, values[0], error))
            return default

    once = Sureness.SURE if read("surer", _flag, False) else Sureness.LIKELY  # in older links
    filter_ = EventFilter(
        date_from=read("from", _date, None),
        date_to=read("to", _date, None),
        date_match=read("dates", _date_match, DateMatch.POSSIBLY),
        text=read("text", _words, ""),
        bounds=read("box", _bounds, None),
        geo_precisions=_values(query, "precision", dropped, parse=_precision),
        **{name: _values(query, key, dropped, parse=_words) for key, name in _LISTS.items()},
        **{name: read(key, _flag, False) for key, name in _FLAGS.items()},
        sureness=read("sure", _sureness, once),
    )
    if filter_.date_from and filter_.date_to and filter_.date_from > filter_.date_to:
        dropped.append("The dates of this link end before they start; all dates are shown.")
        filter_ = replace(filter_, date_from=None, date_to=None)
    order_by, descending = read("sort", _sort, ("event_date", True))
    view = ViewState(
        filter=filter_,
        map_view=read("at", _map_view, None),
        in_view=read("inview", _flag, False),
        map_style=MapStyle(
            background=read("map", _background, ""),
            colour_by=read("colour", _colour_by, ColourBy.TYPE),
            heat=read("heat", _flag, False),
        ),
        event_id=read("event", _event_id, None),
        order_by=order_by,
        descending=descending,
        page=read("page", _page, 1),
        made_with=read("v", parse_version, None),
    )
    return view, tuple(dropped)


def _values(
    query: Query, key: str, dropped: list[str], *, parse: Callable[[str], _T]
) -> tuple[_T, ...]:
    kept: dict[_T, None] = {}
    for value in query.get(key, ()):
        try:
            kept[parse(value)] = None
        except ValueError as error:
            dropped.append(_complaint(key, value, error))
    if len(kept) > MAX_VALUES:
        dropped.append(f"Only the first {MAX_VALUES} values of “{key}” in this link are used.")
    return tuple(kept)[:MAX_VALUES]


def _complaint(key: str, value: str, error: ValueError) -> str:
    shown = value if len(value) <= 40 else f"{value[:40]}…"
    return f"“{key}={shown}” in this link was dropped: {error}."


def _words(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty")
    if len(value) > MAX_LENGTH:
        raise ValueError(f"it is longer than {MAX_LENGTH} characters")
    if not value.isprintable():
        raise ValueError("it has characters that cannot be printed")
    return value


def _precision(value: str) -> GeoPrecision:
    if not re.fullmatch("[1-4]", value):
        raise ValueError("it must be 1, 2, 3 or 4")
    return GeoPrecision(int(value))


def _flag(value: str) -> bool:
    if value not in ("0", "1"):
        raise ValueError("it must be 0 or 1")
    return value == "1"


def _sureness(value: str) -> Sureness:
    try:
        return Sureness(value)
    except ValueError:
        raise ValueError(f"it must be one of {', '.join(Sureness)}") from None


def _date(value: str) -> date | None:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise ValueError("it is not a date such as 2024-11-30") from None
    if not EARLIEST <= found <= LATEST:
        raise ValueError(f"it is not between {EARLIEST.year} and {LATEST.year}")
    return found


def _date_match(value: str) -> DateMatch:
    try:
        return DateMatch(value)
    except ValueError:
        raise ValueError(f"it must be one of {', '.join(DateMatch)}") from None


def _numbers(value: str, *, count: int) -> list[float]:
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"it is not {count} numbers with commas between")
    return numbers


def _bounds(value: str) -> tuple[float, float, float, float] | None:
    south, west, north, east = _numbers(value, count=4)
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("it is not a box of south, west, north, east in degrees")
    return south, west, north, east


def _map_view(value: str) -> MapView | None:
    latitude, longitude, zoom = _numbers(value, count=3)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("it is not a place on Earth")
    if zoom != int(zoom) or not 0 <= zoom <= MAX_ZOOM:
        raise ValueError(f"the zoom is not a whole number from 0 to {MAX_ZOOM}")
    return MapView(latitude=latitude, longitude=longitude, zoom=int(zoom))


def _background(value: str) -> str:
    if value not in KEYS:
        raise ValueError(f"it must be one of {', '.join(KEYS)}")
    return value


def _colour_by(value: str) -> ColourBy:
    try:
        return ColourBy(value)
    except ValueError:
        raise ValueError(f"it must be one of {', '.join(ColourBy)}") from None


def _event_id(value: str) -> str | None:
    if not _EVENT_ID.fullmatch(value):
        raise ValueError("it is not the id of an event")
    return value


def _sort(value: str) -> tuple[str, bool]:
    column = value.removeprefix("-")
    if column not in SORTABLE:
        raise ValueError("the table cannot be sorted by it")
    return column, value.startswith("-")


def _page(value: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII):
        raise ValueError("it is not the number of a page")
    return int(value)


def _degrees(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
