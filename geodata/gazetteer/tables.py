"""The lists that come with the package: CSV files in `data/`, `|` between several values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from geodata.errors import GazetteerError

DATA = Path(__file__).parent / "data"


def iter_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv` by column; GazetteerError names a line that is too short."""
    path = DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row.values() or None in row:
                raise GazetteerError(f"{path}, line {number}: not as many values as columns")
            yield row


def several(value: str) -> tuple[str, ...]:
    """The values of a cell, () for an empty one."""
    return tuple(value.split("|")) if value else ()
