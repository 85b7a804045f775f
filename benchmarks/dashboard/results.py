"""What was measured, kept as JSON so that pieces of a run add up, and as the table of the page."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

KEPT = Path(".dateline") / "benchmarks" / "dashboard.json"
PAGE = Path("docs") / "performance.md"
_START, _END = "<!-- measured: start -->", "<!-- measured: end -->"

Results = dict[str, Any]

# What stands in a row, the figures in it, and what is to be reached at a million events.
_ROWS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("`streamlit run` to the first map with data", ("cold_s",), "3.5 s"),
    ("page opened on a warm server to the first map", ("warm_s",), "1.5 s"),
    (
        "changed filter to markers drawn, median / 95 %",
        ("filter_s", "filter_95_s"),
        "0.12 / 0.25 s",
    ),
    (
        "and to facets, timeline, table, article as well",
        ("followed_s", "followed_95_s"),
        "0.27 / 0.40 s",
    ),
    ("pan or zoom to drawn, median / 95 %", ("pan_s", "pan_95_s"), "0.15 / 0.30 s"),
    ("bytes of a view: clusters, more than 1,500 events, at most", ("clusters_bytes",), "15 KB"),
    ("bytes of a view: up to 1,500 events one by one", ("events_bytes",), "150 KB"),
    ("bytes of a changed filter, whole page", ("filter_bytes",), ""),
    ("browser heap", ("heap_mb",), "80 MB"),
    ("server with the events", ("server_mb",), "500 MB"),
    ("each further session", ("session_mb",), "2 MB"),
    ("20 people, at the server, median / 95 %", ("people_s", "people_95_s"), "0.05 / 0.20 s"),
)
_NAIVE_ROWS = (
    ("first map", "cold_s"),
    ("changed filter", "filter_s"),
    ("bytes of a changed filter", "filter_bytes"),
    ("browser heap", "heap_mb"),
    ("server", "server_mb"),
)


def read() -> Results:
    """The figures kept from earlier runs, none where there are none."""
    return json.loads(KEPT.read_text()) if KEPT.exists() else {"page": {}, "naive": {}}


def keep(results: Results) -> None:
    """Write the figures down, with the machine and the day."""
    results["machine"] = describe_machine()
    results["day"] = datetime.now(UTC).date().isoformat()
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(results, indent=1))


def describe_machine() -> str:
    """Cores, memory and system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, {python}"


def to_markdown(results: Results) -> str:
    """Both tables."""
    parts = [_table(results["page"])]
    if results["naive"]:
        parts.append(_naive_table(results["naive"], results["page"]))
    return "\n\n".join(parts)


def write_page(results: Results) -> None:
    """Put the tables into docs/performance.md, between its marks."""
    text = PAGE.read_text()
    before, _, rest = text.partition(_START)
    _, _, after = rest.partition(_END)
    said = f"Measured on {results['day']}: {results['machine']}."
    PAGE.write_text(f"{before}{_START}\n{said}\n\n{to_markdown(results)}\n{_END}{after}")


def _table(page: Mapping[str, Mapping[str, float]]) -> str:
    sizes = sorted(page, key=int)
    rows = [["", *(f"{int(size):,}" for size in sizes), "reach, at 1,000,000"]]
    for words, names, reach in _ROWS:
        rows.append([words, *(_cell(page[size], names) for size in sizes), reach])
    return _markdown(rows)


def _naive_table(
    naive: Mapping[str, Mapping[str, Mapping[str, float]]],
    page: Mapping[str, Mapping[str, float]],
) -> str:
    rows = [["", "events", *(words for words, _ in _NAIVE_ROWS)]]
    for layer, by_size in naive.items():
        for size in sorted(by_size, key=int):
            ours = page.get(size, {})
            cells = [_compared(by_size[size], ours, name) for _, name in _NAIVE_ROWS]
            rows.append([layer, f"{int(size):,}", *cells])
    return _markdown(rows)


def _compared(theirs: Mapping[str, float], ours: Mapping[str, float], name: str) -> str:
    """A figure of theirs, and how many times ours it is."""
    said = _cell(theirs, (name,))
    if name in theirs and ours.get(name):
        return f"{said} ({theirs[name] / ours[name]:.1f}x)"
    return said


def _cell(figures: Mapping[str, float], names: Sequence[str]) -> str:
    if any(math.isnan(figures.get(name, math.nan)) for name in names):
        return "-"
    return " / ".join(_figure(name, figures[name]) for name in names)


def _figure(name: str, value: float) -> str:
    if name.endswith("_bytes"):
        return f"{value / 1000:,.0f} KB" if value < 1e6 else f"{value / 1e6:,.1f} MB"
    if name.endswith("_mb"):
        return f"{value:,.0f} MB" if value >= 10 else f"{value:.1f} MB"
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def _markdown(rows: list[list[str]]) -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, f"|{'---|' * len(rows[0])}", *body])
