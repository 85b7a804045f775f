"""Links that save what the page shows; each is plain HTTP, so that programs can use it too."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard import session
from dashboard.state import to_query

_FORMATS = {"CSV": "csv", "GeoJSON": "geojson", "KML": "kml", "GeoParquet": "parquet"}


def draw() -> None:
    """A line of links to the reports of the view's filter, one for each format."""
    links = (f"[{name}]({address(suffix)})" for name, suffix in _FORMATS.items())
    st.caption(f"Save these reports: {', '.join(links)}")


def address(suffix: str) -> str:
    """Where the view's selection is served as a file of this kind, by the path on this host."""
    base = st.get_option("server.baseUrlPath").strip("/")
    query = urlencode(to_query(session.view()), doseq=True)
    return f"{f'/{base}' if base else ''}/data/events.{suffix}{f'?{query}' if query else ''}"
