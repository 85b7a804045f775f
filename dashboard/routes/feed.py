"""The latest events of a link as an Atom feed (RFC 4287), for readers that come back for news.

feed.atom?<the query string of the page's link>
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dashboard import wording
from dashboard.routes.answers import base_url, newest_queries, parse_link, to_records
from geodata.filters import describe
from geodata.interchange.export_kml import clean

MOST_ENTRIES = 100
_ATOM = "http://www.w3.org/2005/Atom"
_GEORSS = "http://www.georss.org/georss"
_XML = "http://www.w3.org/XML/1998/namespace"
_BEFORE_ALL = "1970-01-01T00:00:00Z"
ET.register_namespace("", _ATOM)
ET.register_namespace("georss", _GEORSS)


def answer_feed(request: Request) -> Response:
    """The feed; nothing but its head where the reader has this version of it already."""
    view, dropped = parse_link(request)
    queries = newest_queries()
    digest = hashlib.sha256(str(request.url).encode()).hexdigest()[:16]
    headers = {"ETag": f'"{queries.version}-{digest}"', **dropped}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    rows = queries.rows(view.filter, descending=True, limit=MOST_ENTRIES)
    feed = to_feed(
        to_records(rows),
        title=describe(view.filter),
        address=str(request.url),
        home=base_url(request),
    )
    return Response(feed, headers=headers, media_type="application/atom+xml")


def to_feed(rows: Iterable[Mapping[str, Any]], *, title: str, address: str, home: str) -> bytes:
    """The feed of these events, in their order."""
    feed = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": "en"})
    entries = [_to_entry(row, home=home) for row in rows]
    _add(feed, "title", f"Dateline: {title}")
    _add(feed, "id", address)
    _add(feed, "updated", max((_moment(entry) for entry in entries), default=_BEFORE_ALL))
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{home}/")
    feed.extend(entries)
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True)


ANSWERS = {"/feed.atom": answer_feed}


def _to_entry(row: Mapping[str, Any], *, home: str) -> ET.Element:
    entry = ET.Element(f"{{{_ATOM}}}entry")
    day: date | None = row["published"] or row["event_date"]
    _add(entry, "title", wording.what_where_when(row))
    _add(entry, "id", f"urn:dateline:event:{row['event_id']}")
    _add(entry, "updated", f"{day}T00:00:00Z" if day else _BEFORE_ALL)
    _add(_add(entry, "author"), "name", row["source"] or row["title"] or "unknown")
    _add(
        entry,
        "link",
        rel="alternate",
        type="text/html",
        href=f"{home}/event/{quote(row['event_id'])}",
    )
    if (row["url"] or "").lower().startswith(("https://", "http://")):
        _add(entry, "link", rel="via", href=row["url"])
    _add(entry, "category", term=row["event_type"] or "Event")
    _add(entry, "summary", row["sentence"] or "")
    if row["latitude"] is not None:
        point = ET.SubElement(entry, f"{{{_GEORSS}}}point")
        point.text = f"{row['latitude']:.6f} {row['longitude']:.6f}"
    return entry


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    cleaned = {key: clean(value) for key, value in attributes.items()}
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", cleaned)
    child.text = None if text is None else clean(text)
    return child


def _moment(entry: ET.Element) -> str:
    return entry.findtext(f"{{{_ATOM}}}updated") or _BEFORE_ALL
