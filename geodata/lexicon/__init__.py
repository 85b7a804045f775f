"""The word lists: CSV files shipped here, with a user's own folder of the same files on top.

A list is read by name ("actors" is `actors.csv`). A user's file has the same columns; a row whose
key is already in the shipped list replaces it, any other row is added. Lines that start with `#`
are comments. Whatever cannot be read raises `LexiconError` with the file, the line and the value.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from geodata.errors import LexiconError

SHIPPED = Path(__file__).parent
_LIMIT_BYTES = 20_000_000

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a word list; its readers raise `LexiconError` that names the line."""

    file: Path
    line: int
    values: dict[str, str]

    def text(self, column: str) -> str:
        """The value of a column that must not be empty."""
        value = self.values[column]
        return value if value else self.fail(column, "is empty")

    def optional(self, column: str) -> str | None:
        """The value of a column, None when it is empty."""
        return self.values[column] or None

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a column that holds several, separated by `|`."""
        return tuple(part for piece in self.values[column].split("|") if (part := piece.strip()))

    def choice(self, column: str, choices: type[_Choice]) -> _Choice:
        """The value of a column that holds one of a fixed set of words."""
        value = self.values[column]
        if value not in {choice.value for choice in choices}:
            self.fail(column, "is none of " + ", ".join(choices))
        return choices(value)

    def number(self, column: str) -> float:
        """The value of a column that holds a number."""
        try:
            return float(self.values[column])
        except ValueError:
            self.fail(column, "is not a number")

    def fail(self, column: str, problem: str) -> NoReturn:
        """Refuse the value of a column: "actors.csv, line 12: kind 'rebel' is none of ..."."""
        raise LexiconError(
            f"{self.file}, line {self.line}: {column} {self.values[column]!r} {problem}",
            remedy="correct the line or take it out",
        )


def user_folder() -> Path | None:
    """The user's own folder of word lists: DATELINE_LEXICON, or None."""
    folder = os.environ.get("DATELINE_LEXICON")
    return Path(folder) if folder else None


def read_lexicon(
    name: str,
    *,
    columns: tuple[str, ...],
    key: Iterable[str] | None = None,
    folder: Path | None = None,
) -> tuple[Entry, ...]:
    """The entries of `<name>.csv`, in the order of the files, the user's after the shipped.

    `columns` must all be in the heading; others are kept too. `key` names the columns that identify
    an entry (the first of `columns` by default); of two entries with the same key, letter case
    aside, the later one stands. `folder` is the user's folder, `user_folder()` by default.
    """
    identity = tuple(key) if key is not None else columns[:1]
    own = folder if folder is not None else user_folder()
    if own is not None and not own.is_dir():
        raise LexiconError(f"{own}: not a folder", remedy="point DATELINE_LEXICON at a folder")
    files = [SHIPPED / f"{name}.csv"]
    if own is not None and (own / f"{name}.csv").is_file():
        files.append(own / f"{name}.csv")
    entries: dict[tuple[str, ...], Entry] = {}
    for file in files:
        for entry in _iter_entries(file, columns):
            entries[tuple(entry.values[column].casefold() for column in identity)] = entry
    return tuple(entries.values())


def _iter_entries(file: Path, columns: tuple[str, ...]) -> Iterator[Entry]:
    rows = csv.reader(_read_lines(file), strict=True)
    heading: list[str] | None = None
    for row in _checked(rows, file, lambda: rows.line_num):
        if not any(cell.strip() for cell in row) or row[0].lstrip().startswith("#"):
            continue
        if heading is None:
            heading = [cell.strip() for cell in row]
            missing = [column for column in columns if column not in heading]
            if missing:
                raise LexiconError(
                    f"{file}, line {rows.line_num}: no column {', '.join(missing)}",
                    remedy="the heading needs " + ", ".join(columns),
                )
            continue
        if len(row) != len(heading):
            raise LexiconError(
                f"{file}, line {rows.line_num}: {len(row)} values for {len(heading)} columns:"
                f" {','.join(row)[:200]!r}",
                remedy="put values that hold a comma in double quotes",
            )
        values = dict(zip(heading, (cell.strip() for cell in row), strict=True))
        yield Entry(file=file, line=rows.line_num, values=values)


def _checked(rows: Iterator[list[str]], file: Path, line: Callable[[], int]) -> Iterator[list[str]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise LexiconError(f"{file}, line {line()}: {error}") from error
        yield row


def _read_lines(file: Path) -> list[str]:
    try:
        if file.stat().st_size > _LIMIT_BYTES:
            raise LexiconError(f"{file}: larger than {_LIMIT_BYTES} bytes")
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file}: not UTF-8 text", remedy="save it as UTF-8") from error
    except OSError as error:
        raise LexiconError(f"{file}: cannot be read: {error.strerror}") from error
