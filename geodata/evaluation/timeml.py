"""Reads TimeML documents, as TempEval-3 and TimeBank publish them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from geodata.errors import UnreadableInput
from geodata.evaluation.timex import DatedText, Timex
from geodata.model import Article, Span

_LIMIT_BYTES = 5_000_000


def read_timeml(path: Path) -> DatedText:
    """The text of a document and its TIMEX3 marks; raises UnreadableInput for anything else.

    The document's own date is that of the mark in `DCT`; marks outside `TEXT` are not counted. One
    without words stands for no expression. Files that define entities are refused.
    """
    try:
        if path.stat().st_size > _LIMIT_BYTES:
            raise UnreadableInput(f"{path} is larger than {_LIMIT_BYTES:,} bytes")
        data = path.read_bytes()
        if b"<!ENTITY" in data:
            raise UnreadableInput(f"{path} defines entities")
        root = ET.fromstring(data)  # noqa: S314  (no entities: see above)
    except (OSError, ET.ParseError) as error:
        raise UnreadableInput(f"{path}: {error}") from error
    body = root.find("TEXT")
    if body is None:
        raise UnreadableInput(f"{path} has no TEXT: it is no TimeML document")
    pieces: list[str] = []
    timexes = tuple(_iter_timexes(body, pieces))
    return DatedText(
        article=Article(id=path.stem, text="".join(pieces), published=_published(root)),
        timexes=timexes,
    )


def _iter_timexes(element: ET.Element, pieces: list[str]) -> Iterator[Timex]:
    """The marks in an element; its text is added to `pieces` on the way."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _iter_timexes(child, pieces)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and end > start:
        yield Timex(
            span=Span(start, end), type=element.get("type", ""), value=element.get("value", "")
        )


def _published(root: ET.Element) -> date | None:
    mark = root.find("DCT/TIMEX3")
    try:
        return date.fromisoformat(mark.get("value", "")[:10]) if mark is not None else None
    except ValueError:
        return None
