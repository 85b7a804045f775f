"""The days of what happened, by the time expression that dates it, and what counts as history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from geodata.dates.expression import PRESENT, Relation, TimeExpression
from geodata.model import Article, DateBasis, EventDate, TimePrecision

HISTORY_DAYS = 60
_BEGINNING = 50  # time expressions


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """The date of something that happened, and whether the article tells it as past history."""

    date: EventDate
    history: bool


def event_date(expression: TimeExpression, published: date | None) -> EventDate | None:
    """The days of what an expression dates, none of them after the publication where it can be."""
    found = expression.date
    if expression.value == PRESENT and published is not None:
        return EventDate(
            start=published,
            end=published,
            precision=TimePrecision.DAY,
            basis=DateBasis.RELATIVE,
            span=expression.span,
        )
    if found is None or expression.relation is not Relation.SINCE:
        return _until(found, published)
    if found.start is None or published is None or published <= found.start:
        return found
    length = (published - found.start).days
    precision = TimePrecision.WEEK if length <= 8 else TimePrecision.MONTH
    return replace(found, end=published, precision=max(precision, found.precision or precision))


def _until(found: EventDate | None, published: date | None) -> EventDate | None:
    """The date without the days after the publication, where it covers both: "this month"."""
    if found is None or found.start is None or found.end is None or published is None:
        return found
    return replace(found, end=published) if found.start <= published < found.end else found


def today_of(article: Article, expressions: tuple[TimeExpression, ...]) -> date | None:
    """The day of publication; without it the latest day that the article's beginning names."""
    if article.published is not None:
        return article.published
    days = [
        expression.reading.end
        for expression in expressions[:_BEGINNING]
        if expression.reading.precision is TimePrecision.DAY and expression.reading.end
    ]
    return max(days, default=None)


def is_old(end: date | None, today: date | None) -> bool:
    """Whether what ended on a day is history as an article of another day tells it."""
    return end is not None and today is not None and (today - end).days > HISTORY_DAYS
