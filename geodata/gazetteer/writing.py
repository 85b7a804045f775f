"""Turning entries into the files of a build."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from geodata.folding import fold
from geodata.gazetteer.entries import COUNTRY_FEATURES, Entry, NameKind, importance
from geodata.gazetteer.keys import id_key, name_key, skeleton, skeleton_key
from geodata.gazetteer.layout import (
    CELL_COLUMNS,
    CONTINUES,
    FORMAT,
    PLACE_COLUMNS,
    POSTING_COLUMNS,
    RECORDS,
    Manifest,
    column_path,
    write_manifest,
)
from geodata.gazetteer.sorting import ExternalSorter
from geodata.gazetteer.spatial import CELL_KEY_BITS, cell_key
from geodata.model import Place

# How much less a name of a kind counts for a place than its main one, in powers of ten of people.
_PENALTY = {
    NameKind.MAIN: 0.0,
    NameKind.ALTERNATE: 2.0,
    NameKind.ABBREVIATION: 0.0,
    NameKind.VARIANT: 1.5,
    NameKind.DEMONYM: 0.0,
}
# ... and an alternate that is the main one in another transliteration: "Hama" for "Ḩamāh".
_RESPELLED = 0.2
_RECENT_PREFIXES = 1 << 19
_FLUSHED_ROWS = 1 << 16


def write_gazetteer(entries: Iterable[Entry], build: Path, *, sources: dict[str, str]) -> None:
    """Write a build into an empty folder; memory does not grow with the number of entries.

    The entries' ids must be unique.
    """
    with (
        ExternalSorter(build, name="names") as names,
        ExternalSorter(build, name="cells", key_bits=CELL_KEY_BITS) as cells,
    ):
        places, prefixes = _PlaceWriter(build), set[int]()
        for entry in entries:
            place, spelled = entry.place, _fold_names(entry)
            weight = importance(place)
            row = places.add(place, weight=weight, names=spelled)
            cells.add(cell_key(place.latitude, place.longitude), row=row)
            for place_id in _ids(place):
                names.add(id_key(place_id), row=row, weight=weight)
            _add_names(names, spelled, row, weight)
            _add_prefixes(names, spelled, prefixes)
        places.close()
        _write_sorted(names, build, tuple(POSTING_COLUMNS))
        _write_sorted(cells, build, tuple(CELL_COLUMNS))
    write_manifest(
        build,
        Manifest(
            format=FORMAT,
            sources=sources,
            places=places.rows,
            countries=places.countries.values,
            features=places.features.values,
            admin1=places.admin1.values,
        ),
    )


def _fold_names(entry: Entry) -> dict[str, NameKind]:
    """The folded names of an entry, the main one first, each with the best kind it has."""
    kinds = {fold(entry.place.name): NameKind.MAIN}
    for kind, spelled in (
        (NameKind.ABBREVIATION, entry.abbreviations),
        (NameKind.ALTERNATE, entry.alternates),
        (NameKind.VARIANT, entry.variants),
        (NameKind.DEMONYM, entry.demonyms),
    ):
        for name in spelled:
            kinds.setdefault(fold(name), kind)
    return kinds


def _add_names(
    names: ExternalSorter, spelled: dict[str, NameKind], row: int, weight: float
) -> None:
    main = ""
    for folded, kind in spelled.items():
        if not folded:
            continue
        sounds = skeleton(folded) if kind <= NameKind.ALTERNATE else ""
        if kind == NameKind.MAIN:
            main = sounds
        penalty = _RESPELLED if kind == NameKind.ALTERNATE and sounds == main else _PENALTY[kind]
        names.add(name_key(folded), row=row, kind=kind, weight=weight - penalty)
        if sounds:
            names.add(skeleton_key(sounds), row=row, weight=weight - penalty)


def _add_prefixes(names: ExternalSorter, spelled: dict[str, NameKind], recent: set[int]) -> None:
    """Tell of each beginning of a name of several words that the name goes on."""
    for folded in spelled:
        end = folded.find(" ")
        while end >= 0:
            key = name_key(folded[:end])
            if key not in recent:
                recent.add(key)
                names.add(key, row=CONTINUES, kind=255, weight=-1000.0)
            end = folded.find(" ", end + 1)
    if len(recent) > _RECENT_PREFIXES:
        recent.clear()


def _ids(place: Place) -> Iterator[str]:
    yield place.id
    if place.feature_code in COUNTRY_FEATURES and place.country_code:
        yield f"country:{place.country_code}"
    if place.feature_code == "ADM1" and place.admin1_code:
        yield f"admin1:{place.admin1_code}"


Value = TypeVar("Value")


class _Codes(Generic[Value]):
    """Numbers values in the order they come; 0 is "none"."""

    def __init__(self, none: Value) -> None:
        self.values = [none]
        self._numbers: dict[Value, int] = {}

    def number(self, value: Value | None) -> int:
        if value is None:
            return 0
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number


class _PlaceWriter:
    """Appends places to the column files and the records."""

    def __init__(self, build: Path) -> None:
        self.rows = 0
        self.countries, self.features = _Codes(""), _Codes("")
        self.admin1 = _Codes(("", ""))
        self._files = {name: column_path(build, name).open("wb") for name in PLACE_COLUMNS}
        self._columns: dict[str, array[Any]] = {
            name: array(code) for name, code in PLACE_COLUMNS.items()
        }
        self._records = (build / RECORDS).open("wb")
        self._at = 0
        self._columns["record"].append(0)

    def add(self, place: Place, *, weight: float, names: dict[str, NameKind]) -> int:
        columns = self._columns
        region = (place.admin1_code, place.admin1 or "") if place.admin1_code else None
        columns["latitude"].append(place.latitude)
        columns["longitude"].append(place.longitude)
        columns["population"].append(place.population)
        columns["radius_km"].append(place.radius_km)
        columns["importance"].append(weight)
        columns["country"].append(self.countries.number(place.country_code))
        columns["admin1"].append(self.admin1.number(region))
        columns["feature"].append(self.features.number(place.feature_code))
        self._at += self._records.write(_record(place, names))
        columns["record"].append(self._at)
        self.rows += 1
        if self.rows % _FLUSHED_ROWS == 0:
            self._flush()
        return self.rows - 1

    def close(self) -> None:
        self._flush()
        self._records.close()
        for file in self._files.values():
            file.close()

    def _flush(self) -> None:
        for name, column in self._columns.items():
            column.tofile(self._files[name])
            del column[:]


def _record(place: Place, names: dict[str, NameKind]) -> bytes:
    spelled = (folded for folded, kind in names.items() if folded and kind <= NameKind.ALTERNATE)
    fields = (place.id, place.name, place.gazetteer, place.admin2 or "", *spelled)
    return "\t".join(field.replace("\t", " ") for field in fields).encode()


def _write_sorted(sorter: ExternalSorter, build: Path, columns: tuple[str, ...]) -> None:
    fields = {"key": "key", "row": "row", "kind": "kind", "cell_key": "key", "cell_row": "row"}
    files = [(column_path(build, name).open("wb"), fields[name]) for name in columns]
    for records in sorter.iter_sorted():
        for file, field in files:
            records[field].tofile(file)
    for file, _ in files:
        file.close()
