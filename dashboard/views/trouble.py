"""The page where there is no store to show: what is wrong, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geodata.errors import DatelineError, StoreMissing, StoreSchemaMismatch

SEEDS = Path(__file__).parents[2] / "seeds"
_COMMAND = "python -m geodata ingest seeds/"


def draw(uri: str, error: DatelineError) -> None:
    """Says what is wrong; where only the store is missing, the seed articles are read into it."""
    if isinstance(error, StoreMissing) and any(SEEDS.glob("*.txt")):
        _ingest_seeds(uri)
    elif isinstance(error, StoreMissing):
        st.title("No articles have been read yet", anchor=False)
        st.text(f"There is no event store at {uri}. Ingest some articles, then reload this page:")
        st.code(_COMMAND, language="shell")
    elif isinstance(error, StoreSchemaMismatch):
        st.title("This event store belongs to another version", anchor=False)
        st.text(str(error))
    else:
        st.title("The event store cannot be read", anchor=False)
        st.text(str(error))


def _ingest_seeds(uri: str) -> None:
    """A hosting service knows no command but the one that starts the page."""
    from dashboard import first_ingest  # much to load, and needed once in a store's life

    st.title("First start: reading the articles", anchor=False)
    with st.status("Reading the articles that came with the program", expanded=True) as status:
        try:
            summary = first_ingest.ingest_seeds(SEEDS, uri=uri, say=st.write)
        except DatelineError as error:
            status.update(label="The articles could not be read", state="error")
            st.text(str(error))
            return
        status.update(label="All articles are read", state="complete")
    if summary is None or not summary.failures:
        st.rerun()
    st.text(summary.describe())
    for failed in summary.failures:
        st.text(f"{failed.origin}: {failed.failure.detail}")
    st.button("Show the map")
