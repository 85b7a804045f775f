"""Where a text says that a place lies, and which senses of its name that rules out.

"The town of Tapul in Sulu" is no Tapul elsewhere, "Lomé's Bè quarter" none far from Lomé.
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.gazetteer import NameKind
from geodata.gazetteer.spatial import distance_km
from geodata.resolution.areas import contains
from geodata.resolution.context import Name
from geodata.resolution.features import TEMPLATES, Grounds

REGIONS = frozenset({"adm1", "adm2", "adm"})
TOWNS = frozenset({"capital", "seat", "town"})
APART_KM = 100.0
KNOWN = 5.2  # importance: 150,000 people
_DISTRICTS = REGIONS - {"adm1"}
_MOST_SENSES = 40  # of what a name is said to lie in
_WITHIN = TEMPLATES.index("within")
_COUNTRY, _NEAR = TEMPLATES.index("country"), TEMPLATES.index("near")


def is_said_elsewhere(grounds: Grounds, name: Name, best: int) -> bool:
    """Whether the text says in what country or region it lies, and this town or region does not.

    Regions have no borders here: what is said to lie in one has to be far off.
    """
    if name.observed[best][_WITHIN] != "out":
        return False
    columns = grounds.gazetteer.columns
    row = name.senses.rows[best]
    if grounds.groups[columns.feature[row]] not in TOWNS | REGIONS:
        return False
    for outer in _iter_outer(grounds, name, best):
        group = grounds.groups[columns.feature[outer]]
        reach = 0.0 if group == "country" else columns.radius_km[outer] + APART_KM
        if group in REGIONS | {"country"} and rows_apart_km(grounds, outer, row) > reach:
            return True
    return False


def _iter_outer(grounds: Grounds, name: Name, best: int) -> Iterator[int]:
    """The rows of what a name is said to lie in and its best sense does not: the likeliest of each.

    Left out is what has a sense that holds it, such as a region called like the town, and what only
    lies where the article never is, unlike the name: that is told wrongly itself. A people need not
    live in its own country ("the Croat village of Bijela").
    """
    row, elsewhere = name.senses.rows[best], is_elsewhere(name, best)
    for number in name.within:
        outer = grounds.names[number]
        if not outer.senses.rows or any(
            _may_hold(grounds, area, row) for area in outer.senses.rows[:_MOST_SENSES]
        ):
            continue
        top = max(range(len(outer.senses.rows)), key=lambda n: outer.probabilities[n])
        is_people = NameKind.DEMONYM in outer.senses.kinds[:1]
        if not elsewhere and (is_people or is_elsewhere(outer, top)):
            continue
        yield outer.senses.rows[top]


def _may_hold(grounds: Grounds, outer: int, row: int) -> bool:
    """Whether a place lies in another, or in the region that this one is the seat of."""
    columns = grounds.gazetteer.columns
    if contains(grounds.gazetteer, outer, row):
        return True
    if columns.country[outer] != columns.country[row]:
        return False
    if not columns.admin1[row]:  # it is in no table that says in which
        return grounds.groups[columns.feature[outer]] in REGIONS
    return columns.admin1[outer] == columns.admin1[row] and outer != row


def is_off_its_town(grounds: Grounds, name: Name, best: int) -> bool:
    """Whether a town or district is said to be a town's and lies far from all: "Lomé's Bè quarter".

    It is a quarter that the gazetteer lacks. So is "the Progreso ward" with no town of the article
    near it. A town is no part of a lesser one: "in Kutaisi, in Gori and in Zugdidi" is a list.
    """
    columns = grounds.gazetteer.columns
    row = name.senses.rows[best]
    group = grounds.groups[columns.feature[row]]
    if group not in TOWNS | _DISTRICTS or columns.importance[row] >= KNOWN:
        return False
    if name.observed[best][_NEAR] != "0":
        return False
    return (name.quarter and group in TOWNS) or any(
        grounds.groups[columns.feature[town]] in TOWNS
        and columns.importance[town] > columns.importance[row]
        and rows_apart_km(grounds, town, row) > APART_KM
        for town in _iter_outer(grounds, name, best)
    )


def is_elsewhere(name: Name, index: int) -> bool:
    """Whether a sense lies in a country that no other name of the article speaks for."""
    return name.observed[index][_COUNTRY] == "0"


def rows_apart_km(grounds: Grounds, first: int, second: int) -> float:
    """How far the places of two rows of the gazetteer are from each other."""
    columns = grounds.gazetteer.columns
    return distance_km(
        columns.latitude[first],
        columns.longitude[first],
        columns.latitude[second],
        columns.longitude[second],
    )
