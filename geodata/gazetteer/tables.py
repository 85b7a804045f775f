"""The lists that come with the package: CSV files in `data/`, `|` between several values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from geodata.errors import GazetteerError

DATA = Path(__file__).parent / "data"


PLACES = DATA / "places"


def iter_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv` by column; GazetteerError names a line of another length."""
    return _read_rows(DATA / f"{name}.csv")


def iter_place_lists() -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of every file in `data/places/`, with the file's name for a kind."""
    for path in sorted(PLACES.glob("*.csv")):
        for row in _read_rows(path):
            yield path.stem, row


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row.values() or None in row:
                raise GazetteerError(f"{path}, line {number}: not as many values as columns")
            yield row


def several(value: str) -> tuple[str, ...]:
    """The values of a cell, () for an empty one."""
    return tuple(value.split("|")) if value else ()
