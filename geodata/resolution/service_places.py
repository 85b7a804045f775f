"""What a geocoding service answers, as a place: its point, kind, country and extent."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from geopy.location import Location

from geodata.gazetteer import Gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.model import Place, content_id

# GeoNames' code of "a minor area or place of unspecified or mixed character", with an extent that
# keeps an unspecified answer from being taken for an exact one.
_UNSPECIFIED, _UNSPECIFIED_KM = "LCTY", 25.0
_KIND_FIELDS = ("fcode", "addresstype", "layer", "osm_value", "type")
_COUNTRY_FIELDS = ("country_code", "countrycode", "countryCode", "country_a")
_NAME_FIELDS = ("name", "toponymName")
_ID_FIELDS = ("geonameId", "gid", "place_id")
_COUNTRY_REACH_KM = 100.0
_LONGEST_NAME = 200


def to_place(location: Location, *, gazetteer: Gazetteer) -> Place:
    """The place of a location that a `ServiceGeocoder` gave.

    Where the service does not say the country, it is that of the nearest place of the gazetteer;
    where it does not say the kind, the place is known to within 25 km only.
    """
    found = tuple(_iter_fields(location.raw))
    service = str(location.raw["answered_by"])
    code = _feature_code(found)
    radius_km = _radius_km(found)
    if code == _UNSPECIFIED and radius_km == 0.0:
        radius_km = _UNSPECIFIED_KM
    name = _first(found, _NAME_FIELDS) or str(location.address).split(",")[0].strip()
    place = Place(
        id=f"{service}:{_own_id(found, location)[:_LONGEST_NAME]}",
        name=name[:_LONGEST_NAME],
        latitude=float(location.latitude),
        longitude=float(location.longitude),
        feature_code=code,
        radius_km=radius_km,
        gazetteer=service,
    )
    return _with_country(place, _first(found, _COUNTRY_FIELDS), gazetteer=gazetteer)


def _iter_fields(raw: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The fields of an answer and of the objects in it: services nest them differently."""
    for name, value in raw.items():
        yield name, value
        if isinstance(value, Mapping) and name in {"address", "properties"}:
            yield from value.items()


def _first(fields: tuple[tuple[str, object], ...], names: tuple[str, ...]) -> str | None:
    """The first field of these names that says something in a word or a number."""
    for wanted in names:
        for name, value in fields:
            if name == wanted and isinstance(value, str | int) and str(value).strip():
                return str(value).strip()
    return None


def _own_id(fields: tuple[tuple[str, object], ...], location: Location) -> str:
    """The service's own id; OpenStreetMap's are unique within a type only."""
    osm_type, osm_id = _first(fields, ("osm_type",)), _first(fields, ("osm_id",))
    if osm_type and osm_id:
        return f"{osm_type}/{osm_id}"
    return _first(fields, _ID_FIELDS) or content_id(location.latitude, location.longitude)


def _feature_code(fields: tuple[tuple[str, object], ...]) -> str:
    kinds = _kinds()
    for wanted in _KIND_FIELDS:
        for name, value in fields:
            if name == wanted and isinstance(value, str) and value:
                if wanted == "fcode":
                    return value.upper()[:10]
                if value in kinds:
                    return kinds[value]
    return _UNSPECIFIED


def _radius_km(fields: tuple[tuple[str, object], ...]) -> float:
    """Half the diagonal of the answer's box, 0 without one."""
    for name, value in fields:
        if name in {"boundingbox", "extent"} and isinstance(value, list) and len(value) == 4:
            try:
                one, two, three, four = (float(edge) for edge in value)
            except (TypeError, ValueError):
                continue
            # Nominatim: south, north, west, east. Photon: west, north, east, south.
            box = (one, three, two, four) if name == "boundingbox" else (four, one, two, three)
            if not all(map(math.isfinite, box)) or max(abs(box[0]), abs(box[2])) > 90:
                continue
            return round(distance_km(*box) / 2, 3)
    return 0.0


def _with_country(place: Place, code: str | None, *, gazetteer: Gazetteer) -> Place:
    near = gazetteer.nearest(place.latitude, place.longitude, radius_km=_COUNTRY_REACH_KM, limit=1)
    neighbour = near[0][0] if near else None
    if code is None or len(code) != 2 or not code.isalpha():
        code = neighbour.country_code if neighbour else None
    else:
        code = code.upper()
    if neighbour is None or neighbour.country_code != code:
        return replace(place, country_code=code)
    return replace(
        place,
        country_code=code,
        admin1=neighbour.admin1,
        admin1_code=neighbour.admin1_code,
    )


@cache
def _kinds() -> Mapping[str, str]:
    with files(__package__).joinpath("service_kinds.csv").open(encoding="utf-8") as file:
        return {row["kind"]: row["feature_code"] for row in csv.DictReader(file)}
