"""A window of events as the plain arrays of an `EventsLayer`, and what the page wishes with it.

The page sends both together; dashboard/routes/map_data.py the window alone, after each move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from dashboard import wording
from dashboard.layers.colours import choose, key_of, to_colours
from dashboard.palette import style_of
from dashboard.state import MapStyle, MapView, ViewState, to_query
from dashboard.tiles import Tiles
from geodata.filters import EventFilter
from geodata.model import GeoPrecision
from geodata.queries import Clusters, ColourBy, EventQueries, SingleEvents, Window

_EPOCH = date(1970, 1, 1)
_PLAIN = MapStyle()
_UNKNOWN = "Type not known"


def ask_window(
    queries: EventQueries, wanted: EventFilter, *, tiles: Tiles, colour_by: ColourBy
) -> dict[str, object]:
    """What a filter keeps in some tiles. Raises FilterError and QueryError as the queries do."""
    colouring = choose(queries, wanted, colour_by)
    window = queries.window(wanted, **asdict(tiles), colouring=colouring)
    colours = None
    if colouring.by is not ColourBy.TYPE:
        colours = to_colours(window, colouring, key_of(queries, wanted, colouring))
    return to_window(window, tiles=tiles, colours=colours) | to_selection(queries, wanted)


def to_selection(queries: EventQueries, wanted: EventFilter) -> dict[str, object]:
    """What a filter keeps, whatever window shows it; see `layers.events`."""
    extent = queries.extent(wanted)
    return {
        "extent": extent and [extent[:2], extent[2:]],
        "notice": "No reports in this part of the map." if extent else "No reports to show.",
        **_name(queries, wanted),
    }


def empty_window(
    queries: EventQueries, wanted: EventFilter, *, tiles: Tiles, notice: str
) -> dict[str, object]:
    """No events in some tiles, and why."""
    window = Window(
        version=queries.version,
        zoom=tiles.zoom,
        total=0,
        event_types=(),
        clusters=None,
        events=None,
    )
    drawn = to_window(window, tiles=tiles)
    return drawn | {"extent": None, "notice": notice, **_name(queries, wanted)}


def to_window(
    window: Window,
    *,
    tiles: Tiles,
    colours: Mapping[str, list[Any]] | None = None,
) -> dict[str, object]:
    """The part of a layer that a window makes; see `layers.events` for what it holds."""
    events = window.events or _NO_EVENTS
    clusters = window.clusters or _NO_CLUSTERS
    types = [*window.event_types, _UNKNOWN]
    other = len(colours["classes"] if colours else types) - 1
    whens, when_codes = _whens(events)
    return {
        "tiles": astuple(tiles),
        "zoom": window.zoom,
        "types": [_kind(name) for name in types],
        "places": events.place_names,
        "actors": [", ".join(group) for group in events.actor_groups],
        "whens": whens,
        "events": {
            "id": events.event_ids,
            "latitude": events.latitudes,
            "longitude": events.longitudes,
            "type": [_type(code, types) for code in events.types],
            "place": events.places,
            "actor": events.actors,
            "when": when_codes,
            "radius": events.radii_km,
            "approximate": [precision != GeoPrecision.SITE for precision in events.precisions],
        },
        "sentences": events.sentences or [],
        "clusters": {
            "latitude": clusters.latitudes,
            "longitude": clusters.longitudes,
            "count": clusters.counts,
            "mix": [_mix(mix, other) for mix in clusters.mixes],
            "id": clusters.event_ids,
            "spots": [i for i, one_spot in enumerate(clusters.one_spot) if one_spot],
        },
        "colours": colours,
    }


def to_wishes(
    *,
    look: tuple[int, MapView | None],
    selected: Mapping[str, Any] | None,
    style: MapStyle = _PLAIN,
) -> dict[str, object]:
    """The part of a layer that the page makes, whatever window the map shows."""
    number, target = look
    return {
        "view": {
            "number": number,
            "at": target and [target.latitude, target.longitude, target.zoom],
        },
        "selected": selected and _selected(selected),
        "style": [style.background, style.colour_by.value, int(style.heat)],
    }


def identify(
    queries: EventQueries, wanted: EventFilter, *, tiles: Tiles, colour_by: ColourBy
) -> list[object]:
    """By what the map's script says which window it has drawn; see static/map/channel.js."""
    return [*_name(queries, wanted).values(), colour_by.value, *astuple(tiles)]


def _name(queries: EventQueries, wanted: EventFilter) -> dict[str, object]:
    link = ViewState(filter=wanted, made_with=queries.data_version)
    return {"query": urlencode(to_query(link), doseq=True), "version": queries.version}


def _selected(event: Mapping[str, Any]) -> dict[str, object] | None:
    """The event's words for its popup, None where it has no point on the map."""
    if event["latitude"] is None or event["longitude"] is None:
        return None
    kind = event["event_type"]
    return {
        "id": event["event_id"],
        "latitude": round(event["latitude"], 5),
        "longitude": round(event["longitude"], 5),
        "kind": _kind(kind or _UNKNOWN),
        "type": event["sub_event_type"] or kind,
        "approximate": event["geo_precision"] != GeoPrecision.SITE,
        "place": wording.where(event),
        "when": wording.when(event),
        "actors": wording.who(event),
        "sentence": event["sentence"] or "",
        "source": event["source"] or event["title"] or "",
        "url": event["url"],
    }


def _kind(event_type: str) -> list[str]:
    style = style_of(event_type)
    return [event_type, style.colour, style.shape]


def _whens(events: SingleEvents) -> tuple[list[str], list[int]]:
    """The events' dates in words, each once, and for each event the number of its own."""
    words: dict[str, int] = {}
    codes = []
    for start, length in zip(events.days, events.lengths, strict=True):
        if start is None:
            said = "date unknown"
        else:
            first = _EPOCH + timedelta(days=start)
            said = wording.days(first, first + timedelta(days=length or 0))
        codes.append(words.setdefault(said, len(words)))
    return list(words), codes


def _type(code: int, types: list[str]) -> int:
    return code if code >= 0 else len(types) - 1


def _mix(mix: list[int], other: int) -> list[int]:
    """The mix with the number of all other events' class for -1."""
    return [other if i % 2 == 0 and number < 0 else number for i, number in enumerate(mix)]


_NO_EVENTS = SingleEvents(
    event_ids=[],
    latitudes=[],
    longitudes=[],
    types=[],
    precisions=[],
    radii_km=[],
    days=[],
    lengths=[],
    places=[],
    actors=[],
    place_names=[],
    actor_groups=[],
    sentences=None,
    sources=None,
)
_NO_CLUSTERS = Clusters(
    latitudes=[], longitudes=[], counts=[], mixes=[], one_spot=[], event_ids=[], types=[]
)
