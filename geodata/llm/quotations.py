"""Where the words that a model quotes stand in the article, if they do."""

from __future__ import annotations

import re

from geodata.model import Span

# Models write straight quotation marks for typographic ones; each is one character for one.
_STRAIGHT = str.maketrans("‘’‛“”„", "'''\"\"\"")


class Quotable:
    """An article's text, to find quotations in: letter for letter but for space and quote marks."""

    def __init__(self, text: str) -> None:
        self._text = text.translate(_STRAIGHT)

    def find(self, words: str, *, within: Span | None = None) -> Span | None:
        """Where whole words stand: first in the article, or first in a span of it; None if not."""
        pattern = _pattern(words)
        if pattern is None:
            return None
        end = within.end if within else len(self._text)
        match = pattern.search(self._text, within.start if within else 0, end)
        return Span(*match.span()) if match else None

    def find_nearest(self, words: str, *, to: Span) -> Span | None:
        """Where whole words stand nearest to a span, those inside it first; None if nowhere."""
        pattern = _pattern(words)
        if pattern is None:
            return None
        spans = (Span(*match.span()) for match in pattern.finditer(self._text))
        return min(spans, key=lambda span: distance(span, to), default=None)


def distance(one: Span, other: Span) -> int:
    """How many characters lie between two spans, 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.translate(_STRAIGHT).split()
    if not parts:
        return None
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(before + r"\s+".join(map(re.escape, parts)) + after)
