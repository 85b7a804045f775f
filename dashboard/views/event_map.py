"""The map: one window of events on the base map, and what the visitor does there."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from dashboard import session
from dashboard.backgrounds import KEYS
from dashboard.layers.base import build_map
from dashboard.layers.events import EventsLayer
from dashboard.layers.window import ask_window, empty_window, identify, to_selection, to_wishes
from dashboard.state import MAX_ZOOM, MapStyle, MapView
from dashboard.tiles import Tiles, parse_tiles
from geodata.errors import QueryError
from geodata.filters import EventFilter
from geodata.queries import ColourBy, EventQueries

KEY = "map"
HEIGHT_PX = 540
_MAP_FIRST_S = 0.06  # at most, that the browser has for a changed map before all else comes
_AHEAD = "map.layer"  # sent by wire already, and of what

_WORLD = Tiles(zoom=3, x0=0, y0=0, x1=7, y1=7)  # before the map has said what is in view


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the map's script sends back; see static/map/channel.js."""

    tiles: Tiles | None = None
    view: MapView | None = None
    event_id: str | None = None
    sequence: int = 0
    spot: session.Bounds | None = None
    bounds: session.Bounds | None = None
    style: MapStyle | None = None
    drawn: list[object] | None = None


def send_ahead(
    queries: EventQueries,
    wanted: EventFilter,
    selected: Mapping[str, Any] | None,
    *,
    meanwhile: Callable[[], None],
) -> None:
    """Send the map by wire what `draw` will bring, where it listens, and give it time to draw.

    What the rest of the page will ask is asked `meanwhile`.
    """
    wire = session.wire()
    if wire.is_held():
        sent = take_in()
        layer = build_layer(queries, wanted, selected=selected, sent=sent)
        st.session_state[_AHEAD] = _of(queries, wanted, selected, sent), layer
        wire.send(layer)
        until = time.monotonic() + _MAP_FIRST_S
        meanwhile()
        wire.wait(max(0.0, until - time.monotonic()))


@st.fragment
def draw(queries: EventQueries, wanted: EventFilter, selected: Mapping[str, Any] | None) -> None:
    """The map with its events; a pan runs this alone, a choice on the map the whole page."""
    sent = take_in()
    session.publish_link()
    of, layer = st.session_state.pop(_AHEAD, (None, {}))
    if of != _of(queries, wanted, selected, sent):  # none was sent, or by a run that was broken off
        layer = build_layer(queries, wanted, selected=selected, sent=sent)
    st_folium(
        build_map(),
        key=KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        feature_group_to_add=EventsLayer({**layer, "wire": session.wire().name}),
        returned_objects=[],
    )


def _of(*given: object) -> tuple[object, ...]:
    """All that makes a layer."""
    return *given, session.look(), session.view().map_style


def take_in() -> Sent:
    """What the map has sent, done; where that concerns the rest of the page, it runs anew."""
    sent = parse(st.session_state.get(KEY))
    if sent.tiles:
        session.change(map_view=sent.view)
    followed = session.set_window(sent.bounds)
    if session.is_new(sent.sequence):
        follow(sent)
    if followed:
        st.rerun()
    return sent


def follow(sent: Sent) -> None:
    """Does what the visitor chose on the map; another style concerns no other part of the page."""
    view = session.view()
    session.change(event_id=sent.event_id, map_style=sent.style or view.map_style)
    if sent.spot:
        session.change_filter(bounds=sent.spot)
    if sent.spot or sent.event_id != view.event_id:
        st.rerun()


def build_layer(
    queries: EventQueries,
    wanted: EventFilter,
    *,
    selected: Mapping[str, Any] | None,
    sent: Sent,
) -> dict[str, object]:
    """The layer of the tiles in view, without a window that the map has drawn already.

    A failed query leaves no old markers, but says so.
    """
    tiles, style = sent.tiles or _WORLD, session.view().map_style
    colour_by = style.colour_by
    try:
        if sent.drawn == identify(queries, wanted, tiles=tiles, colour_by=colour_by):
            window = to_selection(queries, wanted)
        else:
            window = ask_window(queries, wanted, tiles=tiles, colour_by=colour_by)
    except QueryError as error:
        window = empty_window(queries, wanted, tiles=tiles, notice=str(error))
    return window | to_wishes(look=session.look(), selected=selected, style=style)


def parse(value: object) -> Sent:
    """What the map sent, with everything dropped that makes no sense."""
    if not isinstance(value, Mapping):
        return Sent()
    at, win, box, seen = (_numbers(value.get(name), count) for name, count in _NUMBERS.items())
    event_id, sequence = value.get("sel"), value.get("seq")
    return Sent(
        tiles=parse_tiles(win) if win else None,
        view=_view(at) if at else None,
        event_id=event_id if isinstance(event_id, str) else None,
        sequence=sequence if isinstance(sequence, int) else 0,
        spot=_bounds(box) if box else None,
        bounds=_bounds(seen) if seen else None,
        style=_style(value.get("style")),
        drawn=drawn if isinstance(drawn := value.get("drawn"), list) else None,
    )


_NUMBERS = {"at": 3, "win": 5, "box": 4, "seen": 4}


def _numbers(value: object, count: int) -> list[float] | None:
    if not isinstance(value, Sequence) or len(value) != count:
        return None
    numbers = [number for number in value if isinstance(number, (int, float))]
    return numbers if len(numbers) == count else None


def _view(at: list[float]) -> MapView | None:
    latitude, longitude, zoom = at
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= zoom <= MAX_ZOOM):
        return None
    return MapView(latitude=latitude, longitude=longitude, zoom=int(zoom)).rounded()


def _bounds(box: list[float]) -> session.Bounds | None:
    south, west, north, east = box
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        return None
    return south, west, north, east


def _style(sent: object) -> MapStyle | None:
    """A style as static/map/panel.js sends it; a background that is not ours is the default."""
    if not isinstance(sent, Sequence) or len(sent) != 3:
        return None
    background, colour_by, heat = sent
    return MapStyle(
        background=background if background in KEYS else "",
        colour_by=ColourBy(colour_by) if colour_by in list(ColourBy) else ColourBy.TYPE,
        heat=heat == 1,
    )
