"""What all answers beside the page have in common: safe headers, plain errors, the filter."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard import loading
from dashboard.state import ViewState, from_query
from geodata import schema
from geodata.errors import DatelineError, FilterError
from geodata.home import store_uri
from geodata.queries import EventQueries

Answer = Callable[[Request], Response]

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Who may frame it, the application adds; see access/headers.py.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "no-cache",
}
DROPPED = "Dateline-Dropped"
_RETRY_AFTER_S = "10"


def to_route(path: str, answer: Answer, *, base_path: str) -> Route:
    """A GET route under the base path ("" or "/maps/news").

    What goes wrong on purpose becomes a problem in JSON.
    """

    @wraps(answer)
    def endpoint(request: Request) -> Response:
        request.state.base_path = base_path
        try:
            response = answer(request)
        except FilterError as error:
            response = to_problem(400, str(error))
        except DatelineError as error:
            response = to_problem(503, str(error))
            response.headers["Retry-After"] = _RETRY_AFTER_S
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return Route(base_path + path, endpoint, methods=["GET"])


def to_problem(status: int, detail: str) -> Response:
    """An error in JSON, as RFC 9457 has it."""
    problem = {"type": "about:blank", "status": status, "detail": detail}
    return JSONResponse(problem, status_code=status, media_type="application/problem+json")


def shown_queries(view: ViewState) -> EventQueries:
    """The events of the version that the page shows. Raises StoreError where there is none.

    Where the link names a newer one, which another server shows, this one catches up first.
    """
    queries = loading.open_queries(store_uri())
    if view.made_with is not None and view.made_with.is_beyond(queries.data_version):
        queries.refresh()
    return queries.pin()


def newest_queries() -> EventQueries:
    """The events of the store's newest version, for programs that come back for news."""
    queries = loading.open_queries(store_uri())
    queries.refresh()
    return queries.pin()


def parse_link(request: Request) -> tuple[ViewState, dict[str, str]]:
    """The view that the address asks for, as the page reads it, and a header on what was dropped.

    The header holds a sentence for each dropped value, percent-encoded, with commas between.
    """
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    view, dropped = from_query(query)
    said = ", ".join(quote(sentence, safe=" :;=.") for sentence in dropped)
    return view, {DROPPED: said} if said else {}


def to_records(page: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a page with all columns, None for whatever is unknown."""
    table = pa.Table.from_pandas(page, schema=schema.arrow(schema.EVENTS), preserve_index=False)
    records: list[dict[str, Any]] = table.to_pylist()
    return records


def base_url(request: Request) -> str:
    """The application's own address without a slash at the end: DATELINE_URL, or as it was asked.

    The latter believes a proxy's word on scheme and host as far as the server does (uvicorn's
    FORWARDED_ALLOW_IPS), so a public server behind one is better told.
    """
    configured = os.environ.get("DATELINE_URL")
    if configured:
        return configured.rstrip("/")
    outer = request.scope.get("root_path", "")
    return f"{request.url.scheme}://{request.url.netloc}{outer}{request.state.base_path}"
