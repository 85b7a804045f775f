"""First- and second-order regions: names from GeoNames, points and extents from their towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from geodata.gazetteer.entries import Entry
from geodata.gazetteer.spatial import distance_km
from geodata.gazetteer.tables import iter_rows
from geodata.model import Place

_LEAST_RADIUS_KM = 5.0


class Extent(NamedTuple):
    """The middle of some towns, the radius of a circle around nearly all of them, their people."""

    latitude: float
    longitude: float
    radius_km: float
    population: int


def region_names() -> dict[str, str]:
    """The English names of first-order regions by code ("SY.09")."""
    return {row["code"]: row["name"] for row in iter_rows("admin1")}


def iter_regions(towns: Iterable[Place]) -> Iterator[Entry]:
    """Every first-order region that has a town."""
    by_code: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        if town.admin1_code:
            by_code[town.admin1_code].append(town)
    for code, name in region_names().items():
        if code not in by_code:
            continue
        extent = measure_extent(by_code[code])
        yield Entry(
            place=Place(
                id=f"geonames-admin1:{code}",
                name=name,
                latitude=extent.latitude,
                longitude=extent.longitude,
                feature_code="ADM1",
                country_code=code.partition(".")[0],
                admin1=name,
                admin1_code=code,
                population=extent.population,
                radius_km=extent.radius_km,
                gazetteer="geonames",
            ),
        )


def iter_districts(regions: Mapping[str, str]) -> Iterator[Entry]:
    """Second-order regions: counties, districts, municipalities."""
    for row in iter_rows("admin2"):
        code, name = row["code"], row["name"]
        yield Entry(
            place=Place(
                id=f"geonames-admin2:{code}.{name}",
                name=name,
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                feature_code="ADM2",
                country_code=code.partition(".")[0],
                admin1=regions.get(code),
                admin1_code=code,
                admin2=name,
                population=int(row["population"]),
                radius_km=float(row["radius_km"]),
            ),
        )


def measure_extent(towns: list[Place]) -> Extent:
    """The extent of a region by its towns; across the antimeridian too."""
    west = min(towns, key=lambda town: town.longitude).longitude
    east = max(towns, key=lambda town: town.longitude).longitude
    turn = 360.0 if east - west > 180 else 0.0
    longitudes = [t.longitude + (turn if t.longitude < 0 else 0.0) for t in towns]
    latitudes = [town.latitude for town in towns]
    latitude = _middle(latitudes)
    longitude = (_middle(longitudes) + 180) % 360 - 180
    far = sorted(distance_km(latitude, longitude, t.latitude, t.longitude) for t in towns)
    return Extent(
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        radius_km=round(max(_LEAST_RADIUS_KM, far[int(0.95 * (len(far) - 1))]), 1),
        population=sum(town.population for town in towns),
    )


def _middle(values: list[float]) -> float:
    """Half way between the mean, which follows the people, and the middle of the range."""
    return (sum(values) / len(values) + (min(values) + max(values)) / 2) / 2
