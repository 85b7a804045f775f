"""The opened gazetteer: names to places, straight from the mapped files.

What is fast, for whoever scans a whole text: `entry(folded)` answers in about a microsecond (less
when asked again) without making a `Place`; its rows index `columns.latitude`,
`columns.population` and so on, plain sequences of numbers. `longest_match` walks a list of folded
words. `place_at` makes the `Place` of a row and is for what is shown in the end.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from geodata.folding import fold
from geodata.gazetteer.entries import COUNTRY_FEATURES, NameKind
from geodata.gazetteer.fuzzy import CLOSE_ENOUGH, rings, score_spelling
from geodata.gazetteer.keys import id_key, name_key, skeleton, skeleton_key
from geodata.gazetteer.layout import (
    CELL_COLUMNS,
    CONTINUES,
    PLACE_COLUMNS,
    POSTING_COLUMNS,
    RECORDS,
    map_column,
    map_file,
    read_manifest,
)
from geodata.gazetteer.spatial import distance_km, iter_near
from geodata.model import Place

MAX_WORDS = 8
# Of a name that thousands of places share the most important are kept: they fill the cache, and no
# article is about the rest.
MAX_ROWS = 1000
_FEW = 32
_NAMES = frozenset(NameKind) - {NameKind.DEMONYM}


class NameEntry(NamedTuple):
    """What is filed under a folded name: rows of places, most important first, and by what kind.

    At most MAX_ROWS of them. `kinds` are `NameKind` values, one per row. `continues` tells that
    longer names begin with this one.
    """

    rows: tuple[int, ...]
    kinds: tuple[int, ...]
    continues: bool


NOTHING = NameEntry((), (), False)


class Columns(NamedTuple):
    """The places' numbers by row, mapped from disk: sequences of plain numbers.

    `country`, `admin1` and `feature` index `Gazetteer.countries`, `regions` and `features`;
    `record` is where a place's names stand.
    """

    latitude: Sequence[float]
    longitude: Sequence[float]
    population: Sequence[int]
    radius_km: Sequence[float]
    importance: Sequence[float]
    country: Sequence[int]
    admin1: Sequence[int]
    feature: Sequence[int]
    record: Sequence[int]


class Gazetteer:
    """A built gazetteer, opened for reading; safe to share between threads.

    `columns` are the places' numbers by row, `countries`, `regions` ((code, name) pairs) and
    `features` what their codes stand for; 0 stands for none. `entry(folded)` is what is filed under
    a folded name, `place_at(row)` the place of a row.
    """

    def __init__(self, build: Path) -> None:
        """Open the build in a folder; GazetteerError when it is missing or broken."""
        manifest = read_manifest(build)
        self.id = f"gazetteer:{build.name}"
        self.sources = manifest.sources
        self.countries: tuple[str, ...] = tuple(manifest.countries)
        self.features: tuple[str, ...] = tuple(manifest.features)
        self.regions: tuple[tuple[str, str], ...] = tuple((c, n) for c, n in manifest.admin1)
        self.columns = Columns(
            **{name: map_column(build, name, code) for name, code in PLACE_COLUMNS.items()}
        )
        postings = {name: map_column(build, name, code) for name, code in POSTING_COLUMNS.items()}
        self._key, self._row, self._kind = postings["key"], postings["row"], postings["kind"]
        cells = {name: map_column(build, name, code) for name, code in CELL_COLUMNS.items()}
        self._cell_key, self._cell_row = cells["cell_key"], cells["cell_row"]
        self._records = map_file(build / RECORDS)
        self.entry: Callable[[str], NameEntry] = lru_cache(maxsize=1 << 17)(self._read_entry)
        self.place_at: Callable[[int], Place] = lru_cache(maxsize=1 << 15)(self._read_place)

    def __len__(self) -> int:
        return len(self.columns.latitude)

    def find(self, name: str) -> tuple[Place, ...]:
        """The places of a name after folding, most important first.

        A demonym is not a name; an abbreviation is one only where it is written so ("US", "Cal.").
        """
        return self._places_named(name, demonyms=False)

    def named(self, name: str) -> NameEntry:
        """What is filed under a name, or under it without a "the" that nobody files."""
        folded = fold(name)
        entry = self.entry(folded)
        return entry if entry.rows else self.entry(folded.removeprefix("the "))

    def find_demonym(self, word: str) -> tuple[Place, ...]:
        """The places whose people are called so ("Turkish", "Texans"), most important first."""
        return self._places_named(word, demonyms=True)

    def find_fuzzy(self, name: str, *, limit: int = 10) -> tuple[tuple[Place, float], ...]:
        """Places spelled about like this, with a similarity of 0 to 1, best first.

        Other transliterations are looked for first ("Maaret al-Numan"), then names an edit away.
        """
        found = self.find_fuzzy_rows(name, limit=limit)
        return tuple((self.place_at(row), similarity) for row, similarity in found)

    def find_fuzzy_rows(self, name: str, *, limit: int = 10) -> tuple[tuple[int, float], ...]:
        """The rows of the places that `find_fuzzy` finds, with their similarity, best first."""
        folded = fold(name)
        best: dict[int, float] = {}
        for ring in rings(skeleton(folded)):
            for sounds in ring.skeletons:
                for row in self._rows_of(skeleton_key(sounds), most=ring.rows):
                    if row not in best:
                        best[row] = score_spelling(
                            folded, self._spellings(row), same_sound=ring.same_sound
                        )
            if max(best.values(), default=0.0) >= CLOSE_ENOUGH:
                break
        importance = self.columns.importance
        ranked = heapq.nlargest(limit, best, key=lambda row: (best[row], importance[row]))
        return tuple((row, best[row]) for row in ranked if best[row] > 0)

    def longest_match(self, words: Sequence[str], start: int) -> tuple[int, NameEntry]:
        """The longest name that the folded words spell from `start` on, and where it ends.

        (start, an entry without rows) when no name begins there.
        """
        name = words[start]
        entry = self.entry(name)
        end, best = (start + 1, entry) if entry.rows else (start, NOTHING)
        for at in range(start + 1, min(len(words), start + MAX_WORDS)):
            if not entry.continues:
                break
            name = f"{name} {words[at]}"
            entry = self.entry(name)
            if entry.rows:
                end, best = at + 1, entry
        return end, best

    def place(self, place_id: str) -> Place | None:
        """The place of an id."""
        return self._first(id_key(place_id))

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self._first(id_key(f"country:{code.upper()}"))

    def region(self, admin1_code: str) -> Place | None:
        """The first-order region of a code such as "SY.09"."""
        return self._first(id_key(f"admin1:{admin1_code}"))

    def country_of_demonym(self, word: str) -> Place | None:
        """The country whose people or things are called so: "Turkish", "Frenchman"."""
        for place in self.find_demonym(word):
            if place.feature_code in COUNTRY_FEATURES:
                return place
        return None

    def nearest(
        self, latitude: float, longitude: float, *, radius_km: float, limit: int = 10
    ) -> tuple[tuple[Place, float], ...]:
        """The places within a radius and their distance in kilometres, nearest first."""
        found = self.near_rows(latitude, longitude, radius_km=radius_km)
        nearest = heapq.nsmallest(limit, ((distance, row) for row, distance in found))
        return tuple((self.place_at(row), distance) for distance, row in nearest)

    def near_rows(
        self, latitude: float, longitude: float, *, radius_km: float
    ) -> Iterator[tuple[int, float]]:
        """The rows of the places within a radius, with their distance, in no order."""
        latitudes, longitudes = self.columns.latitude, self.columns.longitude
        for positions in iter_near(self._cell_key, latitude, longitude, radius_km=radius_km):
            for row in self._cell_row[positions.start : positions.stop]:
                distance = distance_km(latitude, longitude, latitudes[row], longitudes[row])
                if distance <= radius_km:
                    yield row, distance

    def _places_named(self, name: str, *, demonyms: bool) -> tuple[Place, ...]:
        entry = self.named(name)
        kinds = {NameKind.DEMONYM} if demonyms else _names_of(name)
        return tuple(
            self.place_at(row)
            for row, kind in zip(entry.rows, entry.kinds, strict=True)
            if kind in kinds
        )

    def _read_entry(self, folded: str) -> NameEntry:
        key = name_key(folded)
        keys = self._key
        start = bisect_left(keys, key)
        end = bisect_right(keys, key, start, min(len(keys), start + _FEW))
        if start == end:
            return NOTHING
        if end == start + _FEW:
            end = bisect_right(keys, key, end)
        continues = self._row[end - 1] == CONTINUES
        end = min(end - continues, start + MAX_ROWS)
        return NameEntry(tuple(self._row[start:end]), tuple(self._kind[start:end]), continues)

    def _read_place(self, row: int) -> Place:
        place_id, name, gazetteer, admin2 = self._record(row).split("\t", 4)[:4]
        columns = self.columns
        admin1_code, admin1 = self.regions[columns.admin1[row]]
        return Place(
            id=place_id,
            name=name,
            latitude=columns.latitude[row],
            longitude=columns.longitude[row],
            feature_code=self.features[columns.feature[row]],
            country_code=self.countries[columns.country[row]] or None,
            admin1=admin1 or None,
            admin1_code=admin1_code or None,
            admin2=admin2 or None,
            population=columns.population[row],
            radius_km=round(columns.radius_km[row], 3),
            gazetteer=gazetteer,
        )

    def _rows_of(self, key: int, *, most: int = 1) -> Sequence[int]:
        start = bisect_left(self._key, key)
        end = bisect_right(self._key, key, lo=start, hi=min(len(self._key), start + most))
        return self._row[start:end]

    def _first(self, key: int) -> Place | None:
        rows = self._rows_of(key)
        return self.place_at(rows[0]) if rows else None

    def _spellings(self, row: int) -> list[str]:
        return self._record(row).split("\t")[4:]

    def _record(self, row: int) -> str:
        start, end = self.columns.record[row], self.columns.record[row + 1]
        return str(self._records[start:end], "utf-8")


def is_abbreviated(name: str) -> bool:
    """Whether a name is written like an abbreviation: "US", "U.S.", "Calif."."""
    return "." in name or name.isupper()


def _names_of(name: str) -> frozenset[NameKind]:
    return _NAMES if is_abbreviated(name) else _NAMES - {NameKind.ABBREVIATION}
