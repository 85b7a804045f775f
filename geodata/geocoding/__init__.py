"""Place names to points through geopy's interface: the gazetteer, and services where asked for."""

from geodata.geocoding.cache import AnswerCache
from geodata.geocoding.chain import GeocoderChain, open_chain
from geodata.geocoding.gazetteer_geocoder import GazetteerGeocoder
from geodata.geocoding.limiter import PROCESS_LIMITER, RequestLimiter
from geodata.geocoding.ranking import Bounds, rank_candidates
from geodata.geocoding.services import ServiceGeocoder, open_service

__all__ = [
    "PROCESS_LIMITER",
    "AnswerCache",
    "Bounds",
    "GazetteerGeocoder",
    "GeocoderChain",
    "RequestLimiter",
    "ServiceGeocoder",
    "open_chain",
    "open_service",
    "rank_candidates",
]
