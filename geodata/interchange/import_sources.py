"""Somebody else's file as the DuckDB table `raw`: `raw_line` and all its columns as text.

What is no row of the table (too few or too many cells, bytes that are not UTF-8, a feature that is
no object) stays out of `raw` and goes into `broken` with its line and the reason.
"""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from collections.abc import Iterator
from glob import escape
from pathlib import Path
from typing import Any, TextIO

import duckdb

from geodata.errors import EmptyInput, UnreadableInput
from geodata.interchange.mapping import TableFormat, gdelt_columns

_CHUNK = 1 << 20
_DELIMITERS = ",;\t|"
_LARGEST_FEATURE = 1 << 24


def read_header(format_: TableFormat, path: Path) -> tuple[str, ...]:
    """The names of a file's columns. Raises UnreadableInput, EmptyInput."""
    if zipfile.is_zipfile(path):
        raise UnreadableInput(f"{path} is an archive or a workbook", remedy="unpack or save as CSV")
    if format_ is TableFormat.GEOJSON:
        names: dict[str, None] = {}
        for _, feature in zip(range(1000), iter_features(path), strict=False):
            names.update(dict.fromkeys(_flat(feature)))
        return tuple(names)
    return gdelt_columns() if format_ is TableFormat.GDELT else _read_first_line(path)[0]


def load_raw(
    connection: duckdb.DuckDBPyConnection, format_: TableFormat, path: Path, *, folder: Path
) -> None:
    """Make the tables `raw` and `broken` of a file; `folder` is for what is needed in between."""
    if format_ is TableFormat.GEOJSON:
        _load_geojson(connection, path, folder=folder)
    else:
        names, delimiter = gdelt_columns(), "\t"
        if format_ is not TableFormat.GDELT:
            names, delimiter = _read_first_line(path)
        rows = _csv(path, names, delimiter=delimiter, has_header=format_ is not TableFormat.GDELT)
        _run(
            connection,
            f"CREATE TABLE raw AS SELECT row_number() OVER () AS raw_line, * FROM {rows}",  # noqa: S608
            path,
        )
        connection.execute(
            "CREATE TABLE broken AS SELECT line, any_value(error_message) AS reason, "
            "any_value(csv_line) AS text FROM reject_errors GROUP BY line"
        )
    if connection.execute("FROM raw LIMIT 1").fetchone() is None:
        raise EmptyInput(f"{path} has no row that can be read", remedy="check its format")


def iter_features(path: Path) -> Iterator[Any]:
    """The features of a GeoJSON FeatureCollection one by one, whatever the size of the file."""
    decoder = json.JSONDecoder()
    with _open_text(path) as file:
        buffer = _skip_to_features(file.read(_CHUNK), path)
        while True:
            buffer = buffer.lstrip(" \t\r\n,")
            if buffer.startswith("]"):
                return
            try:
                feature, end = decoder.raw_decode(buffer)
            except json.JSONDecodeError as error:
                more = file.read(_CHUNK)
                if not more or len(buffer) > _LARGEST_FEATURE:
                    raise UnreadableInput(
                        f"{path} is broken GeoJSON: {error.msg}", remedy="export it again"
                    ) from error
                buffer += more
            else:
                yield feature
                buffer = buffer[end:]


def _open_text(path: Path) -> TextIO:
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8", errors="replace")
        return path.open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UnreadableInput(f"cannot read {path}: {error.strerror}") from error


def _skip_to_features(head: str, path: Path) -> str:
    _, found, rest = head.partition('"features"')
    _, bracket, features = rest.partition("[")
    if not found or not bracket:
        raise UnreadableInput(
            f"{path} is no GeoJSON FeatureCollection", remedy="see RFC 7946, section 3.3"
        )
    return features


def _load_geojson(connection: duckdb.DuckDBPyConnection, path: Path, *, folder: Path) -> None:
    names: dict[str, None] = {}
    broken: list[tuple[int, str, str]] = []
    lines = folder / "features.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for number, feature in enumerate(iter_features(path), start=1):
            if not isinstance(feature, dict):
                broken.append((number, "not a feature", json.dumps(feature)[:1000]))
                continue
            flat = _flat(feature)
            names.update(dict.fromkeys(flat))
            file.write(json.dumps({"raw_line": number, **flat}, ensure_ascii=False) + "\n")
    types = {"raw_line": "BIGINT", **dict.fromkeys(names, "VARCHAR")}
    connection.execute("CREATE TABLE broken (line BIGINT, reason VARCHAR, text VARCHAR)")
    if broken:
        connection.executemany("INSERT INTO broken VALUES (?, ?, ?)", broken)
    listed = ", ".join(f"{_quoted(name)}: '{type_}'" for name, type_ in types.items())
    _run(
        connection,
        f"CREATE TABLE raw AS FROM read_json({_quoted(str(lines))}, columns = {{{listed}}}, "
        "format = 'newline_delimited')",
        path,
    )


def _flat(feature: Any) -> dict[str, str]:
    """A feature's properties as text, with its id and its point's coordinates."""
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    values = dict(properties) if isinstance(properties, dict) else {}
    if feature.get("id") is not None:
        values.setdefault("event_id", feature["id"])
    geometry = feature.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        coordinates = geometry.get("coordinates")
        if isinstance(coordinates, list) and len(coordinates) >= 2:
            values |= {"longitude": coordinates[0], "latitude": coordinates[1]}
    return {
        str(name): "; ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in values.items()
        if value is not None and name != "raw_line"
    }


def _csv(path: Path, names: tuple[str, ...], *, delimiter: str, has_header: bool) -> str:
    columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
    quote = '"' if has_header else ""  # GDELT's files know no quotes
    return (
        f"read_csv({_quoted(escape(str(path)))}, auto_detect = false, columns = {{{columns}}}, "
        f"header = {has_header}, delim = {_quoted(delimiter)}, quote = {_quoted(quote)}, "
        f"escape = {_quoted(quote)}, store_rejects = true)"
    )


def _read_first_line(path: Path) -> tuple[tuple[str, ...], str]:
    """The names of a CSV file's columns, and the delimiter that gives the most of them."""
    with _open_text(path) as file:
        line = file.readline(_CHUNK).removeprefix("\ufeff").strip("\r\n")
    if not line.strip():
        raise EmptyInput(f"{path} does not begin with the names of columns")
    delimiter = max(_DELIMITERS, key=line.count)
    (cells,) = csv.reader([line], delimiter=delimiter)
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, start=1):
        name = cell.strip() or f"column {number}"
        folded = {known.casefold() for known in (*names, "raw_line")}
        names[name if name.casefold() not in folded else f"{name} ({number})"] = None
    return tuple(names), delimiter


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _run(connection: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    try:
        connection.execute(sql)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise UnreadableInput(
            f"cannot read {path}: {reason}", remedy="is it the kind of table that was named?"
        ) from error
