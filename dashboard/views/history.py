"""The browser's back and forward: they lead to the view that their link holds."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from dashboard import session
from dashboard.views.component import load

_KEY = "history"
_MOST_VALUES = 1000
_mount = load("history")


def draw() -> None:
    """Nothing that shows."""
    _mount(key=_KEY, on_address_change=_follow)


def _follow() -> None:
    address = st.session_state[_KEY]["address"]
    if not isinstance(address, str):
        return
    try:
        query = parse_qs(address.removeprefix("?"), max_num_fields=_MOST_VALUES)
    except ValueError:
        return
    session.go_to(query)
