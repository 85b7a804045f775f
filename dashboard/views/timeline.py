"""Reports over time: bars that follow every filter but the dates; dragging sets the dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import session, wording
from dashboard.bars import MOST_BARS, fill, steps
from dashboard.views.component import load
from geodata.filters import DateMatch, EventFilter
from geodata.queries import EventQueries, Timeline

_KEY, _MATCH = "timeline", "filter.date_match"
_MATCHES = {
    DateMatch.POSSIBLY: "may lie within these dates",
    DateMatch.CERTAINLY: "must lie within them",
}
_mount = load("timeline")


def draw(queries: EventQueries, wanted: EventFilter) -> None:
    """The bars, by day where they are few enough, else by week or month."""
    timeline = ask(queries, wanted)
    bars = fill(timeline)
    if not bars:
        return
    data = {
        "label": f"Reports per {timeline.by}; the dates can also be typed in the filters.",
        "bars": bars,
        "from": wanted.date_from and wanted.date_from.isoformat(),
        "to": wanted.date_to and wanted.date_to.isoformat(),
        "first": wording.day(date.fromisoformat(bars[0][0])),
        "last": wording.day(date.fromisoformat(bars[-1][1])),
    }
    _mount(key=_KEY, data=data, on_range_change=_brush)
    if wanted.date_from or wanted.date_to:
        _draw_match(wanted)


def ask(queries: EventQueries, wanted: EventFilter) -> Timeline:
    """The reports of a filter over time, whatever its dates."""
    bars_of = replace(wanted, date_from=None, date_to=None, date_match=DateMatch.POSSIBLY)
    return queries.timeline(bars_of, by=choose_interval(queries.days(bars_of)))


def _draw_match(wanted: EventFilter) -> None:
    """How reports count that are known only to a span of days, such as a week."""
    if st.session_state.get(_MATCH) != wanted.date_match:
        st.session_state[_MATCH] = wanted.date_match
    st.radio(
        "Reports whose day is not known exactly",
        list(_MATCHES),
        key=_MATCH,
        format_func=_MATCHES.__getitem__,
        on_change=_take_match,
        horizontal=True,
    )


def _take_match() -> None:
    session.change_filter(date_match=DateMatch(st.session_state[_MATCH]))


def choose_interval(days: tuple[date, date] | None) -> str:
    """The shortest interval of which not too many lie between the first day and the last."""
    return next((by for by in ("day", "week") if steps(days or (), by=by) <= MOST_BARS), "month")


def _brush() -> None:
    sent = st.session_state[_KEY]["range"]
    if sent == "all":
        session.change_filter(date_from=None, date_to=None)
        return
    try:
        first, last = (date.fromisoformat(day) for day in sent)
    except (TypeError, ValueError):
        return
    wanted = session.view().filter
    if (wanted.date_from, wanted.date_to) == (first, last):  # the same bars again: all dates
        session.change_filter(date_from=None, date_to=None)
    else:
        session.change_filter(date_from=first, date_to=last)
