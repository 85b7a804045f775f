"""What the queries answer about a few events whose answers can be counted by hand."""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from deltalake import write_deltalake

from geodata import schema
from geodata.errors import FilterError, QueryError, StoreError, StoreMissing
from geodata.filters import EventFilter, matches_table
from geodata.model import Article, ArticleResult
from geodata.queries import MOST_SINGLE_EVENTS, SORTABLE, EventQueries, Window
from geodata.queries.database import Database
from geodata.queries.mercator import to_degrees, to_square
from geodata.queries.search import TEXTS_KEPT, TextSearch
from geodata.rows import to_article_row, to_rows
from geodata.schema import PlaceStatus
from geodata.store import DeltaStore
from tests.fixtures.reports import seed_result

WORLD = {"zoom": 2, "x0": 0, "y0": 0, "x1": 3, "y1": 3}
TYPES = ("Battles", "Protests", "Riots")


def row(number: int, **cells: Any) -> dict[str, Any]:
    """An event on a spiral over the whole world, one a day, with everything that is drawn."""
    return {
        "event_id": f"e{number:05}",
        "incident_id": f"i{number // 2:05}",
        "article_id": "a",
        "event_type": TYPES[number % 3],
        "event_date": date(2024, 1, 1) + timedelta(days=number % 366),
        "event_date_end": date(2024, 1, 1) + timedelta(days=number % 366),
        "history": False,
        "actors": ["HTS"] if number % 2 else ["Army", "HTS"],
        "place": f"Place {number % 7}",
        "place_status": "mapped",
        "latitude": 80 * math.sin(number),
        "longitude": (number * 7.7) % 360 - 180,
        "geo_precision": 1,
        "sentence": f"Sentence {number}",
        **cells,
    }


@pytest.fixture
def open_rows(tmp_path: Path) -> Callable[[list[dict[str, Any]]], EventQueries]:
    def open_(rows: list[dict[str, Any]]) -> EventQueries:
        store = DeltaStore(tmp_path / "store with 100% 'odd' name*?")
        write(store, rows)
        return EventQueries.open(store)

    return open_


def write(store: DeltaStore, rows: list[dict[str, Any]]) -> None:
    article = ArticleResult(
        article=Article(id="a", text=f"{len(rows)} rows"), resolutions=(), events=(), incidents=()
    )
    table = pa.Table.from_pylist(rows, schema=schema.arrow(schema.EVENTS))
    store.write_table(to_article_row(article), table.to_reader())


@pytest.fixture
def seed(tmp_path: Path) -> EventQueries:
    store = DeltaStore(tmp_path / "seed")
    store.write([seed_result()])
    return EventQueries.open(store)


def test_the_seed_is_counted_by_what_is_mapped_and_what_is_not(seed: EventQueries) -> None:
    rows = to_rows(seed_result()).to_pylist()
    news = [row for row in rows if not row["history"]]
    counts = seed.count()
    assert counts.total == len(news)
    assert counts.mapped == sum(row["latitude"] is not None for row in news)
    assert sum(counts.by_status.values()) == counts.total
    assert counts.incidents == len({row["incident_id"] for row in news})
    assert PlaceStatus.COUNTRY_ONLY in counts.by_status


def test_one_event_and_an_incidents_reports_come_whole(seed: EventQueries) -> None:
    rows = {row["event_id"]: row for row in to_rows(seed_result()).to_pylist()}
    for event_id, row in rows.items():
        assert seed.event(event_id) == row
    incidents = [row["incident_id"] for row in rows.values()]
    shared = next(incident for incident in incidents if incidents.count(incident) > 1)
    assert len(seed.reports(shared)) == incidents.count(shared)
    assert seed.event("no such event") is None
    assert seed.reports("no such incident").empty


def test_single_events_carry_what_a_popup_says(seed: EventQueries) -> None:
    window = seed.window(**WORLD)
    events = window.events
    assert events is not None
    assert window.clusters is None
    for number, event_id in enumerate(events.event_ids):
        row = seed.event(event_id)
        assert row is not None
        assert events.latitudes[number] == pytest.approx(row["latitude"], abs=1e-5)
        assert events.longitudes[number] == pytest.approx(row["longitude"], abs=1e-5)
        assert window.event_types[events.types[number]] == row["event_type"]
        assert events.place_names[events.places[number]] == row["place"]
        assert events.actor_groups[events.actors[number]] == row["actors"]
        first = date(1970, 1, 1) + timedelta(days=events.days[number] or 0)
        assert first == row["event_date"]
        assert first + timedelta(days=events.lengths[number] or 0) == row["event_date_end"]
        assert events.sentences is not None
        assert row["sentence"].startswith(events.sentences[number].rstrip("…"))


def test_clusters_add_up_to_the_mapped_total_at_every_zoom(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    unmapped = {"latitude": None, "longitude": None, "place_status": "country only"}
    edges = [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (85.06, 179.9999999)]
    rows = [row(number) for number in range(4000)]
    rows += [row(5000 + n, latitude=a, longitude=o) for n, (a, o) in enumerate(edges)]
    rows += [row(6000 + number, **unmapped) for number in range(5)]
    queries = open_rows(rows)
    mapped = queries.count().mapped
    assert mapped == 4004
    for zoom in range(6):
        last = 2**zoom - 1
        window = queries.window(zoom=zoom, x0=0, y0=0, x1=last, y1=last)
        assert window.clusters is not None
        assert sum(window.clusters.counts) == window.total == mapped
        for count, mix in zip(window.clusters.counts, window.clusters.mixes, strict=True):
            assert sum(mix[1::2]) == count


def test_neighbouring_windows_share_nothing_and_miss_nothing(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    queries = open_rows([row(number) for number in range(3000)])
    totals = [
        queries.window(zoom=3, x0=x, y0=y, x1=x, y1=y).total for x in range(8) for y in range(8)
    ]
    assert sum(totals) == 3000


def test_a_window_across_the_antimeridian_has_both_sides_of_it(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    places = [(-17.8, 178.0), (-17.9, -179.5), (-13.8, -171.8), (48.9, 2.3)]
    rows = [row(n, latitude=a, longitude=o) for n, (a, o) in enumerate(places * 600)]
    queries = open_rows(rows)
    across = queries.window(zoom=4, x0=15, y0=0, x1=16, y1=15)
    assert across.total == 1800
    last, first = (queries.window(zoom=4, x0=x, y0=0, x1=x, y1=15).total for x in (15, 0))
    assert (last, first) == (600, 1200)
    assert queries.window(zoom=4, x0=9, y0=0, x1=9 + 15, y1=15).total == 2400
    pacific = queries.extent(EventFilter(bounds=(-20, 170, 0, -170)))
    assert pacific == (-17.9, 178.0, -13.8, 188.2)


def test_the_threshold_between_events_and_clusters_is_kept(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    queries = open_rows([row(number) for number in range(MOST_SINGLE_EVENTS + 1)])
    assert queries.window(**WORLD).clusters is not None
    fewer = EventFilter(date_to=date(2024, 12, 30))
    window = queries.window(fewer, **WORLD)
    assert window.events is not None
    assert len(window.events.event_ids) == window.total <= MOST_SINGLE_EVENTS
    assert len(as_json(window)) <= 150_000
    assert window.events.sentences is None


def test_events_on_one_spot_are_told_from_those_that_zooming_parts(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    here = [row(number, latitude=36.2, longitude=37.16) for number in range(1600)]
    apart = [row(2000 + n, latitude=-33.9 + n / 1e4, longitude=18.4) for n in range(100)]
    alone = [row(3000, latitude=60.0, longitude=-100.0)]
    clusters = open_rows(here + apart + alone).window(**WORLD).clusters
    assert clusters is not None
    spots = dict(zip(clusters.counts, clusters.one_spot, strict=True))
    assert spots == {1600: True, 100: False, 1: True}
    ids = dict(zip(clusters.counts, clusters.event_ids, strict=True))
    assert ids == {1600: None, 100: None, 1: "e03000"}
    at = clusters.counts.index(1600)
    assert (clusters.latitudes[at], clusters.longitudes[at]) == (36.2, 37.16)


def test_the_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    write(store, [row(number) for number in range(4000)])
    windows = [WORLD, {"zoom": 4, "x0": 3, "y0": 3, "x1": 9, "y1": 9}]
    for window in windows:
        first, second = (EventQueries.open(store).window(**window) for _ in range(2))
        assert as_json(first) == as_json(second)


def as_json(window: Window) -> str:
    return json.dumps(asdict(window), separators=(",", ":"))


def test_pages_follow_each_other_without_gaps_in_any_order(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    rows = [row(number, event_date=None, event_date_end=None) for number in range(5)]
    rows += [row(number) for number in range(5, 60)]
    queries = open_rows(rows)
    for order_by in SORTABLE:
        for descending in (False, True):
            ids: list[str] = []
            for offset in range(0, 70, 7):
                page = queries.rows(
                    order_by=order_by, descending=descending, limit=7, offset=offset
                )
                ids += page["event_id"].tolist()
            assert sorted(ids) == [f"e{number:05}" for number in range(60)]
    by_date = queries.rows(order_by="event_date", descending=True, limit=60)["event_date"].tolist()
    assert by_date[:55] == sorted(by_date[:55], reverse=True)
    assert all(day is None for day in by_date[55:])


def test_the_timeline_follows_every_filter_but_its_own_dates(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    rows = [row(number) for number in range(366)]
    rows.append(row(400, event_date=None, event_date_end=None))
    queries = open_rows(rows)
    narrow = EventFilter(date_from=date(2024, 5, 1), event_types=("Battles",))
    timeline = queries.timeline(narrow, by="month")
    assert timeline.starts[0] == date(2024, 1, 1)
    assert sum(timeline.counts) == 122
    assert queries.timeline(by="month").undated == 1
    weeks = queries.timeline(by="week")
    assert all(start.weekday() == 0 for start in weeks.starts)
    assert queries.timeline(by="day").counts == [1] * 366


def test_playback_frames_add_up_to_the_windows_clusters(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    queries = open_rows([row(number) for number in range(2000)])
    narrow = EventFilter(date_from=date(2024, 3, 1), date_to=date(2024, 3, 31), history=True)
    played = queries.playback(narrow, by="day", **WORLD)
    assert played.starts == [date(2024, 3, day) for day in range(1, 32)]
    window = queries.window(narrow, **WORLD)
    assert sum(sum(frame[1::2]) for frame in played.frames) == window.total
    whole = queries.playback(by="month", **WORLD)
    clusters = queries.window(**WORLD).clusters
    assert clusters is not None
    per_cell = [0] * len(whole.latitudes)
    for frame in whole.frames:
        for cell, count in zip(frame[::2], frame[1::2], strict=True):
            per_cell[cell] += count
    assert sorted(per_cell) == sorted(clusters.counts)


def test_facets_count_given_the_other_filters(
    open_rows: Callable[[list[dict[str, Any]]], EventQueries],
) -> None:
    queries = open_rows([row(number) for number in range(60)])
    facets = queries.facets(EventFilter(event_types=("Battles",)), limit=1).values
    assert [(f.value, f.count) for f in facets["event_types"]] == [("Battles", 20)]
    assert queries.facets(EventFilter(event_types=("Battles",))).total_values["event_types"] == 3
    actors = queries.facets(EventFilter(event_types=("Battles",), actors=("Nobody",)), limit=1)
    assert [(f.value, f.count) for f in actors.values["actors"]] == [("HTS", 20), ("Nobody", 0)]
    found = queries.find_values(field="actors", text="aRM")
    assert [(f.value, f.count) for f in found] == [("Army", 30)]


def test_a_refresh_moves_on_and_a_pinned_page_stays(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    write(store, [row(1)])
    queries = EventQueries.open(store)
    page = queries.pin()
    assert not queries.refresh()
    write(store, [row(1), row(2)])
    assert queries.is_stale()
    assert queries.refresh()
    assert (queries.count().total, page.count().total) == (2, 1)
    assert queries.version > page.version
    assert page.count().version == page.version


def test_events_of_an_unfinished_write_are_not_shown(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    write(store, [row(1)])
    half = pa.Table.from_pylist([row(2, article_id="b")], schema=schema.arrow(schema.EVENTS))
    write_deltalake(f"{store.uri}/events", half, mode="append")
    queries = EventQueries.open(store)
    assert queries.count().total == 1
    assert queries.event("e00002") is None


def test_many_threads_ask_at_once_and_get_the_same(seed: EventQueries) -> None:
    texts = [f"{letter}" for letter in "abcdefghijklmnop"]
    expected = {text: seed.count(EventFilter(text=text)).total for text in texts}
    wrong: list[str] = []

    def ask(text: str) -> None:
        fresh = EventFilter(text=text, date_from=date(1900, 1, 1))
        if seed.count(fresh).total != expected[text]:
            wrong.append(text)

    threads = [threading.Thread(target=ask, args=(text,)) for text in texts * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_question_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    write(store, [row(number) for number in range(10)])
    database = Database(store.snapshot(), timeout_s=0.2)
    with pytest.raises(QueryError, match="took longer than"):
        database.fetch(
            "SELECT count(*) FROM range(100000) a, range(10000000) b WHERE a.range > b.range"
        )
    assert database.fetch("SELECT count(*) FROM events") == [(10,)]


ENDLESS = "SELECT count(*) FROM range(1000000) a, range(1000000000) b WHERE a.range > b.range"


def test_others_are_answered_while_slow_questions_run(seed: EventQueries) -> None:
    """More of them than there are processors; none has ended when the others have their answers."""
    database = seed._database
    slow: list[duckdb.DuckDBPyConnection] = []
    ended: list[Exception] = []
    running = threading.Barrier(2 * (os.cpu_count() or 1) + 1)

    def ask_slowly() -> None:
        with database._cursor() as cursor:
            slow.append(cursor)
            running.wait()
            try:
                cursor.execute(ENDLESS)
            except duckdb.InterruptException as error:
                ended.append(error)

    threads = [threading.Thread(target=ask_slowly) for _ in range(running.parties - 1)]
    for thread in threads:
        thread.start()
    running.wait()
    try:
        assert seed.count().total == len(seed.rows())
        assert seed.window(**WORLD).total == seed.count().mapped
        assert seed.facets().values["actors"]
        assert seed.count(EventFilter(text="Aleppo")).total
        assert ended == []
    finally:
        for cursor in slow:
            cursor.interrupt()
        for thread in threads:
            thread.join()
    assert len(ended) == len(threads)


def test_a_question_that_needs_too_much_memory_fails_alone(seed: EventQueries) -> None:
    database = seed._database
    database._connection.execute("SET memory_limit = '60MB'")
    with pytest.raises(QueryError, match="the question failed"):
        database.fetch("SELECT list(range) FROM range(100000000)")
    assert seed.count().total == len(seed.rows())


def test_a_slow_search_holds_up_only_those_who_look_for_the_same(seed: EventQueries) -> None:
    held, go_on = threading.Event(), threading.Event()

    @contextmanager
    def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
        if not held.is_set():
            held.set()
            go_on.wait()
        with seed._database._cursor() as opened:
            yield opened

    search = TextSearch(cursor)
    slow = threading.Thread(target=search.find, args=("Aleppo",))
    slow.start()
    held.wait()
    search.find("Idlib")
    assert slow.is_alive()
    go_on.set()
    slow.join()
    tables = seed._database.fetch("SELECT table_name FROM duckdb_tables()")
    assert {(matches_table(text),) for text in ("Aleppo", "Idlib")} <= set(tables)


def test_of_the_texts_looked_for_only_the_latest_are_kept(seed: EventQueries) -> None:
    for number in range(2 * TEXTS_KEPT):
        seed.count(EventFilter(text=f"word {number}"))
    tables = seed._database.fetch("SELECT table_name FROM duckdb_tables()")
    assert sum(name.startswith("matches_") for (name,) in tables) == TEXTS_KEPT


def test_senseless_questions_are_refused(seed: EventQueries) -> None:
    with pytest.raises(FilterError, match="ends before it starts"):
        seed.count(EventFilter(date_from=date(2024, 2, 1), date_to=date(2024, 1, 1)))
    with pytest.raises(FilterError, match="cannot sort"):
        seed.rows(order_by="event_date; DROP TABLE events")
    with pytest.raises(FilterError, match="no such column"):
        seed.rows(columns=("event_id, 1",))
    with pytest.raises(FilterError, match="at most 1000"):
        seed.rows(limit=5000)
    with pytest.raises(FilterError, match="no such interval"):
        seed.timeline(by="year'")
    with pytest.raises(FilterError, match="no such facet"):
        seed.facets(fields=("title",))
    with pytest.raises(FilterError, match="no such zoom"):
        seed.window(zoom=99, x0=0, y0=0, x1=1, y1=1)
    with pytest.raises(FilterError, match="too wide"):
        seed.window(zoom=9, x0=0, y0=0, x1=500, y1=1)


def test_a_store_that_lost_a_file_says_what_to_do(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    write(store, [row(1)])
    queries = EventQueries.open(store)
    for file in (tmp_path / "store" / "events").glob("*.parquet"):
        file.unlink()
    assert queries.count().total == 1
    with pytest.raises(QueryError, match="the question failed"):
        queries.rows()
    with pytest.raises(QueryError, match="the question failed"):
        queries.stream().read_all()
    with pytest.raises(StoreError, match="restore the store"):
        EventQueries.open(store)


def test_a_missing_store_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        EventQueries.open(DeltaStore(tmp_path / "none"))


@pytest.mark.parametrize(("latitude", "longitude"), [(0, 0), (36.2, 37.16), (-85, 180), (60, -180)])
def test_the_square_of_the_map_goes_there_and_back(latitude: float, longitude: float) -> None:
    back = to_degrees(*to_square(latitude, longitude))
    assert back == (pytest.approx(latitude, abs=1e-6), pytest.approx(longitude, abs=1e-6))
