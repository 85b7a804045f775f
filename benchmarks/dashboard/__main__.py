"""Measure the page, and the usual applications beside it, and print the tables."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.dashboard import naive, page, results
from benchmarks.dashboard.browsing import CHROMIUM, start_browser
from benchmarks.scale import GED, write_store

_SIZES = (1000, 10_000, 100_000, 1_000_000, 5_000_000)
_STORES = Path(".dateline") / "benchmarks"
_PATIENCE_S = 150.0  # for an application that takes minutes
_STARTED = time.monotonic()


def main() -> int:
    """Run the benchmark; 1 where a view showed what is not in the table."""
    options = _read_options()
    if not GED.exists() or not CHROMIUM:
        print(f"needs Chromium, and the shared benchmarks: {GED}", file=sys.stderr)
        return 1
    kept = results.read()
    wrong: list[str] = []
    with start_browser() as browser:
        for size in options.sizes:
            store = Path(options.stores) / f"scale-{size}"
            write_store(store, rows=size)
            if options.parts:
                _say(f"{size:,} events: {', '.join(options.parts)}")
                figures = page.measure(
                    browser, store, parts=tuple(options.parts), changes=options.changes
                )
                _say(f"{size:,} events: {figures.checked} views are what the table holds")
                wrong += figures.wrong
                kept["page"].setdefault(str(size), {}).update(figures.values)
            for layer in options.naive:
                if size <= naive.LARGEST[layer]:
                    _say(f"{size:,} events: {layer}")
                    found = naive.measure(
                        browser, store, layer=layer, patience_s=options.patience, say=_say
                    )
                    kept["naive"].setdefault(layer, {})[str(size)] = found
            results.keep(kept)
    print(results.to_markdown(kept))
    if options.write:
        results.write_page(kept)
    for view in wrong:
        print(f"not what the table holds: {view}", file=sys.stderr)
    return 1 if wrong else 0


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=_SIZES, help="how many events; a store for each"
    )
    parser.add_argument(
        "--parts", nargs="*", choices=page.PARTS, default=page.PARTS, help="what of our page"
    )
    parser.add_argument(
        "--naive",
        nargs="*",
        choices=tuple(naive.LARGEST),
        default=(),
        metavar="LAYER",
        help=f"the usual applications too, all if none is named: {', '.join(naive.LARGEST)}",
    )
    parser.add_argument("--changes", type=int, default=20, help="filters, and moves of the map")
    parser.add_argument(
        "--patience", type=float, default=_PATIENCE_S, help="seconds at most a step"
    )
    parser.add_argument("--stores", default=_STORES, help="where the stores are made and kept")
    parser.add_argument("--write", action="store_true", help=f"write the tables to {results.PAGE}")
    options = parser.parse_args()
    if options.naive == []:
        options.naive = tuple(naive.LARGEST)
    return options


def _say(words: str) -> None:
    print(f"[{time.monotonic() - _STARTED:4.0f} s] {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
