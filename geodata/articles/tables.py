"""Many articles in one file: JSONL and CSV, one row at a time in constant memory.

Columns: `id, text, title, published, source, url` (or `source_url`), and `language`; only `text`
must be there, and further ones are passed over. A bad row fails alone and is named by its line.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO, TypeVar

from geodata.articles.decoding import encoding_of, parse_text
from geodata.articles.facts import build_article, parse_facts
from geodata.errors import InputError, InputTooLarge, UnreadableInput
from geodata.model import Article

Record = TypeVar("Record")


def iter_jsonl(path: Path, *, limit_bytes: int) -> Iterator[tuple[int, Article | InputError]]:
    """The articles of a JSONL file, each with its line number; blank lines are passed over."""
    with _open(path) as file:
        lines = _Lines(file, limit=limit_bytes)
        yield from _iter_rows(lines, lines, _parse_object)


def iter_csv(path: Path, *, limit_bytes: int) -> Iterator[tuple[int, Article | InputError]]:
    """The articles of a CSV file, each with the line it starts on.

    The first line names the columns; comma, semicolon or tab separates them, whichever it holds
    most of.
    """
    # The csv module keeps one limit for the whole process, and its default cuts long articles off.
    csv.field_size_limit(max(limit_bytes, csv.field_size_limit()))
    with _open(path) as file:
        lines = _Lines(file, limit=limit_bytes)
        first = next(lines, "")
        delimiter = max(",;\t", key=first.count)
        columns = [name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter))]
        if "text" not in columns:
            raise UnreadableInput(
                f"its columns are {', '.join(columns)[:200] or 'not named'}, and none is 'text'",
                remedy="name the columns in the first line: id,text,title,published,source,url",
            )
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        yield from _iter_rows(rows, lines, lambda row: _parse_row(columns, row))


class _Lines(Iterator[str]):
    """The lines of a file with their ends; after one that raises the next can still be read."""

    def __init__(self, file: TextIO, *, limit: int) -> None:
        self._file = file
        self._limit = limit
        self.number = 0

    def __next__(self) -> str:
        line = self._file.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit:
            while line and not line.endswith("\n"):
                line = self._file.readline(self._limit)
            raise InputTooLarge(
                f"it is longer than {self._limit:,} characters", remedy="raise --max-bytes"
            )
        if line.isascii() or not any("\udc80" <= mark <= "\udcff" for mark in line):
            return line
        return parse_text(line.encode("utf-8", "surrogateescape"))


def _open(path: Path) -> TextIO:
    try:
        with path.open("rb") as file:
            encoding = encoding_of(file.read(4))
        # Bytes that are not UTF-8 stay recognisable, so that their line alone is judged.
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        return path.open(encoding=encoding, errors=errors, newline="")
    except OSError as error:
        raise UnreadableInput(f"it cannot be read: {error.strerror}") from error


def _iter_rows(
    records: Iterator[Record],
    lines: _Lines,
    parse: Callable[[Record], Mapping[str, object] | None],
) -> Iterator[tuple[int, Article | InputError]]:
    while True:
        number = lines.number + 1
        try:
            values = parse(next(records))
            if values is not None:
                yield number, _build(values)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, UnreadableInput(f"it is not CSV: {error}", remedy="check its quotes")
        except InputError as error:
            yield number, error


def _parse_object(line: str) -> Mapping[str, object] | None:
    if not line.strip():
        return None
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"it is not JSON: {error}", remedy="one object to a line") from error
    if not isinstance(values, dict):
        raise UnreadableInput("it is not a JSON object", remedy='write {"text": ...}')
    return values


def _parse_row(columns: list[str], row: list[str]) -> Mapping[str, object] | None:
    if not row:
        return None
    if len(row) != len(columns):
        raise UnreadableInput(
            f"it has {len(row)} values for {len(columns)} columns",
            remedy="quote values with commas",
        )
    return dict(zip(columns, row, strict=True))


def _build(values: Mapping[str, object]) -> Article:
    text = values.get("text")
    if not isinstance(text, str):
        raise UnreadableInput("it has no 'text'", remedy="give the article's text as a string")
    if not values.get("url") and str(values.get("source_url")).startswith("http"):
        values = {**values, "url": values["source_url"]}
    return build_article(text, parse_facts(values))
