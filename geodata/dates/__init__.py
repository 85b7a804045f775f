"""When: the time expressions of an article, and which of them dates what happened."""

from geodata.dates.assignment import DatedEvent, assign_date
from geodata.dates.expression import Reading, Relation, TimeExpression, TimexType
from geodata.dates.finding import find_dates

__all__ = [
    "DatedEvent",
    "Reading",
    "Relation",
    "TimeExpression",
    "TimexType",
    "assign_date",
    "find_dates",
]
