"""The store's queries and articles and the gazetteer, opened once for all visitors."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v1.component_registry import ComponentRegistry

from geodata.errors import DatelineError
from geodata.home import store_uri
from geodata.queries import EventQueries
from geodata.store import DeltaStore, StoredArticle

if TYPE_CHECKING:
    from geodata.geocoding.gazetteer_geocoder import GazetteerGeocoder
    from geodata.pipeline import Pipeline

# A run of the page lets go of the interpreter at each question and at each of some forty messages,
# and waits that long to get it back from a run for another visitor; Python's own 5 ms add up.
_SWITCH_INTERVAL_S = 0.0005

# Of the page; its views themselves can only be imported by a running page, for their components.
_MUCH_TO_IMPORT = ("folium.plugins", "dashboard.layers.window", "geodata.dates")


@asynccontextmanager
async def open_early(_: object) -> AsyncIterator[None]:
    """While the application starts, and the first visitor's browser loads its front end."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    _serve_map_component()
    for load in (_open_store, _import_modules):
        threading.Thread(target=load, daemon=True).start()
    yield


def _serve_map_component() -> None:
    """Serve the files of the map's component from the start.

    Streamlit knows a component once a page has imported it. Behind a balancer that page may have
    been run by another server than the one that is asked for the files.
    """
    import streamlit_folium  # warns that no page runs, which is no matter but to the command line

    ComponentRegistry.instance().register_component(streamlit_folium._component_func)


def _open_store() -> None:
    with suppress(DatelineError):  # which the page says, and what to do about it
        open_queries(store_uri())


def _import_modules() -> None:
    for name in _MUCH_TO_IMPORT:
        importlib.import_module(name)


@st.cache_resource(show_spinner=False)
def open_queries(uri: str) -> EventQueries:
    """The queries over a store, which all visitors share."""
    return EventQueries.open(DeltaStore(uri))


@st.cache_resource(show_spinner=False)
def open_stages() -> Pipeline:
    """The stages that read an article, opened when an editor first adds one."""
    from geodata.pipeline import open_pipeline

    return open_pipeline(open_geocoder().gazetteer)


@st.cache_resource(show_spinner=False)
def freeze(uri: str) -> None:
    """Once the page has been drawn: what is there then lives as long as the server does.

    Freezing spares every collection of garbage the walk over it.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def open_geocoder() -> GazetteerGeocoder:
    """The embedded gazetteer as a geocoder, opened when a visitor first looks for a place."""
    from geodata.gazetteer import open_gazetteer
    from geodata.geocoding.gazetteer_geocoder import GazetteerGeocoder  # much to load

    return GazetteerGeocoder(open_gazetteer(progress=False))


@st.cache_resource(show_spinner=False, max_entries=64)
def read_article(uri: str, version: int, article_id: str) -> StoredArticle | None:
    """An article of one version of the store, None where there is none of that id."""
    return DeltaStore(uri).read_article(article_id)
