"""The square of the web map: 2^30 units a side, x to the east, y to the south from the north-west.

A map tile of zoom z is 2^(30 - z) units wide, so that tiles and cells are bits of x and y.
"""

from __future__ import annotations

import math

BITS = 30
SIDE = 1 << BITS
HALF_WAY = SIDE >> 1  # xor turns x half around the earth, so that the antimeridian is no edge
NORTHMOST = math.degrees(math.atan(math.sinh(math.pi)))  # the square ends here, at 85.0511 degrees

# DuckDB's least and greatest skip nulls, so a missing coordinate has to be asked for.
SQL_X = (
    "CASE WHEN longitude IS NOT NULL THEN "
    f"least(greatest(floor((longitude + 180) / 360 * {SIDE}), 0), {SIDE - 1})::INTEGER END"
)
SQL_Y = (
    "CASE WHEN latitude IS NOT NULL THEN least(greatest(floor((1 - asinh(tan(radians("
    f"least(greatest(latitude, -{NORTHMOST}), {NORTHMOST})))) / pi()) / 2 * {SIDE}), 0), "
    f"{SIDE - 1})::INTEGER END"
)


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """(latitude, longitude) of a point of the square."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / SIDE))))
    return latitude, x / SIDE * 360 - 180


def to_square(latitude: float, longitude: float) -> tuple[int, int]:
    """x and y of a point; what lies beyond the square is drawn at its edge."""
    clipped = min(max(latitude, -NORTHMOST), NORTHMOST)
    x = math.floor((longitude + 180) / 360 * SIDE)
    y = math.floor((1 - math.asinh(math.tan(math.radians(clipped))) / math.pi) / 2 * SIDE)
    return min(max(x, 0), SIDE - 1), min(max(y, 0), SIDE - 1)
