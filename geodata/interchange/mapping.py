"""Which column of somebody else's table means what in ours, and what its codes say.

ACLED's and UCDP's names are the twins in `schema.EVENTS`; what goes beyond is in `columns.csv`, and
codes are in `codes.csv`. A mapping is a plain dict, ours -> theirs, to be shown and changed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from geodata import schema
from geodata.errors import InputError

_FOLDER = Path(__file__).parent
_OURS = tuple(column.name for column in schema.EVENTS)
# What the import itself says of every row, whatever a table has under such a name.
_NOT_THEIRS = {"article_id", "place_status", "extractor", "start", "end", "confidence"}
_NEEDED = ("event_date",)


class TableFormat(StrEnum):
    """A kind of table of events that can be imported."""

    ACLED = "acled"
    UCDP = "ucdp"
    GDELT = "gdelt"
    CSV = "csv"
    GEOJSON = "geojson"


def find_mapping(
    format_: TableFormat, header: Iterable[str], *, changes: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Our columns with those of the header that mean the same, in the order of our schema.

    `changes` overrule: theirs for ours, "" for none. Raises InputError when a change names a column
    that neither side has, or when nothing tells the day of an event.
    """
    theirs = {name.casefold(): name for name in header}
    found: dict[str, str] = {}
    for ours, wanted in _known_names(format_):
        if ours not in found and wanted.casefold() in theirs:
            found[ours] = theirs[wanted.casefold()]
    for ours, wanted in (changes or {}).items():
        if ours not in _OURS or ours in _NOT_THEIRS:
            raise InputError(f"no such column to import: {ours}", remedy="see geodata/schema.py")
        if wanted and wanted.casefold() not in theirs:
            raise InputError(
                f"the file has no column {wanted}", remedy=f"it has {', '.join(theirs.values())}"
            )
        found[ours] = theirs.get(wanted.casefold(), "")
    mapping = {ours: found[ours] for ours in _OURS if found.get(ours)}
    for needed in _NEEDED:
        if needed not in mapping:
            raise InputError(
                f"no column of the file is known to be {needed}",
                remedy=f"name it: {needed}=COLUMN; the file has {', '.join(theirs.values())}",
            )
    return mapping


@cache
def codes(format_: TableFormat) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each of our columns the pairs (their code, our value), in the order to try them."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for row in _read_list("codes.csv"):
        if row["format"] == format_:
            pairs.setdefault(row["column"], []).append((row["theirs"], row["ours"]))
    return {column: tuple(found) for column, found in pairs.items()}


@cache
def gdelt_columns() -> tuple[str, ...]:
    """The names of a GDELT 2.0 event file's columns, which it does not have in itself."""
    return tuple((_FOLDER / "gdelt_columns.txt").read_text(encoding="utf-8").split())


def _known_names(format_: TableFormat) -> list[tuple[str, str]]:
    """Pairs (ours, theirs) in the order to try them."""
    names: list[tuple[str, str | None]]
    if format_ is TableFormat.ACLED:
        names = [(column.name, column.acled) for column in schema.EVENTS]
    elif format_ is TableFormat.UCDP:
        names = [(column.name, column.ucdp) for column in schema.EVENTS]
    elif format_ is TableFormat.GDELT:
        names = []
    else:
        names = [(name, name) for name in _OURS if name not in _NOT_THEIRS]
    listed = TableFormat.CSV if format_ is TableFormat.GEOJSON else format_
    extra = [
        (row["column"], row["theirs"])
        for row in _read_list("columns.csv")
        if row["format"] == listed
    ]
    return [(ours, theirs) for ours, theirs in [*names, *extra] if theirs]


def _read_list(name: str) -> list[dict[str, str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
