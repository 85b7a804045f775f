"""The words of an article cut where its marks begin and end: places, dates, actors, the sentence.

Pure: what comes out is plain text with labels, and whoever draws it sets it as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from geodata.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to show at a span: `kind` is "place", "mention", "date", "actor" or "trigger".

    A mention is a place that stands for its people or its government. `point` is (latitude,
    longitude) of a place that is known.
    """

    span: Span
    kind: str
    note: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that has one mark or none, wholly inside or outside the chosen sentence."""

    text: str
    mark: Mark | None
    chosen: bool


def paragraphs(
    text: str, marks: Iterable[Mark], *, chosen: Span | None = None
) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each line of the text that is not blank; joined, they give the line back.

    Where marks overlap, the one that starts first wins, the longer one of two that start
    together. Marks beyond the text are left out.
    """
    kept = _without_overlaps(mark for mark in marks if mark.span.end <= len(text))
    lines = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            lines.append(_pieces(text, start, end, kept, chosen))
        start = end + 1
    return tuple(lines)


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if not kept or kept[-1].span.end <= mark.span.start:
            kept.append(mark)
    return kept


def _pieces(
    text: str, start: int, end: int, marks: list[Mark], chosen: Span | None
) -> tuple[Piece, ...]:
    here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    edges = {start, end}
    for span in [mark.span for mark in here] + ([chosen] if chosen else []):
        edges |= {min(max(span.start, start), end), min(max(span.end, start), end)}
    cuts = sorted(edges)
    return tuple(
        Piece(
            text=text[left:right],
            mark=next((m for m in here if m.span.start <= left < m.span.end), None),
            chosen=chosen is not None and chosen.start <= left < chosen.end,
        )
        for left, right in pairwise(cuts)
    )
