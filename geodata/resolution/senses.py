"""The places that a name may mean, before the article is asked which."""

from __future__ import annotations

import re
from typing import NamedTuple

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameKind
from geodata.recognition.proposals import MIN_SIMILARITY
from geodata.recognition.words import word_lists
from geodata.resolution.areas import groups_of

MAX_ROWS = 100
_MAX_ALIKE = 5
_MIN_LETTERS = 6
_MAX_WORDS = 3

_POSSESSIVE = re.compile(r"['’‘`´]s?$")
_LEADING = re.compile(
    r"^(?:the|city of|town of|village of|province of|state of|republic of|county of|"
    r"(?:north|south|east|west)(?:ern)?|north-?(?:east|west)(?:ern)?|south-?(?:east|west)(?:ern)?|"
    r"central|upper|lower|greater|downtown|mainland)\s+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:city|county|parish|province|provinces|state|region|district|governorate|prefecture|"
    r"town|township|village|island|islands|peninsula|area|valley|oblast|republic|territory|"
    r"borough|municipality|department)$",
    re.IGNORECASE,
)

_LARGE = frozenset({"country", "continent", "adm1", "capital"})
_LARGE_CITY = 5.7  # half a million people, as a power of ten
_WATERS = frozenset({"SEA", "OCN", "GULF", "BAY", "STRT", "CHN", "LK", "RSV", "STM"})


class Senses(NamedTuple):
    """Rows of the gazetteer, most important first, and by what kind of name each was found.

    `similarity` is 1.0 for the name as it stands, less where the spelling had to be guessed.
    `shortened` tells that a word such as "northern" or "district" was left out.
    """

    rows: tuple[int, ...]
    kinds: tuple[int, ...]
    similarity: float = 1.0
    shortened: bool = False


NONE = Senses((), ())


def find_senses(name: str, *, gazetteer: Gazetteer) -> Senses:
    """What the gazetteer has for a name; for a shorter form of it; for a like spelling; or NONE."""
    name = _POSSESSIVE.sub("", name)
    senses = _exact(name, gazetteer)
    if senses.rows:
        return senses
    for pattern in (_LEADING, _TRAILING):
        shorter = pattern.sub("", name)
        if shorter != name and (senses := _exact(shorter, gazetteer)).rows:
            return senses._replace(shortened=True)
    return _alike(name, gazetteer)


def without_regions(name: str, senses: Senses, *, gazetteer: Gazetteer) -> Senses:
    """The senses of a name that says it is water, without regions where one of them is water.

    "The Red Sea" is the sea, and not the province called after it.
    """
    if word_lists().after.get(name.lower().split()[-1]) != "water":
        return senses
    codes = [gazetteer.features[gazetteer.columns.feature[row]] for row in senses.rows]
    if _WATERS.isdisjoint(codes):
        return senses
    kept = [n for n, code in enumerate(codes) if not code.startswith("ADM")]
    return senses._replace(
        rows=tuple(senses.rows[n] for n in kept), kinds=tuple(senses.kinds[n] for n in kept)
    )


def without_large(senses: Senses, *, gazetteer: Gazetteer) -> Senses:
    """The senses that a part of a town may have: no country, region, capital or large city."""
    columns, groups = gazetteer.columns, groups_of(gazetteer)
    kept = [
        n
        for n, row in enumerate(senses.rows)
        if groups[columns.feature[row]] not in _LARGE and columns.importance[row] < _LARGE_CITY
    ]
    return senses._replace(
        rows=tuple(senses.rows[n] for n in kept), kinds=tuple(senses.kinds[n] for n in kept)
    )


def _exact(name: str, gazetteer: Gazetteer) -> Senses:
    entry = gazetteer.entry(fold(name))
    rows, kinds = entry.rows, entry.kinds
    if NameKind.ABBREVIATION in kinds and not _is_abbreviation(name):
        kept = [n for n, kind in enumerate(kinds) if kind != NameKind.ABBREVIATION]
        rows, kinds = tuple(rows[n] for n in kept), tuple(kinds[n] for n in kept)
    return Senses(rows[:MAX_ROWS], kinds[:MAX_ROWS])


def _is_abbreviation(name: str) -> bool:
    """Whether a name is written like one: "US", "W.Va.", "Ky."; "Ky" before a line's end too."""
    return name.isupper() or "." in name or len(name) <= 5


def _alike(name: str, gazetteer: Gazetteer) -> Senses:
    """Places spelled about like a name that is no English word: another transliteration, a slip."""
    bare = _TRAILING.sub("", _LEADING.sub("", name))
    words = bare.replace("-", " ").split()
    letters = sum(map(len, name.split()))
    if letters < _MIN_LETTERS or len(words) > _MAX_WORDS or not name[0].isalpha():
        return NONE
    levels = word_lists().level
    if any(word.lower() in levels for word in words):
        return NONE
    for spelling in dict.fromkeys((name, bare)):
        found = [
            (row, similarity)
            for row, similarity in gazetteer.find_fuzzy_rows(spelling, limit=_MAX_ALIKE)
            if similarity >= MIN_SIMILARITY
        ]
        if found:
            rows = tuple(row for row, _ in found)
            kinds = (int(NameKind.VARIANT),) * len(rows)
            shortened = spelling != name
            return Senses(rows, kinds, similarity=found[0][1], shortened=shortened)
    return NONE
