"""The part of the map that a visitor looks at, as the map's script says it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.state import MAX_ZOOM

_MOST = 24  # of 256 pixels a side: more than any screen shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The map tiles in view: zoom, and first and last column and row, both inclusive.

    A last column beyond the world's goes on at the first one, across the antimeridian.
    """

    zoom: int
    x0: int
    y0: int
    x1: int
    y1: int


def parse_tiles(numbers: Sequence[float]) -> Tiles | None:
    """The tiles of [zoom, first x, first y, last x, last y], cut off where no screen shows so
    many; None where there are no such tiles.
    """
    if len(numbers) != 5:
        return None
    zoom, x0, y0, x1, y1 = (int(number) for number in numbers)
    last = 2**zoom - 1 if 0 <= zoom <= MAX_ZOOM else -1
    if not (0 <= x0 <= last and x0 <= x1 <= x0 + last and 0 <= y0 <= y1 <= last):
        return None
    return Tiles(zoom=zoom, x0=x0, y0=y0, x1=min(x1, x0 + _MOST - 1), y1=min(y1, y0 + _MOST - 1))
