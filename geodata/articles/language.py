"""Whether a text is English, by the words that no language can do without.

The lists are `function_words.csv`. English is the answer unless the words of another language make
up a larger share, or a long text has next to none of English at all; so headlines, lists of names
and sports results pass, and a page in Dutch does not.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_ENOUGH_WORDS = 20
_MANY_WORDS = 150
_FOREIGN_SHARE = 0.12
_ENGLISH_SHARE = 0.06
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """Whether a text reads as English; too few words to tell count as English.

    Looks at the first 20,000 characters. A text mostly in another script is never English, however
    short.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    letters = sum(map(len, words))
    latin = sum(sum(letter < "\u0250" for letter in word) for word in words)
    if latin * 2 < letters:
        return False
    if len(words) < _ENOUGH_WORDS:
        return True
    english, others = _read_function_words()
    english_share = _share(words, english)
    if len(words) >= _MANY_WORDS and english_share < _ENGLISH_SHARE:
        return False
    foreign_share = max(_share(words, other) for other in others)
    return foreign_share < _FOREIGN_SHARE or foreign_share <= english_share


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words)


@cache
def _read_function_words() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    table = files("geodata.articles").joinpath("function_words.csv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines())
    words = {row["language"]: frozenset(row["words"].split()) for row in rows}
    english = words.pop("en")
    # What is a word of English too ("in", "over", "men") speaks for no other language.
    return english, tuple(other - english for other in words.values())
