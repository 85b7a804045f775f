"""An article's sentences as words that rules can look at.

Words are lower-cased, with straight apostrophes and without a possessive ending; each knows where
it stands in the article, so that whatever a rule finds has a span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from geodata.model import Span
from geodata.text import sentences, tokens

_APOSTROPHES = str.maketrans("’‘`", "'''")
_BREAKS = frozenset(
    """, ; : ( ) [ ] " “ ” — – -- while after before when where who which as because although though
    but until following amid despite""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: `words[i]` stands at `starts[i]` to `ends[i]` of the article's text.

    `number` counts the sentences of the article; `padded` is the words joined by single spaces,
    with one at either end, for looking up phrases.
    """

    number: int
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
    spans = tokens(text)
    starts = [span.start for span in spans]
    lowered = text.lower().translate(_APOSTROPHES)
    # Lower-casing may lengthen a text ("İ"); offsets then no longer agree and words are cut singly.
    aligned = len(lowered) == len(text)
    found = []
    for number, span in enumerate(sentences(text)):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first == last:
            continue
        words = tuple(
            _word(
                lowered[token.start : token.end]
                if aligned
                else token.of(text).lower().translate(_APOSTROPHES)
            )
            for token in spans[first:last]
        )
        found.append(
            Sentence(
                number=number,
                span=span,
                words=words,
                starts=tuple(starts[first:last]),
                ends=tuple(token.end for token in spans[first:last]),
                padded=f" {' '.join(words)} ",
            )
        )
    return tuple(found)


def _word(word: str) -> str:
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word
