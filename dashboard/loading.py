"""The store's queries and articles and the gazetteer, opened once for all visitors."""

from __future__ import annotations

import gc

import streamlit as st

from geodata.gazetteer import open_gazetteer
from geodata.geocoding.gazetteer_geocoder import GazetteerGeocoder
from geodata.queries import EventQueries
from geodata.store import DeltaStore, StoredArticle


@st.cache_resource(show_spinner=False)
def open_queries(uri: str) -> EventQueries:
    """The queries over a store, which all visitors share.

    Streamlit collects garbage after every run of every visitor; what is loaded here lives as long
    as the server does, and freezing it spares each run the walk over it.
    """
    queries = EventQueries.open(DeltaStore(uri))
    gc.collect()
    gc.freeze()
    return queries


@st.cache_resource(show_spinner=False)
def open_geocoder() -> GazetteerGeocoder:
    """The embedded gazetteer as a geocoder, opened when a visitor first looks for a place."""
    return GazetteerGeocoder(open_gazetteer(progress=False))


@st.cache_resource(show_spinner=False, max_entries=64)
def read_article(uri: str, version: int, article_id: str) -> StoredArticle | None:
    """An article of one version of the store, None where there is none of that id."""
    return DeltaStore(uri).read_article(article_id)
