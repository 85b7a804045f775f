"""Everything that a server shows of a store, made as the server makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, get_args
from urllib.parse import unquote_plus, urlencode

from dashboard import wording
from dashboard.layers.window import to_selection, to_window, to_wishes
from dashboard.publication.reading import READERS, Found, read_html, read_table, read_values
from dashboard.routes import cards
from dashboard.routes.feed import MOST_ENTRIES, to_feed
from dashboard.routes.map_data import find_playback, to_document
from dashboard.routes.ogc import documents
from dashboard.routes.ogc.pages import to_page
from dashboard.snapshot.building import MOST_EVENTS, build_snapshot
from dashboard.snapshot.contents import to_contents
from dashboard.state import ViewState, to_query
from dashboard.tiles import Tiles
from geodata.errors import FilterError
from geodata.filters import EventFilter, Sureness, describe
from geodata.interchange import EXPORTS, iter_csv, to_feature
from geodata.interchange.export_csv import Layout
from geodata.queries import FACETS, EventQueries
from geodata.store import DeltaStore

Output = tuple[str, Iterable[Found]]

_ALL = EventFilter(history=True, statements=True, sureness=Sureness.ALL)
_HOME = "https://maps.example"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_PORTION = 1000
_FINEST_ZOOM = 12
_MOST_VALUES = 10_000
_LISTS = tuple(field for field in FACETS if field != "exact_places_only")


def iter_outputs(store: DeltaStore) -> Iterator[Output]:
    """Each output by name, with all that a reader finds in it; large ones in portions."""
    queries = EventQueries.open(store)
    for name, table in (("events", store.read_events()), ("articles", store.read_articles())):
        for batch in table.to_batches(max_chunksize=_PORTION):
            yield f"the store's {name}", read_table(batch)
    yield from _iter_files(queries)
    yield from _iter_snapshots(queries)
    yield from _iter_layers(queries)
    yield "the filters' lists and their links", _iter_lists(queries)
    days = queries.timeline(_ALL).starts or [None]
    yield (
        "the interface's description",
        read_values(documents.collections(_HOME, (days[0], days[-1]))),
    )
    for rows in _iter_portions(queries):
        yield from _iter_of_rows(rows)


def _iter_files(queries: EventQueries) -> Iterator[Output]:
    """A file is its rows in a frame that is always the same, so the rows may come in portions."""
    for batch in queries.stream(_ALL):
        for start in range(0, batch.num_rows, _PORTION):
            rows = batch.slice(start, _PORTION)
            for name, export in EXPORTS.items():
                if name != "csv":
                    file = b"".join(export.iter_bytes(iter([rows])))
                    yield f"data/events{export.suffix}", READERS[export.suffix](file)
            for layout in get_args(Layout):
                file = b"".join(iter_csv(iter([rows]), layout=layout))
                yield f"data/events.csv, layout {layout}", READERS[".csv"](file)


def _iter_snapshots(queries: EventQueries) -> Iterator[Output]:
    """The file itself, or what it would hold where it is too large for one."""
    if queries.count(_ALL).total <= MOST_EVENTS:
        yield "data/snapshot.html", read_html(build_snapshot(queries, _ALL, made=_LONG_AGO))
        return
    for rows in _iter_portions(queries):
        yield "data/snapshot.html", read_values(to_contents(rows, version=queries.version))


def _iter_layers(queries: EventQueries) -> Iterator[Output]:
    """The map's arrays, from the whole world down to single events."""
    yield "the map's box", read_values(to_selection(queries, _ALL))
    waiting = [(0, 0, 0)]
    while waiting:
        zoom, x, y = waiting.pop()
        window = queries.window(_ALL, zoom=zoom, x0=x, y0=y, x1=x, y1=y)
        if not window.total:
            continue
        tiles = Tiles(zoom=zoom, x0=x, y0=y, x1=x, y1=y)
        yield f"the map at {zoom}/{x}/{y}", read_values(to_window(window, tiles=tiles))
        with suppress(FilterError):  # more than a server would send
            played = to_document(find_playback(queries, _ALL, tiles, by=""))
            yield f"the player at {zoom}/{x}/{y}", read_values(played)
        if window.clusters and zoom < _FINEST_ZOOM and not all(window.clusters.one_spot):
            waiting += [(zoom + 1, 2 * x + i, 2 * y + j) for i in (0, 1) for j in (0, 1)]


def _iter_lists(queries: EventQueries) -> Iterator[Found]:
    facets = queries.facets(_ALL, fields=_LISTS, limit=_MOST_VALUES)
    for field, values in facets.values.items():
        for value in values:
            yield value.value
            yield from _read_link(ViewState(filter=EventFilter(**{field: (value.value,)})))


def _iter_portions(queries: EventQueries) -> Iterator[list[dict[str, Any]]]:
    for batch in queries.stream(_ALL):
        for start in range(0, batch.num_rows, _PORTION):
            yield batch.slice(start, _PORTION).to_pylist()


def _iter_of_rows(rows: list[dict[str, Any]]) -> Iterator[Output]:
    yield "feed.atom", (found for feed in _iter_feeds(rows) for found in READERS[".atom"](feed))
    features = [to_feature(row) for row in rows]
    page = {"features": features, "numberReturned": len(rows), "numberMatched": len(rows)}
    yield "ogc items", read_values(page)
    yield "ogc items for people", read_html(to_page(page).encode())
    for incident in _by_incident(rows):
        yield f"incident/{incident[0]['incident_id']}", _read_card(incident, leads_on=False)
    for row, feature in zip(rows, features, strict=True):
        yield f"event/{row['event_id']}", _read_card([row], leads_on=True)
        yield f"ogc item {row['event_id']}", read_html(to_page(feature).encode())
        yield (
            f"the popup of {row['event_id']}",
            read_values(to_wishes(look=(1, None), selected=row)),
        )
        yield f"the link to {row['event_id']}", _read_link(ViewState(event_id=row["event_id"]))


def _read_card(rows: list[dict[str, Any]], *, leads_on: bool) -> Iterable[Found]:
    title = wording.what_where_when(rows[0])
    kind = "event" if leads_on else "incident"
    address = f"{_HOME}/{kind}/{rows[0][f'{kind}_id']}"
    page = cards.to_page(rows, title=title, address=address, leads_on=leads_on)
    return read_html(page.encode())


def _iter_feeds(rows: list[dict[str, Any]]) -> Iterator[bytes]:
    for start in range(0, len(rows), MOST_ENTRIES):
        entries = rows[start : start + MOST_ENTRIES]
        yield to_feed(entries, title=describe(_ALL), address=f"{_HOME}/feed.atom", home=_HOME)


def _by_incident(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    incidents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        incidents[row["incident_id"]].append(row)
    return incidents.values()


def _read_link(view: ViewState) -> Iterator[Found]:
    link = urlencode(to_query(view), doseq=True)
    yield link
    yield unquote_plus(link)
