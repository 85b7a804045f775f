"""The share panel: the view's link, its frame for other pages, its files, feed and interface.

Every address is made when the panel is opened: a pan of the map changes the link without a run of
the whole page.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import session
from dashboard.state import ViewState, to_query

_THEMES = {"As the reader’s": "", "Light": "light_theme", "Dark": "dark_theme"}
_FRAME_HEIGHT_PX = 820
_FILES = {
    "CSV": "data/events.csv",
    "GeoJSON": "data/events.geojson",
    "KML": "data/events.kml",
    "GeoParquet": "data/events.parquet",
    "citations": "data/events.ris",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where one view is found on the web; `home` is the application's own address."""

    home: str
    view: ViewState

    @property
    def page(self) -> str:
        """The link to the view."""
        return self._to("", to_query(self.view))

    def frame(self, *, theme: str) -> str:
        """The markup that shows the view in another page; `theme` is Streamlit's or ""."""
        options = {"embed": ["true"], "embed_options": [theme] if theme else []}
        source = self._to("", {**to_query(self.view), **options})
        return (
            f'<iframe src="{escape(source)}" title="Map of reported events" width="100%" '
            f'height="{_FRAME_HEIGHT_PX}" style="border: 0" loading="lazy"></iframe>'
        )

    @property
    def report(self) -> str | None:
        """The address of the chosen report, which messengers show with its words."""
        event_id = self.view.event_id
        return f"{self.home}/event/{quote(event_id)}" if event_id else None

    def file(self, path: str) -> str:
        """The address that answers for the view's filter, such as data/events.csv."""
        return self._to(path, to_query(ViewState(filter=self.view.filter)))

    def _to(self, path: str, query: dict[str, list[str]]) -> str:
        asked = urlencode(query, doseq=True)
        return f"{self.home}/{path}" + (f"?{asked}" if asked else "")


def addresses() -> Addresses:
    """Where the present view is found."""
    return Addresses(home=(st.context.url or "").rstrip("/"), view=session.view())


@st.fragment
def draw() -> None:
    """A button that opens the panel."""
    panel = st.popover("Share or save", key="share", on_change="rerun")
    if panel.open:
        with panel:
            _draw_panel(addresses())


def draw_files() -> None:
    """A line of links to the reports of the view's filter, one for each format."""
    links = [f"[{name}]({addresses().file(path)})" for name, path in _FILES.items()]
    st.caption(f"Save these reports: {', '.join(links)}")


def _draw_panel(to: Addresses) -> None:
    st.caption("Link to this view")
    st.code(to.page, language=None, wrap_lines=True)
    if to.report:
        st.caption("Link to the chosen report alone")
        st.code(to.report, language=None, wrap_lines=True)
    theme = st.segmented_control(
        "Frame for another page, its colours", _THEMES, default=next(iter(_THEMES)), key="frame"
    )
    frame = to.frame(theme=_THEMES[theme] if theme else "")
    st.code(frame, language="html", wrap_lines=True)
    draw_files()
    st.caption(
        f"[This view in one file]({to.file('data/snapshot.html')}), "
        "with its map, for an archive or a mail"
    )
    st.caption(f"[Feed]({to.file('feed.atom')}) of new reports, for a feed reader")
    st.caption("OGC API - Features, for QGIS and GDAL")
    st.code(f"{to.home}/ogc", language=None)
