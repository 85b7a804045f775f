"""A name that is called a region is one: "the Kharkiv region" is not the city in its middle.

The weights know little of it: the two are near each other, so that either was right where they
were fitted.
"""

from __future__ import annotations

from geodata.resolution.areas import SETTLEMENTS, contains
from geodata.resolution.context import Name
from geodata.resolution.features import Grounds

_REGIONS = frozenset({"adm1", "adm2", "adm"})


def heed_kinds(grounds: Grounds) -> None:
    """Exchange the chances of a town and of the region around it that is called like it.

    Where a mention is called a region, and the town is the likeliest of its senses.
    """
    for name in grounds.names:
        if name.hint != "admin" or len(name.senses.rows) < 2:
            continue
        best = max(range(len(name.probabilities)), key=name.probabilities.__getitem__)
        if _group(grounds, name, best) not in SETTLEMENTS:
            continue
        region = _region_around(grounds, name, best)
        if region is not None:
            shares = name.probabilities
            shares[best], shares[region] = shares[region], shares[best]


def _region_around(grounds: Grounds, name: Name, town: int) -> int | None:
    """The number of the likeliest sense that is a region with the town in it, None without one."""
    rows = name.senses.rows
    regions = [
        sense
        for sense in range(len(rows))
        if _group(grounds, name, sense) in _REGIONS
        and contains(grounds.gazetteer, rows[sense], rows[town])
    ]
    return max(regions, key=name.probabilities.__getitem__, default=None)


def _group(grounds: Grounds, name: Name, sense: int) -> str:
    return grounds.groups[grounds.gazetteer.columns.feature[name.senses.rows[sense]]]
