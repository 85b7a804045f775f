"""What of a private store must not be seen in its public twin, ready to be looked for.

The public set was made by `geodata.publication`; names are looked for here in another way as
well, so that a mistake there is not repeated.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dashboard import wording
from geodata.publication import PublicationRules
from geodata.publication.grid import find_cell
from geodata.publication.names import Names
from geodata.publication.places import is_fine_event
from geodata.publication.sizes import Sizes
from geodata.publication.withholding import Withholding
from geodata.store import DeltaStore

Point = tuple[float, float]

_TOKEN = re.compile(r"[\w:.\-]+")
_WORD = re.compile(r"[^\W_]+")
_MOST_HARMLESS = 200_000
_ACCENTS = dict.fromkeys(
    filter(lambda code: unicodedata.combining(chr(code)), range(sys.maxunicode))
)
_DAY = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4})\b")
_LONG_ENOUGH = 8
_DECIMALS = 4  # ten metres
_IDS = ("event_id", "incident_id", "article_id")


class Traces:
    """What was withheld: asked about every string, point and day that the public can read.

    Made of the private store alone: what the public set says cannot make itself harmless.
    """

    def __init__(
        self, private: DeltaStore, rules: PublicationRules, *, today: date, sizes: Sizes
    ) -> None:
        withholding = Withholding(rules, today=today)
        names = (*rules.strike, *withholding.actor_names)
        self._names = Names(names, inside=True)
        self._spellings = Spellings(names)
        self._last_day = withholding.last_day if rules.delay_days else date.max
        self._grid_km = rules.grid_km
        self._ids: set[str] = set()
        self._points: set[Point] = set()
        self._values: dict[str, str] = {}
        self._days: set[str] = set()
        self._sizes = sizes
        events = private.read_events()
        for row in _rows(events):
            self._take_event(row, withheld=withholding.reason(row) is not None)
        self._values |= dict.fromkeys(map(_plain, rules.drop_sources), "a source that was left out")
        self._values |= dict.fromkeys(map(_plain, rules.drop_types), "a type that was left out")
        for row in _rows(private.read_articles()):
            self._take_points(json.loads(row["toponyms"] or "[]"))
        self._allow([row for row in _rows(events) if withholding.reason(row) is None])

    def find(self, text: str) -> str | None:
        """What of the withheld a string shows, in words; None for nothing."""
        found = self._names.find(text)
        if found:
            return f"a name that was struck, as “{found[0].of(text)}”"
        bare = _without_accents(text)
        if self._spellings.are_in(bare):
            return "a name that was struck, in another spelling"
        tokens = _TOKEN.findall(text)
        if not self._ids.isdisjoint(tokens):
            return f"the private id {next(token for token in tokens if token in self._ids)}"
        for day in _DAY.findall(text):
            if day in self._days:
                return f"{day}, a day within the delay"
        return self._values.get(" ".join(bare.split()))

    def find_point(self, latitude: float, longitude: float) -> str | None:
        """Whether a point is an exact one of the private store."""
        point = _rounded(latitude, longitude)
        return f"the exact position {point}" if point in self._points else None

    def find_day(self, day: date) -> str | None:
        """Whether a day of an event or a publication lies within the delay."""
        return f"{day}, a day within the delay" if day > self._last_day else None

    def _take_event(self, row: Mapping[str, Any], *, withheld: bool) -> None:
        self._ids.update(filter(None, (row[name] for name in _IDS)))
        self._take_points([row])
        for day in (row["event_date"], row["event_date_end"], row["published"]):
            if day is not None and day > self._last_day:
                self._days |= {day.isoformat(), wording.day(day)}
        if withheld and row["sentence"]:
            self._values[_plain(row["sentence"])] = "the sentence of an event that was left out"
        if self._grid_km is not None and is_fine_event(row, grid_km=self._grid_km):
            if row["place_id"]:
                self._ids.add(row["place_id"])
            for place in (row["place"], row["admin1"]):
                if place:
                    self._values[_plain(place)] = "a place finer than the grid"

    def _take_points(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            latitude, longitude = row["latitude"], row["longitude"]
            if self._grid_km is None or latitude is None or longitude is None:
                continue
            cell = find_cell(latitude, longitude, grid_km=self._grid_km)
            middle, point = (
                _rounded(cell.latitude, cell.longitude),
                _rounded(latitude, longitude),
            )
            if point != middle:
                self._points.add(point)

    def _allow(self, kept: Iterable[Mapping[str, Any]]) -> None:
        """What a kept sentence says itself, and what is the name of a large region, is no leak."""
        for row in kept:
            self._values.pop(_plain(row["sentence"] or ""), None)
            self._values.pop(_plain(row["country"] or ""), None)
            if self._grid_km is not None and row["admin1"]:
                wide = (self._sizes.region_km(row["admin1"], row["iso2"]) or 0.0) * 2
                if wide >= self._grid_km:
                    self._values.pop(_plain(row["admin1"]), None)
            for text in (row["sentence"], row["title"]):
                self._days.difference_update(_DAY.findall(text or ""))


class Spellings:
    """Every name as whole words with anything between them, long ones within a word, too."""

    def __init__(self, names: Iterable[str]) -> None:
        spelled = [_WORD.findall(_without_accents(name)) for name in names]
        spelled = [words for words in spelled if words]
        long = {joined for words in spelled if len(joined := "".join(words)) >= _LONG_ENOUGH}
        whole = {
            r"(?<![^\W_])" + r"[\W_]*".join(map(re.escape, words)) + r"(?![^\W_])"
            for words in spelled
        }
        self._any = re.compile("|".join([*sorted(whole), *map(re.escape, sorted(long))]))
        self._beginning = re.compile(
            "|".join(
                [*("^" + re.escape(words[0]) for words in spelled), *map(re.escape, sorted(long))]
            )
        )
        self._none = not spelled
        self._harmless: set[str] = set()  # words that no name begins with

    def are_in(self, bare: str) -> bool:
        """Whether a text without accents and capitals holds one."""
        if self._none:
            return False
        met = set(_WORD.findall(bare)) - self._harmless
        begins = {word for word in met if self._beginning.search(word)}
        if len(self._harmless) > _MOST_HARMLESS:
            self._harmless.clear()
        self._harmless |= met - begins
        return bool(begins) and bool(self._any.search(bare))


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _rounded(latitude: float, longitude: float) -> Point:
    return round(latitude, _DECIMALS), round(longitude, _DECIMALS)


def _plain(text: str) -> str:
    return " ".join(_without_accents(text).split())


def _without_accents(text: str) -> str:
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", text).casefold().translate(_ACCENTS)
