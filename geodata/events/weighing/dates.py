"""Whether another day of the article is likelier a telling's than the one the rules gave.

"Gunmen killed nine people, police said on Tuesday. [...] They came at dusk on Sunday": the rules
look at the words around a telling, this at every day that is named there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from geodata.dates import DatedEvent, TimeExpression, dates_events, event_date, is_old, today_of
from geodata.events.facts import Facts
from geodata.events.grouping import fit_together
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values, find_likelier
from geodata.model import EventDate, TimePrecision
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "date_weights.json"
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
LIKELIER, TOLD_LIKELIER = 1.0, 2.0  # as a logarithm
_BACK, _AHEAD = 6, 6  # sentences
_AGES = ((0, "same"), (1, "1"), (2, "2"), (6, "week"), (13, "weeks"), (60, "months"))
_TENSE_REACH = 4  # words
_TENSES = {"had": "had", "has": "has", "have": "has", "is": "is", "are": "is"}
_BREAKS = frozenset(", ; : and but as after before when while where because although until".split())
_PRONOUNS = frozenset("they he she it we".split())
_OPENERS = frozenset(
    """that said says told when where while since after before as because if and but or until then
    though although""".split()
)
_CLAUSE_REACH = 5  # words
_TAKING_UP = frozenset("the they he she it this police officers officials witnesses".split())

Choose = Callable[[Telling, Sequence["Day"]], "Day"]
"""Picks one of a telling's days, of which the rules' answer is the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date that may be a telling's, with a value for each of `TEMPLATES`."""

    dated: DatedEvent
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A day where an article names it."""

    sentence: Sentence
    expression: TimeExpression
    day: EventDate


def redate(
    tellings: Sequence[Telling], sentences: Sequence[Sentence], facts: Facts, *, choose: Choose
) -> list[Telling]:
    """The tellings, with another date for those that have a likelier one."""
    story = _Story(tellings, sentences, facts)
    found = []
    for telling in tellings:
        dated = choose(telling, story.days(telling)).dated
        span = dated.date.span
        own = span is not None and telling.sentence.span.contains(span)
        same = dated is telling.dated
        found.append(telling if same else replace(telling, dated=dated, own_date=own))
    return found


def choose_likelier(telling: Telling, days: Sequence[Day]) -> Day:
    """The likeliest day, where that is far likelier than the rules' answer.

    It has to be likelier still where the telling's own sentence says when.
    """
    by = TOLD_LIKELIER if _is_told(telling) else LIKELIER
    return days[find_likelier(_shipped(), [day.values for day in days], by=by)]


def _is_told(telling: Telling) -> bool:
    span = telling.dated.date.span
    return span is not None and telling.sentence.span.contains(span)


class _Story:
    """The days that an article names, and whose they are by the words of their own sentence."""

    def __init__(
        self, tellings: Sequence[Telling], sentences: Sequence[Sentence], facts: Facts
    ) -> None:
        self._facts = facts
        self._published = facts.article.published
        self._today = today_of(facts.article, facts.expressions)
        self._first = sentences[0].number if sentences else 0
        self._sentences = sentences
        self._starts = [one.span.start for one in sentences]
        self._named = list(self._iter_named())
        self._numbers = [one.sentence.number for one in self._named]
        self._times = Counter(_key(one.day) for one in self._named)
        self._takers: dict[int, Telling] = {}
        for telling in tellings:
            span = telling.dated.date.span
            if telling.own_date and span is not None:
                self._takers.setdefault(span.start, telling)

    def days(self, telling: Telling) -> list[Day]:
        """The rules' date and every other one named around a telling, each once."""
        number, section = telling.sentence.number, telling.sentence.section
        low = bisect_left(self._numbers, number - _BACK)
        high = bisect_left(self._numbers, number + _AHEAD + 1)
        around = [one for one in self._named[low:high] if one.sentence.section == section]
        nearest: dict[tuple[date | None, date | None], _Named] = {}
        for one in sorted(around, key=partial(_remoteness, telling)):
            nearest.setdefault(_key(one.day), one)
        own = [one for one in around if one.sentence is telling.sentence]
        said = any(one.expression.of_speech for one in own)
        shared = (f"{min(len(own), 3)}", f"{said}")
        same = nearest.pop(_key(telling.dated.date), None)
        first = self._observe(telling, same, shared) if same else self._unnamed(telling, shared)
        found = [Day(dated=telling.dated, values=first)]
        for one in nearest.values():
            history = is_old(one.day.end, self._today)
            past = history and not telling.dated.history and one.sentence is not telling.sentence
            if past or self._dates_another(telling, one):
                continue
            dated = DatedEvent(date=one.day, history=history)
            found.append(Day(dated=dated, values=self._observe(telling, one, shared)))
        return found

    def _dates_another(self, telling: Telling, one: _Named) -> bool:
        """Whether a day is that of something else, told further on or in a relative clause."""
        if _is_in_relative_clause(one):
            return True
        taker = self._takers.get(one.expression.span.start)
        ahead = one.sentence.number > telling.sentence.number
        return ahead and taker is not None and not fit_together(taker.family, telling.family)

    def _iter_named(self) -> Iterator[_Named]:
        for expression in self._facts.expressions:
            day = event_date(expression, self._published)
            if day is None or day.start is None:
                continue
            if day.precision is TimePrecision.YEAR or _is_ahead(day, self._published):
                continue
            position = bisect_left(self._starts, expression.span.start + 1) - 1
            if position >= 0:
                sentence = self._sentences[position]
                yield _Named(sentence=sentence, expression=expression, day=day)

    def _observe(self, telling: Telling, one: _Named, shared: tuple[str, str]) -> Values:
        sentence, expression, day = one.sentence, one.expression, one.day
        given = telling.dated.date
        apart = sentence.number - telling.sentence.number
        distance = _distance(apart)
        rests = _rests_on(telling)
        lies = _lies(day, given)
        answer = f"{rests} {lies}"
        same = "same" if lies == "same" else "other"
        taker = self._takers.get(expression.span.start)
        here = "own" if apart == 0 else "other"
        text = self._facts.article.text
        lead = telling.sentence.number - self._first < 2
        first, last = sorted((telling.sentence.span, sentence.span))
        paragraphs = text.count("\n\n", first.end, last.start)
        trigger = telling.primary
        index = sentence.index_at(expression.span.start)
        before = sentence.words[index - 1] if index else ""
        precision = day.precision.name if day.precision else ""
        given_precision = given.precision.name if given.precision else ""
        return (
            answer,
            f"{answer} {distance}",
            f"{distance} {expression.of_speech}",
            f"{_fit(expression, text)} {here} {same}",
            f"{expression.relation.value} {here}",
            f"{before} {here}",
            f"{precision} {given_precision} {lies}",
            f"{_age(day, self._published)} {rests} {same}",
            _days_apart(day, given),
            _gap(telling, index) if apart == 0 else "",
            _between(telling, index) if apart == 0 else "",
            f"{_taken(taker, telling)} {distance}",
            f"{taker.family == telling.family if taker else ''} {rests} {same}",
            f"{min(3, self._times[_key(day)])} {same}",
            f"{lead} {rests} {distance}",
            f"{min(2, paragraphs)} {rests} {same}",
            f"{_opening(sentence)} {distance}",
            f"{shared[0]} {here} {same}",
            f"{shared[1]} {rests} {here} {same}",
            f"{_tense(telling)} {rests} {same}",
            f"{trigger.trigger.word_class.value} {rests} {here} {same}",
            f"{telling.family} {rests} {here} {same}",
        )

    def _unnamed(self, telling: Telling, shared: tuple[str, str]) -> Values:
        """What is observed of a date that is none of those named around a telling."""
        rests = _rests_on(telling)
        lead = telling.sentence.number - self._first < 2
        values = {
            "answer": rests,
            "age": f"{_age(telling.dated.date, self._published)} {rests}",
            "lead": f"{lead} {rests}",
            "dates": shared[0],
            "said": f"{shared[1]} {rests}",
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


def _remoteness(telling: Telling, one: _Named) -> tuple[bool, int, int]:
    """How far a day stands from a trigger: a saying's last, days before it first."""
    apart = one.sentence.number - telling.sentence.number
    trigger = telling.sentence.starts[telling.primary.first]
    return (
        one.expression.of_speech,
        2 * abs(apart) + (apart > 0),
        abs(one.expression.span.start - trigger),
    )


def _is_in_relative_clause(one: _Named) -> bool:
    """Whether a day is another noun's: "the offensive they launched on Friday"."""
    sentence = one.sentence
    index = sentence.index_at(one.expression.span.start)
    for position in range(index - 1, max(0, index - _CLAUSE_REACH), -1):
        if sentence.words[position] in _PRONOUNS:
            before = sentence.words[position - 1]
            return before.isalpha() and before not in _OPENERS
    return False


def _is_ahead(day: EventDate, published: date | None) -> bool:
    return published is not None and day.start is not None and day.start > published


def _key(day: EventDate) -> tuple[date | None, date | None]:
    return day.start, day.end


def _rests_on(telling: Telling) -> str:
    """What the rules' date rests on: the sentence's own words, the story's, or the publication."""
    if telling.own_date:
        return "own"
    return "story" if telling.dated.date.span is not None else telling.dated.date.basis.value


def _lies(day: EventDate, given: EventDate) -> str:
    if _key(day) == _key(given):
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


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"date": TEMPLATES})["date"]
