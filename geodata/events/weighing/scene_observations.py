"""What is observed of a place that may be a telling's scene, a value for each of `TEMPLATES`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from geodata.events.chains import PlaceChain
from geodata.events.places import PlaceMention
from geodata.events.scene_choice import cost_of
from geodata.events.scenes import Scene
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling, is_inside
from geodata.events.weighing.choosing import Values
from geodata.gazetteer.spatial import distance_km
from geodata.model import GeoPrecision, Place

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
    "company",  # how many other places of the article lie near it, and how large it is
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place where an article names it.

    `order` counts the article's places as they first come; `is_lead` is whether it stands in the
    first sentences.
    """

    sentence: Sentence
    chain: PlaceChain
    mention: PlaceMention
    place: Place
    order: int
    aside: bool
    passed_over: bool
    in_title: bool
    is_lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the places around a telling have in common.

    `kind` is how the rules came by their answer and `given` its place; `times` is how often the
    article names each place, `takers` the telling whose scene the place at each offset is by the
    words of its own sentence, both by the place's id or the name's start; `company` is how many
    other places the article names around each; `dateline` are the ids of the places of the
    dateline. `places` counts those to choose from, `own_places` the ones that the telling's
    sentence names; `is_lead` is whether that is one of the first.
    """

    text: str
    kind: str
    given: Place | None
    times: Mapping[str, int]
    takers: Mapping[int, Telling]
    company: Mapping[str, int]
    dateline: Collection[str]
    places: int
    own_places: int
    is_lead: bool


def observe_place(telling: Telling, one: NamedPlace, rank: int, around: Surroundings) -> Values:
    """A value for each template, of a place where it is named nearest to a telling.

    `rank` is how many places stand nearer.
    """
    kind, given = around.kind, around.given
    apart = one.sentence.number - telling.sentence.number
    distance = _distance(apart)
    answer = f"{kind} {_lies(one.place, given)}"
    same = "same" if given is not None and one.place.id == given.id else ""
    here = "own" if apart == 0 else "other"
    relation, level = one.mention.relation.value, str(one.mention.level)
    taker = around.takers.get(one.mention.resolution.toponym.span.start)
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
        str(min(4, around.times[one.place.id])),
        f"{one.in_title} {same}",
        f"{one.place.id in around.dateline} {same}",
        str(min(4, one.order)),
        f"{min(4, rank)} {kind} {same}",
        f"{min(3, around.own_places)} {here}",
        f"{telling.elsewhere} {here}",
        f"{_takes_up(telling.sentence)} {distance}",
        f"{telling.refers} {distance} {same}",
        f"{min(4, around.places)} {same}",
        f"{telling.family} {distance}",
        f"{_paragraphs(telling, one, around.text)} {kind} {same}",
        f"{_opening(telling.sentence)} {here} {same}",
        f"{one.place.feature_code == 'PPLC'} {here}",
        f"{one.is_lead} {around.is_lead}",
        f"{min(2, around.company[one.place.id])} {_size(one.place)} {same}",
    )


def observe_unnamed(answer: Scene | None, around: Surroundings) -> Values:
    """The same of the rules' answer where it is none of the places named near a telling."""
    precision = answer.geo_precision.name if answer and answer.geo_precision else ""
    values = {
        "answer": around.kind,
        "level": f"{around.kind} {precision}",
        "own_places": f"{min(3, around.own_places)}",
    }
    return tuple(f"unnamed {values.get(template, '')}" for template in TEMPLATES)


def _size(place: Place) -> str:
    """About how many people live there, for towns."""
    if not place.feature_code.startswith("PPL"):
        return place.feature_code[:3]
    return str(len(str(place.population))) if place.population else "unknown"


def _paragraphs(telling: Telling, one: NamedPlace, text: str) -> int:
    """How many paragraphs begin between a telling and a place, two for more."""
    first, last = sorted((telling.sentence.span, one.sentence.span))
    return min(2, text.count("\n\n", first.end, last.start))


def kind_of(telling: Telling, answer: Scene | None) -> str:
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


def _cost(telling: Telling, one: NamedPlace, here: str) -> str:
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
