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
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_plus

import pyarrow as pa
import pyarrow.compute as pc
from lxml import etree, html
from pyarrow import parquet

from geodata import schema

Found = str | tuple[float, float] | date
"""A string, a point (latitude, longitude), or a day of an event or a publication."""

_HTML = html.HTMLParser(encoding="utf-8", huge_tree=True)
_WORDS, _VALUES, _DATA = (
    etree.XPath(path, smart_strings=False)
    for path in (
        "//text()[not(parent::script or parent::style)] | //comment()/text()",
        "//@*[not(starts-with(., 'data:'))]",
        "//script[@type='application/json' and not(@id='outline')]/text()",
    )
)
_ALL_WORDS = etree.XPath("string()", smart_strings=False)
# What words go on in, from one element to the next: "Ahmad <b>Hassan</b>".
_INLINE = (
    "a abbr b bdi bdo br cite code em i kbd mark q s small span strong sub sup time u wbr".split()
)
_EPOCH = date(1970, 1, 1)
_DAYS_SINCE_1970 = ("first", "last", "starts")  # of a snapshot's events, of a playback
_DAY_COLUMNS = frozenset(
    name
    for column in schema.EVENTS
    if column.type == pa.date32()
    for name in (column.name, column.acled, column.ucdp)
)
_KEYS_OF_DAYS = _DAY_COLUMNS.union(_DAYS_SINCE_1970)
_NO_WORDS = (type(None), int, float, bool)


def read_values(value: Any) -> list[Found]:
    """All of a value as JSON has it, or as a row of a table; pairs of columns give points."""
    found: list[Found] = []
    _collect(value, found)
    return found


def _collect(value: Any, found: list[Found]) -> None:
    if isinstance(value, str):
        found.append(value)
        if "%" in value:
            found.append(unquote_plus(value))
        if value[:1] in "[{" and value[-1:] in "]}":
            found += _read_inner_json(value)
    elif isinstance(value, dict | Mapping):
        found += _read_points(value)
        found += value
        found += (unquote_plus(key) for key in value if "%" in key)
        for key, inner in value.items():
            if key in _KEYS_OF_DAYS:
                found += _read_days(key, inner)
            if type(inner) not in _NO_WORDS:
                _collect(inner, found)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(one, float) for one in value):
            found += [(value[0], value[1]), (value[1], value[0])]  # GeoJSON: longitude first
        for inner in value:
            _collect(inner, found)
    elif isinstance(value, date):
        found += [value, value.isoformat()]


def read_json(file: bytes) -> Iterator[Found]:
    """All of a JSON file."""
    yield from read_values(json.loads(file))


def read_csv(file: bytes) -> Iterator[Found]:
    """All cells of a CSV file, each value of a column once."""
    names, *rows = csv.reader(io.StringIO(file.decode(), newline=""))
    yield from names
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    places = {name: [*map(_number, columns[name])] for name in columns if name.endswith("itude")}
    yield from _read_points(places)
    for name, cells in columns.items():
        for cell in dict.fromkeys(cells):
            yield from _read_days(name, cell)
            yield from read_values(cell)


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
    table = parquet.read_table(io.BytesIO(file))
    for point in filter(None, table["geometry"].to_pylist()):
        longitude, latitude = struct.unpack("<dd", point[5:21])
        yield latitude, longitude
    yield from read_table(table.drop_columns("geometry"))


def read_table(table: pa.Table | pa.RecordBatch) -> Iterator[Found]:
    """All cells of a table, each value of a column once; its points by row."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    yield from _read_points(
        {name: columns[name].to_pylist() for name in columns if name.endswith("itude")}
    )
    for name, cells in columns.items():
        while pa.types.is_list(cells.type):
            cells = pc.list_flatten(cells)
        yield from read_values([name, *cells.unique().to_pylist()])


def read_text(file: bytes) -> Iterator[Found]:
    """The lines of a text file, days written 2024/12/01/ among them."""
    for line in file.decode().splitlines():
        yield line
        yield line.replace("/", "-")


def read_html(file: bytes) -> Iterator[Found]:
    """All words and attributes of a page, addresses decoded, and the data in its scripts.

    What stands in one paragraph is read in one go, too, whatever is marked in it. The page's code,
    styles and outlines are files of the program, always the same.
    """
    page = html.document_fromstring(file, parser=_HTML)
    words, values = _WORDS(page), _VALUES(page)
    yield from words
    yield from map(_ALL_WORDS, {inline.getparent() for inline in page.iter(*_INLINE)})
    yield from values
    yield from (unquote_plus(value) for value in values if "%" in value or "+" in value)
    for data in _DATA(page):
        yield from read_values(json.loads(data))


READERS: Mapping[str, Callable[[bytes], Iterable[Found]]] = {
    ".csv": read_csv,
    ".geojson": read_json,
    ".kml": read_xml,
    ".atom": read_xml,
    ".parquet": read_parquet,
    ".ris": read_text,
    ".html": read_html,
}


@lru_cache(maxsize=1 << 13)  # a text of a row stands in many outputs
def _read_inner_json(text: str) -> tuple[Found, ...]:
    try:
        return tuple(read_values(json.loads(text)))
    except ValueError:
        return ()


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


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
