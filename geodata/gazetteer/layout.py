"""The files of a built gazetteer: one per column, read by mapping them into memory."""

from __future__ import annotations

import json
import mmap
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import GazetteerError

FORMAT = 2

# Column files by row of a place (format characters of the `array` and `struct` modules) ...
PLACE_COLUMNS = {
    "latitude": "d",
    "longitude": "d",
    "population": "q",
    "radius_km": "f",
    "importance": "f",
    "country": "H",
    "admin1": "H",
    "feature": "H",
    "record": "Q",  # where the place's record starts in records.txt; one more than places
}
# ... and by posting, sorted by key, then weight: which place a key leads to, and by what name.
POSTING_COLUMNS = {"key": "Q", "row": "I", "kind": "B"}
# ... and by place again, sorted by the cell of the grid that it lies in.
CELL_COLUMNS = {"cell_key": "Q", "cell_row": "I"}

RECORDS = "records.txt"
MANIFEST = "manifest.json"

# The row of a posting that says only: longer names begin with this one.
CONTINUES = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a build was made from, and its small tables.

    `sources` are the versions of everything that went in. `countries`, `features` and `admin1`
    (code and name) are what the integers of the columns index; the first of each is "none".
    """

    format: int
    sources: dict[str, str]
    places: int
    countries: list[str]
    features: list[str]
    admin1: list[tuple[str, str]]


def column_path(build: Path, column: str) -> Path:
    """The file of a column."""
    return build / f"{column}.bin"


def map_column(build: Path, column: str, code: str) -> memoryview:
    """A column as a sequence of numbers that is read from disk where it is touched."""
    return map_file(column_path(build, column)).cast(code)  # type: ignore[call-overload,no-any-return]


def map_file(path: Path) -> memoryview:
    """The bytes of a file, read from disk where they are touched."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                return memoryview(b"")
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise GazetteerError(
            f"the gazetteer's file {path} cannot be read: {error}", remedy="remove its folder"
        ) from error


def write_manifest(build: Path, manifest: Manifest) -> None:
    """Write the manifest, the last file of a build."""
    values = {name: getattr(manifest, name) for name in Manifest.__slots__}
    (build / MANIFEST).write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build; GazetteerError when it is missing, broken or of another format."""
    path = build / MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**values)
    except (OSError, ValueError, TypeError) as error:
        raise GazetteerError(
            f"no gazetteer at {build}: {error}", remedy="remove the folder; it is built anew"
        ) from error
    if manifest.format != FORMAT:
        raise GazetteerError(
            f"the gazetteer at {build} has format {manifest.format}, not {FORMAT}",
            remedy="remove the folder; it is built anew",
        )
    return manifest
