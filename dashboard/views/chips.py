"""What the filter keeps, one button for each thing that is chosen: a click gives it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import session, wording
from dashboard.state import ViewState
from dashboard.views.filters import FACETS, MORE_FACETS
from geodata.filters import EventFilter, Sureness

_MOST_CHIPS = 20
_SURENESS = {Sureness.ALL: "Doubtful reports too", Sureness.SURE: "Only surer reports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that is chosen, in words, and the fields of the filter without it."""

    words: str
    without: Mapping[str, object]


def draw() -> None:
    """The chips, and buttons that clear them all and that undo the last change."""
    view = session.view()
    chips = list_chips(view)
    if not chips and not session.can_undo():
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for number, chip in enumerate(chips[:_MOST_CHIPS]):
            st.button(
                wording.plain(chip.words),
                key=f"chip.{number}",
                icon=":material/close:",
                icon_position="right",
                on_click=_give_up,
                args=(chip,),
            )
        if len(chips) > _MOST_CHIPS:
            st.caption(f"and {len(chips) - _MOST_CHIPS} more")
        if chips:
            st.button("Clear all filters", type="tertiary", on_click=_clear)
        if session.can_undo():
            st.button("Undo", type="tertiary", icon=":material/undo:", on_click=session.undo)


def list_chips(view: ViewState) -> list[Chip]:
    """A chip for each value that is chosen, the dates together, in the order of the sidebar."""
    wanted, nothing = view.filter, EventFilter()
    chips = []
    if wanted.date_from or wanted.date_to:
        words = wording.dates(wanted.date_from, wanted.date_to)
        chips.append(
            Chip(words=words[0].upper() + words[1:], without={"date_from": None, "date_to": None})
        )
    for facet in (*FACETS, *MORE_FACETS):
        values = getattr(wanted, facet.field)
        for value in values:
            without = {facet.field: tuple(other for other in values if other != value)}
            said = facet.say(str(int(value)) if isinstance(value, int) else value)
            chips.append(Chip(words=f"{facet.label}: {said}", without=without))
    for status in wanted.place_statuses:
        left = tuple(other for other in wanted.place_statuses if other != status)
        chips.append(Chip(words=f"Place: {status}", without={"place_statuses": left}))
    if wanted.text:
        chips.append(Chip(words=f"Words: {wanted.text}", without={"text": nothing.text}))
    if wanted.history:
        chips.append(Chip(words="History too", without={"history": False}))
    if wanted.statements:
        chips.append(Chip(words="Statements too", without={"statements": False}))
    if wanted.sureness is not nothing.sureness:
        chips.append(Chip(words=_SURENESS[wanted.sureness], without={"sureness": nothing.sureness}))
    if view.in_view:
        chips.append(Chip(words="Only what is in view", without={"bounds": None}))
    elif wanted.bounds:
        chips.append(Chip(words="The chosen spot", without={"bounds": None}))
    return chips


def _give_up(chip: Chip) -> None:
    session.change_filter(**chip.without)


def _clear() -> None:
    session.want(EventFilter())
