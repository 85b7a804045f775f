"""One visitor's `ViewState` between the runs of the page, and the link in the address bar.

The view is the only thing that is kept; widgets are set from it before they are drawn and change
it when they are used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.state import MapView, Query, ViewState, from_query, to_query
from dashboard.wire import Wire
from geodata.filters import EventFilter

Bounds = tuple[float, float, float, float]

_VIEW, _LOOK, _SEEN, _PAST, _WINDOW = "view", "look", "seen", "past", "window"
_WIRE, _COME = "wire", "come"
_LINK = "link"  # the view that a visitor came by
_REVEALED = "revealed"
_PUBLISHED = "published"  # the address that the browser has, or is about to get
_MOST_PAST = 50


def open_link() -> tuple[str, ...]:
    """Take the view from the address on a visitor's first run; what of it was dropped, in words."""
    if _VIEW in st.session_state:
        return ()
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    view, dropped = from_query(address)
    st.session_state[_VIEW] = replace(view, made_with=None)
    st.session_state[_LINK] = view
    st.session_state[_LOOK] = (1, view.map_view)
    st.session_state[_SEEN] = 0
    st.session_state[_PAST] = []
    st.session_state[_WINDOW] = None
    st.session_state[_PUBLISHED] = address
    return dropped


def go_to(address: Query) -> None:
    """Look at what a link leads to that the browser has gone back, or forward, to."""
    map_view = view().map_view
    opened, _ = from_query(address)
    want(opened.filter, in_view=opened.in_view)
    st.session_state[_VIEW] = replace(opened, made_with=None)
    st.session_state[_PUBLISHED] = address
    if opened.map_view != map_view:
        fly_to(opened.map_view)


def view() -> ViewState:
    """What this visitor looks at."""
    state: ViewState = st.session_state[_VIEW]
    return state


def opened_link() -> ViewState | None:
    """What the link said that this visitor came by, until `close_link`; with its version."""
    link: ViewState | None = st.session_state[_LINK]
    return link


def close_link() -> None:
    """Speak no more of the link that this visitor came by."""
    st.session_state[_LINK] = None


def change(**changes: Any) -> None:
    """Change fields of the view."""
    st.session_state[_VIEW] = replace(view(), **changes)


def change_filter(**changes: Any) -> None:
    """Change fields of the filter, as `want` does."""
    want(replace(view().filter, **changes), in_view=view().in_view and "bounds" not in changes)


def want(wanted: EventFilter, *, in_view: bool = False) -> None:
    """Look at what this filter keeps, from the table's first page; `undo` leads back."""
    before = view().filter, view().in_view
    if (wanted, in_view) == before:
        return
    st.session_state[_PAST] = [*st.session_state[_PAST], before][-_MOST_PAST:]
    change(filter=wanted, in_view=in_view, page=1)


def undo() -> None:
    """Look at what the filter kept before its last change; nothing where there was none."""
    if not can_undo():
        return
    *st.session_state[_PAST], (wanted, in_view) = st.session_state[_PAST]
    change(filter=wanted, in_view=in_view, page=1)
    if in_view:
        follow()


def can_undo() -> bool:
    """Whether the filter was changed and not all of that undone."""
    return bool(st.session_state[_PAST])


def show_in_view(only: bool) -> None:
    """Let the filter's bounds follow the map's window, or let go of them."""
    wanted = replace(view().filter, bounds=st.session_state[_WINDOW] if only else None)
    want(wanted, in_view=only)


def set_window(window: Bounds | None) -> bool:
    """Take note of what the map has in view; whether the filter's bounds followed it."""
    st.session_state[_WINDOW] = window
    return window is not None and view().in_view and follow()


def follow() -> bool:
    """Make the filter's bounds those of the map's window; whether that changed them."""
    window = st.session_state[_WINDOW]
    if window is None or view().filter.bounds == window:
        return False
    change(filter=replace(view().filter, bounds=window), page=1)
    return True


def look() -> tuple[int, MapView | None]:
    """The page's last wish where the map should look, and its number; None: at everything."""
    wish: tuple[int, MapView | None] = st.session_state[_LOOK]
    return wish


def fly_to(target: MapView | None) -> None:
    """Wish the map to look somewhere, once."""
    st.session_state[_LOOK] = (look()[0] + 1, target)


def is_first_run() -> bool:
    """Whether a browser has just come, and nothing been drawn for it yet; once."""
    first = _COME not in st.session_state
    st.session_state[_COME] = True
    return first and bool(st.context.headers)


def wire() -> Wire:
    """What leads to this visitor's map without Streamlit."""
    if _WIRE not in st.session_state:
        st.session_state[_WIRE] = Wire()
    held: Wire = st.session_state[_WIRE]
    return held


def reveal() -> None:
    """Wish the article to come into view, once."""
    st.session_state[_REVEALED] = reveals() + 1


def reveals() -> int:
    """How often the article was wished into view."""
    return int(st.session_state.get(_REVEALED, 0))


def is_new(sequence: int) -> bool:
    """Whether a choice on the map, which it numbers, has not been followed yet."""
    if sequence <= st.session_state[_SEEN]:
        return False
    st.session_state[_SEEN] = sequence
    return True


def publish_link() -> None:
    """Put the link to the present view into the address bar, where it is not the last put there."""
    query = to_query(view())
    if query != st.session_state[_PUBLISHED]:
        st.query_params.from_dict(query)
        st.session_state[_PUBLISHED] = query
