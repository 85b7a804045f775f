"""Annotated articles to measure and to train with: JSON lines, one document each.

A line is {"id", "corpus", "text", "title", "published", "source_url", "toponyms": [{"start", "end",
"lat", "lon", "radius_km", "kind"}]}; `lat` and `lon` are null where the annotator named no place.
Or, written by hand, {"case", "text", "url"} with marks in the text, see `parse_marks`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from geodata.errors import UnreadableInput
from geodata.model import Article, Span

T = TypeVar("T")
MARKED = "hand-made"
_MARK = re.compile(r"\[\[(.*?)\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """A place name as a person marked it.

    `point` is (latitude, longitude), None where the annotator gave none. `radius_km` is given for
    whole countries only. `kind` is the corpus's own word for the kind of place or of use.
    """

    span: Span
    point: tuple[float, float] | None
    radius_km: float | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """An article with every place name that a person found in it, in the order of the text."""

    corpus: str
    article: Article
    toponyms: tuple[GoldToponym, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A toponym marked in a text by hand.

    `kind` is that of its use, a `ToponymKind`; `where` the country or first-order region it lies in
    ("SY", "US.TX"), "-" for none; `group` the class of the place, "" where it does not matter.
    """

    span: Span
    kind: str
    where: str
    group: str


def parse_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, [[name|kind|where]] or [[name|kind|where|group]], and the marks.

    ValueError for a mark with fewer parts.
    """
    parts, marks, length = _MARK.split(marked), [], 0
    for number, part in enumerate(parts):
        if number % 2:
            parts[number], kind, where, group = (*part.split("|"), "")[:4]
            span = Span(length, length + len(parts[number]))
            marks.append(Mark(span=span, kind=kind, where=where, group=group))
        length += len(parts[number])
    return "".join(parts), tuple(marks)


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """The documents of a file or folder, see `iter_gold`."""
    return tuple(iter_gold(path, parse_document))


def iter_gold(path: Path, parse: Callable[[str], T]) -> Iterator[T]:
    """What `parse` makes of each line of a `.jsonl` file, or of all such files in a folder.

    Files are read in the order of their names. Raises UnreadableInput for a missing path, and for
    a line that `parse` refuses with KeyError, TypeError or ValueError.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UnreadableInput(f"no .jsonl file in {path}")
    for file in files:
        yield from _iter_file(file, parse)


def _iter_file(path: Path, parse: Callable[[str], T]) -> Iterator[T]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            parsed = parse(line)
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableInput(f"{path}, line {number}: {error!r}") from error
        yield parsed


def parse_document(line: str) -> GoldDocument:
    """One line of a gold file; raises KeyError, TypeError or ValueError for a malformed one."""
    record = json.loads(line)
    if "case" in record:
        return _parse_case(record)
    published = record.get("published")
    article = Article(
        id=record["id"],
        text=record["text"],
        title=record.get("title") or "",
        published=date.fromisoformat(published) if published else None,
        source=record.get("source"),
        url=record.get("source_url"),
    )
    toponyms = sorted(
        (_toponym(entry) for entry in record["toponyms"]), key=lambda toponym: toponym.span
    )
    return GoldDocument(corpus=record["corpus"], article=article, toponyms=tuple(toponyms))


def _parse_case(record: dict[str, str]) -> GoldDocument:
    text, marks = parse_marks(record["text"])
    return GoldDocument(
        corpus=MARKED,
        article=Article(id=record["case"], text=text, url=record.get("url")),
        toponyms=tuple(GoldToponym(span=mark.span, point=None, kind=mark.kind) for mark in marks),
    )


def _toponym(entry: dict[str, object]) -> GoldToponym:
    latitude, longitude = entry.get("lat"), entry.get("lon")
    radius, kind = entry.get("radius_km"), entry.get("kind")
    start, end = entry["start"], entry["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"not offsets: {start!r}, {end!r}")
    point = None
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        point = (float(latitude), float(longitude))
    return GoldToponym(
        span=Span(start, end),
        point=point,
        radius_km=float(radius) if isinstance(radius, int | float) else None,
        kind=str(kind) if kind else None,
    )
