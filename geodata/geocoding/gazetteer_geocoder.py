"""The gazetteer as a geopy geocoder: it drops into code that was written for Nominatim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer import Gazetteer
from geodata.geocoding.ranking import Bounds, rank_candidates
from geodata.model import Candidate, Place

ATTRIBUTION = "Place data: GeoNames (CC BY 4.0)"
_REVERSE_RADIUS_KM = 50.0
# The order in which a structured query says a place, finest first, as Nominatim calls the parts.
_PARTS = ("amenity", "street", "city", "town", "village", "county", "state", "country")


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Answers geocode and reverse from the embedded gazetteer; sends nothing anywhere.

    `raw` of a location holds the place's id, kind, country, region, population, radius, the score,
    the reasons, and who answered.
    """

    name = "gazetteer"

    def __init__(self, gazetteer: Gazetteer, *, fuzzy: bool = True) -> None:
        super().__init__()
        self.gazetteer = gazetteer
        self.fuzzy = fuzzy

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        timeout: object = DEFAULT_SENTINEL,
        **ignored: object,
    ) -> Location | list[Location] | None:
        """The places of a name such as "Aleppo" or "Aleppo, Syria", best first; None for none.

        `country_codes` is one ISO 3166-1 alpha-2 code or several, `viewbox` two opposite corners
        that the places must lie between. `timeout` and the other keywords of Nominatim's are taken
        and have no effect.
        """
        if limit is not None and limit < 1:
            raise ValueError("Limit cannot be less than 1")
        candidates = rank_candidates(
            self.gazetteer,
            _as_text(query),
            country_codes=_as_codes(country_codes),
            bounds=_as_bounds(viewbox),
            fuzzy=self.fuzzy,
            limit=1 if exactly_one else limit or 10,
        )
        locations = [self._location(candidate) for candidate in candidates]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        limit: int = 10,
        timeout: object = DEFAULT_SENTINEL,
        **ignored: object,
    ) -> Location | list[Location] | None:
        """The places within 50 km of a point, nearest first; None for none."""
        point = Point(query)
        near = self.gazetteer.nearest(
            point.latitude,
            point.longitude,
            radius_km=_REVERSE_RADIUS_KM,
            limit=1 if exactly_one else limit,
        )
        locations = [
            self._location(
                Candidate(
                    place=place,
                    score=round(1 - distance / _REVERSE_RADIUS_KM, 4),
                    reasons=(f"{distance:.1f} km away",),
                )
            )
            for place, distance in near
        ]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _location(self, candidate: Candidate) -> Location:
        place = candidate.place
        raw = {
            "place_id": place.id,
            "name": place.name,
            "feature_code": place.feature_code,
            "country_code": place.country_code,
            "admin1": place.admin1,
            "admin1_code": place.admin1_code,
            "admin2": place.admin2,
            "population": place.population or None,
            "radius_km": place.radius_km,
            "score": candidate.score,
            "reasons": list(candidate.reasons),
            "answered_by": self.name,
            "attribution": ATTRIBUTION,
        }
        return Location(self._address(place), (place.latitude, place.longitude), raw)

    def _address(self, place: Place) -> str:
        country = self.gazetteer.country(place.country_code) if place.country_code else None
        parts = (place.name, place.admin2, place.admin1, country.name if country else None)
        return ", ".join(dict.fromkeys(part for part in parts if part))


def _as_text(query: str | Mapping[str, str]) -> str:
    if isinstance(query, str):
        return query
    unknown = set(query) - set(_PARTS)
    if unknown:
        raise GeocoderQueryError(f"a place has no {', '.join(sorted(unknown))}")
    return ", ".join(query[part] for part in _PARTS if query.get(part))


def _as_codes(codes: str | Sequence[str] | None) -> tuple[str, ...]:
    if codes is None:
        return ()
    several = codes.split(",") if isinstance(codes, str) else codes
    return tuple(code.strip() for code in several)


def _as_bounds(viewbox: Sequence[Any] | None) -> Bounds | None:
    if viewbox is None:
        return None
    if len(viewbox) != 2:
        raise GeocoderQueryError("a viewbox is two opposite corners")
    one, other = Point(viewbox[0]), Point(viewbox[1])
    return Bounds(
        south=min(one.latitude, other.latitude),
        west=min(one.longitude, other.longitude),
        north=max(one.latitude, other.latitude),
        east=max(one.longitude, other.longitude),
    )
