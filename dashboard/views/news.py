"""New reports that came into the store while people look: offered, never slipped in."""

from __future__ import annotations

import streamlit as st

from dashboard import wording
from dashboard.access.policy import Verdict
from dashboard.views import sign_in
from geodata.errors import StoreError
from geodata.queries import EventQueries

_LOOK_EVERY_S = 30


def move_on(queries: EventQueries) -> bool:
    """Go to the newest version where there is one, and say so.

    A store that is made anew to be published keeps nothing of the version that is shown.
    """
    try:
        return queries.refresh()
    except StoreError:
        return False


@st.fragment(run_every=_LOOK_EVERY_S)
def draw(queries: EventQueries) -> None:
    """A line with a button when the store is ahead of the page, nothing otherwise.

    A sign-in that has run out, or was ended in another tab, ends the page here.
    """
    if sign_in.may_see() is not Verdict.ALLOWED:
        st.rerun()
    try:
        stale = queries.is_stale()
    except StoreError as error:
        st.warning(wording.plain(f"The store cannot be read just now: {error}"))
        return
    if stale and st.button("New reports have arrived. Show them", type="primary"):
        queries.refresh()
        st.rerun()
