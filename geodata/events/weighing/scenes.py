"""Whether another place of the article is likelier a telling's scene than the one the rules gave.

How far off each place stands that is named around a telling, what the words make of it, who else
takes it and what the rules said are weighed together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from geodata.events.chains import PlaceChain
from geodata.events.facts import Facts
from geodata.events.no_scene import is_aside
from geodata.events.places import PlaceMention
from geodata.events.scene_choice import cost_of
from geodata.events.scenes import Scene, to_scenes
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling, is_inside
from geodata.events.weighing.choosing import Values, find_likelier
from geodata.gazetteer.spatial import distance_km
from geodata.model import GeoPrecision, Place
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "scene_weights.json"
TEMPLATES = (
    "answer",  # how the rules came by theirs, and how this place lies to it
    "answer_distance",  # the same, with how many sentences lie between
    "distance",  # how many sentences lie between, and whether the words make it no scene
    "cost",  # what the rules say against it in the telling's own sentence
    "relation",  # the preposition's meaning
    "before",  # the word before it
    "level",  # how small it is, with the answer
    "relation_level",  # both, with the answer
    "passed_over",  # a speaker's, or where somebody came from or went
    "taken",  # whose scene it is by the words of its own sentence
    "taken_day",  # whether on the same day
    "times",  # how often the article names it
    "title",  # whether its title does
    "dateline",  # whether its dateline does
    "order",  # how many other places the article named before it
    "recency",  # how many places stand nearer to the trigger
    "own_places",  # how many places the telling's own sentence names
    "elsewhere",  # whether that sentence names a place nobody recognised
    "takes_up",  # "the town", "there", with the distance
    "refers",  # whether the telling takes up an earlier one
    "places",  # how many there are to choose from
    "family",  # of the telling's type, with the distance
    "paragraph",  # whether a new one began in between
    "opening",  # of the telling's sentence: "meanwhile", "in"
    "capital",  # whether it is one
    "lead",  # whether it stands in the first sentences
)
LIKELIER, TOLD_LIKELIER = 1.0, 2.0  # as a logarithm
_BACK, _AHEAD = 15, 3  # sentences
_NONE, _UNKNOWN, _COUNTRY, _INHERITED, _NEAR, _OWN = (
    "none unknown country inherited near own".split()
)
_CLOSE_KM = 40.0
_COST_STEP, _COST_LIMIT = 6, 60
_APART = frozenset(
    "separately meanwhile earlier another elsewhere previously also second similar further".split()
)
_TAKING_UP = frozenset(
    """town city village capital district area neighbourhood neighborhood province suburb state
    region port""".split()
)

Scenes = tuple[Scene | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place where an article names it; `order` counts its places as they first come."""

    sentence: Sentence
    chain: PlaceChain
    mention: PlaceMention
    place: Place
    order: int
    aside: bool
    passed_over: bool
    in_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place that may be a telling's scene, with a value for each of `TEMPLATES`.

    `answer` is the rules' one, `named` another place where the article names it.
    """

    values: Values
    answer: Scene | None = None
    named: Named | None = None

    def scene_of(self, telling: Telling) -> Scene | None:
        """The scene that the choice is."""
        return _to_scene(self.named, telling) if self.named else self.answer


Choose = Callable[[Telling, Sequence[Choice]], Choice]
"""Picks one of a telling's choices, of which the rules' answer is the first."""


def reconsider(
    tellings: Sequence[Telling],
    scenes: Sequence[Scenes],
    sentences: Sequence[Sentence],
    facts: Facts,
    *,
    choose: Choose,
) -> list[Scenes]:
    """The scenes of tellings, with another place for the one scene of those that have a likelier.

    Several places told side by side stay, a whole country that is named, what is put only near a
    place that nobody recognised, and where history was.
    """
    story = _Story(tellings, sentences, facts)
    return [
        (choose(telling, story.choices(telling, answer[0])).scene_of(telling),)
        if len(answer) == 1 and story.leaves_open(telling, answer[0])
        else answer
        for telling, answer in zip(tellings, scenes, strict=True)
    ]


def choose_likelier(telling: Telling, choices: Sequence[Choice]) -> Choice:
    """The likeliest of the choices, where that is far likelier than the rules' answer.

    It has to be likelier still where the telling's own sentence names a place for it.
    """
    answer = choices[0].answer
    by = TOLD_LIKELIER if _is_told(telling, answer) and not _is_vast(answer) else LIKELIER
    return choices[find_likelier(_shipped(), [one.values for one in choices], by=by)]


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
        opening = facts.resolutions[: bisect_left(facts.starts, facts.dateline)]
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
        own = sum(one.sentence is telling.sentence for one in near)
        counted = (_few(own), str(min(4, len(near))))
        kind = _kind(telling, answer)
        given = answer.resolution.place if answer else None
        found: list[Choice] = []
        first: Choice | None = None
        for rank, one in enumerate(near):
            values = self._observe(telling, one, rank, kind, given, counted)
            if given is not None and one.place.id == given.id:
                first = Choice(values=values, answer=answer)
            else:
                found.append(Choice(values=values, named=one))
        if first is None:
            first = Choice(values=_unnamed(kind, answer, counted), answer=answer)
        return [first, *found]

    def _nearest(self, telling: Telling) -> list[Named]:
        """The places named around a telling, the last one before its trigger first."""
        number, section = telling.sentence.number, telling.sentence.section
        low = bisect_left(self._numbers, number - _BACK)
        high = bisect_left(self._numbers, number + _AHEAD + 1)
        trigger = telling.primary.first

        def remoteness(one: Named) -> tuple[bool, int, int]:
            apart = one.sentence.number - number
            ahead = apart > 0
            return one.aside, 2 * abs(apart) + ahead, abs(one.mention.first - trigger)

        around = [one for one in self._named[low:high] if one.sentence.section == section]
        nearest: dict[str, Named] = {}
        for one in sorted(around, key=remoteness):
            nearest.setdefault(one.place.id, one)
        return list(nearest.values())

    def _observe(
        self,
        telling: Telling,
        one: Named,
        rank: int,
        kind: str,
        given: Place | None,
        counted: tuple[str, str],
    ) -> Values:
        apart = one.sentence.number - telling.sentence.number
        distance = _distance(apart)
        answer = f"{kind} {_lies(one.place, given)}"
        same = "same" if given is not None and one.place.id == given.id else ""
        here = "own" if apart == 0 else "other"
        relation, level = one.mention.relation.value, str(one.mention.level)
        taker = self._takers.get(one.mention.resolution.toponym.span.start)
        words = one.sentence.words
        before = words[one.mention.first - 1] if one.mention.first else ""
        return (
            answer,
            f"{answer} {distance}",
            f"{distance} {'aside' if one.aside else ''}",
            _cost(telling, one, here),
            f"{relation} {here}",
            f"{before} {here}",
            f"{level} {answer}",
            f"{relation} {level} {answer}",
            f"{one.passed_over} {here}",
            f"{_taken(taker, telling)} {distance}",
            f"{_taken_day(taker, telling)} {kind} {same}",
            str(min(4, self._times[one.place.id])),
            f"{one.in_title} {same}",
            f"{one.place.id in self._dateline} {same}",
            str(min(4, one.order)),
            f"{min(4, rank)} {kind} {same}",
            f"{counted[0]} {here}",
            f"{telling.elsewhere} {here}",
            f"{_takes_up(telling.sentence)} {distance}",
            f"{telling.refers} {distance} {same}",
            f"{counted[1]} {same}",
            f"{telling.family} {distance}",
            f"{self._paragraph(telling, one)} {kind} {same}",
            f"{_opening(telling.sentence)} {here} {same}",
            f"{one.place.feature_code == 'PPLC'} {here}",
            f"{one.sentence.number - self._first < 2} {telling.sentence.number - self._first < 2}",
        )

    def _paragraph(self, telling: Telling, one: Named) -> str:
        first, last = sorted((telling.sentence.span, one.sentence.span))
        return str(min(2, self._facts.article.text.count("\n\n", first.end, last.start)))


def _iter_named(sentences: Sequence[Sentence], facts: Facts) -> Iterator[Named]:
    title = (facts.article.title or "").lower()
    order: dict[str, int] = {}
    for sentence in sentences:
        for chain in facts.chains_in(sentence):
            aside = is_aside(sentence, chain)
            for mention in chain.places:
                place = mention.resolution.place
                if place is None or mention.level == 0:
                    continue
                yield Named(
                    sentence=sentence,
                    chain=chain,
                    mention=mention,
                    place=place,
                    order=order.setdefault(place.id, len(order)),
                    aside=aside,
                    passed_over=facts.is_passed_over(mention.resolution),
                    in_title=mention.resolution.toponym.text.lower() in title,
                )


def _to_scene(one: Named, telling: Telling) -> Scene:
    span = one.mention.resolution.toponym.span
    chain = PlaceChain(places=(one.mention,), areas=())
    scenes = (*to_scenes(one.sentence, one.chain), *to_scenes(one.sentence, chain))
    scene = next(scene for scene in scenes if scene.resolution.toponym.span == span)
    return replace(scene, inherited=one.sentence is not telling.sentence)


def _unnamed(kind: str, answer: Scene | None, counted: tuple[str, str]) -> Values:
    """What is observed of an answer that is none of the places named near a telling."""
    precision = answer.geo_precision.name if answer and answer.geo_precision else ""
    values = {"answer": kind, "level": f"{kind} {precision}", "own_places": counted[0]}
    return tuple(f"unnamed {values.get(template, '')}" for template in TEMPLATES)


def _kind(telling: Telling, answer: Scene | None) -> str:
    """How the rules came by their answer."""
    if answer is None:
        return _NONE
    if answer.resolution.place is None:
        return _UNKNOWN
    if answer.geo_precision is GeoPrecision.COUNTRY:
        return _COUNTRY
    if answer.inherited:
        return _INHERITED
    return _OWN if telling.sentence.span.contains(answer.resolution.toponym.span) else _NEAR


def _lies(place: Place, given: Place | None) -> str:
    """How a place lies to the one that the rules gave."""
    if given is None:
        return ""
    if place.id == given.id:
        return "same"
    if is_inside(place, given):
        return "inside"
    if is_inside(given, place):
        return "around"
    apart = distance_km(place.latitude, place.longitude, given.latitude, given.longitude)
    if apart < _CLOSE_KM:
        return "close"
    return "country" if place.country_code == given.country_code else "abroad"


def _cost(telling: Telling, one: Named, here: str) -> str:
    if here == "other":
        return ""
    cost = cost_of(telling.sentence, telling.primary, one.chain, limit=_COST_LIMIT)
    side = "after" if one.mention.first >= telling.primary.last else "before"
    return f"{'none' if cost is None else cost // _COST_STEP} {side}"


def _taken(taker: Telling | None, telling: Telling) -> str:
    if taker is None:
        return ""
    if taker is telling:
        return "own"
    return "same" if taker.family == telling.family else "other"


def _taken_day(taker: Telling | None, telling: Telling) -> str:
    if taker is None or taker is telling:
        return ""
    return "same" if taker.dated.date.start == telling.dated.date.start else "other"


def _takes_up(sentence: Sentence) -> str:
    """The word that takes up a place told before: "the town", "there"; empty for none."""
    words = sentence.words
    if "there" in words:
        return "there"
    return next(
        (word for before, word in pairwise(words) if before == "the" and word in _TAKING_UP),
        "",
    )


def _opening(sentence: Sentence) -> str:
    return "apart" if not _APART.isdisjoint(sentence.words[:4]) else sentence.words[0]


def _distance(apart: int) -> str:
    if apart >= -3:
        return str(apart)
    return "-8" if apart >= -8 else "-15"


def _few(count: int) -> str:
    return str(min(3, count))


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"scene": TEMPLATES})["scene"]
