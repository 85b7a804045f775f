"""How exactly a place of a kind is known: a site, a district, a region or a whole country."""

from __future__ import annotations

from geodata.model import GeoPrecision, Place
from geodata.recognition.groups import group_of

_BY_GROUP = {
    "country": GeoPrecision.COUNTRY,
    "continent": GeoPrecision.COUNTRY,
    "adm1": GeoPrecision.REGION,
    "adm2": GeoPrecision.NEAR,
    "adm": GeoPrecision.NEAR,
    "capital": GeoPrecision.SITE,
    "seat": GeoPrecision.SITE,
    "town": GeoPrecision.SITE,
    "quarter": GeoPrecision.SITE,
    "airport": GeoPrecision.SITE,
}
# For everything else (seas, rivers, mountains, informal regions) the extent decides, in km.
_SITE_RADIUS_KM = 10.0
_NEAR_RADIUS_KM = 50.0
_REGION_RADIUS_KM = 300.0


def precision_of(place: Place) -> GeoPrecision:
    """The precision of an event that is only known to be at this place."""
    known = _BY_GROUP.get(group_of(place.feature_code))
    if known is not None:
        return known
    if place.radius_km <= _SITE_RADIUS_KM:
        return GeoPrecision.SITE
    if place.radius_km <= _NEAR_RADIUS_KM:
        return GeoPrecision.NEAR
    return GeoPrecision.REGION if place.radius_km <= _REGION_RADIUS_KM else GeoPrecision.COUNTRY
