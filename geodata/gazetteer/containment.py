"""Which first-order region a small place lies in, by the nearest town of its country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from geodata.gazetteer.spatial import cell_key, distance_km
from geodata.model import Place

# Beyond this the nearest town says nothing, and a place this large may lie in several regions.
_REACH_KM = 40.0
_LARGEST_RADIUS_KM = 15.0
# A cell is half a degree: the cells around a place hold all towns within reach but near the poles.
_STEP = 0.5


class TownGrid:
    """The towns by the cell that they lie in."""

    def __init__(self, towns: Iterable[Place]) -> None:
        self._cells: dict[int, list[Place]] = defaultdict(list)
        for town in towns:
            if town.admin1_code:
                self._cells[cell_key(town.latitude, town.longitude)].append(town)

    def contain(self, place: Place) -> Place:
        """The place with its region; as it is where no town near tells, or it is too large."""
        if not place.country_code or place.radius_km > _LARGEST_RADIUS_KM:
            return place
        steps = (-_STEP, 0.0, _STEP)
        cells = {cell_key(place.latitude + y, place.longitude + x) for y in steps for x in steps}
        near = (
            (distance_km(place.latitude, place.longitude, t.latitude, t.longitude), t.id, t)
            for cell in cells
            for t in self._cells.get(cell, ())
            if t.country_code == place.country_code
        )
        away, _, town = min(near, default=(_REACH_KM + 1, "", place))
        if away > _REACH_KM:
            return place
        return replace(place, admin1=town.admin1, admin1_code=town.admin1_code)
