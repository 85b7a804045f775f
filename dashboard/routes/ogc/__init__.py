"""OGC API - Features, Part 1: Core (OGC 17-069r4), over the events: QGIS, GDAL and others read it.

    /ogc                                    entrance
    /ogc/conformance, /ogc/api              what it keeps of the standard; its OpenAPI definition
    /ogc/collections, .../events            the one collection; .../events/schema its properties
    /ogc/collections/events/items           a page of events by bbox, datetime, property
    /ogc/collections/events/items/{id}      one event

Each is JSON, or HTML for people by `f=html` or to a browser.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard.routes.answers import base_url, newest_queries, to_problem, to_records
from dashboard.routes.ogc import documents
from dashboard.routes.ogc.documents import EVENTS, GEOJSON, HTML, JSON, OPENAPI, Document, link
from dashboard.routes.ogc.pages import to_page
from dashboard.routes.ogc.parameters import FORMATS, Wanted, check_names, parse_items
from geodata.errors import FilterError
from geodata.filters import EventFilter, Sureness
from geodata.interchange import to_feature
from geodata.queries import EventQueries

_HOME = "/ogc"
_ALL = EventFilter(history=True, sureness=Sureness.ALL)


def answer_landing(request: Request) -> Response:
    """The entrance."""
    return _answer(request, documents.landing(_home(request)))


def answer_conformance(request: Request) -> Response:
    """Which parts of the standard are kept."""
    return _answer(request, documents.conformance(_home(request)))


def answer_api(request: Request) -> Response:
    """The OpenAPI definition, or the same in words."""
    if _format(request) == "html":
        return HTMLResponse(to_page(documents.openapi_in_words(_home(request))))
    return JSONResponse(documents.openapi(_home(request)), media_type=OPENAPI)


def answer_collections(request: Request) -> Response:
    """All collections."""
    return _answer(request, documents.collections(_home(request), _days(newest_queries())))


def answer_collection(request: Request) -> Response:
    """One collection."""
    if not _is_known(request):
        return _not_found()
    return _answer(request, documents.collection(_home(request), _days(newest_queries())))


def answer_schema(request: Request) -> Response:
    """The properties of a collection's items."""
    if not _is_known(request):
        return _not_found()
    schema_ = documents.item_schema(_home(request))
    return JSONResponse(schema_, media_type=documents.JSON_SCHEMA)


def answer_items(request: Request) -> Response:
    """A page of a collection's items."""
    if not _is_known(request):
        return _not_found()
    wanted = parse_items(request.query_params)
    queries = newest_queries()
    total = queries.count(wanted.filter).total
    page = queries.rows(wanted.filter, limit=wanted.limit, offset=wanted.offset)
    features = [to_feature(row) for row in to_records(page)]
    document = {
        "type": "FeatureCollection",
        "title": "Events",
        "timeStamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": total,
        "numberReturned": len(features),
        "links": _page_links(request, wanted, total=total),
        "features": features,
    }
    return _answer(request, document, media_type=GEOJSON)


def answer_item(request: Request) -> Response:
    """One item."""
    check_names(request.query_params, ("f",))
    event = newest_queries().event(request.path_params["item"]) if _is_known(request) else None
    if event is None:
        return _not_found()
    home = _home(request)
    address = f"{home}/collections/{EVENTS}"
    document = to_feature(event)
    document["links"] = [
        *documents.both(f"{address}/items/{event['event_id']}", GEOJSON),
        link(address, "collection", JSON, "The collection"),
        link(
            f"{base_url(request)}/event/{quote(event['event_id'])}", "related", HTML, "On the map"
        ),
    ]
    return _answer(request, document, media_type=GEOJSON)


ANSWERS = {
    _HOME: answer_landing,
    f"{_HOME}/": answer_landing,
    f"{_HOME}/conformance": answer_conformance,
    f"{_HOME}/api": answer_api,
    f"{_HOME}/collections": answer_collections,
    f"{_HOME}/collections/{{collection}}": answer_collection,
    f"{_HOME}/collections/{{collection}}/schema": answer_schema,
    f"{_HOME}/collections/{{collection}}/items": answer_items,
    f"{_HOME}/collections/{{collection}}/items/{{item}}": answer_item,
}


def _answer(request: Request, document: Document, *, media_type: str = JSON) -> Response:
    if _format(request, check="features" not in document) == "html":
        return HTMLResponse(to_page(document))
    return JSONResponse(document, media_type=media_type)


def _format(request: Request, *, check: bool = True) -> str:
    """ "json" or "html", as the address or the browser asks; `check`: nothing else may be asked."""
    query = request.query_params
    if check:
        check_names(query, ("f",))
    accepted = request.headers.get("Accept", "").split(",")[0]
    wanted = query.get("f", "html" if accepted.startswith(HTML) else "json")
    if wanted not in FORMATS:
        raise FilterError("there is no such format", remedy=f"use f={' or f='.join(FORMATS)}")
    return wanted


def _page_links(request: Request, wanted: Wanted, *, total: int) -> list[Document]:
    others = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in ("offset", "limit", "f")
    ]

    def page(offset: int) -> str:
        query = [*others, ("limit", wanted.limit), ("offset", offset)]
        return f"{_home(request)}/collections/{EVENTS}/items?{urlencode(query)}"

    links = documents.both(page(wanted.offset), GEOJSON)
    as_html = "&f=html" if request.query_params.get("f") == "html" else ""
    if wanted.offset + wanted.limit < total:
        after = page(wanted.offset + wanted.limit) + as_html
        links.append(link(after, "next", GEOJSON, "The next page"))
    if wanted.offset > 0:
        before = page(max(0, wanted.offset - wanted.limit)) + as_html
        links.append(link(before, "prev", GEOJSON, "The page before"))
    return links


def _days(queries: EventQueries) -> tuple[date | None, date | None]:
    """The first and the last day of all dated events, None where none is dated."""
    first = queries.rows(_ALL, columns=("event_date",), limit=1)
    last = queries.rows(_ALL, columns=("event_date_end",), limit=1, descending=True)
    return (
        next(iter(first["event_date"].dropna()), None),
        next(iter(last["event_date_end"].dropna()), None),
    )


def _is_known(request: Request) -> bool:
    return bool(request.path_params["collection"] == EVENTS)


def _not_found() -> Response:
    return to_problem(404, "There is no such collection or event.")


def _home(request: Request) -> str:
    return base_url(request) + _HOME
