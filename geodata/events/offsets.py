"""Places told by how far, and in which direction, they lie from another: "27 km east of Aleppo"."""

from __future__ import annotations

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


def _bearing(words: tuple[str, ...]) -> float | None:
    """The last direction among words: "to the north-east"."""
    for word in reversed(words):
        bearing = _BEARINGS.get(word.replace("-", "").removesuffix("ern"))
        if bearing is not None:
            return bearing
    return None
