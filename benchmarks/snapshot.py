"""How large the one-file snapshot of many events is, and when a reader can work with it.

    python -m benchmarks.snapshot --rows 10000

The file is opened from disk in Chromium without a network. Time counts from asking for the file to
the map drawn, and to the headline of a filter that was chosen then. Fails above 5 MB or 2 s.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, expect

from benchmarks.dashboard.browsing import CHROMIUM, start_browser
from benchmarks.scale import GED, write_store
from dashboard.snapshot.building import build_snapshot
from geodata.filters import EventFilter
from geodata.queries import EventQueries

_OPENINGS = 5
_MOST_MB = 5.0
_MOST_S = 2.0


def open_file(browser: Browser, file: Path) -> tuple[float, float]:
    """Seconds to the drawn map, and to a filter's headline."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    started = time.perf_counter()
    page.goto(file.as_uri())
    page.locator("[data-drawings]").wait_for()
    drawn = time.perf_counter() - started
    headline = page.get_by_role("heading", level=1)
    before = headline.inner_text()
    page.get_by_label("Who").select_option(index=1)
    expect(headline).not_to_have_text(before)
    filtered = time.perf_counter() - started
    context.close()
    return drawn, filtered


def main() -> int:
    """Make the file, open it, print what it took; 1 where that is more than it may."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    if not GED.exists() or not CHROMIUM:
        print(f"needs Chromium, and the shared benchmarks: {GED}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, start_browser() as browser:
        store = write_store(Path(folder) / "store", rows=rows)
        started = time.perf_counter()
        file = Path(folder) / "snapshot.html"
        file.write_bytes(
            build_snapshot(EventQueries.open(store), EventFilter(), made=datetime.now(UTC))
        )
        made_s, size_mb = time.perf_counter() - started, file.stat().st_size / 1e6
        times = [open_file(browser, file) for _ in range(_OPENINGS)]
    drawn_s, filtered_s = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{rows:,} events: {size_mb:.1f} MB, made in {made_s:.1f} s")
    print(f"opened and drawn after {drawn_s:.2f} s, filtered after {filtered_s:.2f} s (median)")
    return int(size_mb > _MOST_MB or filtered_s > _MOST_S)


if __name__ == "__main__":
    sys.exit(main())
