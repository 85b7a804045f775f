"""GeoNames' own country files: tab-separated text, 19 columns, plain or zipped, read as a stream.

Format: https://download.geonames.org/export/dump/readme.txt. Data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO

from geodata.errors import GazetteerError
from geodata.gazetteer.entries import Entry
from geodata.gazetteer.towns import town_radius_km, usable_names
from geodata.model import Place

COLUMNS = 19
# No line of GeoNames' comes near this; a longer one is not GeoNames'.
_LONGEST_LINE = 1 << 18
_CHECKED_LINES = 100
# How far places of a kind reach, roughly: the files give points only.
_RADIUS_KM = {
    "ADM2": 25.0, "ADM3": 10.0, "ADM4": 5.0, "ADMD": 10.0, "RGN": 50.0, "STM": 25.0, "STMI": 15.0,
    "LK": 5.0, "RSV": 5.0, "BAY": 10.0, "GULF": 100.0, "STRT": 20.0, "ISL": 5.0, "ISLS": 30.0,
    "MTS": 30.0, "MT": 3.0, "VAL": 10.0, "DSRT": 80.0, "PRK": 8.0, "RES": 10.0, "PEN": 20.0,
    "AIRP": 2.0, "AIRB": 3.0, "INSM": 5.0,
}  # fmt: skip


class SeenIds:
    """A set of small numbers, a bit each: GeoNames ids, of which there are millions."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> bool:
        """Take in a number; False when it was there already."""
        index, bit = number >> 3, 1 << (number & 7)
        if index >= len(self._bits):
            self._bits.extend(bytes(index - len(self._bits) + 4096))
        if self._bits[index] & bit:
            return False
        self._bits[index] |= bit
        return True


def iter_dump(path: Path, *, regions: Mapping[str, str], seen: SeenIds) -> Iterator[Entry]:
    """The places of a country file that were not seen yet, as they come.

    `regions` names first-order regions by "SY.09". GazetteerError names the file and line that is
    not in GeoNames' format.
    """
    for number, line in enumerate(_iter_lines(path), start=1):
        try:
            entry = parse_line(line, regions=regions)
        except ValueError as error:
            raise GazetteerError(
                f"{path}, line {number}: not a GeoNames line: {error}",
                remedy="download the file again",
            ) from error
        if seen.add(int(entry.place.id.removeprefix("geonames:"))):
            yield entry


def check_file(path: Path) -> None:
    """Raise GazetteerError when a file does not begin like a country file."""
    for _ in islice(iter_dump(path, regions={}, seen=SeenIds()), _CHECKED_LINES):
        pass


def parse_line(line: str, *, regions: Mapping[str, str]) -> Entry:
    """The place of a line; ValueError when the line has not the 19 columns of the format."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != COLUMNS:
        raise ValueError(f"{len(fields)} columns, not {COLUMNS}")
    geonameid, name, ascii_name, alternates = int(fields[0]), fields[1], fields[2], fields[3]
    latitude, longitude = float(fields[4]), float(fields[5])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or geonameid < 0 or not name:
        raise ValueError("no name, or not a point on Earth")
    code, country = fields[7] or fields[6], fields[8]
    admin1 = f"{country}.{fields[10]}" if country and fields[10] else None
    population = int(fields[14] or 0)
    is_town = fields[6] == "P"
    return Entry(
        place=Place(
            id=f"geonames:{geonameid}",
            name=name,
            latitude=latitude,
            longitude=longitude,
            feature_code=code,
            country_code=country or None,
            admin1=regions.get(admin1) if admin1 else None,
            admin1_code=admin1,
            population=population,
            radius_km=town_radius_km(population) if is_town else _RADIUS_KM.get(code, 0.0),
        ),
        alternates=usable_names([ascii_name, *alternates.split(",")]),
    )


def iter_merged(built_in: dict[str, Entry], added: Iterator[Entry]) -> Iterator[Entry]:
    """Each place once: the added ones, with what the built-in one of the same id or region knows.

    Takes the entries it merges out of `built_in`; the rest is left for the caller.
    """
    for entry in added:
        known = next((built_in.pop(key) for key in _keys(entry.place) if key in built_in), None)
        yield entry if known is None else _merge(known, entry)


def _keys(place: Place) -> Iterator[str]:
    yield place.id
    if place.feature_code == "ADM1":
        yield f"geonames-admin1:{place.admin1_code}"
    elif place.feature_code == "ADM2":
        yield f"geonames-admin2:{place.admin1_code}.{place.name}"


def _merge(known: Entry, added: Entry) -> Entry:
    """GeoNames' point and kind of place; our id, name, extent, and every name of both."""
    place = known.place
    return replace(
        known,
        place=replace(
            place,
            latitude=added.place.latitude,
            longitude=added.place.longitude,
            feature_code=added.place.feature_code,
            population=max(place.population, added.place.population),
            radius_km=max(place.radius_km, added.place.radius_km),
        ),
        alternates=(*known.alternates, added.place.name, *added.alternates),
    )


def _iter_lines(path: Path) -> Iterator[str]:
    try:
        with ExitStack() as stack:
            file = _open_text(path, stack)
            while line := file.readline(_LONGEST_LINE):
                text = line.decode("utf-8")
                if text.strip():
                    yield text
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, EOFError) as error:
        raise GazetteerError(
            f"{path} cannot be read: {error}", remedy="download the file again"
        ) from error


def _open_text(path: Path, stack: ExitStack) -> IO[bytes]:
    if not zipfile.is_zipfile(path):
        return stack.enter_context(path.open("rb"))
    archive = stack.enter_context(zipfile.ZipFile(path))
    texts = [
        member
        for member in archive.infolist()
        if member.filename.endswith(".txt") and not member.filename.lower().startswith("readme")
    ]
    if not texts:
        raise zipfile.BadZipFile("there is no country file in it")
    largest = max(texts, key=lambda member: member.file_size)
    return stack.enter_context(archive.open(largest))
