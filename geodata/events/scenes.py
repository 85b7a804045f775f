"""The scenes of events: places with how exactly the words tell them, and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from geodata.events.chains import DASHES, PlaceChain
from geodata.events.offsets import Offset, displace, halfway
from geodata.events.places import TOWN, PlaceMention, PlaceRelation
from geodata.events.sentences import Sentence
from geodata.gazetteer.spatial import distance_km
from geodata.model import GeoPrecision, Place, Resolution, ResolutionStatus

NEAR_KM, COUNTRYSIDE_KM, ROAD_KM = 10.0, 25.0, 25.0
FARTHEST_KM = 60.0  # of what is named as one place's surroundings

ROADS = frozenset(
    "road highway route motorway way track bridge railway line expressway freeway".split()
)
_DISTRICTS = frozenset(
    """district county lga locality municipality commune department territory subcounty sub-county
    area""".split()
)
_COUNTRYSIDE = frozenset(
    "countryside outskirts suburbs environs vicinity rural surroundings".split()
)
_LIES_IN = frozenset({PlaceRelation.AT, PlaceRelation.BARE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place with what the words make of it; `inherited` when told elsewhere in the article.

    `offset` is how far and where from it: "27 km east of". None where it is the place itself, or
    where the words give no direction. `towards` is the other of two places that it is between.
    """

    resolution: Resolution
    geo_precision: GeoPrecision | None
    radius_km: float | None
    inherited: bool = False
    offset: Offset | None = None
    towards: Resolution | None = None

    @property
    def spot(self) -> Resolution:
        """The resolution of what is put on the map: the place, or the point beside it."""
        if self.towards is not None:
            return halfway(self.resolution, self.towards)
        return displace(self.resolution, self.offset) if self.offset else self.resolution


def to_scenes(sentence: Sentence, chain: PlaceChain) -> tuple[Scene, ...]:
    """The scenes of a chain, several where it names several places side by side.

    A place that no gazetteer knows gives way to the smallest known area around it.
    """
    areas = sorted(
        (area for area in chain.areas if area.resolution.place is not None),
        key=lambda area: -area.level,
    )
    if len(chain.places) == 2 and _is_between(sentence, chain):
        return (_between(chain.places[0], chain.places[1]),)
    if len(chain.places) > 1 and _names_road(sentence, chain):
        return (_between(chain.places[0], chain.places[-1]),)
    places = list(chain.places)
    if _lies_in_next(sentence, chain):
        areas.insert(0, places.pop())
    scenes: list[Scene] = []
    for mention in places:
        if mention.resolution.place is None or _contradicts(mention, areas):
            inside = next((area for area in areas if _holds(area)), None)
            if inside is not None:
                offset = directed(inside)
                scenes.append(within(inside.resolution, mention.resolution, offset=offset))
                continue
        scenes.append(_scene(sentence, mention))
    seen: set[str | None] = set()
    kept = []
    for scene in scenes:
        place = scene.resolution.place
        key = place.id if place else scene.resolution.toponym.text
        if key not in seen:
            seen.add(key)
            kept.append(scene)
    return tuple(kept)


def _holds(area: PlaceMention) -> bool:
    """Whether an area of a chain can stand for the unknown place that it is named with."""
    far = area.offset is not None and area.offset.radius_km > FARTHEST_KM
    return area.relation is not PlaceRelation.BORDER and not far


def _contradicts(mention: PlaceMention, areas: list[PlaceMention]) -> bool:
    """Whether a town is said to lie in what is only in another country: "Tapul in Sulu".

    Or so far from another town as it does not: "Karantina, 90 km south of Gao". The area is the
    better known of the two, so that it is the town that was misread.
    """
    place = mention.resolution.place
    if place is None or place.country_code is None or mention.level < TOWN:
        return False
    if any(_lies_elsewhere(place, area) for area in areas):
        return True
    codes = {
        area.resolution.place.country_code
        for area in areas
        if area.resolution.place is not None
        and area.relation in _LIES_IN
        and area.first >= mention.last  # not "the Red Sea port of Jeddah"
    }
    return bool(codes - {None}) and place.country_code not in codes


def _lies_elsewhere(place: Place, area: PlaceMention) -> bool:
    """Whether a place is much farther from another than the words say."""
    other = area.resolution.place
    if other is None or area.offset is None or directed(area) is None:
        return False
    apart = distance_km(place.latitude, place.longitude, other.latitude, other.longitude)
    return apart > 2 * area.offset.distance_km + FARTHEST_KM


def _lies_in_next(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether a town is named with the one it is part of: "in Muna, Maiduguri"."""
    if len(chain.places) != 2:
        return False
    first, second = chain.places
    return (
        first.level == second.level == TOWN
        and sentence.words[first.last : second.first] == (",",)
        and sentence.words[second.last : second.last + 1] not in (("and",), ("or",))
    )


def _is_between(sentence: Sentence, chain: PlaceChain) -> bool:
    first = chain.places[0].first
    return "between" in sentence.words[max(0, first - 3) : first]


def _names_road(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether it is somewhere on the road that places give their names: "Gusau-Funtua road"."""
    last = chain.places[-1].last
    joined = all(
        one.first < other.last or sentence.words[other.last : one.first] in DASHES
        for other, one in pairwise(chain.places)
    )
    on_road = not ROADS.isdisjoint(sentence.words[last : last + 1])
    return on_road and (joined or len(chain.places) == 2)


def _between(first: PlaceMention, second: PlaceMention) -> Scene:
    """Somewhere between two places: the middle, with half the way as radius."""
    here, there = first.resolution.place, second.resolution.place
    if here is None or there is None:
        return scene_near(first if here else second, NEAR_KM)
    apart = distance_km(here.latitude, here.longitude, there.latitude, there.longitude)
    scene = scene_near(first, max(NEAR_KM, apart / 2))
    return replace(scene, towards=second.resolution)


def scene_near(mention: PlaceMention, radius_km: float) -> Scene:
    """A scene somewhere within a radius of a place."""
    known = mention.resolution.place is not None
    precision = max(mention.resolution.geo_precision or GeoPrecision.NEAR, GeoPrecision.NEAR)
    return Scene(
        resolution=mention.resolution,
        geo_precision=precision if known else None,
        radius_km=radius_km if known else None,
    )


def within(area: Resolution, unknown: Resolution, *, offset: Offset | None = None) -> Scene:
    """Somewhere in a known area, as told by the name of a place that no gazetteer knows.

    Or where an offset from that area leads.
    """
    whole = area.place is not None and area.place.feature_code.startswith("PCL")
    least = GeoPrecision.COUNTRY if whole else GeoPrecision.NEAR
    precision = max(area.geo_precision or least, least)
    radius = max(area.place.radius_km if area.place else 0.0, COUNTRYSIDE_KM)
    return Scene(
        resolution=replace(area, toponym=unknown.toponym),
        geo_precision=precision,
        radius_km=offset.radius_km if offset else radius,
        offset=offset,
    )


def directed(mention: PlaceMention) -> Offset | None:
    """The offset of a mention that leads to a point: it has a direction, and begins at a town."""
    offset = mention.offset
    if offset is None or offset.bearing is None or mention.level < TOWN:
        return None
    return offset if mention.relation is PlaceRelation.NEAR else None


def _scene(sentence: Sentence, mention: PlaceMention) -> Scene:
    resolution = mention.resolution
    place = resolution.place
    if place is None or resolution.status is not ResolutionStatus.RESOLVED:
        return Scene(resolution=resolution, geo_precision=None, radius_km=None)
    precision = resolution.geo_precision or GeoPrecision.SITE
    radius = place.radius_km if precision >= GeoPrecision.NEAR else 0.0
    if offset := directed(mention):
        return Scene(
            resolution=resolution,
            geo_precision=GeoPrecision.NEAR,
            radius_km=offset.radius_km,
            offset=offset,
        )
    around = sentence.words[max(0, mention.first - 5) : mention.last + 2]
    loosened = _loosened_km(mention, around)
    if mention.level == TOWN and _is_called_district(sentence, mention):
        loosened = max(loosened, COUNTRYSIDE_KM)
    if loosened and precision <= GeoPrecision.NEAR:
        precision = GeoPrecision.NEAR
        radius = max(radius, loosened)
    return Scene(resolution=resolution, geo_precision=precision, radius_km=radius)


def _is_called_district(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether the words call a district what the gazetteer has only as its seat."""
    own = sentence.words[mention.first : mention.last]
    following = sentence.words[mention.last : mention.last + 2]
    return following == ("local", "government") or not _DISTRICTS.isdisjoint(
        (*own[1:], *following[:1])
    )


def _loosened_km(mention: PlaceMention, around: tuple[str, ...]) -> float:
    """By how much the words loosen a place: "near", "20 km from", "on the road to"; 0 for not."""
    if mention.relation is PlaceRelation.NEAR:
        return mention.offset.distance_km if mention.offset else NEAR_KM
    if mention.relation is PlaceRelation.TOWARDS and not ROADS.isdisjoint(around):
        return ROAD_KM
    return COUNTRYSIDE_KM if not _COUNTRYSIDE.isdisjoint(around) else 0.0
