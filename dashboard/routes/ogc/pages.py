"""The documents for people: plain HTML made from the same values. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from dashboard.routes.plain import to_html

_KINDS = {
    "application/json": "JSON",
    "application/geo+json": "GeoJSON",
    "application/schema+json": "JSON Schema",
    "application/vnd.oai.openapi+json;version=3.0": "OpenAPI",
    "text/html": "page",
}
_SHOWN = ("event_date", "sub_event_type", "place", "country", "actors", "sentence", "source")


def to_page(document: Mapping[str, Any]) -> str:
    """A document as a page: its words, then its items, its parts, its links."""
    parts = [
        f"<p>{escape(str(document.get('description', '')))}</p>",
        _items(document),
        _pairs(document.get("properties", {})),
        _list(document.get("conformsTo", ())),
        *(_collection(one) for one in document.get("collections", ())),
        _links(document.get("links", ())),
    ]
    title = str(document.get("title") or document.get("id") or "Events")
    return to_html(title=title, body="".join(parts))


def _items(document: Mapping[str, Any]) -> str:
    features = document.get("features")
    if features is None:
        return ""
    count = f"{document['numberReturned']:,} of {document['numberMatched']:,} events"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in _SHOWN)
    rows = "".join(_row(feature) for feature in features)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<p>{count}</p><div>{table}</div>"


def _row(feature: Mapping[str, Any]) -> str:
    cells = [f'<td dir="auto">{_cell(feature["properties"][name])}</td>' for name in _SHOWN]
    return f"<tr>{''.join(cells)}</tr>"


def _pairs(properties: Mapping[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td dir="auto">{_cell(value)}</td></tr>'
        for name, value in properties.items()
    )
    return f"<div><table><tbody>{rows}</tbody></table></div>" if rows else ""


def _cell(value: object) -> str:
    if value is None:
        return ""
    return escape("; ".join(map(str, value)) if isinstance(value, list) else str(value))


def _list(values: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(value)}</li>" for value in values)
    return f"<ul>{items}</ul>" if items else ""


def _collection(one: Mapping[str, Any]) -> str:
    return (
        f"<h2>{escape(one['title'])}</h2><p>{escape(one['description'])}</p>{_links(one['links'])}"
    )


def _links(links: Iterable[Mapping[str, str]]) -> str:
    items = "".join(_link(one) for one in links if one["rel"] not in ("self", "alternate"))
    return f"<nav><ul>{items}</ul></nav>" if items else ""


def _link(one: Mapping[str, str]) -> str:
    anchor = (
        f'<a rel="{escape(one["rel"])}" href="{escape(one["href"])}">{escape(one["title"])}</a>'
    )
    return f"<li>{anchor} <small>{escape(_KINDS.get(one['type'], one['type']))}</small></li>"
