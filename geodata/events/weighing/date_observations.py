"""What is observed of a day that may be a telling's, a value for each of `TEMPLATES`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geodata.dates import TimeExpression, dates_events
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values
from geodata.model import EventDate

TEMPLATES = (
    "answer",  # what the rules' rests on, and how this day lies to it
    "answer_distance",  # the same, with how many sentences lie between
    "distance",  # how many sentences lie between, and whether it is a saying's
    "fit",  # whether it can date what happened by the words around it
    "relation",  # what the words before make of it: on, since, until
    "before",  # the word before it
    "precision",  # a day, a week, a month, with the answer's
    "age",  # how many days before the publication, with the answer
    "days",  # how many days from the rules'
    "gap",  # how far it stands from the trigger in the same sentence, and on which side
    "between",  # what breaks up the words between
    "taken",  # whether another telling has it in its own sentence
    "taken_family",  # of what type's family that is, with the telling's
    "times",  # how often the article names it
    "lead",  # whether the telling stands in the first sentences, with the distance
    "paragraph",  # whether a new one began in between
    "opening",  # how the sentence with the day begins: "the attackers", "it", "police"
    "dates",  # how many the telling's own sentence names
    "said",  # whether that sentence has a saying's day
    "tense",  # the auxiliary before the trigger
    "class",  # verb or noun, with the answer
    "family",  # of the telling's type, with what the answer rests on
)
_AGES = ((0, "same"), (1, "1"), (2, "2"), (6, "week"), (13, "weeks"), (60, "months"))
_TENSE_REACH = 4  # words
_TENSES = {"had": "had", "has": "has", "have": "has", "is": "is", "are": "is"}
_BREAKS = frozenset(", ; : and but as after before when while where because although until".split())
_TAKING_UP = frozenset("the they he she it this police officers officials witnesses".split())

Interval = tuple[date | None, date | None]
"""The first and the last day, both None for unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day where an article names it."""

    sentence: Sentence
    expression: TimeExpression
    day: EventDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a telling's days have in common.

    `is_lead` is whether the telling stands in the first sentences of its article, `times` how often
    the article names each interval, `takers` the telling that each offset of a day dates in its own
    sentence; `dates` is how many the telling's sentence names and `said` whether one is a saying's.
    """

    text: str
    published: date | None
    is_lead: bool
    times: Mapping[Interval, int]
    takers: Mapping[int, Telling]
    dates: int
    said: bool


def observe_day(telling: Telling, one: NamedDay, around: Surroundings) -> Values:
    """A value for each template, of a day where it is named nearest to a telling."""
    sentence, expression, day = one.sentence, one.expression, one.day
    given = telling.dated.date
    apart = sentence.number - telling.sentence.number
    distance = _distance(apart) if sentence.section == telling.sentence.section else "opening"
    rests = _rests_on(telling)
    lies = _lies(day, given)
    answer = f"{rests} {lies}"
    same = "same" if lies == "same" else "other"
    taker = around.takers.get(expression.span.start)
    here = "own" if apart == 0 else "other"
    first, last = sorted((telling.sentence.span, sentence.span))
    paragraphs = around.text.count("\n\n", first.end, last.start)
    trigger = telling.primary
    index = sentence.index_at(expression.span.start)
    before = sentence.words[index - 1] if index else ""
    precision = day.precision.name if day.precision else ""
    given_precision = given.precision.name if given.precision else ""
    return (
        answer,
        f"{answer} {distance}",
        f"{distance} {expression.of_speech}",
        f"{_fit(expression, around.text)} {here} {same}",
        f"{expression.relation.value} {here}",
        f"{before} {here}",
        f"{precision} {given_precision} {lies}",
        f"{_age(day, around.published)} {rests} {same}",
        _days_apart(day, given),
        _gap(telling, index) if apart == 0 else "",
        _between(telling, index) if apart == 0 else "",
        f"{_taken(taker, telling)} {distance}",
        f"{taker.family == telling.family if taker else ''} {rests} {same}",
        f"{min(3, around.times[key_of(day)])} {same}",
        f"{around.is_lead} {rests} {distance}",
        f"{min(2, paragraphs)} {rests} {same}",
        f"{_opening(sentence)} {distance}",
        f"{min(around.dates, 3)} {here} {same}",
        f"{around.said} {rests} {here} {same}",
        f"{_tense(telling)} {rests} {same}",
        f"{trigger.trigger.word_class.value} {rests} {here} {same}",
        f"{telling.family} {rests} {here} {same}",
    )


def observe_unnamed(telling: Telling, around: Surroundings) -> Values:
    """What is observed of a date that is none of those named around a telling."""
    rests = _rests_on(telling)
    values = {
        "answer": rests,
        "age": f"{_age(telling.dated.date, around.published)} {rests}",
        "lead": f"{around.is_lead} {rests}",
        "dates": f"{min(around.dates, 3)}",
        "said": f"{around.said} {rests}",
        "tense": f"{_tense(telling)} {rests}",
        "class": f"{telling.primary.trigger.word_class.value} {rests}",
        "family": f"{telling.family} {rests}",
    }
    return tuple(f"unnamed {values.get(template, '')}" for template in TEMPLATES)


def _fit(expression: TimeExpression, text: str) -> str:
    """Whether an expression dates by itself, counts from another day, or dates nothing."""
    reading = expression.reading
    if reading.offset_days is not None or reading.offset_months is not None:
        return "counted"
    return str(dates_events(expression, text))


def key_of(day: EventDate) -> Interval:
    """The days that a date covers."""
    return day.start, day.end


def _rests_on(telling: Telling) -> str:
    """What the rules' date rests on: the sentence's own words, the story's, or the publication."""
    if telling.own_date:
        return "own"
    return "story" if telling.dated.date.span is not None else telling.dated.date.basis.value


def _lies(day: EventDate, given: EventDate) -> str:
    if key_of(day) == key_of(given):
        return "same"
    if day.start is None or given.start is None or day.end is None or given.end is None:
        return "unknown"
    if given.start <= day.start and day.end <= given.end:
        return "inside"
    if day.start <= given.start and given.end <= day.end:
        return "around"
    return "earlier" if day.start < given.start else "later"


def _age(day: EventDate, published: date | None) -> str:
    if published is None or day.end is None:
        return ""
    days = (published - day.end).days
    return next((name for limit, name in _AGES if days <= limit), "old")


def _days_apart(day: EventDate, given: EventDate) -> str:
    if day.start is None or given.start is None:
        return ""
    return str(max(-8, min(8, (day.start - given.start).days)))


def _gap(telling: Telling, index: int) -> str:
    match = telling.primary
    side = "after" if index >= match.last else "before"
    words = index - match.last if index >= match.last else match.first - index
    return f"{side} {min(5, max(0, words) // 3)}"


def _between(telling: Telling, index: int) -> str:
    match = telling.primary
    low, high = sorted((index, match.first))
    words = telling.sentence.words[low + 1 : high]
    side = "after" if index >= match.last else "before"
    return f"{side} {' '.join(sorted(_BREAKS.intersection(words)))}"


def _taken(taker: Telling | None, telling: Telling) -> str:
    if taker is None:
        return ""
    return "own" if taker.sentence is telling.sentence else "other"


def _opening(sentence: Sentence) -> str:
    first = sentence.words[0]
    if first == "the":
        return " ".join(sentence.words[:2])
    return first if first in _TAKING_UP else ""


def _tense(telling: Telling) -> str:
    """The last auxiliary before the trigger: "had been shot", "has redeployed", "are marching"."""
    first = telling.primary.first
    before = telling.sentence.words[max(0, first - _TENSE_REACH) : first + 1]
    return next((_TENSES[word] for word in reversed(before) if word in _TENSES), "")


def _distance(apart: int) -> str:
    if abs(apart) <= 2:
        return str(apart)
    return "-6" if apart < 0 else "6"
