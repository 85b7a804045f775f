"""What the leak check of a public set costs: processor time, and memory at its peak.

python -m benchmarks.leaks --rows 2000
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.scale import GED, write_store
from dashboard.publication.check import find_leaks
from geodata.publication import PublicationRules, build_publication
from geodata.store import DeltaStore

_TODAY = date(2035, 1, 1)
_RULES = PublicationRules(
    grid_km=10, delay_days=14, drop_actors=("Government of Nepal",), strike=("Ahmad Hassan",)
)


def main() -> int:
    """Publish so many events of UCDP GED, and look for leaks; 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2000)
    rows = parser.parse_args().rows
    if not GED.exists():
        print(f"needs the shared benchmarks: {GED}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        private = write_store(Path(folder) / "private", rows=rows)
        made = build_publication(private, _RULES, today=_TODAY)
        public = DeltaStore(Path(folder) / "public")
        public.publish(made.articles, made.events)
        before_mb = _peak_mb()
        started = time.process_time()
        leaks = sum(1 for _ in find_leaks(private, public, _RULES, today=_TODAY))
        took_s = time.process_time() - started
    print(f"{made.events.num_rows:,} public events of {rows:,}: {took_s:.1f} s of processor time")
    print(f"peak memory {_peak_mb():,.0f} MB, {before_mb:,.0f} MB of it before the check")
    print(f"{leaks} leaks")
    return int(leaks > 0)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
