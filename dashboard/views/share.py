"""The share panel: the view's link, its frame for other pages, its files, feed and interface.

Every address is made when the panel is opened: a pan of the map changes the link without a run of
the whole page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import session, wording
from dashboard.access.identity import current_policy
from dashboard.state import ViewState, to_query
from geodata.queries import EventQueries
from geodata.versions import DataVersion

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
        """The link to the view in the reader's own colours."""
        return self.link(theme="")

    def link(self, *, theme: str) -> str:
        """The link to the view; `theme` is Streamlit's or ""."""
        return self._to("", {**to_query(self.view), **_options(theme)})

    def frame(self, *, theme: str) -> str:
        """The markup that shows the view in another page; `theme` is Streamlit's or ""."""
        view = replace(self.view, made_with=None)  # for readers who never saw an earlier one
        source = self._to("", {**to_query(view), "embed": ["true"], **_options(theme)})
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
        view = ViewState(filter=self.view.filter, made_with=self.view.made_with)
        return self._to(path, to_query(view))

    @property
    def feed(self) -> str:
        """The address of the filter's feed, of whatever version is the newest."""
        return self._to("feed.atom", to_query(ViewState(filter=self.view.filter)))

    def _to(self, path: str, query: dict[str, list[str]]) -> str:
        asked = urlencode(query, doseq=True)
        return f"{self.home}/{path}" + (f"?{asked}" if asked else "")


def addresses(*, made_with: DataVersion | None = None) -> Addresses:
    """Where the present view is found; `made_with` is the version that its link names."""
    view = replace(session.view(), made_with=made_with)
    return Addresses(home=(st.context.url or "").rstrip("/"), view=view)


@st.fragment
def draw(queries: EventQueries) -> None:
    """A button that opens the panel."""
    panel = st.popover("Share or save", key="share", on_change="rerun")
    if panel.open:
        with panel:
            _draw_panel(queries)


def draw_files(queries: EventQueries) -> None:
    """A line of links to the reports of the view's filter, one for each format."""
    to = addresses(made_with=queries.data_version)
    links = [f"[{name}]({to.file(path)})" for name, path in _FILES.items()]
    st.caption(f"Save these reports: {', '.join(links)}")


def _options(theme: str) -> dict[str, list[str]]:
    return {"embed_options": [theme]} if theme else {}


def _draw_panel(queries: EventQueries) -> None:
    to = addresses(made_with=queries.data_version)
    chosen = st.segmented_control("Colours", _THEMES, default=next(iter(_THEMES)), key="colours")
    theme = _THEMES[chosen] if chosen else ""
    st.caption("Link to this view")
    st.code(to.link(theme=theme), language=None, wrap_lines=True)
    if to.report:
        st.caption("Link to the chosen report alone")
        st.code(to.report, language=None, wrap_lines=True)
    _draw_frame(to.frame(theme=theme))
    draw_files(queries)
    st.caption(
        f"[This view in one file]({to.file('data/snapshot.html')}), "
        "with its map, for an archive or a mail"
    )
    st.caption(f"[Feed]({to.feed}) of new reports, for a feed reader")
    st.caption("OGC API - Features, for QGIS and GDAL")
    st.code(f"{to.home}/ogc", language=None)


def _draw_frame(markup: str) -> None:
    """The markup for other sites, where any may show the page."""
    sites = current_policy().framed_by
    if not sites:
        st.caption("Other sites may not show this collection in a frame")
        return
    st.caption("Frame for another page")
    st.code(markup, language="html", wrap_lines=True)
    if "*" not in sites:
        st.caption(wording.plain(f"It is shown on {', '.join(sites)} alone"))
