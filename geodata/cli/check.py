"""`check`: whether everything the program stands on is whole."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from geodata import __version__
from geodata.cli.options import Verbs, add_store, add_verb
from geodata.cli.output import iter_table, write_output
from geodata.errors import DatelineError, StoreMissing
from geodata.gazetteer import open_gazetteer
from geodata.schema import PlaceStatus
from geodata.store import DeltaStore

Finding = tuple[bool, str]
"""Whether something is as it should be, and what was found."""

_PACKAGES = (
    "streamlit",
    "folium",
    "streamlit-folium",
    "geopy",
    "pandas",
    "pyarrow",
    "deltalake",
    "duckdb",
)
_LEAFLET = Path(__file__).parents[2] / "dashboard" / "static" / "lib" / "leaflet" / "leaflet.js"


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "check",
        run,
        summary="check the store, the gazetteer, the installed versions and the map's files",
        example="dateline check --store .dateline/store",
    )
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Run the verb; anything broken is a failure."""
    checks: dict[str, Callable[[], Iterator[Finding]]] = {
        "program": _check_program,
        "gazetteer": _check_gazetteer,
        "store": lambda: _check_store(DeltaStore(options.store)),
        "map": _check_map,
    }
    findings = [(name, *finding) for name, check in checks.items() for finding in _run(check)]
    records = [
        {"part": name, "state": "ok" if fine else "BROKEN", "found": found}
        for name, fine, found in findings
    ]
    write_output(iter_table(records), None)
    return 0 if all(fine for _, fine, _ in findings) else 1


def _run(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except DatelineError as error:
        yield False, str(error)


def _check_program() -> Iterator[Finding]:
    yield True, f"dateline {__version__}, Python {platform.python_version()}"
    for package in _PACKAGES:
        try:
            yield True, f"{package} {version(package)}"
        except PackageNotFoundError:
            yield False, f"{package} is not installed (pip install -r requirements.txt)"


def _check_gazetteer() -> Iterator[Finding]:
    gazetteer = open_gazetteer()
    yield len(gazetteer) > 0, f"{len(gazetteer):,} places, {gazetteer.id}"


def _check_store(store: DeltaStore) -> Iterator[Finding]:
    try:
        snapshot = store.snapshot()
    except StoreMissing:
        yield True, f"none yet at {store.uri}"
        return
    articles, events = store.read_articles(), store.read_events()
    written = snapshot.events.to_pyarrow_table(columns=["event_id"]).num_rows
    yield True, f"{articles.num_rows:,} articles, {events.num_rows:,} events at {store.uri}"
    if written > events.num_rows:
        yield True, f"{written - events.num_rows:,} events of an interrupted write: ingest again"
    if unmerged := len(store.unmerged_runs()):
        yield True, f"{unmerged:,} ingests at work or killed before their end: ingest again"
    doubled = events.num_rows - len(pc.unique(events["event_id"]))
    yield doubled == 0, f"{doubled:,} event ids twice"
    misplaced = pc.sum(pc.invert(_well_placed(events))).as_py() or 0
    yield misplaced == 0, f"{misplaced:,} events with a point that does not fit their place"
    strayed = sum(_iter_strayed(events, articles))
    yield strayed == 0, f"{strayed:,} sentences that are not in their article"


def _well_placed(events: pa.Table) -> pa.ChunkedArray:
    """Mapped events have a point on the globe, all others none."""
    mapped = pc.equal(events["place_status"], PlaceStatus.MAPPED.value)
    on_globe = pc.and_(
        pc.less_equal(pc.abs(events["latitude"]), 90),
        pc.less_equal(pc.abs(events["longitude"]), 180),
    )
    return pc.equal(mapped, pc.fill_null(on_globe, False))


def _iter_strayed(events: pa.Table, articles: pa.Table) -> Iterator[bool]:
    texts = dict(zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True))
    columns = ("article_id", "sentence", "start", "end")
    for article_id, sentence, start, end in zip(
        *(events[name].to_pylist() for name in columns), strict=True
    ):
        text = texts[article_id]
        yield bool(text) and start is not None and text[start:end] != sentence


def _check_map() -> Iterator[Finding]:
    yield (
        True,
        (
            "Leaflet is served from here"
            if _LEAFLET.is_file()
            else "Leaflet comes from Folium's addresses (make assets fetches it)"
        ),
    )
