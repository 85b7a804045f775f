"""Where an article's source is at home, read from its address and its name."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from geodata.model import Article

_GENERIC_DOMAINS = frozenset({"com", "org", "net", "info", "edu", "gov", "biz", "tv", "news"})
_COUNTRY_DOMAINS = {"uk": "GB", "eu": "", "su": "RU"}
_SHORTEST_NAME = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the source itself is.

    `country` is the alpha-2 code of the address, "generic" for .com and the like, "" when nothing
    is known. `letters` are the letters of its name and address; `names` the words in them that may
    be places, in lower case.
    """

    country: str
    letters: str
    names: tuple[str, ...]


def home_of(article: Article) -> Home:
    """The home that an article's address and source speak of."""
    return _home(article.url or "", article.source or "")


@lru_cache(maxsize=1024)
def _home(url: str, source: str) -> Home:
    address = _split(url)
    labels = (address[0] or "").lower().split(".")
    last = labels[-1] if len(labels) > 1 else ""
    country = ""
    if last in _GENERIC_DOMAINS:
        country = "generic"
    elif last:
        country = _COUNTRY_DOMAINS.get(last, last.upper())
    words = [word for label in labels[:-1] for word in _WORD.findall(label)]
    words += _WORD.findall(source.lower())
    letters = " ".join(words)
    for folder in address[1].lower().split("/")[1:4]:
        words += _split_words(folder)
    names = (name for word in words if (name := _bare(word)))
    return Home(country=country, letters=letters, names=tuple(dict.fromkeys(names)))


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.path
    except ValueError:  # an address that no browser would take: nothing is known
        return "", ""


def _split_words(folder: str) -> list[str]:
    """The words of a folder of an address; a headline has too many to be a department."""
    words = _WORD.findall(folder)
    return words if len(words) <= 3 and "." not in folder else []


def _bare(word: str) -> str:
    """What is left of a word of an address without "the", "daily", "times"; "" if too little."""
    words = _source_words()
    left = True
    while left:
        left = False
        for size in range(len(word), 1, -1):
            if word[:size] in words:
                word, left = word[size:], True
                break
            if word[-size:] in words:
                word, left = word[:-size], True
                break
    return word if len(word) >= _SHORTEST_NAME else ""


@cache
def _source_words() -> frozenset[str]:
    with files(__package__).joinpath("source_words.csv").open(encoding="utf-8") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))
