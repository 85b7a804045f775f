"""Reports over time: bars that follow every filter but the dates; dragging sets the dates."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard import session, wording
from dashboard.views.component import load
from geodata.filters import EventFilter
from geodata.queries import EventQueries, Timeline

_KEY = "timeline"
_FEWEST_BARS = 21  # a few days alone would be drawn as blocks
_MOST_BARS = 180
_mount = load("timeline")

Bar = tuple[str, str, str, int]


def draw(queries: EventQueries, wanted: EventFilter) -> None:
    """The bars, by day where they are few enough, else by week or month."""
    timeline = queries.timeline(wanted, by="day")
    for by in ("week", "month"):
        if _length(timeline) > _MOST_BARS:
            timeline = queries.timeline(wanted, by=by)
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


def fill(timeline: Timeline) -> list[Bar]:
    """A bar for every interval, empty ones too: first day, last day, words, count."""
    if not timeline.starts:
        return []
    counts = dict(zip(timeline.starts, timeline.counts, strict=True))
    start, end = timeline.starts[0], timeline.starts[-1]
    missing = _FEWEST_BARS - _length(timeline)
    for i in range(max(0, missing)):
        if i % 2:
            start = _previous(start, timeline.by)
        else:
            end = _next(end, timeline.by)
    bars = []
    while start <= end:
        after = _next(start, timeline.by)
        last = after - timedelta(days=1)
        count = counts.get(start, 0)
        words = f"{wording.days(start, last)}: {wording.plural(count, 'report')}"
        bars.append((start.isoformat(), last.isoformat(), words, count))
        start = after
    return bars


def _length(timeline: Timeline) -> int:
    """How many intervals from the first to the last."""
    if not timeline.starts:
        return 0
    days = (timeline.starts[-1] - timeline.starts[0]).days
    return days // {"day": 1, "week": 7, "month": 30}[timeline.by] + 1


def _next(start: date, by: str) -> date:
    if by == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start + timedelta(days=7 if by == "week" else 1)


def _previous(start: date, by: str) -> date:
    if by == "month":
        return (start - timedelta(days=1)).replace(day=1)
    return start - timedelta(days=7 if by == "week" else 1)


def _brush() -> None:
    sent = st.session_state[_KEY]["range"]
    try:
        first, last = (date.fromisoformat(day) for day in sent)
    except (TypeError, ValueError):
        return
    wanted = session.view().filter
    if (wanted.date_from, wanted.date_to) == (first, last):  # the same bars again: all dates
        session.change_filter(date_from=None, date_to=None)
    else:
        session.change_filter(date_from=first, date_to=last)
