"""Geocoding services by name, through geopy: cached, limited, retried. Off unless asked for.

What is asked leaves this machine, so nothing here runs by itself.
"""

from __future__ import annotations

import inspect
import json
import logging
import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from geopy.adapters import RequestsAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders import get_geocoder_for_service
from geopy.location import Location

from geodata.errors import GeocoderError
from geodata.geocoding.cache import AnswerCache
from geodata.geocoding.limiter import PROCESS_LIMITER, RequestLimiter

_log = logging.getLogger(__name__)
_ATTRIBUTION = {
    "nominatim": "Data © OpenStreetMap contributors, ODbL 1.0. https://osm.org/copyright",
    "photon": "Data © OpenStreetMap contributors, ODbL 1.0. https://osm.org/copyright",
    "pelias": "Data © OpenStreetMap contributors, ODbL 1.0. https://osm.org/copyright",
    "geonames": "Place data: GeoNames (CC BY 4.0)",
    "arcgis": "Powered by Esri",
    "bing": "© Microsoft Bing Maps",
    "googlev3": "© Google",
    "here": "© HERE",
    "tomtom": "© TomTom",
}
# Left to itself the adapter tries again past the limiter, and sleeps as long as it is told to.
_WITHOUT_RETRIES = partial(RequestsAdapter, max_retries=0)
# What a second try may mend; a wrong key, a spent quota or an answer that is no answer stays so.
_PASSING = (GeocoderRateLimited, GeocoderUnavailable, GeocoderTimedOut)


class ServiceGeocoder:
    """A geopy geocoder with a cache in front of the limiter, and the limiter in front of it.

    An answer from the cache waits for nobody. Outages are raised as geopy's errors and never kept.
    `raw` of a location also tells `answered_by`, `attribution` and whether it was `cached`.
    """

    def __init__(
        self,
        name: str,
        service: Any,
        *,
        cache: AnswerCache | None = None,
        limiter: RequestLimiter = PROCESS_LIMITER,
        tries: int = 4,
        longest_wait_s: float = 120.0,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.name = name
        self.attribution = _ATTRIBUTION.get(name, f"Geocoding by {name}")
        self._service = service
        self._cache = cache
        self._limiter = limiter
        self._tries = tries
        self._longest_wait_s = longest_wait_s
        self._jitter = jitter

    def geocode(
        self, query: str | Mapping[str, str], *, exactly_one: bool = True, **options: Any
    ) -> Location | list[Location] | None:
        """The places of a name, None for none; `options` are the service's own."""
        return self._answer("geocode", query, exactly_one=exactly_one, options=options)

    def reverse(
        self, query: object, *, exactly_one: bool = True, **options: Any
    ) -> Location | list[Location] | None:
        """The places at a point, None for none; `options` are the service's own."""
        return self._answer("reverse", query, exactly_one=exactly_one, options=options)

    def _answer(
        self, method: str, query: Any, *, exactly_one: bool, options: dict[str, Any]
    ) -> Location | list[Location] | None:
        self._check_options(method, query, exactly_one=exactly_one, options=options)
        asked = [
            self.name,
            getattr(self._service, "domain", ""),
            method,
            query,
            exactly_one,
            options,
        ]
        request = json.dumps(asked, sort_keys=True, default=str, ensure_ascii=False)
        records = self._cache.find(request) if self._cache else None
        cached = records is not None
        if records is None:
            records = self._ask(method, query, exactly_one=exactly_one, options=options)
            if self._cache:
                self._cache.store(request, records)
        locations = [self._location(record, cached=cached) for record in records]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _check_options(
        self, method: str, query: Any, *, exactly_one: bool, options: dict[str, Any]
    ) -> None:
        signature = inspect.signature(getattr(self._service, method))
        try:
            signature.bind(query, exactly_one=exactly_one, **options)
        except TypeError as error:
            raise GeocoderQueryError(f"{self.name} cannot be asked so: {error}") from error

    def _ask(
        self, method: str, query: Any, *, exactly_one: bool, options: dict[str, Any]
    ) -> list[dict[str, Any]]:
        for attempt in range(self._tries):
            self._limiter.wait()
            try:
                found = getattr(self._service, method)(query, exactly_one=exactly_one, **options)
                return [_to_record(location) for location in _as_list(found)]
            except GeocoderServiceError as error:
                wait_s = self._wait_before_retry(error, attempt)
                if wait_s is None:
                    raise
                _log.warning("%s: %s; next try in %.0f s", self.name, error, wait_s)
            except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
                # geopy's parsers trust the service's JSON to have the shape they know.
                raise GeocoderParseError(f"{self.name}: not the answer it should be") from error
            self._limiter.hold(wait_s)
        raise AssertionError("the last try returns or raises")

    def _wait_before_retry(self, error: GeocoderServiceError, attempt: int) -> float | None:
        """Seconds to wait, None when no further try is of use."""
        passing = isinstance(error, _PASSING) or type(error) is GeocoderServiceError
        if not passing or attempt == self._tries - 1:
            return None
        asked_s = getattr(error, "retry_after", None)
        wait_s = float(asked_s) if asked_s is not None else 2.0**attempt * (1 + self._jitter())
        return wait_s if wait_s <= self._longest_wait_s else None

    def _location(self, record: dict[str, Any], *, cached: bool) -> Location:
        raw = {
            **record["raw"],
            "answered_by": self.name,
            "attribution": record["raw"].get("licence") or self.attribution,
            "cached": cached,
        }
        return Location(record["address"], (record["latitude"], record["longitude"]), raw)


def open_service(
    name: str,
    settings: Mapping[str, Any],
    *,
    cache: AnswerCache | None = None,
    limiter: RequestLimiter = PROCESS_LIMITER,
    timeout_s: float = 10.0,
) -> ServiceGeocoder:
    """A service of geopy's by name ("nominatim") with its own settings ("user_agent", "domain").

    GeocoderError when geopy knows no such service or the settings do not fit it.
    """
    try:
        service = get_geocoder_for_service(name)(
            timeout=timeout_s, adapter_factory=_WITHOUT_RETRIES, **settings
        )
    except (GeopyError, TypeError, ValueError) as error:
        raise GeocoderError(
            f"the geocoding service {name!r} cannot be set up: {error}",
            remedy="see geopy's documentation for its name and settings",
        ) from error
    return ServiceGeocoder(name.lower(), service, cache=cache, limiter=limiter)


def _as_list(found: Any) -> list[Location]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _to_record(location: Location) -> dict[str, Any]:
    raw = location.raw if isinstance(location.raw, dict) else {}
    return {
        "address": str(location.address),
        "latitude": float(location.latitude),
        "longitude": float(location.longitude),
        "raw": json.loads(json.dumps(raw, default=str)),
    }
