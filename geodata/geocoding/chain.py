"""Several geocoders asked in turn: the gazetteer first, a service for what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geopy.location import Location

from geodata.gazetteer import Gazetteer
from geodata.geocoding.gazetteer_geocoder import GazetteerGeocoder
from geodata.geocoding.services import ServiceGeocoder


class GeocoderChain:
    """Asks each geocoder until one knows the answer; `raw["answered_by"]` tells which did."""

    def __init__(self, geocoders: Sequence[GazetteerGeocoder | ServiceGeocoder]) -> None:
        self.geocoders = tuple(geocoders)

    def geocode(self, query: Any, **options: Any) -> Location | list[Location] | None:
        """The first geocoder's answer that is one, None when nobody knows."""
        answers = (geocoder.geocode(query, **options) for geocoder in self.geocoders)
        return next((answer for answer in answers if answer), None)

    def reverse(self, query: Any, **options: Any) -> Location | list[Location] | None:
        """The first geocoder's answer that is one, None when nobody knows."""
        answers = (geocoder.reverse(query, **options) for geocoder in self.geocoders)
        return next((answer for answer in answers if answer), None)


def open_chain(gazetteer: Gazetteer, service: ServiceGeocoder | None = None) -> GeocoderChain:
    """The gazetteer's exact names, then the service if there is one, then names spelled alike."""
    if service is None:
        return GeocoderChain([GazetteerGeocoder(gazetteer)])
    exact = GazetteerGeocoder(gazetteer, fuzzy=False)
    return GeocoderChain([exact, service, GazetteerGeocoder(gazetteer)])
