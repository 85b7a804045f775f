"""A store of any size from 19,366 real UCDP GED events, by repeating, shifting and jittering them.

    python -m benchmarks.scale --rows 1000000 --store .dateline/million

Places, actors, headlines and the mix of types stay real. Each repeat is moved in time by up to a
year; three in ten are moved in space by a kilometre or two, the others stay on their spot, as real
events do. Headlines get a number, so that no two sentences are the same. The same arguments give
the same store.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geodata import schema
from geodata.interchange import TableFormat, plan_import, run_import
from geodata.model import Article, ArticleResult
from geodata.rows import to_article_row
from geodata.store import DeltaStore

GED = Path(__file__).parents[2] / "shared" / "benchmarks" / "scale" / "ged_events.csv.gz"
_BATCH_ROWS = 65_536
_SHIFT_DAYS = 365
_MOVED = 0.3
_MOVED_DEGREES = 0.015


def read_real_events(path: Path = GED) -> pa.Table:
    """The real events with the columns of `schema.EVENTS`."""
    with tempfile.TemporaryDirectory() as folder:
        store = DeltaStore(Path(folder) / "store")
        run_import(
            plan_import(TableFormat.UCDP, path), store=store, rejects=Path(folder) / "rejects.csv"
        )
        return store.read_events().sort_by("event_id")


def iter_events(
    real: pa.Table, *, rows: int, article_id: str, seed: int = 1
) -> Iterator[pa.RecordBatch]:
    """`rows` events made from real ones, batch by batch, in the order of time as imports are."""
    random = np.random.default_rng(seed)
    picks = random.integers(0, real.num_rows, rows)
    shifts = random.integers(-_SHIFT_DAYS, _SHIFT_DAYS, rows)
    days = real["event_date"].cast(pa.int32()).to_numpy()[picks] + shifts
    in_order_of_time = np.argsort(days, kind="stable")
    for first in range(0, rows, _BATCH_ROWS):
        chosen = in_order_of_time[first : first + _BATCH_ROWS]
        picked = real.take(pa.array(picks[chosen]))
        numbers = pa.array(np.arange(first, first + len(chosen)))
        made = {
            **_shifted(picked, shifts[chosen]),
            **_moved(picked, random),
            "event_id": _numbered("e", numbers),
            "incident_id": _numbered("i", pc.divide(numbers, 2)),
            "article_id": pa.repeat(article_id, len(chosen)),
            "sentence": pc.binary_join_element_wise(
                pc.fill_null(picked["sentence"], "No headline"), pc.cast(numbers, pa.string()), " "
            ),
        }
        yield from (
            pa.table(
                {name: made.get(name, picked[name]) for name in picked.column_names},
                schema=schema.arrow(schema.EVENTS),
            )
            .combine_chunks()
            .to_batches()
        )


def write_store(uri: str | Path, *, rows: int, seed: int = 1) -> DeltaStore:
    """A store with this many events; nothing is done where it has them already."""
    store = DeltaStore(uri)
    article = Article(
        id=f"scale-{rows}-{seed}",
        text=f"{rows} events made from UCDP GED by benchmarks/scale.py, seed {seed}.",
        title="Made from UCDP GED (CC BY 4.0)",
    )
    mark = to_article_row(ArticleResult(article=article, resolutions=(), events=(), incidents=()))
    batches = iter_events(read_real_events(), rows=rows, article_id=article.id, seed=seed)
    store.write_table(mark, pa.RecordBatchReader.from_batches(schema.arrow(schema.EVENTS), batches))
    return store


def _shifted(events: pa.Table, days: np.ndarray) -> dict[str, pa.Array]:
    shift = pa.array(days.astype("int32"))
    return {
        name: pc.add(events[name].cast(pa.int32()), shift).cast(pa.date32())
        for name in ("event_date", "event_date_end")
    }


def _moved(events: pa.Table, random: np.random.Generator) -> dict[str, pa.Array]:
    count = events.num_rows
    moved = random.random(count) < _MOVED
    return {
        name: pc.add(events[name], pa.array(random.normal(0, _MOVED_DEGREES, count) * moved))
        for name in ("latitude", "longitude")
    }


def _numbered(prefix: str, numbers: pa.Array) -> pa.Array:
    digits = pc.utf8_lpad(pc.cast(numbers, pa.string()), 15, "0")
    return pc.binary_join_element_wise(prefix, digits, "")


def main() -> int:
    """Make the store that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--store", required=True, help="where to put it")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not GED.exists():
        print(f"the shared benchmarks are not on this machine: {GED}", file=sys.stderr)
        return 1
    started = time.perf_counter()
    write_store(arguments.store, rows=arguments.rows, seed=arguments.seed)
    print(f"{arguments.rows} events in {arguments.store}, {time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
