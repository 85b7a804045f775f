"""A large city is no small place called after it, unless the article says more than its name.

"London" beside "Toronto" and "Paris" is in England: that another large city of a country is named
says little. What counts is the region written out, the home of the source, and small places,
counties or the region itself elsewhere in the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from geodata.gazetteer import NameKind
from geodata.resolution.areas import AREAS, SETTLEMENTS
from geodata.resolution.context import Name
from geodata.resolution.features import TEMPLATES, Grounds

# Importance is in powers of ten of people, a capital having one more: 150,000, or a capital.
_KNOWN = 5.2
_FAR_BEHIND = 0.5
_STEEP = 4.0  # for each power of ten beyond that a ten-thousandth of its probability is left
_LARGE_CITY = 5.5
# A county, or a small place near by, speaks for a place when it is likelier there than not; of
# small places elsewhere in the region, which are hardly ever certain, it takes more than one.
_COUNTY = 2.0
_ENOUGH = 1.0
_REGION, _WITHIN = TEMPLATES.index("region"), TEMPLATES.index("within")
_HOME, _DOMAIN = TEMPLATES.index("home"), TEMPLATES.index("domain")


class _Evidence(NamedTuple):
    """What the article's names say of where it is, large cities left out.

    `regions` is how much speaks for each region, by its index; `small` are the numbers of the names
    that are no large city's.
    """

    regions: Mapping[int, float]
    small: frozenset[int]


def doubt_namesakes(grounds: Grounds) -> bool:
    """Make namesakes of large cities unlikelier, the more the less known they are.

    To be called when every sense has been observed and has a probability. False where no large
    city's name is taken for a namesake that nothing speaks for.
    """
    doubtful = [number for number, name in enumerate(grounds.names) if _is_doubtful(grounds, name)]
    if not doubtful:
        return False
    evidence = _evidence(grounds)
    found = False
    for number in doubtful:
        name = grounds.names[number]
        powers = [
            share * _doubt(grounds, number, sense, evidence)
            for sense, share in enumerate(name.probabilities)
        ]
        if powers != name.probabilities:
            found = True
            total = sum(powers)
            name.probabilities = [power / total for power in powers]
    return found


def _is_doubtful(grounds: Grounds, name: Name) -> bool:
    """Whether the name of a large city is taken for a place that is far less known."""
    senses = name.senses
    if len(senses.rows) < 2 or senses.kinds[0] not in (NameKind.MAIN, NameKind.ALTERNATE):
        return False
    if name.text.lower() in grounds.home.names or name.observed[0][_DOMAIN].startswith("in"):
        return False  # the source is called after it
    columns, first = grounds.gazetteer.columns, senses.rows[0]
    if (
        columns.importance[first] < _KNOWN
        or grounds.groups[columns.feature[first]] not in SETTLEMENTS
    ):
        return False
    best = max(range(len(senses.rows)), key=lambda sense: name.probabilities[sense])
    return _behind(grounds, name, best) >= _FAR_BEHIND


def _doubt(grounds: Grounds, number: int, sense: int, evidence: _Evidence) -> float:
    """What is left of a sense's probability, 0 to 1."""
    behind = _behind(grounds, grounds.names[number], sense)
    if behind <= _FAR_BEHIND or _is_supported(grounds, number, sense, evidence):
        return 1.0
    return float(10 ** (_STEEP * (_FAR_BEHIND - behind)))


def _behind(grounds: Grounds, name: Name, sense: int) -> float:
    """How much less known a sense is than the name's first, in powers of ten of people."""
    importance, rows = grounds.gazetteer.columns.importance, name.senses.rows
    return importance[rows[0]] - importance[rows[sense]]


def _is_supported(grounds: Grounds, number: int, sense: int, evidence: _Evidence) -> bool:
    """Whether anything but large cities speaks for a sense."""
    name = grounds.names[number]
    observed = name.observed[sense]
    if "in" in (observed[_REGION], observed[_WITHIN]) or observed[_HOME] == "home":
        return True
    region = grounds.gazetteer.columns.admin1[name.senses.rows[sense]]
    near_by = sum(
        grounds.names[other].probabilities[other_sense]
        for other, other_sense, _ in grounds.votes.near(number, sense)
        if other in evidence.small
    )
    return evidence.regions.get(region, 0.0) + near_by > _ENOUGH


def _evidence(grounds: Grounds) -> _Evidence:
    """What the names say of where the article is; the source's count however large they are."""
    columns, groups = grounds.gazetteer.columns, grounds.groups
    regions: dict[int, float] = defaultdict(float)
    small = set()
    for number, name in enumerate(grounds.names):
        rows = name.senses.rows
        large = {
            columns.admin1[row]
            for row in rows
            if name.mentions
            and columns.importance[row] >= _LARGE_CITY
            and groups[columns.feature[row]] in SETTLEMENTS
        }
        if not large:
            small.add(number)
        for row, share in zip(rows, name.probabilities, strict=True):
            region = columns.admin1[row]
            if not region or region in large:
                continue
            if groups[columns.feature[row]] in AREAS:
                regions[region] += _COUNTY * share
            elif not large:
                regions[region] += share
    return _Evidence(regions, frozenset(small))
