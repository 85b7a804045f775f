"""A text made shorter, with its old offsets translated into new ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.model import Span

Cut = tuple[Span, str]
"""What is taken out, and the words that stand in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    old: Span
    start: int
    text: str
    verbatim: bool


class Rewriting:
    """The kept spans of a text in their order, what is cut in them replaced.

    Overlapping cuts become one, with the words of the first. Kept spans that touch or overlap stay
    together; others are parted by `between`.
    """

    def __init__(
        self, text: str, *, kept: Iterable[Span], cuts: Iterable[Cut], between: str = "\n\n"
    ) -> None:
        cuts = _merged_cuts(cuts)
        self._pieces: list[_Piece] = []
        parts: list[str] = []
        length = 0
        for span in _merged(kept):
            if parts:
                parts.append(between)
                length += len(between)
            for old, replacement in _cut(span, cuts):
                words = old.of(text) if replacement is None else replacement
                self._pieces.append(
                    _Piece(old=old, start=length, text=words, verbatim=replacement is None)
                )
                parts.append(words)
                length += len(words)
        self.text = "".join(parts)
        self._starts = [piece.old.start for piece in self._pieces]

    def translate(self, span: Span) -> Span | None:
        """Where a span of the old text now stands, None where it was not kept whole.

        A span that begins or ends within a cut takes in the replacement.
        """
        first, last = self._piece_of(span.start), self._piece_of(span.end - 1)
        if first is None or last is None:
            return None
        start = first.start + (span.start - first.old.start if first.verbatim else 0)
        end = last.start + (span.end - last.old.start if last.verbatim else len(last.text))
        return Span(start, end) if start < end else None

    def keeps(self, span: Span) -> bool:
        """Whether a span is kept word for word."""
        piece = self._piece_of(span.start)
        return piece is not None and piece.verbatim and span.end <= piece.old.end

    def _piece_of(self, position: int) -> _Piece | None:
        at = bisect_right(self._starts, position) - 1
        if at < 0 or position >= self._pieces[at].old.end:
            return None
        return self._pieces[at]


def replace(text: str, cuts: Iterable[Cut]) -> str:
    """The whole text with what is cut replaced."""
    return Rewriting(text, kept=[Span(0, len(text))], cuts=cuts).text if text else text


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _merged_cuts(cuts: Iterable[Cut]) -> list[Cut]:
    merged: list[Cut] = []
    for span, words in sorted(cuts, key=lambda cut: (cut[0].start, -cut[0].end)):
        if merged and span.start < merged[-1][0].end:
            before, kept_words = merged[-1]
            merged[-1] = (Span(before.start, max(before.end, span.end)), kept_words)
        else:
            merged.append((span, words))
    return merged


def _cut(kept: Span, cuts: list[Cut]) -> list[tuple[Span, str | None]]:
    """The pieces of a kept span: as they are (None), or with their replacement."""
    pieces: list[tuple[Span, str | None]] = []
    at = kept.start
    for span, words in cuts:
        start, end = max(span.start, kept.start), min(span.end, kept.end)
        if start >= end:
            continue
        if at < start:
            pieces.append((Span(at, start), None))
        pieces.append((Span(start, end), words))
        at = end
    if at < kept.end:
        pieces.append((Span(at, kept.end), None))
    return pieces
