"""How long incidents across articles take and how much memory, by the number of reports.

    python -m benchmarks.incidents --rows 100000 1000000

The reports are made: eight types, culprits or none, 20,000 towns of very different size, two years
of days, five reports an article. "all, find" and "all, write" put every report together for the
first time; "new" is for the last 200 articles, whose reports are parted again before, "again" once
more after that. Finding starts with reading the rows from the store.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from deltalake import write_deltalake

from geodata import schema
from geodata.delta import replace_rows
from geodata.incidents import ROW_COLUMNS, find_changes
from geodata.store import DeltaStore

_BATCH_ROWS = 65_536
_REPORTS_PER_ARTICLE = 5
_NEW_ARTICLES = 200
_TOWNS = 20_000
_DAYS = 730
_FIRST_DAY = date(2023, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
_SCATTER = 0x9E3779B97F4A7C15  # so that ids have no order
_TYPES = np.array(
    ["Air/drone strike", "Shelling/artillery/missile attack", "Armed clash", "Attack",
     "Remote explosive/landmine/IED", "Peaceful protest", "Arrests", "Flood"]
)  # fmt: skip
_INITIATORS = np.array(
    ["[]"] * 3
    + [f'[["Group {number}","rebels","SY"]]' for number in range(4)]
    + ['[["Military Forces of Syria","state forces","SY"]]']
)


def iter_batches(rows: int, *, seed: int = 1) -> Iterator[pa.RecordBatch]:
    """`rows` reports, each its own incident; the same arguments give the same reports."""
    random = np.random.default_rng(seed)
    towns = random.uniform((10.0, 20.0), (50.0, 70.0), (_TOWNS, 2)).round(4)
    shares = 1 / (np.arange(_TOWNS) + 10)
    shares /= shares.sum()
    for first in range(0, rows, _BATCH_ROWS):
        count = min(_BATCH_ROWS, rows - first)
        numbers = range(first, first + count)
        town = random.choice(_TOWNS, count, p=shares)
        days = pa.array((_FIRST_DAY + random.integers(0, _DAYS, count)).astype("int32"))
        assumed = random.random(count) < 0.2
        made = {
            "event_id": pa.array([f"{number * _SCATTER % 2**64:016x}" for number in numbers]),
            "article_id": pa.array([f"{number // _REPORTS_PER_ARTICLE}" for number in numbers]),
            "sub_event_type": pa.array(_TYPES[random.integers(0, len(_TYPES), count)]),
            "event_date": days.cast(pa.date32()),
            "event_date_end": days.cast(pa.date32()),
            "date_basis": pa.array(np.where(assumed, "publication", "stated")),
            "place": pa.array([f"town {number}" for number in town.tolist()]),
            "place_id": pa.array([f"made:{number}" for number in town.tolist()]),
            "latitude": pa.array(towns[town, 0]),
            "longitude": pa.array(towns[town, 1]),
            "radius_km": pa.array(random.choice([0.0, 3.0, 10.0], count)),
            "initiators": pa.array(_INITIATORS[random.integers(0, len(_INITIATORS), count)]),
            "sentence": pa.array([f"Report {number}: {'word ' * 25}" for number in numbers]),
        }
        made["incident_id"] = made["event_id"]
        yield pa.record_batch(
            [
                made[field.name].cast(field.type)
                if field.name in made
                else pa.nulls(count, field.type)
                for field in schema.arrow(schema.EVENTS)
            ],
            schema=schema.arrow(schema.EVENTS),
        )


def write_store(uri: str, *, rows: int) -> DeltaStore:
    """A store of so many reports, in articles without a text."""
    store = DeltaStore(uri)
    store.write(())
    target = schema.arrow(schema.EVENTS)
    events = pa.RecordBatchReader.from_batches(target, iter_batches(rows))
    write_deltalake(f"{uri}/events", events, mode="append")
    count = rows // _REPORTS_PER_ARTICLE + 1
    articles = {"article_id": [f"{number}" for number in range(count)], "text": ["-"] * count}
    write_deltalake(f"{uri}/articles", pa.table(articles), mode="append", schema_mode="merge")
    return store


def change(store: DeltaStore, article_ids: Iterable[str] | None) -> tuple[str, str, int]:
    """Seconds to find the changes and to write them, and how many they are."""
    found_at = 0.0

    def find(rows: Iterator[pa.RecordBatch]) -> dict[str, str]:
        nonlocal found_at
        changes = find_changes(rows, article_ids=article_ids)
        found_at = time.perf_counter()
        return changes

    started = time.perf_counter()
    count = store.change_incidents(find, columns=ROW_COLUMNS)
    ended = time.perf_counter()
    return f"{found_at - started:.1f}", f"{ended - found_at:.1f}", count


def measure(rows: int) -> dict[str, object]:
    """Every figure of one size; run in a process of its own, for the memory's sake."""
    with tempfile.TemporaryDirectory() as folder:
        store = write_store(f"{folder}/store", rows=rows)
        figures: dict[str, object] = {"MB peak before": peak_mb()}
        figures |= named("all", change(store, None))
        figures["MB peak after"] = peak_mb()
        last = rows // _REPORTS_PER_ARTICLE
        newest = [f"{number}" for number in range(last - _NEW_ARTICLES, last)]
        part(store, newest)
        figures |= named("new", change(store, newest))
        figures |= named("again", change(store, newest))
    return figures


def named(name: str, figures: tuple[str, str, int]) -> dict[str, object]:
    """The figures of one change under their names."""
    find_s, write_s, count = figures
    return {f"{name}, find s": find_s, f"{name}, write s": write_s, f"{name}, changed": count}


def part(store: DeltaStore, article_ids: list[str]) -> None:
    """Make every report of these articles an incident of its own again, as new ones are."""
    events = store.read_events()
    events = events.filter(pc.is_in(events["article_id"], value_set=pa.array(article_ids)))
    column = events.schema.get_field_index("incident_id")
    alone = events.set_column(column, "incident_id", events["event_id"])
    replace_rows(f"{store.uri}/events", alone, article_ids=article_ids)


def peak_mb() -> int:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def main() -> int:
    """Measure the sizes asked for and print a table each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    for rows in parser.parse_args().rows:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures = pool.apply(measure, (rows,))
        print(f"{rows:,} reports")
        for name, value in figures.items():
            print(f"  {name:16} {value:>12}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
