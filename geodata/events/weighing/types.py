"""Whether another type, or none, is likelier than the one the rules gave what a sentence tells.

"Police captured 29 gang members" takes no territory. All words of the sentence (`gist`), how the
event is told and what was told before are weighed together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geodata.events.gist import NOTHING, Gist
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values, find_likelier
from geodata.events.weighing.scenes import Scenes
from geodata.model import ActorRole
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "type_weights.json"
TEMPLATES = (
    "type",  # the rules' type with this one
    "gist",  # how likely all words of the sentence make this one
    "conflict",  # this type, and whether armed groups take part in what the article tells
    "target",  # this type, and whom it befell
    "weight",  # of the trigger in the lists
    "place",  # whether the sentence says where, or the story
    "date",  # whether the sentence says when, or what else does
    "refers",  # whether it takes up what was told before, and the trigger's word class
    "toll",  # whether it says how many were killed
    "before",  # how far off the event told before is, whether in the same place, on the same day
    "before_type",  # this type, and that of the event told just before
    "again",  # whether the article told this before, and whether in the same place
)
LIKELIER = 0.5  # as a logarithm
# How likely a type has to be by all words of the sentence to be weighed: one that reports of the
# same happening may give it, any other, and no event.
_AKIN_POSSIBLE, _POSSIBLE, _NO_EVENT_POSSIBLE = 0.05, 0.4, 0.9
_STEP, _UNLIKELY = 0.5, -4.0  # of the logarithm of a likelihood beside the likeliest
_FAR = 3  # sentences
_RULES, _OTHER, _NO_EVENT = "rules", "other", "none"


ToldAs = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A type that may be an event's, `NOTHING` for no event, with a value for each template."""

    sub_event_type: str
    values: Values


ChooseType = Callable[[Telling, Sequence[Kind]], Kind]
"""Picks one of a telling's types, of which the rules' answer is the first."""


def weigh_types(
    tellings: Sequence[Telling],
    types: Sequence[str | None],
    scenes: Sequence[Scenes],
    gists: Sequence[Gist | None],
    *,
    in_conflict: bool,
    told_as: ToldAs,
    choose: ChooseType,
) -> list[str | None]:
    """The types of tellings, None for what is no event.

    `types` are the rules', `scenes` where each is put and `gists` what all words of each one's
    sentence say; `in_conflict` is whether armed groups take part in what the article
    tells, and `told_as` which types may be told as which.
    """
    weighed: list[str | None] = []
    told: list[_Told] = []
    for telling, kind, where, gist in zip(tellings, types, scenes, gists, strict=True):
        if kind is None:
            weighed.append(None)
            continue
        event = _Told(telling=telling, sub_event_type=kind, place=_place_id(where))
        kinds = tuple(_iter_kinds(event, told, gist, in_conflict=in_conflict, told_as=told_as))
        weighed.append(choose(telling, kinds).sub_event_type or None)
        told.append(event)
    return weighed


def choose_type(_telling: Telling, kinds: Sequence[Kind]) -> Kind:
    """The likeliest type, where it is far likelier than the rules' answer."""
    return kinds[find_likelier(_shipped(), [kind.values for kind in kinds], by=LIKELIER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An event as the rules have it; `place` is the id of the first one's, None for unknown."""

    telling: Telling
    sub_event_type: str
    place: str | None

    def lies_to(self, earlier: _Told | None) -> str:
        """How an event lies to the one told before it."""
        if earlier is None:
            return ""
        apart = self.telling.sentence.number - earlier.telling.sentence.number
        same_day = self.telling.dated.date.start == earlier.telling.dated.date.start
        return f"{min(apart, _FAR)} {self.place == earlier.place} {same_day}"


def _iter_kinds(
    event: _Told,
    earlier: Sequence[_Told],
    gist: Gist | None,
    *,
    in_conflict: bool,
    told_as: ToldAs,
) -> Iterator[Kind]:
    telling, rules = event.telling, event.sub_event_type
    number = telling.sentence.number
    before = earlier[-1] if earlier else None
    near = before is not None and number - before.telling.sentence.number <= 1
    before_type = before.sub_event_type if before and near else ""
    again = [one for one in earlier if one.sub_event_type == rules]
    before_elsewhere = any(one.telling.sentence.number != number for one in again)
    there = any(one.place == event.place for one in again)
    trigger = telling.primary.trigger
    targets = "+".join(
        sorted({one.kind.value for one in telling.actors if one.role is ActorRole.TARGET})
    )
    told = (
        str(trigger.weight),
        _place(telling),
        "own" if telling.own_date else telling.dated.date.basis.value,
        f"{telling.refers} {trigger.word_class.value}",
        str(telling.toll.killed is not None),
        event.lies_to(before),
    )
    for kind in _possible(rules, gist, told_as):
        side = _RULES if kind == rules else _OTHER if kind else _NO_EVENT
        yield Kind(
            sub_event_type=kind,
            values=(
                f"{rules}>{kind}",
                f"{side} {likelihood_of(kind, gist)}",
                f"{kind} {in_conflict}",
                f"{kind} {targets}",
                *(f"{side} {value}" for value in told),
                f"{kind} {before_type}",
                f"{side} {before_elsewhere} {there}",
            ),
        )


def _possible(rules: str, gist: Gist | None, told_as: ToldAs) -> Iterator[str]:
    """The types to weigh: the rules', others, of those akin also less likely ones, and no event."""
    yield rules
    likelihoods = gist.likelihoods if gist else {}
    for kind, likelihood in likelihoods.items():
        akin = kind in told_as.get(rules, ()) or rules in told_as.get(kind, ())
        if likelihood >= (_AKIN_POSSIBLE if akin else _POSSIBLE) and kind not in (rules, NOTHING):
            yield kind
    if likelihoods.get(NOTHING, 0.0) >= _NO_EVENT_POSSIBLE:
        yield NOTHING


def likelihood_of(kind: str, gist: Gist | None) -> str:
    """How likely the words make a type beside the likeliest, in steps of its logarithm."""
    if gist is None:
        return "short"
    share = gist.likelihoods.get(kind, 0.0) / gist.likelihood
    return str(round(max(_UNLIKELY, math.log(max(share, 1e-9))) / _STEP))


def _place(telling: Telling) -> str:
    if not telling.scenes:
        return "none"
    return "story" if telling.scenes[0].inherited else "own"


def _place_id(scenes: Scenes) -> str | None:
    first = scenes[0] if scenes else None
    place = first.resolution.place if first else None
    return place.id if place else None


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"type": TEMPLATES})["type"]
