"""Whether another place of the article is likelier a telling's scene than the one the rules gave.

How far off each place stands that is named around a telling, what the words make of it, who else
takes it and what the rules said are weighed together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from geodata.events.chains import PlaceChain
from geodata.events.facts import Facts
from geodata.events.no_scene import is_aside
from geodata.events.scenes import Scene, to_scenes
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values, find_likelier, likelihood_of
from geodata.events.weighing.scene_observations import (
    TEMPLATES,
    NamedPlace,
    Surroundings,
    kind_of,
    observe_place,
    observe_unnamed,
)
from geodata.model import GeoPrecision, Place
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "scene_weights.json"
LIKELIER, TOLD_LIKELIER = 0.5, 2.0  # as a logarithm
_BESIDE = (-1, 0, 1)  # degrees
_BACK, _AHEAD, _LEAD = 15, 3, 2  # sentences
Scenes = tuple[Scene | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place that may be a telling's scene, with what is observed of it.

    `answer` is the rules' one, `named` another place where the article names it. `likelihood` is
    how likely the chosen one is, None where nothing was weighed.
    """

    values: Values
    likelihood: float | None = None
    answer: Scene | None = None
    named: NamedPlace | None = None

    def scene_of(self, telling: Telling) -> Scene | None:
        """The scene that the choice is."""
        return _to_scene(self.named, telling) if self.named else self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The scenes of a telling, and how likely the only one is, None where it was not weighed."""

    scenes: Scenes
    likelihood: float | None = None


ChooseScene = Callable[[Telling, Sequence[Choice]], Choice]
"""Picks one of a telling's choices, of which the rules' answer is the first."""


def reconsider(
    tellings: Sequence[Telling],
    scenes: Sequence[Scenes],
    sentences: Sequence[Sentence],
    facts: Facts,
    *,
    choose: ChooseScene,
) -> list[Placed]:
    """The scenes of tellings, with another place for the one scene of those that have a likelier.

    Several places told side by side stay, a whole country that is named, what is put only near a
    place that nobody recognised, and where history was.
    """
    story = _Story(tellings, sentences, facts)
    placed = []
    for telling, answer in zip(tellings, scenes, strict=True):
        if len(answer) == 1 and story.leaves_open(telling, answer[0]):
            choice = choose(telling, story.choices(telling, answer[0]))
            scene = choice.scene_of(telling)
            placed.append(Placed(scenes=(scene,), likelihood=choice.likelihood))
        else:
            placed.append(Placed(scenes=answer))
    return placed


def choose_scene(telling: Telling, choices: Sequence[Choice]) -> Choice:
    """The likeliest of the choices, where that is far likelier than the rules' answer.

    It has to be likelier still where the telling's own sentence names a place for it.
    """
    answer = choices[0].answer
    by = TOLD_LIKELIER if _is_told(telling, answer) and not _is_vast(answer) else LIKELIER
    observed = [one.values for one in choices]
    position = find_likelier(_shipped(), observed, by=by)
    return replace(choices[position], likelihood=likelihood_of(_shipped(), observed, position))


def _is_told(telling: Telling, answer: Scene | None) -> bool:
    """Whether the telling's own sentence names where."""
    if answer is None or answer.inherited:
        return False
    return telling.sentence.span.contains(answer.resolution.toponym.span)


def _is_vast(answer: Scene | None) -> bool:
    """Whether a place is a part of the world but no country: "across the Midwest"."""
    place = answer.resolution.place if answer else None
    vast = answer is not None and answer.geo_precision is GeoPrecision.COUNTRY
    return vast and place is not None and not place.feature_code.startswith("PCL")


class _Story:
    """What an article's tellings have in common: its places in their order, and who takes them."""

    def __init__(
        self, tellings: Sequence[Telling], sentences: Sequence[Sentence], facts: Facts
    ) -> None:
        self._facts = facts
        self._first = sentences[0].number if sentences else 0
        self._named = list(_iter_named(sentences, facts))
        self._numbers = [one.sentence.number for one in self._named]
        self._times = Counter(one.place.id for one in self._named)
        self._company = _count_company([one.place for one in self._named])
        opening = facts.resolutions_of_dateline
        self._dateline = {one.place.id for one in opening if one.place is not None}
        self._takers: dict[int, Telling] = {}
        for telling in tellings:
            for scene in telling.scenes:
                if not scene.inherited:
                    self._takers.setdefault(scene.resolution.toponym.span.start, telling)

    def leaves_open(self, telling: Telling, answer: Scene | None) -> bool:
        """Whether another place of the article may be a telling's scene.

        Not where its sentence names a country, a place that nobody knows, or says what happened
        "where": "Damascus, where skirmishes were reported".
        """
        if telling.dated.history or telling.elsewhere:
            return False
        place = answer.resolution.place if answer else None
        if answer is None or place is None or not _is_told(telling, answer):
            return True
        starts, start = self._facts.starts, answer.resolution.toponym.span.start
        named = telling.sentence.index_at(start)
        if "where" in telling.sentence.words[named : telling.primary.first]:
            return False
        found = self._facts.resolutions[bisect_left(starts, start) : bisect_right(starts, start)]
        known = any(one.place is not None for one in found)
        return known and not place.feature_code.startswith("PCL")

    def choices(self, telling: Telling, answer: Scene | None) -> list[Choice]:
        """The rules' answer and every place named near a telling, each place once."""
        near = self._nearest(telling)
        given = answer.resolution.place if answer else None
        surroundings = Surroundings(
            text=self._facts.article.text,
            kind=kind_of(telling, answer),
            given=given,
            times=self._times,
            takers=self._takers,
            company=self._company,
            dateline=self._dateline,
            places=len(near),
            own_places=sum(one.sentence is telling.sentence for one in near),
            is_lead=telling.sentence.number - self._first < _LEAD,
        )
        found: list[Choice] = []
        first: Choice | None = None
        for rank, one in enumerate(near):
            values = observe_place(telling, one, rank, surroundings)
            if given is not None and one.place.id == given.id:
                first = Choice(values=values, answer=answer)
            else:
                found.append(Choice(values=values, named=one))
        if first is None:
            first = Choice(values=observe_unnamed(answer, surroundings), answer=answer)
        return [first, *found]

    def _nearest(self, telling: Telling) -> list[NamedPlace]:
        """The places named around a telling, the last one before its trigger first."""
        number, section = telling.sentence.number, telling.sentence.section
        low = bisect_left(self._numbers, number - _BACK)
        high = bisect_left(self._numbers, number + _AHEAD + 1)
        trigger = telling.primary.first

        def remoteness(one: NamedPlace) -> tuple[bool, int, int]:
            apart = one.sentence.number - number
            ahead = apart > 0
            return one.aside, 2 * abs(apart) + ahead, abs(one.mention.first - trigger)

        around = [one for one in self._named[low:high] if one.sentence.section == section]
        nearest: dict[str, NamedPlace] = {}
        for one in sorted(around, key=remoteness):
            nearest.setdefault(one.place.id, one)
        return list(nearest.values())


def _count_company(places: Iterable[Place]) -> dict[str, int]:
    """How many others of these places lie in the same degree square as each, or beside that."""
    squares = {place.id: (place.latitude // 1, place.longitude // 1) for place in places}
    crowd = Counter(squares.values())
    return {
        place: sum(crowd[x + right, y + up] for right in _BESIDE for up in _BESIDE) - 1
        for place, (x, y) in squares.items()
    }


def _iter_named(sentences: Sequence[Sentence], facts: Facts) -> Iterator[NamedPlace]:
    title = (facts.article.title or "").lower()
    order: dict[str, int] = {}
    for sentence in sentences:
        for chain in facts.chains_in(sentence):
            aside = is_aside(sentence, chain)
            for mention in chain.places:
                place = mention.resolution.place
                if place is None or mention.level == 0:
                    continue
                yield NamedPlace(
                    sentence=sentence,
                    chain=chain,
                    mention=mention,
                    place=place,
                    order=order.setdefault(place.id, len(order)),
                    aside=aside,
                    passed_over=facts.is_passed_over(mention.resolution),
                    in_title=mention.resolution.toponym.text.lower() in title,
                    is_lead=sentence.number - sentences[0].number < _LEAD,
                )


def _to_scene(one: NamedPlace, telling: Telling) -> Scene:
    span = one.mention.resolution.toponym.span
    chain = PlaceChain(places=(one.mention,), areas=())
    scenes = (*to_scenes(one.sentence, one.chain), *to_scenes(one.sentence, chain))
    scene = next(scene for scene in scenes if scene.resolution.toponym.span == span)
    return replace(scene, inherited=one.sentence is not telling.sentence)


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"scene": TEMPLATES})["scene"]
