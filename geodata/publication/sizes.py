"""How large places are, which decides whether they are finer than the grid."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from geodata.gazetteer import Gazetteer, open_gazetteer


class Sizes(Protocol):
    """The radius of places in km; None where it is not known."""

    def place_km(self, place_id: str) -> float | None:
        """Of the place of an id, such as geonames:170063."""

    def region_km(self, name: str, iso2: str | None) -> float | None:
        """Of the first-order region of a name in a country, the largest where there are several."""


class GazetteerSizes:
    """How large places are, by the embedded gazetteer, which is opened when it is first asked."""

    def __init__(self) -> None:
        self._opened: Gazetteer | None = None
        self.place_km = lru_cache(maxsize=1 << 16)(self._place_km)
        self.region_km = lru_cache(maxsize=1 << 14)(self._region_km)

    @property
    def _gazetteer(self) -> Gazetteer:
        self._opened = self._opened or open_gazetteer(progress=False)
        return self._opened

    def _place_km(self, place_id: str) -> float | None:
        place = self._gazetteer.place(place_id)
        return place.radius_km if place else None

    def _region_km(self, name: str, iso2: str | None) -> float | None:
        regions = [
            place.radius_km
            for place in self._gazetteer.find(name)
            if place.feature_code == "ADM1" and place.country_code == iso2
        ]
        return max(regions, default=None)
