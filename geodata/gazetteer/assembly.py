"""All sources of the gazetteer, one after the other, each place once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from geodata.gazetteer.countries import iter_countries
from geodata.gazetteer.entries import Entry
from geodata.gazetteer.regions import iter_districts, iter_regions, region_names
from geodata.gazetteer.towns import iter_towns

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
    regions = region_names()
    towns = list(iter_towns(regions))
    yield from iter_countries()
    yield from iter_regions(town.place for town in towns)
    yield from iter_districts(regions)
    yield from towns
