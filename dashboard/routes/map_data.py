"""What the map's script fetches by itself, so that the page need not run for it.

map/script.js        the map's scripts in one, so that one request brings them
map/window.json      what a link's filter keeps in some tiles, as the page sends it with a layer
map/playback.json    the reports of a link's filter in some tiles, day by day
map/places.json      the places that a name may mean
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import bars, loading, wording
from dashboard.layers.window import ask_window
from dashboard.routes.answers import parse_link, shown_queries, to_problem
from dashboard.state import ViewState
from dashboard.tiles import Tiles, parse_tiles
from geodata.errors import FilterError
from geodata.filters import EventFilter
from geodata.queries import INTERVALS, EventQueries, Playback

_EPOCH = date(1970, 1, 1)
_LONGEST_NAME = 100
_MOST_PLACES = 6
_A_YEAR = "public, max-age=31536000, immutable"  # its address changes with it


def answer_script(request: Request) -> Response:
    """The map's scripts, one after another."""
    from dashboard.layers.base import read_script  # loads Folium, which nothing else here needs

    headers = {"Cache-Control": _A_YEAR}
    return Response(read_script(), media_type="text/javascript", headers=headers)


def answer_window(request: Request) -> Response:
    """The events of the tiles `win`, or clusters of them; the link's style says what they count."""
    asked = _parse(request)
    if isinstance(asked, Response):
        return asked
    colour_by = asked.view.map_style.colour_by
    window = ask_window(asked.queries, asked.view.filter, tiles=asked.tiles, colour_by=colour_by)
    return JSONResponse(window, headers=asked.dropped)


def answer_playback(request: Request) -> Response:
    """Cells by day, week or month, for the tiles `win`; `by` is chosen here where not said."""
    asked = _parse(request)
    if isinstance(asked, Response):
        return asked
    by = request.query_params.get("by", "")
    played = find_playback(asked.queries, asked.view.filter, asked.tiles, by=by)
    return JSONResponse(to_document(played), headers=asked.dropped)


@dataclass(frozen=True, slots=True)
class _Asked:
    queries: EventQueries
    view: ViewState
    tiles: Tiles
    dropped: dict[str, str]


def _parse(request: Request) -> _Asked | Response:
    """What is asked of which tiles; a problem where that is nothing, or of another version.

    `version` is the one that the map shows: it never draws or plays two at a time.
    """
    try:
        numbers = [int(part) for part in request.query_params.get("win", "").split(",")]
    except ValueError:
        numbers = []
    tiles = parse_tiles(numbers)
    if tiles is None:
        return to_problem(400, "win is zoom, first x, first y, last x, last y of tiles.")
    view, dropped = parse_link(request)
    queries = shown_queries(view)
    if request.query_params.get("version", "") not in ("", str(queries.version)):
        return to_problem(409, "There are new reports. Reload the page to see them.")
    return _Asked(queries, view, tiles, dropped)


def find_playback(queries: EventQueries, wanted: EventFilter, tiles: Tiles, *, by: str) -> Playback:
    """The playback by the interval asked for, else by the shortest that is not too much to watch.

    Raises FilterError where it is too much to send.
    """
    window = asdict(tiles)
    if by:
        return queries.playback(wanted, by=by, **window)
    shown = bars.days_shown(queries.count(wanted), wanted) or ()
    *shorter, longest = INTERVALS
    for interval in shorter:
        if bars.steps(shown, by=interval) <= bars.MOST_BARS:
            with suppress(FilterError):  # too many cells all the same
                return queries.playback(wanted, by=interval, **window)
    return queries.playback(wanted, by=longest, **window)


def to_document(played: Playback) -> dict[str, object]:
    """The playback as JSON; `starts` in days since 1970."""
    return {
        "by": played.by,
        "latitudes": played.latitudes,
        "longitudes": played.longitudes,
        "starts": [(start - _EPOCH).days for start in played.starts],
        "frames": played.frames,
    }


def answer_places(request: Request) -> Response:
    """The places of a name, the likeliest first, with their extent in kilometres."""
    name = request.query_params.get("name", "").strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        return to_problem(400, f"name is 1 to {_LONGEST_NAME} characters.")
    found = loading.open_geocoder().geocode(name, exactly_one=False, limit=_MOST_PLACES) or []
    places = [
        {
            "name": location.raw["name"],
            "address": location.address,
            "kind": wording.place_kind(location.raw["feature_code"]),
            "latitude": round(location.latitude, 4),
            "longitude": round(location.longitude, 4),
            "radius": round(location.raw["radius_km"] or 0, 1),
        }
        for location in found
    ]
    return JSONResponse({"places": places})


ANSWERS = {
    "/map/script.js": answer_script,
    "/map/window.json": answer_window,
    "/map/playback.json": answer_playback,
    "/map/places.json": answer_places,
}
