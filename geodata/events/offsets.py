"""Places told by others: "27 km east of Aleppo", "between Gusau and Funtua"."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from geopy.distance import great_circle

from geodata.model import Resolution

_KM = frozenset("km km. kms kilometres kilometers kilometre kilometer".split())
_MILES = frozenset("miles mile".split())
_KM_PER_MILE = 1.609
_REACH = 9  # words from the number to the preposition
_COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BEARINGS = {name: 45.0 * number for number, name in enumerate(_COMPASS)}
_SIDEWAYS = 0.4  # "east" is what lies within 22.5 degrees of it: the tangent of that angle
_LEAST_KM = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far in km from a place, and at which bearing (degrees from north), None for not told."""

    distance_km: float
    bearing: float | None

    @property
    def radius_km(self) -> float:
        """How wide the words leave the spot: round the place, or round the point in a direction."""
        if self.bearing is None:
            return self.distance_km
        return max(_LEAST_KM, _SIDEWAYS * self.distance_km)


def read_offset(words: tuple[str, ...], preposition: int) -> Offset | None:
    """The offset before a preposition: "27 km (17 miles) north-east of"; None for no distance."""
    window = words[max(0, preposition - _REACH) : preposition + 1]
    for position, word in enumerate(window[:-1]):
        if not (word.isdecimal() and len(word) <= 4):
            continue
        unit = window[position + 1]
        if unit in _KM or unit in _MILES:
            distance = float(word) * (_KM_PER_MILE if unit in _MILES else 1)
            return Offset(distance_km=distance, bearing=_bearing(window[position + 2 : -1]))
    return None


def displace(resolution: Resolution, offset: Offset) -> Resolution:
    """A resolution moved from its place to where an offset from it leads.

    The place is then one of its own: "27 km east of Aleppo", with an id that says so.
    """
    place = resolution.place
    if place is None or offset.bearing is None:
        return resolution
    start = (place.latitude, place.longitude)
    point = great_circle(kilometers=offset.distance_km).destination(start, offset.bearing)
    told = f"{offset.distance_km:.0f} km {_COMPASS[int(offset.bearing // 45)]}"
    moved = replace(
        place,
        id=f"{place.id} {told}",
        name=f"{told} of {place.name}",
        latitude=round(point.latitude, 5),
        longitude=round(point.longitude, 5),
        population=0,
    )
    return replace(resolution, place=moved)


def halfway(first: Resolution, second: Resolution) -> Resolution:
    """A resolution moved from its place to the middle between this and another one.

    The place is then one of its own: "between Gusau and Funtua".
    """
    here, there = first.place, second.place
    if here is None or there is None:
        return first
    latitude, longitude = _middle(
        (here.latitude, here.longitude), (there.latitude, there.longitude)
    )
    moved = replace(
        here,
        id=f"{here.id} {there.id}",
        name=f"between {here.name} and {there.name}",
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
        admin1=here.admin1 if here.admin1_code == there.admin1_code else None,
        admin1_code=here.admin1_code if here.admin1_code == there.admin1_code else None,
        admin2=None,
        population=0,
    )
    return replace(first, place=moved)


def _middle(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    """The middle of the shortest way between two points on a sphere."""
    x, y, z = (sum(pair) for pair in zip(_direction(*first), _direction(*second), strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _direction(latitude: float, longitude: float) -> tuple[float, float, float]:
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def _bearing(words: tuple[str, ...]) -> float | None:
    """The last direction among words: "to the north-east"."""
    for word in reversed(words):
        bearing = _BEARINGS.get(word.replace("-", "").removesuffix("ern"))
        if bearing is not None:
            return bearing
    return None
