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

from geodata.dates import DatedEvent, event_date, is_old, today_of
from geodata.events.facts import Facts
from geodata.events.grouping import fit_together
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values, find_likelier, likelihood_of
from geodata.events.weighing.date_observations import (
    TEMPLATES,
    Interval,
    NamedDay,
    Surroundings,
    key_of,
    observe_day,
    observe_unnamed,
)
from geodata.model import EventDate, TimePrecision
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "date_weights.json"
LIKELIER, TOLD_LIKELIER = 0.5, 2.0  # as a logarithm
_BACK, _AHEAD, _LEAD = 6, 6, 2  # sentences
_PRONOUNS = frozenset("they he she it we".split())
_OPENERS = frozenset(
    """that said says told when where while since after before as because if and but or until then
    though although""".split()
)
_CLAUSE_REACH = 5  # words
_SAID = TEMPLATES.index("said")

ChooseDay = Callable[[Telling, Sequence["Day"]], "Day"]
"""Picks one of a telling's days, of which the rules' answer is the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date that may be a telling's, with what is observed of it.

    `likelihood` is how likely the chosen one is, None where nothing was weighed.
    """

    dated: DatedEvent
    values: Values
    likelihood: float | None = None


def redate(
    tellings: Sequence[Telling], sentences: Sequence[Sentence], facts: Facts, *, choose: ChooseDay
) -> list[Telling]:
    """The tellings, with another date for those that have a likelier one."""
    story = _Story(tellings, sentences, facts)
    found = []
    for telling in tellings:
        day = choose(telling, story.days(telling))
        span = day.dated.date.span
        own = span is not None and telling.sentence.span.contains(span)
        if day.dated is not telling.dated:
            telling = replace(telling, dated=day.dated, own_date=own)
        found.append(replace(telling, day_likelihood=day.likelihood))
    return found


def choose_day(telling: Telling, days: Sequence[Day]) -> Day:
    """The likeliest day, where that is far likelier than the rules' answer.

    It has to be likelier still where the telling's own sentence says when, or when it was said.
    """
    said = "True" in days[0].values[_SAID]
    by = TOLD_LIKELIER if said or _is_told(telling) else LIKELIER
    observed = [day.values for day in days]
    position = find_likelier(_shipped(), observed, by=by)
    return replace(days[position], likelihood=likelihood_of(_shipped(), observed, position))


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
        # What opens a bulletin may date all of its parts: "in the 24 hours of Wednesday".
        leading = sentences[:_LEAD]
        self._opening = [one for one in self._named if one.sentence in leading]
        self._opening_end = leading[-1].span.start if leading else 0
        self._numbers = [one.sentence.number for one in self._named]
        self._times = Counter(key_of(one.day) for one in self._named)
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
        if section.start > self._opening_end:
            around += self._opening
        nearest: dict[Interval, NamedDay] = {}
        for one in sorted(around, key=partial(_remoteness, telling)):
            nearest.setdefault(key_of(one.day), one)
        own = [one for one in around if one.sentence is telling.sentence]
        surroundings = Surroundings(
            text=self._facts.article.text,
            published=self._published,
            is_lead=number - self._first < _LEAD,
            times=self._times,
            takers=self._takers,
            dates=len(own),
            said=any(one.expression.of_speech for one in own),
        )
        observe = partial(observe_day, telling, around=surroundings)
        same = nearest.pop(key_of(telling.dated.date), None)
        first = observe(same) if same else observe_unnamed(telling, surroundings)
        found = [Day(dated=telling.dated, values=first)]
        for one in nearest.values():
            history = is_old(one.day.end, self._today)
            past = history and not telling.dated.history and one.sentence is not telling.sentence
            if past or self._dates_another(telling, one):
                continue
            dated = DatedEvent(date=one.day, history=history)
            found.append(Day(dated=dated, values=observe(one)))
        return found

    def _dates_another(self, telling: Telling, one: NamedDay) -> bool:
        """Whether a day is that of something else, told further on or in a relative clause."""
        if _is_in_relative_clause(one):
            return True
        taker = self._takers.get(one.expression.span.start)
        ahead = one.sentence.number > telling.sentence.number
        return ahead and taker is not None and not fit_together(taker.family, telling.family)

    def _iter_named(self) -> Iterator[NamedDay]:
        for expression in self._facts.expressions:
            day = event_date(expression, self._published)
            if day is None or day.start is None:
                continue
            if day.precision is TimePrecision.YEAR or _is_ahead(day, self._published):
                continue
            position = bisect_left(self._starts, expression.span.start + 1) - 1
            if position >= 0:
                sentence = self._sentences[position]
                yield NamedDay(sentence=sentence, expression=expression, day=day)


def _remoteness(telling: Telling, one: NamedDay) -> tuple[bool, int, int]:
    """How far a day stands from a trigger: a saying's last, days before it first."""
    apart = one.sentence.number - telling.sentence.number
    trigger = telling.sentence.starts[telling.primary.first]
    return (
        one.expression.of_speech,
        2 * abs(apart) + (apart > 0),
        abs(one.expression.span.start - trigger),
    )


def _is_in_relative_clause(one: NamedDay) -> bool:
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


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"date": TEMPLATES})["date"]
