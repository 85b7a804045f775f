"""Whether another actor that an article tells of is likelier to have begun it than the rules'.

"A bomb went off in the market. [...] Boko Haram has killed thousands there": who began what is told
without an actor, or with one that only its type gives, is weighed among all that the article tells
of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from geodata.actors import MentionBasis, is_armed
from geodata.events.facts import Facts
from geodata.events.roles import to_actor
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values, find_likelier
from geodata.events.weighing.initiator_observations import (
    TEMPLATES,
    Deeds,
    Surroundings,
    Suspect,
    first_initiator,
    observe_ruled,
    observe_suspect,
)
from geodata.model import Actor, ActorBasis, ActorKind, ActorRole
from geodata.recognition.linear import LinearModel, read_models

PACKAGE, WEIGHTS = "geodata.events.weighing", "initiator_weights.json"
LIKELIER = 1.0  # as a logarithm
_NEAR = 12  # mentions looked at before a telling, and behind
_GROUPS = 4  # named groups of the article that are looked at wherever they stand
_LEAD = 2  # sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors that a telling may have, with what is observed of the one who began it."""

    actors: tuple[Actor, ...]
    values: Values


ChooseCast = Callable[[Telling, Sequence[Cast]], Cast]
"""Picks one of a telling's casts, of which the rules' is the first."""


def choose_cast(_telling: Telling, casts: Sequence[Cast]) -> Cast:
    """The likeliest of the casts, where it is far likelier than the rules'."""
    return casts[find_likelier(_shipped(), [one.values for one in casts], by=LIKELIER)]


def is_open(actors: tuple[Actor, ...]) -> bool:
    """Whether the words leave open who began it, or name only civilians."""
    initiator = first_initiator(actors)
    return (
        initiator is None
        or initiator.kind is ActorKind.CIVILIANS
        or initiator.basis is not ActorBasis.STATED
    )


class Suspects:
    """The actors of an article, any of whom may have begun what it tells."""

    def __init__(
        self, tellings: Sequence[Telling], sentences: Sequence[Sentence], facts: Facts
    ) -> None:
        self._sentences = sentences
        self._starts = [one.span.start for one in sentences]
        self._facts = facts
        deeds: dict[ActorRole, dict[str, Deeds]] = {role: defaultdict(Deeds) for role in ActorRole}
        for telling in tellings:
            for actor in telling.actors:
                deeds[actor.role][actor.name].add(telling)
        lead = sentences[min(_LEAD, len(sentences)) - 1].span.end if sentences else 0
        armed = {one.name: one for one in facts.mentions if is_armed(one.kind)}
        self._around = Surroundings(
            times=Counter(one.name for one in facts.mentions),
            leading=frozenset(one.name for one in facts.mentions if one.span.end <= lead),
            begun=deeds[ActorRole.INITIATOR],
            suffered=deeds[ActorRole.TARGET],
            armed=Counter(one.kind.value for one in armed.values()),
        )
        named = [one for one in facts.mentions if one.basis is MentionBasis.NAME]
        groups = Counter(one.name for one in named if is_armed(one.kind)).most_common(_GROUPS)
        first = {one.name: one for one in reversed(named)}
        self._groups = [first[name] for name, _ in groups]

    def casts(
        self, telling: Telling, sub_event_type: str, actors: tuple[Actor, ...], country: str | None
    ) -> list[Cast]:
        """The rules' actors, and the same with another who began it, each name once.

        `country` is the code of the country where it happened, None where that is unknown.
        """
        initiator = first_initiator(actors)
        near = self._nearest(telling)
        found: dict[str, Cast] = {}
        for rank, one in enumerate(near):
            values = observe_suspect(
                telling, sub_event_type, actors, one, rank, country, self._around
            )
            found[one.mention.name] = Cast(actors=_with(actors, one), values=values)
        same = found.pop(initiator.name, None) if initiator else None
        if same is not None:
            ruled = same.values
        else:
            ruled = observe_ruled(telling, sub_event_type, actors, len(found))
        return [Cast(actors=actors, values=ruled), *found.values()]

    def _nearest(self, telling: Telling) -> list[Suspect]:
        """The actors of an article by where each is told nearest to a telling."""
        at = telling.sentence.starts[telling.primary.first]
        starts, mentions = self._facts.mention_starts, self._facts.mentions
        middle = bisect_left(starts, at)
        window = mentions[max(0, middle - _NEAR) : middle + _NEAR]
        known = {one.name for one in window}
        far = [one for one in self._groups if one.name not in known]
        found: dict[str, Suspect] = {}
        suspects = [
            Suspect(mention=one, sentence=self._sentence_at(one.span.start))
            for one in (*window, *far)
        ]

        def remoteness(one: Suspect) -> tuple[int, bool, int]:
            apart = one.sentence.number - telling.sentence.number
            by_name = one.mention.basis is MentionBasis.NAME
            return 2 * abs(apart) + (apart > 0), not by_name, abs(one.mention.span.start - at)

        for one in sorted(suspects, key=remoteness):
            found.setdefault(one.mention.name, one)
        return list(found.values())

    def _sentence_at(self, offset: int) -> Sentence:
        return self._sentences[max(0, bisect_right(self._starts, offset) - 1)]


def _with(actors: tuple[Actor, ...], suspect: Suspect) -> tuple[Actor, ...]:
    """The actors with another who began it, and who is no longer its target."""
    name = suspect.mention.name
    rest = (one for one in actors if one.role is not ActorRole.INITIATOR and one.name != name)
    return to_actor(suspect.mention, ActorRole.INITIATOR, basis=ActorBasis.CONTEXT), *rest


@cache
def _shipped() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"initiator": TEMPLATES})["initiator"]
