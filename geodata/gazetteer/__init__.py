"""The embedded gazetteer: names of places to places, from files mapped into memory."""

from geodata.gazetteer.building import build_gazetteer, open_gazetteer
from geodata.gazetteer.entries import COUNTRY_FEATURES, Entry, NameKind
from geodata.gazetteer.lookup import Columns, Gazetteer, NameEntry

__all__ = [
    "COUNTRY_FEATURES",
    "Columns",
    "Entry",
    "Gazetteer",
    "NameEntry",
    "NameKind",
    "build_gazetteer",
    "open_gazetteer",
]
