"""Which time expression dates what happened: the one nearest by clause, else the scene's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date

from geodata.dates.event_dates import DatedEvent, event_date, is_old, today_of
from geodata.dates.expression import PRESENT, Reading, Relation, TimeExpression, TimexType
from geodata.dates.intervals import month_of, months_later, moved
from geodata.model import Article, DateBasis, EventDate, Span, TimePrecision

_SCENE_REACH = 400  # characters back to the sentence that set the scene's day
_CLAUSE_REACH = 1000  # characters from a trigger to its date in a long sentence

_WEAK = re.compile(r"[,;:()]|[—–]|--|\band\b|\bbut\b")
_STRONG = re.compile(
    r"\b(?:as|after|before|when|while|where|because|although|though|amid|following|during|until"
    r"|to avenge|in response to|in retaliation for|blamed on|accused of)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:which|who|whom|whose|where|that|they|he|she|it|we|since)\b|\([^)]*$", re.IGNORECASE
)
_MODIFIES = re.compile(r"(?:['’]s?)?(?:\s[\w’'-]+){0,3}?\s")
_CONNECTS = re.compile(
    r"\b(?:in|on|at|of|for|to|by|and|as|after|when|with|from|near|was|were|is|are|had|has|that|since)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:first|worst|biggest|largest|deadliest|heaviest|highest|lowest|only|most|not|no|never)\b",
    re.IGNORECASE,
)
_IN_RELATIVE = re.compile(
    r"\b(?:which|who|that)\s(?!(?:on|late|early|in)\s)[\w’'-]+(?:\s[\w’'-]+){0,4}\s(?:on\s|late\s|early\s)*$"
)
_WHEN = re.compile(r",?\s(?:when|in which|during which)\b")
_ANNIVERSARY = re.compile(r"^\s*since\b", re.IGNORECASE)  # "marked ten years on Wednesday since"
# "Was evacuated on Friday because of the bombardment": the day of the evacuation.
_CAUSE = re.compile(
    r"\b(?:because of|due to|owing to|in the wake of|in protest at|anniversary of)\b"
)
_HAPPENING = (
    r"(?:attacks?|blasts?|bombings?|explosions?|incident|clash|clashes|killings?|raids?|shootings?"
    r"|strikes?|accident|fighting|violence|assault|massacre|protests?)"
)
_AFTERMATH = re.compile(
    rf"\b(?:{_HAPPENING}|it|this)\b[^.!?\n]{{0,60}}?"
    r"\b(?:happened|occurred|took place|began|started|was carried out|came)\b"
    r"|\b[Tt]he (?:attackers|gunmen|assailants|raiders|militants|bandits|insurgents|rebels|men)\b"
    r"[^.!?\n]{0,90}?\b(?:arrived|came|entered|struck|stormed|attacked|descended|raided|rode)\b"
    r"|\b(?i:emergency services|police|officers|deputies|paramedics|ambulances?|rescuers"
    r"|fire(?:fighters| crews| service)|crews)\b[^.!?\n]{0,40}?"
    r"\b(?:called|alerted|sent|responded|rushed|attended)\b"
)
# "A hotel that was due to take in refugees from April"
_DUE = re.compile(r"\b(?:due|expected|scheduled|planned|slated) (?:to|for)\b[^.;,]*$")
_OWN_DAY = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}{_HAPPENING}\b")


def assign_date(
    article: Article,
    *,
    sentence: Span,
    trigger: Span,
    expressions: tuple[TimeExpression, ...],
) -> DatedEvent:
    """The date of the event that `trigger` tells in `sentence`, from `find_dates`'s expressions.

    In this order: the expression of the sentence that is nearest by clause and not of a saying; the
    day that the sentences before have set, or that a following one gives for it ("The attack
    happened on Sunday"); the day of publication or of the saying, with the basis PUBLICATION;
    UNRESOLVED in an article without a date.
    History is what lies more than 60 days before the publication, or before the latest day that
    the beginning of an article without one names.
    """
    around = _around(
        expressions,
        Span(
            max(sentence.start, trigger.start - _CLAUSE_REACH),
            min(sentence.end, trigger.end + _CLAUSE_REACH),
        ),
    )
    within = [
        expression
        for expression in (_told_when(one, trigger, article.text) for one in around)
        if sentence.contains(expression.span)
        and dates_events(_of_trigger(expression, trigger), article.text)
    ]
    near, far = _nearest(article.text, trigger, within)
    found = _counted_from(article, trigger, sentence, around, near or far)
    if found is None:
        chosen = near or (
            None if _is_said(around, sentence) else _of_scene(article, sentence, around)
        )
        if chosen is None and far is not None and far.reading.precision is TimePrecision.DAY:
            chosen = far
        found = event_date(chosen, article.published) if chosen else None
    if found is None:
        found = _of_publication(article, sentence, around)
    return DatedEvent(date=found, history=is_old(found.end, today_of(article, expressions)))


def _around(expressions: tuple[TimeExpression, ...], span: Span) -> tuple[TimeExpression, ...]:
    """The expressions in a span and its surroundings, so that long articles take no longer."""
    first = bisect_left(expressions, span.start - _SCENE_REACH, key=_start)
    last = bisect_right(expressions, span.end + _SCENE_REACH, key=_start)
    return expressions[first:last]


def _start(expression: TimeExpression) -> int:
    return expression.span.start


def _told_when(expression: TimeExpression, trigger: Span, text: str) -> TimeExpression:
    """The day of "the worst since October 2019, when": for what follows it is just that day."""
    since = expression.relation is Relation.SINCE and expression.span.end <= trigger.start
    if since and _WHEN.match(text, expression.span.end):
        return replace(expression, relation=Relation.DURING)
    return expression


def _of_trigger(expression: TimeExpression, trigger: Span) -> TimeExpression:
    """A day right before what dates it: "on Wednesday declared a state of emergency"."""
    beside = expression.of_speech and 0 <= trigger.start - expression.span.end <= 1
    return replace(expression, of_speech=False) if beside else expression


def _is_said(expressions: tuple[TimeExpression, ...], sentence: Span) -> bool:
    """Whether a sentence tells the day of a saying: what was said on it is of no earlier scene."""
    return any(one.of_speech and sentence.contains(one.span) for one in expressions)


def dates_events(expression: TimeExpression, text: str) -> bool:
    """Whether an expression can date what happened, as a saying's or a deadline cannot."""
    found = expression.reading
    if found.start is None and expression.date is None and found.value != PRESENT:
        return False
    if expression.type is TimexType.DURATION and found.precision is TimePrecision.YEAR:
        return False  # "in the past two years" is no date of one event
    if expression.of_speech or expression.relation in (Relation.UNTIL, Relation.BEFORE):
        return False
    if _DUE.search(text, max(0, expression.span.start - 60), expression.span.start):
        return False
    if expression.relation is Relation.SINCE:
        before = text[max(0, expression.span.start - 80) : expression.span.start]
        return found.precision is not TimePrecision.YEAR and not _RECORD.search(before)
    return True


def _nearest(
    text: str, trigger: Span, expressions: list[TimeExpression]
) -> tuple[TimeExpression | None, TimeExpression | None]:
    """The expression of the trigger's own clause or that reaches it, and the best of the rest."""
    near: list[tuple[float, int, TimeExpression]] = []
    far: list[tuple[float, int, TimeExpression]] = []
    for order, expression in enumerate(expressions):
        behind = expression.span.start >= trigger.start
        first, last = (trigger, expression.span) if behind else (expression.span, trigger)
        gap = text[first.end : last.start] if first.end < last.start else ""
        if behind and expression.relation is Relation.SINCE:
            gap = gap.removesuffix("since ")
        cost = len(gap) / 60 + len(_WEAK.findall(gap)) + 2 * len(_STRONG.findall(gap))
        if not behind and _MODIFIES.fullmatch(gap) and not _CONNECTS.search(gap):
            cost = -1.0
        # A date inside a relative clause behind ("the offensive they launched on Wednesday")
        # belongs to that clause's own verb, and "now" to the words right beside it.
        blocked = behind and _APART.search(gap) is not None
        if expression.value == PRESENT and (_WEAK.search(gap) or _STRONG.search(gap)):
            continue
        if not behind and cost > 0:
            left = text[max(0, expression.span.start - 60) : expression.span.start]
            blocked = text[expression.span.end :][:2] in ("'s", "’s") or (
                _IN_RELATIVE.search(left) is not None
                or _ANNIVERSARY.search(gap) is not None
                or _CAUSE.search(gap) is not None
            )
        (far if blocked else near).append((cost, order, expression))
    return (min(near)[2] if near else None), (min(far)[2] if far else None)


def _counted_from(
    article: Article,
    trigger: Span,
    sentence: Span,
    expressions: tuple[TimeExpression, ...],
    base: TimeExpression | None,
) -> EventDate | None:
    """The day of "on Saturday, a day after they entered": for "entered", the Friday."""
    offsets = [
        expression
        for expression in expressions
        if _is_offset(expression.reading) and sentence.contains(expression.span)
    ]
    for expression in offsets:
        if expression.span.end > trigger.start:
            continue
        gap = article.text[expression.span.end : trigger.start]
        governed = not re.search(r"[,;]", gap)
        if (
            governed
            and base is not None
            and _is_other_clause(article.text, base, expression, trigger)
        ):
            return _shifted(base, expression, -1)
        if base is None:
            scene = _of_scene(article, sentence, expressions)
            return _shifted(scene, expression, -1 if governed else 1) if scene else None
    return None


def _is_offset(reading: Reading) -> bool:
    return reading.offset_days is not None or reading.offset_months is not None


def _is_other_clause(
    text: str, base: TimeExpression, offset: TimeExpression, trigger: Span
) -> bool:
    if base.span.end <= offset.span.start:
        return True
    return base.span.start > trigger.end and "," in text[trigger.end : base.span.start]


def _shifted(base: TimeExpression, offset: TimeExpression, sign: int) -> EventDate | None:
    """The days of `base` by an offset later, or earlier by a `sign` of -1.

    What is counted in months or years lies somewhere in that month or year.
    """
    start, end, precision = base.reading.start, base.reading.end, base.reading.precision
    if start is None or end is None:
        return None
    days, months = sign * (offset.reading.offset_days or 0), offset.reading.offset_months
    first, last = moved(start, days), moved(end, days)
    if months is not None:
        first, last = months_later(start, sign * months), months_later(end, sign * months)
        if first and last and months % 12:
            precision = TimePrecision.MONTH
            first, last = month_of(first)[0], month_of(last)[1]
        elif first and last:
            precision = TimePrecision.YEAR
            first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    if first is None or last is None:
        return None
    return EventDate(
        start=first,
        end=last,
        precision=precision,
        basis=DateBasis.RELATIVE,
        span=offset.span,
    )


def _of_scene(
    article: Article, sentence: Span, expressions: tuple[TimeExpression, ...]
) -> TimeExpression | None:
    usable = [
        expression
        for expression in expressions
        if expression.reading.precision is TimePrecision.DAY
        and expression.reading.start is not None
        and expression.relation is Relation.DURING
        and not expression.of_speech
        and not is_old(expression.reading.end, article.published)
        and not (article.published and expression.reading.start > article.published)
    ]
    before = [
        expression
        for expression in usable
        if 0 <= sentence.start - expression.span.end <= _SCENE_REACH
    ]
    if before:
        return before[-1]
    for expression in usable:
        start = expression.span.start
        if 0 <= start - sentence.end <= _SCENE_REACH:
            told = article.text[max(sentence.end, start - 120) : start]
            if _AFTERMATH.search(told) or _OWN_DAY.match(article.text, expression.span.end):
                return expression
    return None


def _of_publication(
    article: Article, sentence: Span, expressions: tuple[TimeExpression, ...]
) -> EventDate:
    day = published = article.published
    if published is None:
        return EventDate(start=None, end=None, precision=None, basis=DateBasis.UNRESOLVED)
    # What was said on Monday had happened by then, though the paper is Tuesday's; what follows was
    # most likely said with it.
    for expression in expressions:
        near = 0 <= sentence.start - expression.span.end <= _SCENE_REACH
        if expression.of_speech and (near or sentence.contains(expression.span)):
            said = expression.reading
            told = said.start if said.precision is TimePrecision.DAY else None
            if told is not None and 0 < (published - told).days < 7:
                day = told
    return EventDate(start=day, end=day, precision=TimePrecision.DAY, basis=DateBasis.PUBLICATION)
