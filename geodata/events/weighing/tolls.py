"""Whether another number of dead that an article tells is likelier a telling's than the rules'.

"Shells hit the market. [...] Doctors counted nine dead there": which number of dead belongs to
which event is weighed by how far apart they stand, what stands between, and whose else it may be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from geodata.events.deaths import Deaths, iter_deaths
from geodata.events.facts import Facts
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.toll import TollWords, find_toll
from geodata.events.weighing.choosing import Values, find_likelier
from geodata.events.weighing.scenes import Scenes
from geodata.events.weighing.toll_observations import (
    TEMPLATES,
    Surroundings,
    Told,
    observe_none,
    observe_number,
    observe_unnamed,
    tells_elsewhere,
)
from geodata.model import Count, Place
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "toll_weights.json"
LIKELIER = 0.25  # as a logarithm
_BACK, _AHEAD = 3, 5  # sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of dead that may be a telling's, None for none, with what is observed of it."""

    killed: Count | None
    values: Values
    deaths: Deaths | None = None


ChooseToll = Callable[[Telling, Sequence[Number]], Number]
"""Picks one of a telling's numbers of dead, of which the rules' answer is the first."""


def recount(
    tellings: Sequence[Telling],
    types: Sequence[str | None],
    scenes: Sequence[Scenes],
    sentences: Sequence[Sentence],
    facts: Facts,
    toll_words: TollWords,
    *,
    choose: ChooseToll,
) -> list[Telling]:
    """The tellings, with another number of dead for those that have a likelier one.

    `types` are what each one tells, None for no event, and `scenes` where. A number taken from
    another sentence brings the injured of that, where the telling has none.
    """
    told = [
        Told(telling=telling, sub_event_type=kind, places=_places(where)) if kind else None
        for telling, kind, where in zip(tellings, types, scenes, strict=True)
    ]
    story = _Story([one for one in told if one], sentences, facts, toll_words)
    return [
        _with_number(telling, choose(telling, story.numbers(one)), toll_words) if one else telling
        for telling, one in zip(tellings, told, strict=True)
    ]


def choose_toll(_telling: Telling, numbers: Sequence[Number]) -> Number:
    """The likeliest of the numbers, where that is far likelier than the rules' answer."""
    return numbers[find_likelier(_shipped(), [one.values for one in numbers], by=LIKELIER)]


def _with_number(telling: Telling, number: Number, toll_words: TollWords) -> Telling:
    if number.killed == telling.toll.killed:
        return telling
    injured = telling.toll.injured
    if injured is None and number.deaths is not None:
        sentence = number.deaths.sentence
        injured = find_toll(sentence, 0, len(sentence.words), toll_words).injured
    return replace(telling, toll=replace(telling.toll, killed=number.killed, injured=injured))


class _Story:
    """What an article's tellings have in common: its numbers of dead, and whose they are."""

    def __init__(
        self,
        told: Sequence[Told],
        sentences: Sequence[Sentence],
        facts: Facts,
        toll_words: TollWords,
    ) -> None:
        numbers = {one.telling.sentence.number for one in told}
        near = {number + step for number in numbers for step in range(-_BACK, _AHEAD + 1)}
        around = [sentence for sentence in sentences if sentence.number in near]
        self._deaths = list(iter_deaths(around, toll_words))
        self._numbers = [one.sentence.number for one in self._deaths]
        self._around = Surroundings(
            facts=facts,
            first=sentences[0].number if sentences else 0,
            told=tuple(told),
            told_numbers=tuple(one.telling.sentence.number for one in told),
            times=Counter(one.count.best for one in self._deaths),
            takers=dict(_iter_takers(told)),
        )

    def numbers(self, told: Told) -> list[Number]:
        """The rules' answer, none, and every number of dead near a telling, each value once."""
        around, given = self._around, told.telling.toll.killed
        near = self._nearest(told)
        found: dict[int, Number] = {}
        for rank, one in enumerate(near):
            values = observe_number(told, one, rank, around)
            found.setdefault(one.count.best, Number(killed=one.count, values=values, deaths=one))
        none = Number(killed=None, values=observe_none(told, len(found), around))
        if given is None:
            return [none, *found.values()]
        same = found.pop(given.best, None)
        values = same.values if same else observe_unnamed(told)
        return [Number(killed=given, values=values), none, *found.values()]

    def _nearest(self, told: Told) -> list[Deaths]:
        """The numbers around a telling, those of its own sentence first."""
        sentence, trigger = told.telling.sentence, told.telling.primary
        low = bisect_left(self._numbers, sentence.number - _BACK)
        high = bisect_right(self._numbers, sentence.number + _AHEAD)
        at = sentence.starts[trigger.first]

        def remoteness(one: Deaths) -> tuple[int, int]:
            apart = one.sentence.number - sentence.number
            return 2 * abs(apart) + (apart < 0), abs(one.count.span.start - at)

        near = (
            one
            for one in self._deaths[low:high]
            if one.sentence.section == sentence.section
            and not tells_elsewhere(told, one, self._around.facts)
        )
        return sorted(near, key=remoteness)


def _iter_takers(told: Sequence[Told]) -> Iterator[tuple[int, Told]]:
    """The first telling that has each number by the rules, by where it starts."""
    for one in reversed(told):
        if one.telling.toll.killed is not None:
            yield one.telling.toll.killed.span.start, one


def _places(scenes: Scenes) -> tuple[Place, ...]:
    return tuple(
        scene.resolution.place for scene in scenes if scene and scene.resolution.place is not None
    )


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"toll": TEMPLATES})["toll"]
