"""Who begins an event by what it is: the crowd of a protest, and those whom no words name.

ACLED's coders leave no event without an actor: who plants a bomb unseen is an unidentified armed
group, who arrests somebody the police. `lexicon/event_types.csv` says of which types that holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geodata.actors.lists import Term
from geodata.model import Actor, ActorKind, ActorRole

Unnamed = Callable[[Term], Actor]
"""Makes the actor of an event whose words name none."""

_CROWDS = {ActorKind.PROTESTERS, ActorKind.RIOTERS}


def with_initiator(
    actors: tuple[Actor, ...], term: Term | None, unnamed: Unnamed
) -> tuple[Actor, ...]:
    """The actors of an event with who began it; `term` is what its type says, None for nobody.

    A protest or riot is begun by its crowd, whatever the police do against it; protesters who riot
    are rioters.
    """
    if term is None:
        return actors
    if term.kind in _CROWDS:
        actors = tuple(_in_crowd(actor, term.kind) for actor in actors)
    if any(actor.role is ActorRole.INITIATOR for actor in actors):
        return tuple(sorted(actors, key=_by_role))
    return (unnamed(term), *sorted(actors, key=_by_role))


def _in_crowd(actor: Actor, crowd: ActorKind) -> Actor:
    if actor.role is not ActorRole.INITIATOR:
        return actor
    if actor.kind is ActorKind.CIVILIANS or (actor.kind in _CROWDS and actor.kind is not crowd):
        name = actor.name.replace(actor.kind.value.title(), crowd.value.title())
        return replace(actor, kind=crowd, name=name)
    if actor.kind is ActorKind.STATE_FORCES:
        return replace(actor, role=ActorRole.TARGET)
    return actor


def _by_role(actor: Actor) -> int:
    return tuple(ActorRole).index(actor.role)
