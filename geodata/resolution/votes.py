"""How much the names of an article speak for each other's countries, regions and spots."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

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


class Votes:
    """The votes of all names of an article, by their senses' present probabilities."""

    __slots__ = ("_cells", "_columns", "_countries", "_names", "_own", "_regions", "_total")

    def __init__(self, names: Sequence[Name], gazetteer: Gazetteer) -> None:
        self._columns = columns = gazetteer.columns
        self._names = names
        self._countries: Shares = defaultdict(float)
        self._regions: Shares = defaultdict(float)
        self._own: list[tuple[Shares, Shares]] = []
        self._cells: dict[int, list[tuple[int, float, float, float]]] = defaultdict(list)
        self._total = sum(name.weight for name in names if name.senses.rows)
        most = max(_FEWEST_SPOTS, min(_MOST_SPOTS, _SPOTS_OF_ALL_NAMES // (len(names) or 1)))
        for number, name in enumerate(names):
            weight = name.weight
            countries: Shares = defaultdict(float)
            regions: Shares = defaultdict(float)
            least = _LEAST / (len(name.senses.rows) or 1)
            for row, share in zip(name.senses.rows, name.probabilities, strict=True):
                countries[columns.country[row]] += weight * share
                regions[columns.admin1[row]] += weight * share
                if columns.radius_km[row] < _LARGEST_SPOT_KM:
                    latitude, longitude = columns.latitude[row], columns.longitude[row]
                    spot = (number, latitude, longitude, max(share, least))
                    spots = self._cells[_cell(latitude, longitude)]
                    if len(spots) < most:
                        spots.append(spot)
            self._own.append((countries, regions))
            for code, vote in countries.items():
                self._countries[code] += vote
            for code, vote in regions.items():
                self._regions[code] += vote

    def shares(self, number: int, row: int) -> tuple[float, float]:
        """The shares of the other names in the country and in the region of a row, 0 to 1."""
        others = self._total - self._names[number].weight
        if others <= 0:
            return 0.0, 0.0
        countries, regions = self._own[number]
        country, region = self._columns.country[row], self._columns.admin1[row]
        in_country = max(0.0, self._countries[country] - countries[country]) / others
        if not region:
            return in_country, 0.0
        return in_country, max(0.0, self._regions[region] - regions[region]) / others

    def neighbours(self, number: int, row: int) -> tuple[float, float]:
        """How many other names may be within NEAR_KM and CLOSE_KM of a row, each 0 to 1."""
        latitude, longitude = self._columns.latitude[row], self._columns.longitude[row]
        squeeze = math.cos(math.radians(latitude))
        near: Shares = {}
        close: Shares = {}
        middle = _cell(latitude, longitude)
        cells = self._cells
        for line in (middle - 360, middle, middle + 360):
            for cell in (line - 1, line, line + 1):
                if cell not in cells:
                    continue
                for other, north, east, share in cells[cell]:
                    if other == number:
                        continue
                    dy = (north - latitude) * _KM_PER_DEGREE
                    dx = (east - longitude) * _KM_PER_DEGREE * squeeze
                    square = dx * dx + dy * dy
                    if square <= NEAR_KM * NEAR_KM:
                        near[other] = max(share, near.get(other, 0.0))
                        if square <= CLOSE_KM * CLOSE_KM:
                            close[other] = max(share, close.get(other, 0.0))
        return sum(near.values()), sum(close.values())


def _cell(latitude: float, longitude: float) -> int:
    """The one-degree cell of a point."""
    return int(latitude + 90) * 360 + int(longitude + 180)
