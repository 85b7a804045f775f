"""One key for the many spellings of a place name, and the keyed words of a text with their offsets.

Folding is local: it looks at one word at a time, so that the key of a text is the keys of its
words in order, and a name can be looked for in a text without folding the text for every start.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Marks that stand for the Arabic ayn and hamza, apostrophes and their typewriter stand-ins.
_APOSTROPHES = "'’‘`´ʼʻʿʾʹʽ′‛ʺ“”\""
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_DOTTED = re.compile(r"(?<=\w)\.(?=\w)")
# The Arabic article, also where its l has become the sun letter that follows.
_ARTICLE = re.compile(
    r"^(?:al|el|ul|il|an|en|ar|er|as|es|ash|esh|at|et|az|ez|ad|ed|adh|edh|ath|eth)-(?=\w)"
)
# Letters that Unicode does not decompose into a plain letter and an accent.
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ə": "a", "ǝ": "a", "ɛ": "e", "ɔ": "o",
    }
)  # fmt: skip
_STRIPPED = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))
_POSSESSIVE = re.compile(r"(?<=\w)['’‘`´]s$")
# Words that news writes short; only such as are no other word of English.
_WORDS = {
    "st": "saint", "ste": "sainte", "mt": "mount", "mtn": "mountain", "mts": "mountains",
    "ft": "fort", "pt": "point", "intl": "international", "natl": "national", "twp": "township",
}  # fmt: skip

# A word with its inner hyphens and apostrophes, or an abbreviation with its dots: "al-Nu'man",
# "U.S.", "W.Va.".
_TEXT_WORD = re.compile(
    rf"((?:[^\W\d_]{{1,2}}\.){{2,}}|[^\W_]+(?:(?!['’]s\b)[{_APOSTROPHES}\-‐‑][^\W_]+)*)(?:['’]s\b)?"
)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The key under which a name is filed: "St. Ma'arrat al-Nu‘mān" gives "saint maarrat al numan".

    Case, accents, apostrophes, hyphens, dots, a possessive 's and the forms of the Arabic article
    make no difference; common abbreviations are written out. "" when nothing is left.
    """
    if name.isascii() and name.isalpha():
        lower = name.lower()
        return _WORDS.get(lower, lower)
    return " ".join(key for word in name.split() if (key := _fold_word(word)))


def text_words(text: str) -> list[str]:
    """The words of a text as they stand there; `fold` gives the keys of each."""
    return _TEXT_WORD.findall(text)


def folded_words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The keys of the words of a text, and where each starts and ends in it.

    A hyphenated word gives the keys of its parts, each with its own offsets, but an Arabic
    article: "al-Bab" is "al" and "bab". Punctuation gives nothing, so whoever joins neighbours must
    look at what stands between them.
    """
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TEXT_WORD.finditer(text):
        word, start = match.group(1), match.start()
        parts = fold(word).split(" ")
        if len(parts) == 1:
            if parts[0]:
                keys.append(parts[0])
                starts.append(start)
                ends.append(match.end(1))
            continue
        pieces = [piece for piece in re.split(r"[-‐‑]", word) if _fold_word(piece)]
        if len(pieces) != len(parts):  # a sign that folds to several words: one span for all
            pieces = [word] * len(parts)
        at = 0
        for key, piece in zip(parts, pieces, strict=True):
            at = word.index(piece, at)
            keys.append(key)
            starts.append(start + at)
            ends.append(start + at + len(piece))
            at += 0 if piece is word else len(piece)
    return keys, starts, ends


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    word = unicodedata.normalize("NFKC", word).casefold()
    if word.endswith("s"):
        word = _POSSESSIVE.sub("", word)
    word = word.translate(_STRIPPED).translate(LETTERS)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        word = word.translate(_STRIPPED).translate(LETTERS).replace("‐", "-").replace("‑", "-")
    if word.isalnum():
        return _WORDS.get(word, word)
    if word == "&":
        return "and"
    word = _ARTICLE.sub("al-", word.strip("-–—.,;:()[]"))
    word = _DOTTED.sub("", word)
    return " ".join(_WORDS.get(part, part) for part in _PUNCTUATION.sub(" ", word).split())
