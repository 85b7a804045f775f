"""How long each query takes, how much it answers and how much memory the server needs, by size.

    python -m benchmarks.queries --rows 1000 100000 1000000

Prints one table. Every time is the median over a set of filters that keep most of the events (the
worst case) and over repeats; answers are never taken from memory. What the queries answer is
checked against a plain count over the table.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from benchmarks.scale import GED, write_store
from geodata.filters import DateMatch, EventFilter
from geodata.queries import MOST_SINGLE_EVENTS, EventQueries
from geodata.store import DeltaStore

WORLD = {"zoom": 2, "x0": 0, "y0": 0, "x1": 3, "y1": 3}
COUNTRY = {"zoom": 7, "x0": 75, "y0": 48, "x1": 80, "y1": 51}
TOWN = {"zoom": 13, "x0": 4940, "y0": 3200, "x1": 4944, "y1": 3203}
_FILTERS = (
    EventFilter(),
    EventFilter(date_from=date(1995, 1, 1)),
    EventFilter(date_from=date(2012, 1, 1), actors=("Government of Syria", "IS", "Civilians")),
    EventFilter(event_types=("Battles",), history=True),
)
_REPEATS = 5


def measure(uri: str) -> dict[str, str]:
    """Every figure of one store; run in a process of its own, for the memory's sake."""
    before = resident_mb()
    started = time.perf_counter()
    queries = EventQueries.open(DeltaStore(uri))
    opened_s = time.perf_counter() - started
    loaded = resident_mb()
    figures = {
        "open": f"{opened_s * 1000:.0f}",
        "count": timed(queries, lambda q, f: q.count(f)),
        "window world": timed(queries, lambda q, f: q.window(f, **WORLD)),
        "window country": timed(queries, lambda q, f: q.window(f, **COUNTRY)),
        "window town": timed(queries, lambda q, f: q.window(f, **TOWN)),
        "timeline days": timed(queries, lambda q, f: q.timeline(f, by="day")),
        "timeline months": timed(queries, lambda q, f: q.timeline(f, by="month")),
        "facets, all": timed(queries, lambda q, f: q.facets(f)),
        "rows, 50 newest": timed(queries, lambda q, f: q.rows(f, descending=True, limit=50)),
        "rows, 50 by place": timed(queries, lambda q, f: q.rows(f, order_by="place", limit=50)),
        "event": timed(queries, lambda q, f: q.event("e000000000000500")),
        "text, first": first_search(queries),
        "bytes, clusters of a country": f"{size(queries, COUNTRY, EventFilter())}",
        "bytes, most single events": f"{largest_window(queries)}",
        "MB before": f"{before}",
        "MB loaded": f"{loaded}",
        "MB a second later": f"{resident_mb_later()}",
    }
    check(queries, uri)
    return figures


def timed(queries: EventQueries, ask: Callable[[EventQueries, EventFilter], object]) -> str:
    """Median and largest time in milliseconds, each answer worked out afresh."""
    times = []
    for _ in range(_REPEATS):
        for wanted in _FILTERS:
            queries.forget()
            started = time.perf_counter()
            ask(queries, wanted)
            times.append((time.perf_counter() - started) * 1000)
    return f"{statistics.median(times):.1f} / {max(times):.0f}"


def first_search(queries: EventQueries) -> str:
    """Full text that nobody has looked for yet."""
    times = []
    for word in ("aleppo", "shelling", "kabul", "clashes"):
        started = time.perf_counter()
        queries.count(EventFilter(text=word))
        times.append((time.perf_counter() - started) * 1000)
    return f"{statistics.median(times):.1f} / {max(times):.0f}"


def size(queries: EventQueries, window: dict[str, int], wanted: EventFilter) -> int:
    """Bytes of a window as plain JSON."""
    answer = asdict(queries.window(wanted, **window))
    return len(json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode())


def largest_window(queries: EventQueries) -> int:
    """Bytes of the world with as many of the newest events as are shown one by one."""
    timeline = queries.timeline(by="day")
    shown, first = 0, timeline.starts[-1]
    for start, count in zip(reversed(timeline.starts), reversed(timeline.counts), strict=True):
        if shown + count > MOST_SINGLE_EVENTS:
            break
        shown, first = shown + count, start
    newest = EventFilter(date_from=first, date_match=DateMatch.CERTAINLY)
    return size(queries, WORLD, newest)


def check(queries: EventQueries, uri: str) -> None:
    """What is drawn is what a plain count over the table says."""
    events = DeltaStore(uri).read_events()
    mapped = pc.sum(pc.is_valid(events["latitude"])).as_py()
    clusters = queries.window(EventFilter(history=True), **WORLD)
    drawn = sum(clusters.clusters.counts) if clusters.clusters else clusters.total
    assert drawn == mapped == queries.count(EventFilter(history=True)).mapped
    assert events.num_rows == queries.count(EventFilter(history=True)).total


def resident_mb_later() -> int:
    """Memory held once what loading needed has been given back."""
    time.sleep(1.5)
    return resident_mb()


def resident_mb() -> int:
    """Memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 // 1_000_000


def main() -> int:
    """Measure stores of the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--folder", help="keep the stores here and use them again")
    arguments = parser.parse_args()
    if not GED.exists():
        print(f"the shared benchmarks are not on this machine: {GED}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments.folder or temporary)
        columns = {}
        for rows in arguments.rows:
            store = write_store(folder / f"scale-{rows}", rows=rows)
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                columns[rows] = pool.apply(measure, (store.uri,))
    print("| ms, median / most | " + " | ".join(f"{rows:,}" for rows in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name in next(iter(columns.values())):
        print(f"| {name} | " + " | ".join(figures[name] for figures in columns.values()) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
