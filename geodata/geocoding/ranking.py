"""Ranking what a bare place name may mean, with the reasons."""

from __future__ import annotations

from typing import NamedTuple

from geodata.folding import fold
from geodata.gazetteer import COUNTRY_FEATURES, Gazetteer, NameKind
from geodata.gazetteer.keys import skeleton
from geodata.gazetteer.lookup import is_abbreviated
from geodata.gazetteer.spatial import distance_km
from geodata.model import Candidate, Place

# What a name other than the main one is worth, in powers of ten of people.
_KIND_WEIGHT = {
    NameKind.MAIN: 0.0,
    NameKind.ALTERNATE: -1.0,
    NameKind.ABBREVIATION: 0.0,
    NameKind.VARIANT: -0.7,
}
# What lying outside of the place named after the comma costs, in the same unit.
_OUTSIDE = -6.0
# How far outside of a place's extent something may lie and still count as in it.
_MARGIN_KM = 30.0
_MOST_ROWS = 500
_FUZZY_LIMIT = 20


class Bounds(NamedTuple):
    """A box in degrees; places outside are left out."""

    south: float
    west: float
    north: float
    east: float

    def contain(self, place: Place) -> bool:
        """Whether the place's point lies inside."""
        return (
            self.south <= place.latitude <= self.north and self.west <= place.longitude <= self.east
        )


class _Match(NamedTuple):
    place: Place
    weight: float
    reasons: tuple[str, ...]
    outside: bool = False


def rank_candidates(
    gazetteer: Gazetteer,
    name: str,
    *,
    country_codes: tuple[str, ...] = (),
    bounds: Bounds | None = None,
    fuzzy: bool = True,
    limit: int = 10,
) -> tuple[Candidate, ...]:
    """The places that a name may mean, best first, () when there is none.

    "Aleppo, Syria" asks for an Aleppo in Syria. Names that are only spelled alike are looked for
    when none is equal and `fuzzy` allows it. Scores are shares of 1 among the candidates.
    """
    matches = _find_matches(gazetteer, name, fuzzy=fuzzy)
    wanted = {code.upper() for code in country_codes}
    kept = [
        match
        for match in matches
        if (not wanted or match.place.country_code in wanted)
        and (bounds is None or bounds.contain(match.place))
    ]
    kept.sort(key=lambda match: (-match.weight, match.place.id))
    if not kept:
        return ()
    odds = [10 ** (0.7 * (match.weight - kept[0].weight)) for match in kept]
    total = sum(odds)
    return tuple(
        Candidate(place=match.place, score=round(share / total, 4), reasons=match.reasons)
        for match, share in list(zip(kept, odds, strict=True))[:limit]
    )


def _find_matches(gazetteer: Gazetteer, name: str, *, fuzzy: bool) -> list[_Match]:
    whole = _match_exactly(gazetteer, name)
    head, *qualifiers = [part.strip() for part in name.split(",") if part.strip()] or [""]
    if not qualifiers:
        return whole or (_match_fuzzily(gazetteer, name) if fuzzy else [])
    found = _match_exactly(gazetteer, head) or (_match_fuzzily(gazetteer, head) if fuzzy else [])
    for qualifier in qualifiers:
        areas = [match.place for match in _match_exactly(gazetteer, qualifier)]
        found = [_qualified(match, qualifier, areas) for match in found]
    inside = [match for match in found if not match.outside] or found
    known = {match.place.id for match in inside}
    return inside + [match for match in whole if match.place.id not in known]


def _match_exactly(gazetteer: Gazetteer, name: str) -> list[_Match]:
    entry = gazetteer.named(name)
    sounds = skeleton(fold(name))
    matches = []
    for row, kind in list(zip(entry.rows, entry.kinds, strict=True))[:_MOST_ROWS]:
        if kind == NameKind.DEMONYM or (kind == NameKind.ABBREVIATION and not is_abbreviated(name)):
            continue
        place = gazetteer.place_at(row)
        weight = gazetteer.columns.importance[row]
        if kind != NameKind.ALTERNATE or skeleton(fold(place.name)) != sounds:
            weight += _KIND_WEIGHT[NameKind(kind)]
        matches.append(_Match(place, weight, (_name_reason(kind), *_facts(place))))
    return matches


def _match_fuzzily(gazetteer: Gazetteer, name: str) -> list[_Match]:
    return [
        _Match(
            place,
            10 * (similarity - 1) + len(str(place.population)),
            (f"spelled alike, {similarity:.2f}", *_facts(place)),
        )
        for place, similarity in gazetteer.find_fuzzy(name, limit=_FUZZY_LIMIT)
    ]


def _qualified(match: _Match, qualifier: str, areas: list[Place]) -> _Match:
    area = next((area for area in areas if _lies_in(match.place, area)), None)
    weight, reason = (0.0, f"in {area.name}") if area else (_OUTSIDE, f"not in {qualifier}")
    outside = match.outside or area is None
    return _Match(match.place, match.weight + weight, (*match.reasons, reason), outside)


def _lies_in(place: Place, area: Place) -> bool:
    if place.id == area.id:
        return False
    if area.feature_code in COUNTRY_FEATURES:
        return place.country_code == area.country_code
    if area.feature_code == "ADM1":
        return place.admin1_code == area.admin1_code
    apart = distance_km(place.latitude, place.longitude, area.latitude, area.longitude)
    return apart <= area.radius_km + _MARGIN_KM


def _name_reason(kind: int) -> str:
    return {
        NameKind.MAIN: "its name",
        NameKind.ALTERNATE: "another name of it",
        NameKind.ABBREVIATION: "short for it",
        NameKind.VARIANT: "a form of its name",
    }[NameKind(kind)]


def _facts(place: Place) -> tuple[str, ...]:
    if place.population:
        return (f"population {place.population:,}",)
    return ()
