"""Which places lie near a point: a grid of cells of half a degree, and great-circle distances."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

EARTH_RADIUS_KM = 6371.0088
_CELLS_PER_DEGREE = 2
_CELLS_PER_ROW = 360 * _CELLS_PER_DEGREE
CELL_KEY_BITS = 18  # enough for all cells of the Earth
_KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180


def cell_key(latitude: float, longitude: float) -> int:
    """The cell that a point lies in, numbered eastward, then northward."""
    return _band(latitude) * _CELLS_PER_ROW + _column(longitude) % _CELLS_PER_ROW


def distance_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """The great-circle distance of two points (haversine)."""
    south, north = math.radians(latitude1), math.radians(latitude2)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south)
        * math.cos(north)
        * math.sin(math.radians(longitude2 - longitude1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def iter_near(
    cell_keys: Sequence[int], latitude: float, longitude: float, *, radius_km: float
) -> Iterator[range]:
    """Ranges of positions in the sorted `cell_keys` that hold every place within the radius."""
    reach = radius_km / _KM_PER_DEGREE
    for band in range(_band(latitude - reach), _band(latitude + reach) + 1):
        width = _half_width(latitude, band, reach)
        first, last = _column(longitude - width), _column(longitude + width)
        if last - first >= _CELLS_PER_ROW - 1:
            first, last = 0, _CELLS_PER_ROW - 1
        start, end = first % _CELLS_PER_ROW, last % _CELLS_PER_ROW
        spans = [(start, end)] if start <= end else [(start, _CELLS_PER_ROW - 1), (0, end)]
        for west, east in spans:
            row = band * _CELLS_PER_ROW
            yield range(bisect_left(cell_keys, row + west), bisect_right(cell_keys, row + east))


def _half_width(latitude: float, band: int, reach: float) -> float:
    """Degrees of longitude that `reach` degrees of arc may span anywhere up to this band."""
    south = band / _CELLS_PER_DEGREE - 90
    polemost = max(abs(latitude), abs(south), abs(south + 1 / _CELLS_PER_DEGREE))
    if polemost + reach >= 89.5:
        return 180.0
    return min(180.0, reach / math.cos(math.radians(polemost)))


def _band(latitude: float) -> int:
    return int((min(90.0, max(-90.0, latitude)) + 90) * _CELLS_PER_DEGREE)


def _column(longitude: float) -> int:
    return math.floor((longitude + 180) * _CELLS_PER_DEGREE)
