"""First- and second-order regions: names from GeoNames, points and extents from their towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from geodata.gazetteer.entries import Entry
from geodata.gazetteer.extents import LEAST_RADIUS_KM, Extent, measure_extent
from geodata.gazetteer.spatial import distance_km
from geodata.gazetteer.subdivisions import (
    Subdivision,
    match_regions,
    plain_name,
    read_subdivisions,
)
from geodata.gazetteer.tables import iter_rows
from geodata.model import Place

# How far beyond its towns the middle of a region may lie before the other source is in doubt.
_PLAUSIBLE_KM = 400.0


def region_names() -> dict[str, str]:
    """The English names of first-order regions by code ("SY.09")."""
    return {row["code"]: row["name"] for row in iter_rows("admin1")}


def iter_regions(towns: Iterable[Place]) -> Iterator[Entry]:
    """Every first- and second-order region: GeoNames', then what only ISO 3166-2 has."""
    names, extents = region_names(), _measure_regions(towns)
    subdivisions = read_subdivisions()
    matched = match_regions(
        subdivisions.values(),
        {code: (names[code], e.latitude, e.longitude) for code, e in extents.items()},
    )
    for code, extent in extents.items():
        yield _region(code, names[code], extent, matched.get(code))
    known: set[tuple[str, str]] = set()
    for entry in _iter_districts(names):
        known.add((entry.place.country_code or "", plain_name(entry.place.name)))
        yield entry
    codes = {subdivision.code: code for code, subdivision in matched.items()}
    for subdivision in subdivisions.values():
        if subdivision.code not in codes and not known & {
            (subdivision.country, plain_name(name)) for name in subdivision.names
        }:
            parent = codes.get(subdivision.parent or "")
            yield _subdivision(subdivision, parent, names, _reach_km(subdivision, subdivisions))


def _measure_regions(towns: Iterable[Place]) -> dict[str, Extent]:
    names = region_names()
    by_code: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        if town.admin1_code in names:
            by_code[town.admin1_code].append(town)
    return {code: measure_extent(of_region) for code, of_region in by_code.items()}


def _region(code: str, name: str, extent: Extent, iso: Subdivision | None) -> Entry:
    latitude, longitude = extent.latitude, extent.longitude
    if iso and distance_km(latitude, longitude, iso.latitude, iso.longitude) < (
        _PLAUSIBLE_KM + extent.radius_km
    ):
        latitude, longitude = iso.latitude, iso.longitude
    return Entry(
        place=Place(
            id=f"geonames-admin1:{code}",
            name=name,
            latitude=latitude,
            longitude=longitude,
            feature_code="ADM1",
            country_code=code.partition(".")[0],
            admin1=name,
            admin1_code=code,
            population=extent.population,
            radius_km=extent.radius_km,
        ),
        alternates=iso.names if iso else (),
    )


def _iter_districts(regions: Mapping[str, str]) -> Iterator[Entry]:
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


def _subdivision(
    iso: Subdivision, parent: str | None, regions: Mapping[str, str], radius_km: float
) -> Entry:
    return Entry(
        place=Place(
            id=f"iso3166-2:{iso.code}",
            name=iso.names[0],
            latitude=iso.latitude,
            longitude=iso.longitude,
            feature_code="ADM2",
            country_code=iso.country,
            admin1=regions[parent] if parent else None,
            admin1_code=parent,
            admin2=iso.names[0],
            radius_km=radius_km,
            gazetteer="iso3166-2",
        ),
        alternates=iso.names[1:],
    )


def _reach_km(subdivision: Subdivision, others: Mapping[str, Subdivision]) -> float:
    """Half the way to the nearest subdivision of the same country, 5 to 100 km."""
    distances = (
        distance_km(subdivision.latitude, subdivision.longitude, o.latitude, o.longitude)
        for o in others.values()
        if o.country == subdivision.country and o.code != subdivision.code
    )
    return round(min(100.0, max(LEAST_RADIUS_KM, min(distances, default=60.0) / 2)), 1)
