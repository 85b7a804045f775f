"""The documents that describe the interface, as values for JSON. Pure.

Every address starts from `home`, the interface's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from dashboard.routes.ogc.parameters import (
    DEFAULT_LIMIT,
    FORMATS,
    MOST_ITEMS,
    PROPERTIES,
)
from geodata import __version__, schema
from geodata.filters import DOUBTFUL, SURE, Sureness

Document = dict[str, object]

EVENTS = "events"
JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
JSON_SCHEMA = "application/schema+json"
CONFORMANCE = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
    for name in ("core", "oas30", "html", "geojson")
]
_CRS = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_CALENDAR = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
_TITLE = "Events reported by news articles"
_ABOUT = "What the articles report, where, when and by whom, each with the sentence that says so."
_JSON_TYPES: Mapping[pa.DataType, Document] = {
    pa.string(): {"type": "string"},
    pa.date32(): {"type": "string", "format": "date"},
    pa.bool_(): {"type": "boolean"},
    pa.float64(): {"type": "number"},
    pa.float32(): {"type": "number"},
    pa.int32(): {"type": "integer"},
    pa.int8(): {"type": "integer"},
    pa.list_(pa.string()): {"type": "array", "items": {"type": "string"}},
}


def link(href: str, rel: str, media_type: str, title: str) -> Document:
    """A link of a document."""
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def both(address: str, media_type: str) -> list[Document]:
    """The links of a document to itself and to its twin for people."""
    mark = "&" if "?" in address else "?"
    return [
        link(address, "self", media_type, "This document"),
        link(f"{address}{mark}f=html", "alternate", HTML, "This document for people"),
    ]


def landing(home: str) -> Document:
    """The entrance."""
    return {
        "title": _TITLE,
        "description": _ABOUT,
        "links": [
            *both(home, JSON),
            link(f"{home}/api", "service-desc", OPENAPI, "The interface, for programs"),
            link(f"{home}/api?f=html", "service-doc", HTML, "The interface, for people"),
            link(f"{home}/conformance", "conformance", JSON, "The parts of the standard it keeps"),
            link(f"{home}/collections", "data", JSON, "The collections"),
        ],
    }


def conformance(home: str) -> Document:
    """Which parts of the standard are kept."""
    return {
        "title": "Conformance",
        "conformsTo": CONFORMANCE,
        "links": both(f"{home}/conformance", JSON),
    }


def collections(home: str, days: tuple[date | None, date | None]) -> Document:
    """All collections, of which there is one."""
    return {
        "title": "Collections",
        "links": both(f"{home}/collections", JSON),
        "collections": [collection(home, days)],
    }


def collection(home: str, days: tuple[date | None, date | None]) -> Document:
    """The collection of events; `days` are the first and the last one told of."""
    address = f"{home}/collections/{EVENTS}"
    interval = [day and f"{day.isoformat()}T00:00:00Z" for day in days]
    return {
        "id": EVENTS,
        "title": _TITLE,
        "description": _ABOUT,
        "itemType": "feature",
        "crs": [_CRS],
        "extent": {
            "spatial": {"bbox": [[-180, -90, 180, 90]], "crs": _CRS},
            "temporal": {"interval": [interval], "trs": _CALENDAR},
        },
        "links": [
            *both(address, JSON),
            link(f"{address}/items", "items", GEOJSON, "The events"),
            link(f"{address}/items?f=html", "items", HTML, "The events, for people"),
            link(f"{address}/schema", "describedby", JSON_SCHEMA, "The events' properties"),
        ],
    }


def item_schema(home: str) -> Document:
    """The properties of an event as a JSON Schema of a GeoJSON feature."""
    properties = {
        column.name: {**_JSON_TYPES[column.type], "description": column.meaning}
        for column in schema.EVENTS
        if column.name not in ("latitude", "longitude")
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{home}/collections/{EVENTS}/schema",
        "title": _TITLE,
        "type": "object",
        "properties": {
            "geometry": {"$ref": "https://geojson.org/schema/Point.json"},
            "properties": {"type": "object", "properties": properties},
        },
    }


def openapi(home: str) -> Document:
    """The definition of the interface, OpenAPI 3.0."""
    items = [
        _parameter("bbox", "west,south,east,north in degrees", {"type": "string"}),
        _parameter("datetime", "a day or a time, or two with / between, .. for open", _TEXT),
        _parameter(
            "limit",
            "items a page",
            {
                "type": "integer",
                "minimum": 1,
                "maximum": MOST_ITEMS,
                "default": DEFAULT_LIMIT,
            },
        ),
        _parameter("offset", "items to pass over", {"type": "integer", "minimum": 0, "default": 0}),
        _parameter("history", "true: what is told as past, too", {"type": "boolean"}),
        _parameter("statements", "true: what is only said, too", {"type": "boolean"}),
        _parameter(
            "sureness",
            f"sure: only a confidence of {SURE} or more; likely: of {DOUBTFUL} or more; all",
            {"type": "string", "enum": list(Sureness), "default": Sureness.LIKELY.value},
        ),
        *(_parameter(name, about, _TEXT) for name, (_, about) in PROPERTIES.items()),
    ]
    events = f"/collections/{EVENTS}"
    paths = {
        "/": _path("The entrance", JSON),
        "/conformance": _path("The parts of the standard that it keeps", JSON),
        "/collections": _path("The collections", JSON),
        events: _path("The collection of events", JSON),
        f"{events}/schema": _path("The events' properties", JSON_SCHEMA),
        f"{events}/items": _path("A page of events", GEOJSON, items),
        f"{events}/items/{{featureId}}": _path("One event", GEOJSON, [_FEATURE_ID]),
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": _TITLE, "description": _ABOUT, "version": __version__},
        "servers": [{"url": home}],
        "paths": paths,
    }


def openapi_in_words(home: str) -> Document:
    """The same for people: each path with its parameters."""
    paths: Any = openapi(home)["paths"]
    words = {
        path: [
            summary["get"]["summary"],
            *(f"{one['name']}: {one['description']}" for one in summary["get"]["parameters"]),
        ]
        for path, summary in paths.items()
    }
    links = [link(f"{home}/api?f=json", "service-desc", OPENAPI, "The same for programs (OpenAPI)")]
    return {"title": "The interface", "description": home, "properties": words, "links": links}


_TEXT: Mapping[str, object] = {"type": "string"}
_FEATURE_ID = {
    "name": "featureId",
    "in": "path",
    "required": True,
    "description": "an event's id",
    "schema": _TEXT,
}


def _parameter(name: str, about: str, kind: Mapping[str, object]) -> Document:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": kind}


def _path(summary: str, media_type: str, parameters: list[Document] | None = None) -> Document:
    as_html = _parameter("f", "json or html", {"type": "string", "enum": list(FORMATS)})
    answers = {
        "200": {"description": summary, "content": {media_type: {"schema": {"type": "object"}}}},
        "400": {"description": "A parameter was not understood"},
    }
    return {
        "get": {
            "summary": summary,
            "operationId": summary.lower().replace(" ", "-").replace("'", ""),
            "parameters": [*(parameters or []), as_html],
            "responses": answers,
        }
    }
