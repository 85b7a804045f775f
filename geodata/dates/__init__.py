"""When: the time expressions of an article, and which of them dates what happened."""

from geodata.dates.assignment import assign_date, dates_events
from geodata.dates.event_dates import DatedEvent, event_date, is_old, today_of
from geodata.dates.expression import Reading, Relation, TimeExpression, TimexType
from geodata.dates.finding import find_dates

__all__ = [
    "DatedEvent",
    "Reading",
    "Relation",
    "TimeExpression",
    "TimexType",
    "assign_date",
    "dates_events",
    "event_date",
    "find_dates",
    "is_old",
    "today_of",
]
