"""The words of an article as the recogniser sees them: raw, with what stands between them."""

from __future__ import annotations

import re
from itertools import accumulate

from geodata.folding import fold

# A dotted abbreviation ("U.S.", "W.Va."), or a word with its inner apostrophes; hyphens part words.
_WORD = re.compile(
    r"((?=\w\.)(?:[^\W\d_]\.)+(?:[^\W\d_]{1,4}\.|[A-Z]\b)|[^\W_]+(?:['’‘`´ʼ][^\W_]+)*)"
)
_POSSESSIVE = ("'s", "’s", "‘s", "`s", "´s", "ʼs")
# Words that are written with a full stop inside a name: "St. Louis", "Mt. Hood", "Ft. Worth".
_SHORTENED = frozenset({"st", "ste", "mt", "ft", "pt", "n", "s", "e", "w"})
_ARTICLES = frozenset(
    "al el ul il an en ar er as es ash esh at et az ez ad ed adh edh ath eth".split()
)
# "Al-‘Eiss": an ayn may open the word after a hyphen.
_HYPHENS = frozenset(hyphen + ayn for hyphen in "-‐‑" for ayn in ("", *"'‘’`ʿʻ"))
_JOINS = _HYPHENS | {" ", "  "}


class Scan:
    """A text cut into words, by index: `words[i]` stands at `starts[i]:ends[i]`.

    `gaps[i]` is what stands between word i - 1 and word i; the list is one longer than the words,
    its ends being what stands before the first and after the last. `lower[i]` is the word in lower
    case, `capital[i]` whether it starts like a name. `articles` are the indexes of the Arabic
    articles of the next word: "al-Numan".
    """

    __slots__ = ("articles", "capital", "ends", "gaps", "lower", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        parts = _WORD.split(text)  # a gap, a word, a gap ... a gap
        edges = list(accumulate(map(len, parts)))
        self.text = text
        self.gaps, self.words = parts[::2], parts[1::2]
        self.starts, self.ends = edges[:-1:2], edges[1::2]
        self.lower = list(map(str.lower, self.words))
        self.capital = [word[0].isupper() for word in self.words]
        self.articles = frozenset(
            index
            for index, word in enumerate(self.lower)
            if word in _ARTICLES and self.gaps[index + 1] in _HYPHENS
        )

    def __len__(self) -> int:
        return len(self.words)

    def joins(self, index: int) -> bool:
        """Whether word `index` may continue a name that word `index - 1` belongs to."""
        gap = self.gaps[index]
        if gap in _JOINS:
            return True
        return gap == ". " and self.lower[index - 1] in _SHORTENED

    def key(self, index: int) -> str:
        """The folded word; the Arabic article before a hyphen in one form."""
        return "al" if index in self.articles else fold(self.words[index])

    def possessive(self, index: int) -> bool:
        """Whether the word ends in 's."""
        word = self.words[index]
        return word[-1] == "s" and word.endswith(_POSSESSIVE)
