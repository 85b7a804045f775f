"""All sources of the gazetteer, one after the other, each place once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tqdm import tqdm

from geodata.gazetteer.airports import iter_airports
from geodata.gazetteer.countries import iter_countries
from geodata.gazetteer.entries import Entry, with_plurals
from geodata.gazetteer.lists import iter_listed_places
from geodata.gazetteer.regions import iter_regions, region_names
from geodata.gazetteer.tables import iter_rows, several
from geodata.gazetteer.towns import iter_towns
from geodata.gazetteer.variants import iter_variants

_ABOUT = 290_000


def iter_entries(folder: Path, *, progress: bool) -> Iterator[Entry]:
    """Every entry of the gazetteer of a folder; `progress` shows a bar on standard error."""
    with tqdm(
        total=_ABOUT, desc="building the gazetteer", unit=" places", disable=not progress
    ) as bar:
        for entry in _iter_built_in():
            bar.update()
            yield entry


def _iter_built_in() -> Iterator[Entry]:
    towns = list(iter_towns(region_names()))
    countries = list(iter_countries(town.place for town in towns))
    additions = {row["id"]: row for row in iter_rows("additions")}
    for entry in chain(
        countries,
        iter_regions(town.place for town in towns),
        iter_listed_places(),
        towns,
        iter_airports({entry.place.country_code for entry in countries}),
    ):
        yield _with_more_names(entry, additions.get(entry.place.id))


def _with_more_names(entry: Entry, added: dict[str, str] | None) -> Entry:
    alternates = entry.alternates
    if added:
        alternates += several(added["alternates"])
        entry = replace(
            entry,
            alternates=alternates,
            abbreviations=entry.abbreviations + several(added["abbreviations"]),
            demonyms=entry.demonyms + with_plurals(several(added["demonyms"])),
        )
    derived = tuple(iter_variants(entry.place, alternates))
    return replace(entry, variants=entry.variants + derived) if derived else entry
