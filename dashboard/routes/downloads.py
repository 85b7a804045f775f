"""The events of a link as a file: `data/events.csv?<the query string of the page's link>`.

    data/events.csv, .geojson, .kml, .parquet    the events
    data/events.ris                              the articles behind them, as citations
    data/snapshot.html                           the view in one file

What is downloaded is what the page shows under the same link and the same version of the store.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import cast, get_args

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from dashboard.routes.answers import parse_link, shown_queries, to_problem
from geodata.errors import FilterError, QueryError
from geodata.filters import EventFilter
from geodata.interchange import EXPORTS, iter_csv
from geodata.interchange.export_csv import Layout
from geodata.queries import EventQueries

MOST_EVENTS = 1_000_000
_SUFFIXES = {export.suffix.removeprefix("."): export for export in EXPORTS.values()}
_LAYOUTS = get_args(Layout)
_SLOTS = threading.BoundedSemaphore(4)


def answer_events(request: Request) -> Response:
    """The file; `layout=acled` or `ucdp` gives a CSV the column names of theirs."""
    suffix = request.path_params["suffix"]
    export = _SUFFIXES.get(suffix)
    if export is None:
        return to_problem(404, f"There are files ending in {', '.join(_SUFFIXES)}, but not this.")
    view, dropped = parse_link(request)
    queries = shown_queries(view)
    total = queries.count(view.filter).total
    if total > MOST_EVENTS:
        raise FilterError(
            f"these are {total:,} events, a download has at most {MOST_EVENTS:,}",
            remedy="narrow the filters, or use `dateline export`",
        )
    iter_bytes = export.iter_bytes
    if suffix == "csv":
        iter_bytes = partial(iter_csv, layout=_parse_layout(request))
    headers = {
        "Content-Disposition": f'attachment; filename="dateline-events.{suffix}"',
        "Dateline-Version": str(queries.version),
        "Dateline-Events": str(total),
        **dropped,
    }
    if request.method == "HEAD":
        return Response(headers=headers, media_type=export.media_type)
    pieces = _iter_in_turn(iter_bytes(queries.stream(view.filter)))
    return _Download(pieces, headers=headers, media_type=export.media_type)


def answer_snapshot(request: Request) -> Response:
    """The view in one HTML file."""
    view, dropped = parse_link(request)
    queries = shown_queries(view)
    pieces = _iter_in_turn(_iter_snapshot(queries, view.filter))
    headers = {
        "Content-Disposition": 'attachment; filename="dateline-snapshot.html"',
        "Dateline-Version": str(queries.version),
        **dropped,
    }
    return Response(b"".join(pieces), headers=headers, media_type="text/html")


ANSWERS = {
    "/data/events.{suffix}": answer_events,
    "/data/snapshot.html": answer_snapshot,
}


class _Download(StreamingResponse):
    """A streamed file that gives its turn back once it is done or broken off."""

    def __init__(
        self, pieces: Generator[bytes, None, None], *, headers: Mapping[str, str], media_type: str
    ) -> None:
        # The first piece is made before the headers leave, so that an error can still be told.
        whole = chain([next(pieces)], pieces)
        super().__init__(whole, headers=headers, media_type=media_type)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file; not left to the garbage collector, which comes when it likes."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pieces.close()


def _iter_snapshot(queries: EventQueries, wanted: EventFilter) -> Iterator[bytes]:
    from dashboard.snapshot.building import build_snapshot  # loads Folium, which nothing here needs

    yield build_snapshot(queries, wanted, made=datetime.now(UTC))


def _iter_in_turn(pieces: Iterable[bytes]) -> Generator[bytes, None, None]:
    """The pieces, while one of the few downloads at a time that a server makes."""
    if not _SLOTS.acquire(blocking=False):
        raise QueryError("too many downloads are under way", remedy="try again in a moment")
    try:
        yield from pieces
    finally:
        _SLOTS.release()


def _parse_layout(request: Request) -> Layout:
    layout = request.query_params.get("layout", "dateline")
    if layout not in _LAYOUTS:
        raise FilterError("no such layout of columns", remedy=f"use one of {', '.join(_LAYOUTS)}")
    return cast("Layout", layout)
