"""The base map: tiles, the outline of countries beneath, and the script that draws events on it.

The map must be the same, byte for byte, on every run of the page: streamlit-folium throws the map
away and loads everything anew when it changes. Whatever changes travels in an `EventsLayer`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import folium
from jinja2 import Template

from dashboard.backgrounds import Background, offered
from dashboard.layers.events import to_script

STATIC = Path(__file__).parents[1] / "static"
# Relative to the frame that streamlit-folium draws in, so that it holds under any base path.
STATIC_URL = "../../app/static"
# In the order in which they need each other.
SCRIPTS = (
    "symbols", "icons", "calendar", "groups", "labels", "popup", "faces", "frame", "canvas",
    "heat", "backgrounds", "channel", "fetching", "wire", "panel", "playback", "places", "measure",
    "map",
)  # fmt: skip


class BaseMap(folium.Map):
    """A Folium map without events that fetches its scripts from this application where it can."""

    def __init__(self) -> None:
        super().__init__(
            location=[25, 20],
            zoom_start=2,
            min_zoom=1,
            max_zoom=18,
            tiles=None,
            world_copy_jump=True,
            zoom_animation=False,
            fade_animation=False,
            track_resize=False,  # the script does it, to the very point
        )
        self.default_js = [*_unreached(), *_leaflet_js(), ("map", _script_url())]
        self.default_css = [
            *_leaflet_css(),
            *_local("source-sans/index.css"),
            ("map_css", _static_url("map/map.css")),
        ]
        _Start(
            outline=_static_url("outline.json"),
            window=_route("window.json"),
            wire=_route("wire"),
            playback=_route("playback.json"),
            places=_route("places.json"),
            backgrounds=[_to_background(one) for one in offered()],
        ).add_to(self)

    def render(self, **kwargs: object) -> None:
        """Nothing: streamlit-folium reads the script and the lists of files, and no page of ours.

        Folium would compile the templates of a whole page anew, which takes longer than all else
        that a move of the map asks of the server.
        """


def build_map() -> BaseMap:
    """A new base map: Folium objects change as they are drawn, and never outlive a run."""
    return BaseMap()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The origins outside this application that the map asks, as a content policy names them."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    tiles: tuple[str, ...]


def outside_origins() -> Outside:
    """Whom the map may ask: the hosts of its backgrounds; others where Leaflet is not fetched."""
    return Outside(
        scripts=_origins(url for _, url in _leaflet_js()),
        styles=_origins(url for _, url in _leaflet_css()),
        tiles=_origins(one.url for one in offered()),
    )


def _origins(urls: Iterable[str]) -> tuple[str, ...]:
    """The origins of absolute addresses; a part of the host that varies, {s}, becomes `*`."""
    split = [urlsplit(url.replace("{s}", "*")) for url in urls]
    return tuple(dict.fromkeys(f"{url.scheme}://{url.netloc}" for url in split if url.netloc))


def _to_background(one: Background) -> list[object]:
    """A background as static/map/backgrounds.js reads it."""
    return [one.key, one.name, one.url, one.credit, one.max_zoom, int(one.follows_theme)]


class _Start(folium.MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "dateline.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, **options: object) -> None:
        super().__init__()
        self._name = "Start"
        self.options = to_script(options)


def _leaflet_js() -> list[tuple[str, str]]:
    """Leaflet from this application once it has been fetched, else from Folium's address."""
    return _local("leaflet/leaflet.js") or [link for link in folium.Map.default_js if _is_it(link)]


def _unreached() -> list[tuple[str, str]]:
    """The script that says so where Leaflet comes from outside and does not come."""
    outside = outside_origins().scripts
    return [("unreached", _static_url("unreached.js"))] if outside else []


def _leaflet_css() -> list[tuple[str, str]]:
    return _local("leaflet/leaflet.css") or [
        link for link in folium.Map.default_css if _is_it(link)
    ]


def _local(name: str) -> list[tuple[str, str]]:
    """A link to a fetched file, [] where it has not been fetched."""
    return [(name, f"{STATIC_URL}/lib/{name}")] if (STATIC / "lib" / name).is_file() else []


def _is_it(link: tuple[str, str]) -> bool:
    return link[0] in ("leaflet", "leaflet_css")


@cache
def read_script() -> str:
    """The map's scripts as one; streamlit-folium waits for each file before the next."""
    return "".join((STATIC / "map" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


@cache
def _script_url() -> str:
    digest = hashlib.sha256(read_script().encode()).hexdigest()[:8]
    return f"{_route('script.js')}?{digest}"


def _route(name: str) -> str:
    """The address of an answer of dashboard/routes/map_data.py, as `STATIC_URL` is one of files."""
    return f"../../map/{name}"


@cache
def _static_url(name: str) -> str:
    """The address of a file of ours; its hash makes browsers fetch a changed one."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"{STATIC_URL}/{name}?{digest}"
