"""Who begins an event by what it is: the crowd of a protest, and those whom no words name.

ACLED's coders leave no event without an actor: who plants a bomb unseen is an unidentified armed
group, who arrests somebody the police. `lexicon/event_types.csv` says of which types that holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geodata.actors.lists import ActorLists, Term
from geodata.events.facts import Facts
from geodata.events.roles import to_actor
from geodata.events.scenes import Scene
from geodata.events.sentences import Sentence
from geodata.events.taxonomy import EventType
from geodata.model import Actor, ActorKind, ActorRole, Span

Unnamed = Callable[[Term], Actor]
"""Makes the actor of an event whose words name none."""

_FORCES_REACH = 600  # characters
_REMOTE = "Explosions/Remote violence"
_ANYBODY = frozenset("man men people person persons individuals youths".split())
_BOMBS = frozenset({"Remote explosive/landmine/IED", "Suicide bomb"})
_CROWDS = {ActorKind.PROTESTERS, ActorKind.RIOTERS}


def with_initiator(
    kind: EventType, actors: tuple[Actor, ...], term: Term | None, unnamed: Unnamed
) -> tuple[Actor, ...]:
    """The actors of an event with who began it; `term` is what its type says, None for nobody.

    A protest or riot is begun by its crowd, whatever the police do against it; protesters who riot
    are rioters. A bomb is not the civilians' whom the words beside it name,
    and "two men" who shoot are an unidentified armed group.
    """
    if term is None:
        return actors
    if term.kind in _CROWDS:
        actors = tuple(_in_crowd(actor, term.kind) for actor in actors)
    unarmed = kind.sub_event_type in _BOMBS
    if term.kind is ActorKind.POLITICAL_MILITIA:
        actors = tuple(one for one in actors if not _is_nobody_known(one, unarmed=unarmed))
    if any(actor.role is ActorRole.INITIATOR for actor in actors):
        return tuple(sorted(actors, key=_by_role))
    return (unnamed(term), *sorted(actors, key=_by_role))


def begun_by(kind: EventType, sentence: Sentence, facts: Facts, actors: ActorLists) -> Term | None:
    """Who begins an event of a type where no words tell, None for nobody.

    Where another country's forces are about, arrests need not be the police's.
    """
    term = actors.terms.get(kind.begun_by or "")
    on_the_ground = term is not None and term.kind is ActorKind.STATE_FORCES and not _is_afar(kind)
    foreign = on_the_ground and facts.has_foreign_forces(sentence, reach=_FORCES_REACH)
    return None if foreign else term


def unnamed(
    kind: EventType,
    trigger: Span,
    scene: Scene | None,
    facts: Facts,
    actors: ActorLists,
    term: Term,
) -> Actor:
    """Who an event is begun by where no words name anybody: a term in the scene's country.

    Bombs from the air and shells are another country's where the article names forces of one.
    """
    by_forces = term.kind is ActorKind.STATE_FORCES and _is_afar(kind)
    if by_forces and facts.foreign_forces:
        return to_actor(facts.foreign_forces[0], ActorRole.INITIATOR)
    place = scene.resolution.place if scene else None
    code = place.country_code if place else None
    return Actor(
        name=term.name(actors.country(code) if code else None),
        role=ActorRole.INITIATOR,
        kind=term.kind,
        mention=trigger.of(facts.article.text),
        span=trigger,
        country_code=code,
    )


def _is_afar(kind: EventType) -> bool:
    return kind.event_type == _REMOTE


def _is_nobody_known(actor: Actor, *, unarmed: bool) -> bool:
    """Whether an initiator is just "two men", or civilians of what none begins `unarmed`."""
    civilian = actor.role is ActorRole.INITIATOR and actor.kind is ActorKind.CIVILIANS
    return civilian and (unarmed or actor.mention.lower().split()[-1] in _ANYBODY)


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
