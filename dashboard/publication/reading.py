"""What somebody who reads a file finds in it: its strings, its points, its days.

Each kind of file is read by a reader of its own kind, as a program that is not ours would.
"""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_plus

import pyarrow as pa
from pyarrow import parquet

from geodata import schema

Found = str | tuple[float, float] | date
"""A string, a point (latitude, longitude), or a day of an event or a publication."""

_EPOCH = date(1970, 1, 1)
_DAYS_SINCE_1970 = ("first", "last", "starts")  # of a snapshot's events, of a playback
_DAY_COLUMNS = frozenset(
    name
    for column in schema.EVENTS
    if column.type == pa.date32()
    for name in (column.name, column.acled, column.ucdp)
)


def read_values(value: Any) -> Iterator[Found]:
    """All of a value as JSON has it, or as a row of a table; pairs of columns give points."""
    if isinstance(value, Mapping):
        yield from _read_points(value)
        for key, inner in value.items():
            yield from read_values(key)
            yield from _read_days(key, inner)
            yield from read_values(inner)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(one, float) for one in value):
            yield value[0], value[1]
            yield value[1], value[0]  # GeoJSON has the longitude first
        for inner in value:
            yield from read_values(inner)
    elif isinstance(value, str):
        yield value
        if "%" in value:
            yield unquote_plus(value)
        if value[:1] in "[{" and value[-1:] in "]}":
            yield from _read_inner_json(value)
    elif isinstance(value, date):
        yield value
        yield value.isoformat()


def read_json(file: bytes) -> Iterator[Found]:
    """All of a JSON file."""
    yield from read_values(json.loads(file))


def read_csv(file: bytes) -> Iterator[Found]:
    """All cells of a CSV file."""
    for row in csv.DictReader(io.StringIO(file.decode(), newline="")):
        yield from read_values(
            {name: _number(cell) if name.endswith("itude") else cell for name, cell in row.items()}
        )


def read_xml(file: bytes) -> Iterator[Found]:
    """All words and attributes of an XML file; two numbers in one element are a point."""
    for element in ET.fromstring(file).iter():  # noqa: S314 - our own file
        yield from element.attrib.values()
        text = element.text or ""
        yield text
        numbers = text.replace(",", " ").split()
        if len(numbers) == 2 and all(map(_is_number, numbers)):
            yield from read_values([float(number) for number in numbers])


def read_parquet(file: bytes) -> Iterator[Found]:
    """All cells of a GeoParquet file, and its geometries."""
    for row in parquet.read_table(io.BytesIO(file)).to_pylist():
        point = row.pop("geometry")
        if point is not None:
            longitude, latitude = struct.unpack("<dd", point[5:21])
            yield latitude, longitude
        yield from read_values(row)


def read_text(file: bytes) -> Iterator[Found]:
    """The lines of a text file, days written 2024/12/01/ among them."""
    for line in file.decode().splitlines():
        yield line
        yield line.replace("/", "-")


def read_html(file: bytes) -> Iterator[Found]:
    """All words and attributes of a page, addresses decoded, and the data in its scripts."""
    reader = _Page()
    reader.feed(file.decode())
    reader.close()
    yield from reader.found
    yield "".join(found for found in reader.found if isinstance(found, str))


READERS: Mapping[str, Callable[[bytes], Iterable[Found]]] = {
    ".csv": read_csv,
    ".geojson": read_json,
    ".kml": read_xml,
    ".atom": read_xml,
    ".parquet": read_parquet,
    ".ris": read_text,
    ".html": read_html,
}


class _Page(HTMLParser):
    """Scripts, styles and outlines are files of the program, always the same; data is read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []
        self._inside: str | None = None  # "data", or "code" of a script or a style
        self._data: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            is_data = ("type", "application/json") in attrs and ("id", "outline") not in attrs
            self._inside = "data" if is_data else "code"
        values = [value for _, value in attrs if value and not value.startswith("data:")]
        self.found += [part for value in values for part in (value, unquote_plus(value))]

    def handle_endtag(self, tag: str) -> None:
        if self._inside == "data":
            self.found += read_values(json.loads("".join(self._data)))
        self._inside, self._data = None, []

    def handle_data(self, data: str) -> None:
        if self._inside is None:
            self.found.append(data)
        elif self._inside == "data":
            self._data.append(data)


def _read_points(row: Mapping[str, Any]) -> Iterator[Found]:
    latitude = row.get("latitude", row.get("latitudes"))
    longitude = row.get("longitude", row.get("longitudes"))
    if isinstance(latitude, list) and isinstance(longitude, list):
        pairs = zip(latitude, longitude, strict=True)
    else:
        pairs = iter([(latitude, longitude)])
    yield from (pair for pair in pairs if None not in pair)


def _read_days(key: object, value: object) -> Iterator[Found]:
    """The days of a column of days: as ISO writes them, or as numbers since 1970."""
    if key in _DAYS_SINCE_1970 and isinstance(value, list):
        yield from (_EPOCH + timedelta(days=days) for days in value if days is not None)
    elif key in _DAY_COLUMNS and isinstance(value, str) and value:
        yield date.fromisoformat(value)


def _read_inner_json(text: str) -> Iterator[Found]:
    try:
        yield from read_values(json.loads(text))
    except ValueError:
        return


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
