"""One visitor's `ViewState` between the runs of the page, and the link in the address bar.

The view is the only thing that is kept; widgets are set from it before they are drawn and change
it when they are used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.state import MapView, ViewState, from_query, to_query

_VIEW, _LOOK, _SEEN = "view", "look", "seen"


def open_link() -> tuple[str, ...]:
    """Take the view from the address on a visitor's first run; what of it was dropped, in words."""
    if _VIEW in st.session_state:
        return ()
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    view, dropped = from_query(query)
    st.session_state[_VIEW] = view
    st.session_state[_LOOK] = (1, view.map_view)
    st.session_state[_SEEN] = 0
    return dropped


def view() -> ViewState:
    """What this visitor looks at."""
    state: ViewState = st.session_state[_VIEW]
    return state


def change(**changes: Any) -> None:
    """Change fields of the view."""
    st.session_state[_VIEW] = replace(view(), **changes)


def change_filter(**changes: Any) -> None:
    """Change fields of the filter; the table starts again at its first page."""
    change(filter=replace(view().filter, **changes), page=1)


def look() -> tuple[int, MapView | None]:
    """The page's last wish where the map should look, and its number; None: at everything."""
    wish: tuple[int, MapView | None] = st.session_state[_LOOK]
    return wish


def fly_to(target: MapView | None) -> None:
    """Wish the map to look somewhere, once."""
    st.session_state[_LOOK] = (look()[0] + 1, target)


def is_new(sequence: int) -> bool:
    """Whether a choice on the map, which it numbers, has not been followed yet."""
    if sequence <= st.session_state[_SEEN]:
        return False
    st.session_state[_SEEN] = sequence
    return True


def publish_link() -> None:
    """Put the link to the present view into the address bar."""
    query = to_query(view())
    present = {key: st.query_params.get_all(key) for key in st.query_params}
    if query != present:
        st.query_params.from_dict(query)
