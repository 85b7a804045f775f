"""The grid that positions are moved to: cells of nearly equal area, the same ones every time.

The globe is cut into bands of latitude as high as the grid is wide, and each band into as many
equal cells as fit around it at its middle:

    bands   = round(180 K / km)                height = 180 / bands degrees
    band    = floor((latitude + 90) / height)  middle = -90 + (band + 1/2) height
    cells   = round(360 K cos(middle) / km)    width  = 360 / cells degrees
    cell    = floor((longitude + 180) / width)

with K = pi R / 180 = 111.195 km to a degree and R = 6371.0088 km, the Earth's mean radius (IUGG).
It is the scheme of the integerised sinusoidal grid, as MODIS used it. Nothing is drawn by lot, so
that many publications of one place cannot be averaged to find it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

KM_PER_DEGREE = math.pi * 6371.0088 / 180
_DECIMALS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell's middle in degrees, and how far its corners lie from it."""

    latitude: float
    longitude: float
    reach_km: float


def find_cell(latitude: float, longitude: float, *, grid_km: float) -> Cell:
    """The cell that a point lies in; its own middle lies in it, too."""
    bands = max(1, round(180 * KM_PER_DEGREE / grid_km))
    height = 180 / bands
    band = min(bands - 1, int((latitude + 90) / height))
    middle = -90 + (band + 0.5) * height
    cells = max(1, round(360 * KM_PER_DEGREE * math.cos(math.radians(middle)) / grid_km))
    width = 360 / cells
    column = int((longitude + 180) / width) % cells
    widest = math.cos(math.radians(max(0.0, abs(middle) - height / 2)))
    return Cell(
        latitude=round(middle, _DECIMALS),
        longitude=round(-180 + (column + 0.5) * width, _DECIMALS),
        reach_km=math.hypot(height, width * widest) * KM_PER_DEGREE / 2,
    )


def coarse_radius_km(radius_km: float, cell: Cell, *, grid_km: float) -> float:
    """A radius around the cell's middle that takes in a circle around any point of the cell.

    Rounded up to whole cells, so that it does not tell the circle's own radius.
    """
    return math.ceil((radius_km + cell.reach_km) / grid_km) * grid_km
