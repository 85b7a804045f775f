"""Finding the time expressions of an article and reading them against its date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from geodata.dates.context import Context
from geodata.dates.expression import Reading, Relation, TimeExpression, TimexType
from geodata.dates.grammar import ANY, READERS, iter_starts
from geodata.dates.intervals import moved
from geodata.dates.speech import is_of_dateline, is_of_speech
from geodata.dates.words import WEEKDAYS
from geodata.model import Article, Span, TimePrecision

_RELATION = re.compile(
    r"\b(since|until|till|before|after|by|following|from)\s(?:(?:the|late|early|about|around)\s)*$",
    re.IGNORECASE,
)
_RELATIONS = {
    "since": Relation.SINCE,
    "until": Relation.UNTIL,
    "till": Relation.UNTIL,
    "by": Relation.UNTIL,
    "before": Relation.BEFORE,
    "after": Relation.AFTER,
    "following": Relation.AFTER,
}
_WEEKDAY_NAMES = frozenset(name.title() for name in WEEKDAYS if name.endswith("day"))
_TO = re.compile(r"\s?(?:to|through|until|till|-|–|—)\s?(?:late\s|early\s)?")
_AND = re.compile(r"\sand\s(?:late\s|early\s)?")
_PRINTED_LATER = timedelta(days=3)
_BETWEEN = re.compile(r"\bbetween\s(?:late\s|early\s)?$", re.IGNORECASE)


def find_dates(article: Article) -> tuple[TimeExpression, ...]:
    """Every time expression of an article in the order of its text, none overlapping.

    Weekdays and dates without a year are the latest such day up to the day of publication, that
    day included, unless the sentence looks ahead. Without that day relative expressions have the
    basis UNRESOLVED. A day in the dateline stands for that of publication behind it: "Lima, 25 Oct
    (AFP) -- Tonight", printed on the 26th. Linear in the length of the text.
    """
    found: list[TimeExpression] = []
    anchor: date | None = None
    anchor_period: date | None = None
    said: date | None = None
    position = 0
    for start in iter_starts(article.text):
        if start < position or not (match := ANY.match(article.text, start)):
            continue
        expression = _read(article, match, anchor or said, anchor_period)
        if expression is None:
            continue
        position = match.end()
        found.append(expression)
        if _dates_article(article, expression):
            article = replace(article, published=expression.reading.start)
        if expression.of_speech and expression.reading.precision is TimePrecision.DAY:
            said = expression.reading.start
        elif expression.type in (TimexType.DATE, TimexType.TIME) and not expression.of_speech:
            anchor_period = expression.reading.start or anchor_period
            if expression.reading.precision is TimePrecision.DAY:
                anchor = expression.reading.start
    return tuple(_joined(found, article.text))


def _dates_article(article: Article, expression: TimeExpression) -> bool:
    """Whether an expression is the day in a dateline, some days before the publication at most."""
    day = expression.reading.start
    return (
        day is not None
        and article.published is not None
        and expression.reading.precision is TimePrecision.DAY
        and timedelta() <= article.published - day <= _PRINTED_LATER
        and is_of_dateline(article.text, expression.span)
    )


def _read(
    article: Article, match: re.Match[str], anchor: date | None, anchor_period: date | None
) -> TimeExpression | None:
    pattern, read = READERS[str(match.lastgroup)]
    own = pattern.match(article.text, match.start())
    if own is None:
        return None
    context = Context(
        text=article.text,
        start=match.start(),
        end=own.end(),
        published=article.published,
        anchor=anchor,
        anchor_period=anchor_period,
    )
    reading = read(own, context)
    if reading is None:
        return None
    span = Span(own.start(), own.end())
    return TimeExpression(
        span=span,
        text=span.of(article.text),
        reading=reading,
        relation=_relation(article.text, span.start, reading.type),
        of_speech=_has_days(reading)
        and (is_of_dateline(article.text, span) or is_of_speech(article.text, span)),
    )


def _has_days(reading: Reading) -> bool:
    return reading.start is not None or reading.type in (TimexType.DATE, TimexType.TIME)


def _relation(text: str, start: int, kind: TimexType) -> Relation:
    match = _RELATION.search(text, max(0, start - 30), start)
    found = _RELATIONS.get(match[1].lower(), Relation.DURING) if match else Relation.DURING
    # "Shortly before midnight on Saturday" is still Saturday.
    on_the_day = kind is TimexType.TIME and found in (Relation.BEFORE, Relation.AFTER)
    return Relation.DURING if on_the_day else found


def _joined(found: list[TimeExpression], text: str) -> list[TimeExpression]:
    """The expressions with the two ends of "between Monday and Wednesday" tied together."""
    for index in range(len(found) - 1):
        first, last = found[index], found[index + 1]
        gap = (first.span.end, last.span.start)
        if last.span.start - first.span.end > 12 or first.type is TimexType.DURATION:
            continue
        start, end = first.reading.start, last.reading.end
        if start is None or end is None:
            continue
        if start > end and first.text in _WEEKDAY_NAMES:
            first = _week_before(first)
            start = first.reading.start or start
        if start > end:
            continue
        if _TO.fullmatch(text, *gap) or (
            _AND.fullmatch(text, *gap)
            and _BETWEEN.search(text, max(0, first.span.start - 20), first.span.start)
        ):
            found[index] = _end_of(first, start, end)
            found[index + 1] = _end_of(last, start, end)
    return found


def _week_before(expression: TimeExpression) -> TimeExpression:
    """The Monday before "between Monday and Wednesday last week"."""
    day = expression.reading.start and moved(expression.reading.start, -7)
    if not day:
        return expression
    reading = replace(expression.reading, start=day, end=day, value=day.isoformat())
    return replace(expression, reading=reading)


def _end_of(expression: TimeExpression, start: date, end: date) -> TimeExpression:
    days = (end - start).days
    widest = TimePrecision.WEEK if days <= 8 else TimePrecision.MONTH
    reading = replace(
        expression.reading,
        start=start,
        end=end,
        precision=max(
            expression.reading.precision or widest, widest if days else TimePrecision.DAY
        ),
    )
    return replace(expression, reading=reading, relation=Relation.BETWEEN)
