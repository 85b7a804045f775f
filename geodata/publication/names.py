"""Where given names stand in a text, however they are spelled there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodata.folding import fold, folded_words
from geodata.model import Span

_LONG_ENOUGH = 8  # letters from which a name is found inside another word, too


class Names:
    """Names to look for, whatever the case, accents, hyphens, blanks or apostrophes.

    "Hay'at Tahrir" is found in "HAYAT-TAHRIR", "#HayatTahrir" and "Hay’at\\nTahrir"; with `inside`,
    names of eight letters and more in "#FreeHayatTahrir", too.
    """

    def __init__(self, names: Iterable[str], *, inside: bool = False) -> None:
        self._keys = frozenset(filter(None, (fold(name).replace(" ", "") for name in names)))
        self._beginnings = frozenset(
            key[:length] for key in self._keys for length in range(1, len(key) + 1)
        )
        long = sorted(key for key in self._keys if len(key) >= _LONG_ENOUGH)
        self._inside = re.compile("|".join(map(re.escape, long))) if inside and long else None

    def __bool__(self) -> bool:
        return bool(self._keys)

    def is_one(self, text: str | None) -> bool:
        """Whether the whole text is one of the names."""
        return fold(text or "").replace(" ", "") in self._keys

    def find(self, text: str) -> list[Span]:
        """The spans of the names in a text, in order; they do not overlap."""
        if not self._keys or not text:
            return []
        words, starts, ends = folded_words(text)
        spans, at = [], 0
        while at < len(words):
            last = self._last_word(words, at)
            if last is None:
                at += 1
            else:
                spans.append(Span(starts[at], ends[last]))
                at = last + 1
        return spans

    def _last_word(self, words: list[str], first: int) -> int | None:
        """The last word of the longest name that begins with the word `first`."""
        joined, found = "", None
        for at in range(first, len(words)):
            joined += words[at]
            if joined in self._keys:
                found = at
            if joined not in self._beginnings:
                break
        if found is None and self._inside and self._inside.search(words[first]):
            return first
        return found
