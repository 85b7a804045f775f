"""All sources of the gazetteer, one after the other, each place once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tqdm import tqdm

from geodata.gazetteer.airports import iter_airports
from geodata.gazetteer.containment import TownGrid
from geodata.gazetteer.countries import iter_countries
from geodata.gazetteer.entries import COUNTRY_FEATURES, Entry, with_plurals
from geodata.gazetteer.geonames_dump import SeenIds, iter_dump, iter_merged
from geodata.gazetteer.lists import iter_listed_places
from geodata.gazetteer.regions import iter_regions, region_names
from geodata.gazetteer.tables import iter_rows, several
from geodata.gazetteer.towns import iter_towns
from geodata.gazetteer.variants import iter_variants

_ABOUT = 281_500


def iter_entries(files: Sequence[Path], *, progress: bool) -> Iterator[Entry]:
    """Every entry of the gazetteer: the built-in ones merged with those of GeoNames' files.

    `progress` shows a bar on standard error, where that is a terminal; with files it does not know
    where it ends.
    """
    with tqdm(
        total=None if files else _ABOUT,
        desc="building the gazetteer",
        unit=" places",
        unit_scale=True,
        disable=None if progress else True,  # None: only where there is a terminal
    ) as bar:
        for entry in _iter_merged(files) if files else _iter_built_in():
            bar.update()
            derived = tuple(iter_variants(entry.place, entry.alternates))
            yield replace(entry, variants=entry.variants + derived) if derived else entry


def _iter_merged(files: Sequence[Path]) -> Iterator[Entry]:
    built_in = {entry.place.id: entry for entry in _iter_built_in()}
    regions, seen = region_names(), SeenIds()
    for path in files:
        yield from iter_merged(built_in, iter_dump(path, regions=regions, seen=seen))
    yield from built_in.values()


def _iter_built_in() -> Iterator[Entry]:
    towns = list(iter_towns(region_names()))
    countries = list(iter_countries(town.place for town in towns))
    grid = TownGrid(town.place for town in towns)
    additions = {row["id"]: row for row in iter_rows("additions")}
    for entry in chain(
        countries,
        iter_regions(town.place for town in towns),
        iter_listed_places(),
        towns,
        iter_airports({entry.place.country_code for entry in countries}),
    ):
        place = entry.place
        if not place.admin1_code and place.feature_code not in COUNTRY_FEATURES:
            entry = replace(entry, place=grid.contain(place))
        yield _with_more_names(entry, additions.get(place.id))


def _with_more_names(entry: Entry, added: dict[str, str] | None) -> Entry:
    if not added:
        return entry
    return replace(
        entry,
        alternates=entry.alternates + several(added["alternates"]),
        abbreviations=entry.abbreviations + several(added["abbreviations"]),
        demonyms=entry.demonyms + with_plurals(several(added["demonyms"])),
    )
