"""An article's sentences as words that rules can look at.

Words are lower-cased, with straight apostrophes and without a possessive ending; each knows where
it stands in the article, so that whatever a rule finds has a span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from geodata.events.layout import read_sections
from geodata.model import Span
from geodata.text import sentences, token_bounds

_APOSTROPHES = str.maketrans("’‘`", "'''")
_BREAKS = frozenset(
    """, ; : ( ) [ ] " “ ” — – -- while after before when where who which as because although though
    but until following amid despite""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: `words[i]` stands at `starts[i]` to `ends[i]` of the article's text.

    `number` counts the sentences of the article, `section` is the part of it that the sentence
    stands in, as `layout` says; `padded` is the words joined by single spaces,
    with one at either end, for looking up phrases.
    """

    number: int
    section: Span
    span: Span
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    padded: str

    def span_of(self, first: int, last: int) -> Span:
        """The span of the words `first` to `last`, the latter not included."""
        return Span(self.starts[first], self.ends[last - 1])

    def index_at(self, offset: int) -> int:
        """The index of the word that starts at or last before an offset of the article."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def index_after(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset of the article."""
        return bisect_left(self.starts, offset)

    def clause(self, index: int) -> tuple[int, int]:
        """The words around `index` up to the next comma, bracket or subordinating word."""
        first = index
        while first > 0 and self.words[first - 1] not in _BREAKS:
            first -= 1
        last = index + 1
        while last < len(self.words) and self.words[last] not in _BREAKS:
            last += 1
        return first, last


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, in time linear in its length."""
    lowered = text.lower().translate(_APOSTROPHES)
    # Lower-casing may lengthen a text ("İ"); offsets then no longer agree and words are cut singly.
    aligned = len(lowered) == len(text)
    bounds = token_bounds(text)
    starts = [start for start, _ in bounds]
    ends = [end for _, end in bounds]
    if aligned:
        told = [lowered[start:end] for start, end in bounds]
    else:
        told = [text[start:end].lower().translate(_APOSTROPHES) for start, end in bounds]
    told = [word[:-2] if word[-2:] == "'s" and len(word) > 2 else word for word in told]
    found = []
    spans = sentences(text)
    for number, (span, section) in enumerate(zip(spans, read_sections(text, spans), strict=True)):
        inside = slice(bisect_left(starts, span.start), bisect_left(starts, span.end))
        words = tuple(told[inside])
        if not words:
            continue
        found.append(
            Sentence(
                number=number,
                section=section,
                span=span,
                words=words,
                starts=tuple(starts[inside]),
                ends=tuple(ends[inside]),
                padded=f" {' '.join(words)} ",
            )
        )
    return tuple(found)
