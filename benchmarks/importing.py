"""How long `dateline import` takes for a large table, and how much memory.

    python -m benchmarks.importing --rows 1000000

The table is UCDP's: 19,366 real rows, repeated with ids of their own, and one in a thousand spoilt,
so that it must be written to the file of bad rows. Asked for: a million rows in under a minute.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.scale import GED

_SPOILT = 1000
_BAD_DAY = "31/31/2016"


def write_table(path: Path, *, rows: int) -> int:
    """A CSV file of so many rows; how many of them are spoilt."""
    with gzip.open(GED, "rt", encoding="utf-8", newline="") as source:
        head, *real = csv.reader(source)
    spoilt = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for number, row in enumerate(itertools.islice(itertools.cycle(real), rows), 1):
            _, day, *rest = row
            if number % _SPOILT == 0:
                day, spoilt = _BAD_DAY, spoilt + 1
            writer.writerow([number, day, *rest])
    return spoilt


def main() -> int:
    """Measure and print; 1 where rows were lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    options = parser.parse_args()
    if not GED.exists():
        print(f"needs the shared benchmarks: {GED}", file=sys.stderr)
        return 1
    print("| rows | MB | seconds | rows a second | resident at most | bad rows written |")
    print("|---|---|---|---|---|---|")
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as folder:
            table, rejects = Path(folder) / "events.csv", Path(folder) / "rejects.csv"
            spoilt = write_table(table, rows=rows)
            command = [sys.executable, "-m", "geodata", "import", "ucdp", str(table), "--quiet"]
            where = ["--store", str(Path(folder) / "store"), "--rejects", str(rejects)]
            started = time.perf_counter()
            subprocess.run([*command, *where], check=False)  # noqa: S603 - our own command
            seconds = time.perf_counter() - started
            megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
            with rejects.open(encoding="utf-8", newline="") as file:
                bad = sum(1 for _ in csv.reader(file)) - 1
            size = table.stat().st_size / 1e6
            print(
                f"| {rows:,} | {size:,.0f} | {seconds:.1f} | {rows / seconds:,.0f} "
                f"| {megabytes:,.0f} MB | {bad:,} of {spoilt:,} |",
                flush=True,
            )
            if bad != spoilt:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
