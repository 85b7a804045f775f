"""Full-text search: the words and phrases looked for, as patterns that a text is tried for.

Words stand for themselves wherever they occur, as parts of other words too; what stands in
quotation marks is one phrase. All of them must be there. Case, accents and apostrophes make no
difference: "hayat" finds "Hay’at", "sao" finds "São". The patterns mean the same to RE2, which
DuckDB uses, and to Python, which marks the hits. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from geodata.folding import LETTERS
from geodata.model import Span

MOST_PATTERNS = 20
_WANTED = re.compile(r'"([^"]*\S[^"]*)"|(\S+)')
_APOSTROPHES = "'’‘`´ʼʻʿʾ"
_MARKS = "\u0300-\u036f"
_BETWEEN = f"[{_MARKS}{_APOSTROPHES}]*"
_ACCENTED = (range(0xC0, 0x250), range(0x1E00, 0x2000))  # Latin, Greek


@lru_cache(maxsize=256)
def patterns(text: str) -> tuple[str, ...]:
    """A pattern for each word or phrase, at most 20, to be tried whatever the case."""
    found = (_pattern(phrase or word) for phrase, word in _WANTED.findall(text))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_PATTERNS]


def find_hits(text: str, *, within: str) -> list[Span]:
    """Where the words and phrases looked for stand in a text, in order and without overlaps."""
    hits = sorted(
        (match.start(), match.end())
        for pattern in patterns(text)
        for match in re.finditer(pattern, within, re.IGNORECASE)
    )
    joined: list[Span] = []
    for start, end in hits:
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return joined


def _pattern(phrase: str) -> str:
    words = (_BETWEEN.join(map(_letter, _plain(word))) for word in phrase.split())
    joined = r"\s+".join(filter(None, words))
    return f"{joined}[{_MARKS}]*" if joined else ""


def _plain(word: str) -> str:
    """The word without accents and apostrophes, in lower case."""
    letters = unicodedata.normalize("NFKD", word.translate(_without(_APOSTROPHES)).casefold())
    return "".join(one for one in letters if not unicodedata.combining(one)).translate(_same())


def _letter(letter: str) -> str:
    variants = _variants().get(letter)
    return f"[{letter}{variants}]" if variants else re.escape(letter)


@cache
def _without(letters: str) -> dict[int, None]:
    return dict.fromkeys(map(ord, letters))


@cache
def _same() -> dict[int, int | str | None]:
    """Letters that stand for one plain letter, though Unicode does not say so: ø, ł, ı."""
    return {code: plain for code, plain in LETTERS.items() if len(str(plain)) == 1}


@cache
def _variants() -> dict[str, str]:
    """Each plain letter with its accented forms."""
    variants: dict[str, list[str]] = defaultdict(list)
    for code in (code for codes in _ACCENTED for code in codes):
        plain = _plain(chr(code))
        if len(plain) == 1 and plain.isalpha() and plain != chr(code):
            variants[plain].append(chr(code))
    return {plain: "".join(accented) for plain, accented in variants.items()}
