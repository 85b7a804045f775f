"""What frames the page: title of the tab, lay-out, and the little style that Streamlit lacks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_ICON = Path(__file__).parents[1] / "static" / "icon.svg"
_SIDEBAR_PX = 320
_STYLE = """
<style>
.stMainBlockContainer { padding: 1.2rem 2rem 3rem; max-width: 1680px; }
.stAppHeader { height: 2.2rem; background: transparent; pointer-events: none; }
.stAppHeader > * { pointer-events: auto; }
h1 { font-size: 1.75rem !important; line-height: 1.2 !important; padding: 0 !important; }
.stSidebar h2 { font-size: 1.4rem; padding: 0; }
[data-testid="stSidebarHeader"] { height: 2.4rem; padding-block: 0; margin-bottom: 0; }
iframe.stCustomComponentV1 { border-radius: 4px; }
.stElementContainer:has(iframe.stCustomComponentV1)::after {
  content: "Looking…"; position: absolute; top: 45%; left: 50%; transform: translateX(-50%);
  padding: 0.2rem 0.9rem; border-radius: 1rem; background: #333; color: #fff;
  opacity: 0; transition: opacity 0.3s; pointer-events: none;
}
.stElementContainer[data-stale="true"]:has(iframe.stCustomComponentV1) { opacity: 1; }
.stElementContainer[data-stale="true"]:has(iframe.stCustomComponentV1)::after {
  opacity: 1; transition-delay: 0.8s;
}
.stElementContainer[data-stale="true"] iframe.stCustomComponentV1 {
  opacity: 0.3; transition: opacity 0.3s 0.8s;
}
.stMainBlockContainer:has(.st-key-door) { max-width: 32rem; padding-top: 22vh; }
.st-key-door { border-top: 3px solid currentColor; padding-top: 1.4rem; }
.st-key-door button { margin-top: 0.6rem; min-width: 8rem; }
.st-key-chips { gap: 0.4rem; padding-top: 0.2rem; }
.st-key-chips button { min-height: 0; padding: 0.1rem 0.6rem; border-radius: 1rem; }
.st-key-chips p, .st-key-chips span { font-size: 0.85rem !important; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 2.4rem 0.8rem 2rem; }
  h1 { font-size: 1.35rem !important; }
  iframe.stCustomComponentV1 { height: 60vh; }
}
</style>
"""


def draw() -> None:
    """Set up the page; must come first."""
    st.set_page_config(
        page_title="Dateline",
        page_icon=str(_ICON),
        layout="wide",
        initial_sidebar_state=_SIDEBAR_PX,
    )
    st.html(_STYLE)


def draw_name() -> None:
    """The name of the page and what it is for."""
    st.header("Dateline", anchor=False)
    st.caption("What the articles report, where and when")
