"""What a source of the gazetteer hands in: a place with all the names it goes by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

from geodata.model import Place

COUNTRY_FEATURES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "TERR"})


class NameKind(IntEnum):
    """What sort of name a place was found by; smaller is better."""

    MAIN = 0  # the name it is filed under
    ALTERNATE = 1  # another name or spelling
    ABBREVIATION = 2  # "U.S.", "W.Va.": a place only where it is written like one
    VARIANT = 3  # derived by rule: without "City of", without the Arabic article
    DEMONYM = 4  # its people or what belongs to them: "Turkish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place and its other names; `place.name` is always one of its names."""

    place: Place
    alternates: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


# What a place of a kind weighs in news beyond its population (powers of ten of people).
_CLASS_WEIGHT = {
    "PCLI": 4.0, "PCLD": 3.5, "PCLF": 3.5, "PCLS": 3.5, "PCL": 3.0, "PCLIX": 3.0, "TERR": 3.0,
    "PCLH": 2.0, "CONT": 0.0, "ADM1": -0.5, "PPLC": 1.0, "PPLA": 0.5, "ADM2": -0.7, "ADM3": -1.0,
    "ADM4": -1.5, "PPLX": -0.5, "PPLH": -2.0, "PPLQ": -2.0,
}  # fmt: skip
# What a place without people weighs.
_STANDING = {
    "OCN": 7.5, "SEA": 6.5, "GULF": 6.0, "BAY": 4.5, "STRT": 5.5, "CHN": 5.0, "CNL": 5.5,
    "STM": 5.0, "LK": 5.0, "RSV": 4.0, "MTS": 5.0, "MT": 4.5, "DSRT": 5.5, "ISL": 4.5,
    "ISLS": 5.0, "PEN": 5.0, "RGN": 6.0, "RGNH": 4.5, "AIRP": 3.5, "AIRB": 3.5, "CONT": 9.0,
    "PCLH": 6.5, "ADM1H": 4.5, "ADM2H": 3.0, "PPLX": 3.5, "VLC": 5.0,
    "ADM1": 5.0, "ADM2": 3.0, "PPLC": 4.0, "PPLA": 3.5, "PPL": 2.5,
}  # fmt: skip


def importance(place: Place) -> float:
    """How likely a bare name means this place, on a scale of powers of ten of people, 0 to 14."""
    code = place.feature_code
    people = math.log10(place.population + 1)
    if people == 0:
        people = _STANDING.get(code, 1.5)
        return people if code not in _CLASS_WEIGHT else max(people, 1.5)
    return max(0.0, max(people, _STANDING.get(code, 0.0) / 2) + _CLASS_WEIGHT.get(code, 0.0))


def with_plurals(demonyms: tuple[str, ...]) -> tuple[str, ...]:
    """The demonyms and the plurals of those that form one with an s."""
    plural = (
        f"{word}s"
        for word in demonyms
        if not word.endswith(("s", "ese", "ish", "ench", "utch", "sh", "men", "man", "ic"))
        or word.endswith(("German", "Roman", "Ottoman"))
    )
    return (*demonyms, *plural)
