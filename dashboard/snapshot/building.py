"""Puts a snapshot together: the events, the page's own map scripts, and a policy that lets nothing
else in or out.

Every script and style stands in the file and is named by its hash in the policy; the data is JSON
that no script engine runs. The file makes no request, whatever an article says.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from datetime import datetime
from pathlib import Path
from string import Template

from dashboard import wording
from dashboard.layers.base import SCRIPTS as MAP_SCRIPTS
from dashboard.layers.base import STATIC
from dashboard.snapshot.contents import Row, to_contents
from geodata import __version__
from geodata.errors import FilterError, QueryError
from geodata.filters import EventFilter, describe
from geodata.queries import EventQueries

MOST_EVENTS = 20_000
_HERE = Path(__file__).parent
_VIEWS = _HERE.parent / "views"
_LIB = STATIC / "lib"
_FONTS = {
    "Source Sans 3 Variable": "source-sans/files/source-sans-3-latin-wght-normal.woff2",
    "Source Serif 4 Variable": "source-serif/latin.woff2",
}
_OWN_SCRIPTS = ("selection", "layer", "reports", "filters", "snapshot")
_SCRIPT_END = re.compile(r"</script|<!--", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_LEAFLET_IMAGE = re.compile(r"url\([^)]*\)")


def build_snapshot(queries: EventQueries, wanted: EventFilter, *, made: datetime) -> bytes:
    """The HTML file of a filter's events, the latest first; `made` is the time it states.

    Raises FilterError for more than `MOST_EVENTS` events, QueryError where Leaflet has not been
    fetched.
    """
    total = queries.count(wanted).total
    if total > MOST_EVENTS:
        raise FilterError(
            f"these are {total:,} events, a snapshot holds at most {MOST_EVENTS:,}",
            remedy="narrow the filters",
        )
    rows = [row for batch in queries.stream(wanted) for row in batch.to_pylist()]
    rows.sort(key=lambda row: row["event_id"])
    rows.sort(key=lambda row: (row["event_date"] is not None, row["event_date"]), reverse=True)
    contents = to_contents(rows, version=queries.version)
    data = to_data_block(contents)
    styles = [_read_lib("leaflet/leaflet.css", _LEAFLET_IMAGE), *_style_sheets()]
    scripts = [
        _read_lib("leaflet/leaflet.js", _SOURCE_MAP),
        *(_read(STATIC / "map" / f"{name}.js") for name in MAP_SCRIPTS),
        to_classic_script(_read(_VIEWS / "timeline.js"), name="timeline"),
        *(_read(_HERE / f"{name}.js") for name in _OWN_SCRIPTS),
    ]
    timeline_style = _read(_VIEWS / "timeline.css")
    title = _title(rows)
    page = Template(_read(_HERE / "snapshot.html")).substitute(
        policy=to_policy(scripts, [*styles, timeline_style]),
        title=html.escape(title),
        selection=html.escape(describe(wanted)),
        version=html.escape(__version__),
        made=html.escape(f"{wording.day(made)}, {made:%H:%M} UTC"),
        store_version=queries.version,
        digest=hashlib.sha256(data.encode()).hexdigest(),
        extractors=html.escape(_extractors(rows)),
        icon=_data_url(STATIC / "icon.svg", "image/svg+xml"),
        styles="\n".join(f"<style>{style}</style>" for style in styles),
        timeline_style=f"<style>{timeline_style}</style>",
        data=data,
        outline=to_data_block(json.loads(_read(STATIC / "outline.json"))),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return page.encode()


def to_data_block(value: object) -> str:
    """JSON for a script element of a data type: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def to_classic_script(module: str, *, name: str) -> str:
    """One of the page's components, a module that exports one function, as `dateline.<name>`."""
    body = module.replace("export default function", "return function")
    return f'"use strict";\n(window.dateline ??= {{}}).{name} = (() => {{\n{body}}})();\n'


def to_policy(scripts: list[str], styles: list[str]) -> str:
    """The content security policy that lets in these scripts and styles, and nothing else."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in texts)
    return " ".join(f"'sha256-{digest.decode()}'" for digest in digests)


def _title(rows: list[Row]) -> str:
    firsts = [row["event_date"] for row in rows if row["event_date"]]
    lasts = [row["event_date_end"] for row in rows if row["event_date_end"]]
    return wording.headline(
        reports=len(rows),
        incidents=len({row["incident_id"] for row in rows}),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )


def _extractors(rows: list[Row]) -> str:
    return ", ".join(sorted({row["extractor"] or "an unnamed source" for row in rows})) or "nobody"


def _style_sheets() -> list[str]:
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: 200 900; font-display: swap; '
        f"src: url({_data_url(_LIB / file, 'font/woff2')}) format('woff2'); }}"
        for family, file in _FONTS.items()
        if (_LIB / file).is_file()
    ]
    return ["\n".join(faces), _read(STATIC / "map" / "map.css"), _read(_HERE / "snapshot.css")]


def _read_lib(name: str, left_out: re.Pattern[str]) -> str:
    path = _LIB / name
    if not path.is_file():
        raise QueryError(
            "Leaflet has not been fetched, the map's drawing code", remedy="make assets"
        )
    return left_out.sub("none" if path.suffix == ".css" else "", _read(path))


def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js" and _SCRIPT_END.search(text):
        raise ValueError(f"{path} would end its script element")
    return text


def _data_url(path: Path, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"
