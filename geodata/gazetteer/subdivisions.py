"""ISO 3166-2 subdivisions, matched with the first-order regions that GeoNames' towns lie in.

The two number their regions differently. A subdivision is a GeoNames region when they share a name;
one that is none (a French department, an English county) is a second-order region, and lies in the
first-order region of the towns around its point.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from iso3166_2 import Subdivisions

from geodata.folding import fold
from geodata.gazetteer.spatial import distance_km
from geodata.gazetteer.variants import core_name

_SAME_REGION_KM = 100.0

_ENGLISH = re.compile(r"([^,()]+?)\s*\((?:[a-z]{3}, ?)*eng(?:, ?[a-z]{3})*\)")
_BRACKETS = re.compile(r"\s*[\[(]([^\])]*)[\])]")
# Names by which a region is praised rather than called ("The Sunshine State").
_NICKNAME = re.compile(r"^The |\b(?:Capital of|City of the|Gateway)\b")


class Subdivision(NamedTuple):
    """A subdivision: its ISO 3166-2 code, its parent's, its names (the main one first), point."""

    code: str
    parent: str | None
    names: tuple[str, ...]
    latitude: float
    longitude: float

    @property
    def country(self) -> str:
        """Its country's ISO 3166-1 alpha-2 code."""
        return self.code.partition("-")[0]


def read_subdivisions() -> dict[str, Subdivision]:
    """Every subdivision that has a point, by its code."""
    found = {}
    for country in Subdivisions().all.values():
        for code, facts in country.items():
            point, names = facts["latLng"], tuple(_iter_names(facts))
            if point and names:
                found[code] = Subdivision(code, facts["parentCode"], names, *map(float, point))
    return found


def match_regions(
    subdivisions: Iterable[Subdivision], regions: Mapping[str, tuple[str, float, float]]
) -> dict[str, Subdivision]:
    """The subdivision of each first-order region that has one, by the region's code.

    `regions` are a name, a latitude and a longitude by code. What no name joins is joined where
    each is the other's nearest.
    """
    left = {subdivision.code: subdivision for subdivision in subdivisions}
    by_name: dict[tuple[str, str], str] = {}
    for subdivision in left.values():
        for name in subdivision.names:
            by_name.setdefault((subdivision.country, plain_name(name)), subdivision.code)
    matched: dict[str, Subdivision] = {}
    for code, (name, _, _) in regions.items():
        found = by_name.get((code.partition(".")[0], plain_name(name)))
        if found in left:
            matched[code] = left.pop(found)
    by_country: dict[str, list[str]] = defaultdict(list)
    for code in regions:
        if code not in matched:
            by_country[code.partition(".")[0]].append(code)
    for country, codes in by_country.items():
        points = {code: regions[code][1:] for code in codes}
        others = {
            s.code: (s.latitude, s.longitude)
            for s in left.values()
            if s.country == country and s.parent is None
        }
        for code, iso in _iter_mutual(points, others):
            matched[code] = left.pop(iso)
    return matched


def plain_name(name: str) -> str:
    """A region's name to compare it by: folded, without spaces and the word for its kind."""
    return fold(core_name(name)).replace(" ", "")


def _iter_mutual(
    ours: Mapping[str, tuple[float, float]], theirs: Mapping[str, tuple[float, float]]
) -> Iterator[tuple[str, str]]:
    def nearest(point: tuple[float, float], among: Mapping[str, tuple[float, float]]) -> str:
        return min(among, key=lambda code: distance_km(*point, *among[code]))

    if not theirs:
        return
    for code, point in ours.items():
        other = nearest(point, theirs)
        near = distance_km(*point, *theirs[other]) <= _SAME_REGION_KM
        if near and nearest(theirs[other], ours) == code:
            yield code, other


def _iter_names(facts: Mapping[str, str | None]) -> Iterator[str]:
    name = facts["name"] or ""
    yield _BRACKETS.sub("", name).split(", ")[0].strip()
    yield from (inner.strip() for inner in _BRACKETS.findall(name) if len(inner) > 3)
    for english in _ENGLISH.findall(facts["localOtherName"] or ""):
        english = _BRACKETS.sub("", english).strip()
        if len(english) > 3 and not _NICKNAME.search(english):
            yield english
