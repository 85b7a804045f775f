"""Where given names stand in a text, however they are spelled there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodata.folding import fold, folded_words, text_words
from geodata.model import Span

_MOST_HARMLESS = 200_000
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
        self._harmless: set[str] = set()  # words that no name begins with

    def __bool__(self) -> bool:
        return bool(self._keys)

    def is_one(self, text: str | None) -> bool:
        """Whether the whole text is one of the names."""
        return fold(text or "").replace(" ", "") in self._keys

    def find(self, text: str) -> list[Span]:
        """The spans of the names in a text, in order; they do not overlap."""
        if not self._keys or not text or not self._may_hold_one(text):
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

    def _may_hold_one(self, text: str) -> bool:
        """Whether a word of the text may begin a name; most texts are of words met before."""
        words = text_words(text)
        met = set(words) - self._harmless
        begins = {word for word in met if any(map(self._may_begin, fold(word).split(" ")))}
        if len(self._harmless) > _MOST_HARMLESS:
            self._harmless.clear()
        self._harmless |= met - begins
        starts = (at for at, word in enumerate(words) if word in begins) if begins else ()
        return any(self._goes_on(words, at) for at in starts)

    def _goes_on(self, words: list[str], at: int) -> bool:
        """Whether a name may begin with this word, by the look of the next one."""
        key, *more = fold(words[at]).split(" ")
        if more or key in self._keys or (self._inside and self._inside.search(key)):
            return True
        following = fold(words[at + 1]).split(" ")[0] if at + 1 < len(words) else None
        return following is not None and (not following or key + following in self._beginnings)

    def _may_begin(self, key: str) -> bool:
        return key in self._beginnings or bool(self._inside and self._inside.search(key))

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
