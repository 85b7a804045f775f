"""How much the names of an article speak for each other's countries, regions and spots."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from geodata.gazetteer import Gazetteer
from geodata.resolution.context import Name

NEAR_KM = 60.0
CLOSE_KM = 25.0
_KM_PER_DEGREE = 111.2
_LARGEST_SPOT_KM = 150.0
# What an unlikely sense still counts for as a neighbour, shared by all senses of its name.
_LEAST = 0.3

# So many spots of a one-degree cell are looked at: enough for an article. In a list of thousands of
# names, which tells nothing by what is near what, it is fewer.
_MOST_SPOTS = 16
_FEWEST_SPOTS = 2
_SPOTS_OF_ALL_NAMES = 32_000

Shares = dict[int, float]
Spot = tuple[int, int, float, float]
"""A sense of limited extent: its name's number, its own, latitude and longitude."""
Neighbour = tuple[int, int, bool]
"""A sense within NEAR_KM: its name's number, its own, whether it is within CLOSE_KM."""


class Votes:
    """The votes of all names of an article.

    What is near what is found once; `count` takes the votes anew, by the present probabilities of
    the names' senses.
    """

    __slots__ = (
        "_blocks", "_cells", "_columns", "_countries", "_country_of", "_least", "_names", "_near",
        "_others", "_own", "_region_of", "_regions", "_same", "_weights",
    )  # fmt: skip

    def __init__(self, names: Sequence[Name], gazetteer: Gazetteer) -> None:
        self._columns = columns = gazetteer.columns
        self._names = names
        self._country_of = [[columns.country[row] for row in name.senses.rows] for name in names]
        self._region_of = [[columns.admin1[row] for row in name.senses.rows] for name in names]
        self._least = [_LEAST / (len(name.senses.rows) or 1) for name in names]
        # Two names may mean the same places, "the city of Konna" and "Konna": none is the other's.
        self._same = _find_same(names)
        self._weights = [name.weight for name in names]
        own = [sum(self._weights[number] for number in same) for same in self._same]
        total = sum(
            weight for name, weight in zip(names, self._weights, strict=True) if name.senses.rows
        )
        self._others = [total - weight for weight in own]
        self._cells = self._spots_by_cell()
        self._blocks: dict[int, list[Spot]] = {}
        self._near: dict[tuple[int, int], Sequence[Neighbour]] = {}
        self._countries: Shares = {}
        self._regions: Shares = {}
        self._own: list[tuple[Shares, Shares]] = []

    def count(self) -> None:
        """Take the votes by the present probabilities."""
        cast = [
            (
                _add_up(countries, name.probabilities, weight),
                _add_up(regions, name.probabilities, weight),
            )
            for name, weight, countries, regions in zip(
                self._names, self._weights, self._country_of, self._region_of, strict=True
            )
        ]
        self._countries = _total(countries for countries, _ in cast)
        self._regions = _total(regions for _, regions in cast)
        self._own = [
            cast[number]
            if len(same) == 1
            else (_total(cast[n][0] for n in same), _total(cast[n][1] for n in same))
            for number, same in enumerate(self._same)
        ]

    def shares(self, number: int, sense: int) -> tuple[float, float]:
        """The shares of the other names in the country and in the region of a sense, 0 to 1."""
        others = self._others[number]
        if others <= 0:
            return 0.0, 0.0
        own_countries, own_regions = self._own[number]
        country, region = self._country_of[number][sense], self._region_of[number][sense]
        in_country = (self._countries[country] - own_countries[country]) / others
        in_region = (self._regions[region] - own_regions[region]) / others if region else 0.0
        # A difference of sums may come out a little below nothing.
        return in_country if in_country > 0 else 0.0, in_region if in_region > 0 else 0.0

    def leading(self, number: int) -> tuple[float, float]:
        """What the other names count for, and the share of the country that has most of it."""
        others = self._others[number]
        if others <= 0:
            return 0.0, 0.0
        own, _ = self._own[number]
        most = max(vote - own.get(code, 0.0) for code, vote in self._countries.items())
        return others, max(0.0, most) / others

    def neighbours(self, number: int, sense: int) -> tuple[float, float]:
        """How many other names may be within NEAR_KM and CLOSE_KM of a sense, each 0 to 1."""
        found = self.near(number, sense)
        if not found:
            return 0.0, 0.0
        near: Shares = {}
        close: Shares = {}
        for other, other_sense, is_close in found:
            share = max(self._names[other].probabilities[other_sense], self._least[other])
            near[other] = max(share, near.get(other, 0.0))
            if is_close:
                close[other] = max(share, close.get(other, 0.0))
        return sum(near.values()), sum(close.values())

    def near(self, number: int, sense: int) -> Sequence[Neighbour]:
        """The senses of other names within NEAR_KM of a sense."""
        found = self._near.get((number, sense))
        if found is None:
            found = self._near[number, sense] = self._find_near(number, sense) or ()
        return found

    def _spots_by_cell(self) -> dict[int, list[Spot]]:
        columns, names = self._columns, self._names
        most = max(_FEWEST_SPOTS, min(_MOST_SPOTS, _SPOTS_OF_ALL_NAMES // (len(names) or 1)))
        cells: dict[int, list[Spot]] = defaultdict(list)
        for number, name in enumerate(names):
            for sense, row in enumerate(name.senses.rows):
                if columns.radius_km[row] < _LARGEST_SPOT_KM:
                    latitude, longitude = columns.latitude[row], columns.longitude[row]
                    spots = cells[_cell(latitude, longitude)]
                    if len(spots) < most:
                        spots.append((number, sense, latitude, longitude))
        return cells

    def _find_near(self, number: int, sense: int) -> list[Neighbour]:
        """The senses of other names within NEAR_KM; the same name elsewhere does not count."""
        rows = self._names[number].senses.rows
        row = rows[sense]
        latitude, longitude = self._columns.latitude[row], self._columns.longitude[row]
        east_west_km = _KM_PER_DEGREE * math.cos(math.radians(latitude))
        found: list[Neighbour] = []
        for other, other_sense, north, east in self._block(_cell(latitude, longitude)):
            if other == number or self._names[other].senses.rows == rows:
                continue
            dy = (north - latitude) * _KM_PER_DEGREE
            if -NEAR_KM <= dy <= NEAR_KM:
                dx = (east - longitude) * east_west_km
                square = dx * dx + dy * dy
                if square <= NEAR_KM * NEAR_KM:
                    found.append((other, other_sense, square <= CLOSE_KM * CLOSE_KM))
        return found

    def _block(self, middle: int) -> list[Spot]:
        """The spots of a cell and of those around it."""
        block = self._blocks.get(middle)
        if block is None:
            block = self._blocks[middle] = [
                spot
                for line in (middle - 360, middle, middle + 360)
                for cell in (line - 1, line, line + 1)
                for spot in self._cells.get(cell, ())
            ]
        return block


def _find_same(names: Sequence[Name]) -> list[Sequence[int]]:
    """For each name the numbers of those that may mean the same places, its own among them."""
    by_rows: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        by_rows[name.senses.rows].append(number)
    return [
        by_rows[name.senses.rows] if name.senses.rows else (number,)
        for number, name in enumerate(names)
    ]


def _total(votes: Iterable[Shares]) -> Shares:
    total: Shares = defaultdict(float)
    for one in votes:
        for code, vote in one.items():
            total[code] += vote
    return total


def _add_up(codes: Sequence[int], probabilities: Sequence[float], weight: float) -> Shares:
    votes: Shares = {}
    for code, share in zip(codes, probabilities, strict=True):
        votes[code] = votes.get(code, 0.0) + weight * share
    return votes


def _cell(latitude: float, longitude: float) -> int:
    """The one-degree cell of a point."""
    return int(latitude + 90) * 360 + int(longitude + 180)
