"""Airports, from airportsdata: only under names that say "airport" or the like.

A bare town's name never means its airport; the private strips of the United States are left out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

import airportsdata

from geodata.folding import fold
from geodata.gazetteer.entries import Entry
from geodata.model import Place

_RADIUS_KM = 2.0
_SAYS_AIRPORT = re.compile(
    r"\b(?:air\s?port|air\s?field|air\s?base|air\s?strip|air force base|aerodrome|air station|"
    r"airpark|heliport|seaplane base)\b",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"\b(?:air\s?base|air force base|air station|army|afb|raf|naval)\b", re.I)
_QUALIFIER = re.compile(
    r"\s+(?:international|intercontinental|regional|municipal|domestic)\b", re.I
)


def iter_airports(countries: Container[str | None]) -> Iterator[Entry]:
    """Every airport with an ICAO or IATA code of its own, in one of the countries."""
    for airport in airportsdata.load("ICAO").values():
        if airport["country"] not in countries or not (
            airport["iata"] or airport["icao"].isalpha()
        ):
            continue
        name = airport["name"].strip()
        main = name if _SAYS_AIRPORT.search(name) else f"{name} Airport"
        yield Entry(
            place=Place(
                id=f"airports:{airport['icao']}",
                name=main,
                latitude=round(airport["lat"], 5),
                longitude=round(airport["lon"], 5),
                feature_code="AIRB" if _MILITARY.search(name) else "AIRP",
                country_code=airport["country"],
                radius_km=_RADIUS_KM,
                gazetteer="airportsdata",
            ),
            variants=tuple(_iter_variants(main, airport["city"])),
        )


def _iter_variants(name: str, city: str) -> Iterator[str]:
    """Shorter names: without "International", with the town alone, without the town."""
    short = _QUALIFIER.sub("", name)
    yield short
    said = _SAYS_AIRPORT.search(name)
    if city and said:
        yield f"{city} {said.group()}"
        if _QUALIFIER.search(name):
            yield f"{city} International {said.group()}"
    for full in (name, short):
        words, town = full.split(), fold(city)
        for cut in range(1, len(words) - 1):
            if fold(" ".join(words[:cut])) == town:
                yield " ".join(words[cut:])
