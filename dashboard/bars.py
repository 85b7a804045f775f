"""The bars of a timeline: one for each interval from first to last, empty ones too. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard import wording
from geodata.filters import EventFilter
from geodata.queries import Counts, Timeline

Bar = tuple[str, str, str, int]
"""First day, last day, both in words with the count, count."""

MOST_BARS = 180
_FEWEST_BARS = 21  # a few days alone would be drawn as blocks


def fill(timeline: Timeline) -> list[Bar]:
    """A bar for every interval, and some more where they are few; [] where nothing is dated."""
    if not timeline.starts:
        return []
    counts = dict(zip(timeline.starts, timeline.counts, strict=True))
    start, end = timeline.starts[0], timeline.starts[-1]
    missing = _FEWEST_BARS - length(timeline)
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


def length(timeline: Timeline) -> int:
    """How many intervals from the first to the last."""
    return steps(timeline.starts, by=timeline.by)


def days_shown(counts: Counts, wanted: EventFilter) -> tuple[date, date] | None:
    """The first and the last day of a filter's events, cut to its dates; None for none dated."""
    if counts.first is None or counts.last is None:
        return None
    first = max(counts.first, wanted.date_from or counts.first)
    last = min(counts.last, wanted.date_to or counts.last)
    return first, max(first, last)


def steps(starts: Sequence[date], *, by: str) -> int:
    """How many intervals from the first of these starts to the last, which are in order."""
    if not starts:
        return 0
    return (starts[-1] - starts[0]).days // {"day": 1, "week": 7, "month": 30}[by] + 1


def _next(start: date, by: str) -> date:
    if by == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start + timedelta(days=7 if by == "week" else 1)


def _previous(start: date, by: str) -> date:
    if by == "month":
        return (start - timedelta(days=1)).replace(day=1)
    return start - timedelta(days=7 if by == "week" else 1)
