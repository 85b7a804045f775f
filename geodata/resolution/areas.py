"""Which places are areas, and what lies in them."""

from __future__ import annotations

from functools import lru_cache

from geodata.gazetteer import Gazetteer
from geodata.recognition.groups import group_of

AREAS = frozenset({"country", "adm1", "adm2", "adm"})
"""The groups of places, see `group_of`, that hold others."""

SETTLEMENTS = frozenset({"town", "seat", "capital", "quarter"})
"""The groups of places where people live together."""


@lru_cache(maxsize=8)
def groups_of(gazetteer: Gazetteer) -> tuple[str, ...]:
    """The coarse class of every feature code of a gazetteer, by its index."""
    return tuple(group_of(code) for code in gazetteer.features)


def contains(gazetteer: Gazetteer, outer: int, inner: int) -> bool:
    """Whether a country, region or county contains another place, both by their rows."""
    columns = gazetteer.columns
    group = groups_of(gazetteer)[columns.feature[outer]]
    if outer == inner:
        return False
    if group == "country":
        return columns.country[outer] == columns.country[inner]
    if group == "adm1":
        return columns.admin1[outer] == columns.admin1[inner]
    if group in ("adm2", "adm"):
        return (
            columns.admin1[outer] == columns.admin1[inner]
            and abs(columns.latitude[outer] - columns.latitude[inner]) < 0.7
            and abs(columns.longitude[outer] - columns.longitude[inner]) < 0.9
        )
    return False
