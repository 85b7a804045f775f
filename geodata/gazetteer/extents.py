"""Where a region lies and how far it reaches, by the towns in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geodata.gazetteer.spatial import distance_km
from geodata.model import Place

LEAST_RADIUS_KM = 5.0
# The share of a region's towns that its radius takes in; the rest may be exclaves and errors.
_SHARE = 0.95


class Extent(NamedTuple):
    """The middle of some towns, the radius of a circle around nearly all of them, their people."""

    latitude: float
    longitude: float
    radius_km: float
    population: int


def measure_extent(towns: Sequence[Place]) -> Extent:
    """The extent of a region by its towns; across the antimeridian too."""
    west = min(towns, key=lambda town: town.longitude).longitude
    east = max(towns, key=lambda town: town.longitude).longitude
    turn = 360.0 if east - west > 180 else 0.0
    longitudes = [t.longitude + (turn if t.longitude < 0 else 0.0) for t in towns]
    latitudes = [town.latitude for town in towns]
    latitude = _middle(latitudes)
    longitude = (_middle(longitudes) + 180) % 360 - 180
    return Extent(
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        radius_km=max(LEAST_RADIUS_KM, reach_km(latitude, longitude, towns)),
        population=sum(town.population for town in towns),
    )


def reach_km(latitude: float, longitude: float, towns: Sequence[Place]) -> float:
    """How far from a point nearly all of the towns lie; 0 without towns."""
    far = sorted(distance_km(latitude, longitude, t.latitude, t.longitude) for t in towns)
    return round(far[int(_SHARE * (len(far) - 1))], 1) if far else 0.0


def _middle(values: list[float]) -> float:
    """Half way between the mean, which follows the people, and the middle of the range."""
    return (sum(values) / len(values) + (min(values) + max(values)) / 2) / 2
