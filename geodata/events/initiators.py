"""Who begins an event by what it is: the crowd of a protest, and those whom no words name.

ACLED's coders leave no event without an actor: who plants a bomb unseen is an unidentified armed
group, who arrests somebody the police. `lexicon/event_types.csv` says of which types that holds.
"""

from __future__ import annotations

from dataclasses import replace

from geodata.actors.lists import ActorLists, Term
from geodata.events.facts import Facts
from geodata.events.roles import to_actor
from geodata.events.scenes import Scene
from geodata.events.sentences import Sentence
from geodata.events.taxonomy import EventType
from geodata.events.tellings import Telling
from geodata.model import Actor, ActorBasis, ActorKind, ActorRole

_FORCES_REACH = 600  # characters
_REMOTE, _DISASTER = "Explosions/Remote violence", "Disaster"
_ANYBODY = frozenset("man men people person persons individuals youths".split())
_BOMBS = frozenset({"Remote explosive/landmine/IED", "Suicide bomb"})
_CROWDS = {ActorKind.PROTESTERS, ActorKind.RIOTERS}


def cast_of(
    telling: Telling, kind: EventType, scene: Scene | None, facts: Facts, lists: ActorLists
) -> tuple[Actor, ...]:
    """The actors of an event of a type, with who began it.

    A disaster nobody begins. A protest or riot is begun by its crowd, whatever the police do
    against it; protesters who riot are rioters. A bomb is not the civilians' whom the words beside
    it name, and "two men" who shoot are an unidentified armed group.
    """
    actors, term = telling.actors, _begun_by(kind, telling.sentence, facts, lists)
    if kind.event_type == _DISASTER:
        return tuple(_befallen(actor) for actor in actors)
    if term is None:
        return actors
    if term.kind in _CROWDS:
        actors = tuple(_in_crowd(actor, term.kind) for actor in actors)
    unarmed = kind.sub_event_type in _BOMBS
    if term.kind is ActorKind.POLITICAL_MILITIA:
        actors = tuple(one for one in actors if not _is_nobody_known(one, unarmed=unarmed))
    actors = tuple(sorted(actors, key=_by_role))
    if any(actor.role is ActorRole.INITIATOR for actor in actors):
        return actors
    if term.kind is ActorKind.STATE_FORCES and _is_afar(kind) and facts.foreign_forces:
        return _foreign(facts), *actors
    return _unnamed(telling, scene, facts, lists, term), *actors


def _begun_by(kind: EventType, sentence: Sentence, facts: Facts, lists: ActorLists) -> Term | None:
    """Who begins an event of a type where no words tell, None for nobody.

    Where another country's forces are about, arrests need not be the police's.
    """
    term = lists.terms.get(kind.begun_by or "")
    on_the_ground = term is not None and term.kind is ActorKind.STATE_FORCES and not _is_afar(kind)
    foreign = on_the_ground and facts.has_foreign_forces(sentence, reach=_FORCES_REACH)
    return None if foreign else term


def _foreign(facts: Facts) -> Actor:
    """The other country's forces that the article names first."""
    return to_actor(facts.foreign_forces[0], ActorRole.INITIATOR, basis=ActorBasis.CONTEXT)


def _unnamed(
    telling: Telling, scene: Scene | None, facts: Facts, lists: ActorLists, term: Term
) -> Actor:
    """Who begins what no words name anybody for: a term in the scene's country."""
    sentence, match = telling.sentence, telling.primary
    trigger = sentence.span_of(match.first, match.end)
    code = country_of(scene)
    return Actor(
        name=term.name(lists.country(code) if code else None),
        role=ActorRole.INITIATOR,
        kind=term.kind,
        mention=trigger.of(facts.article.text),
        span=trigger,
        country_code=code,
        basis=ActorBasis.ASSUMED,
    )


def country_of(scene: Scene | None) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a scene is in, None where it is unknown."""
    place = scene.resolution.place if scene else None
    return place.country_code if place else None


def _is_afar(kind: EventType) -> bool:
    return kind.event_type == _REMOTE


def _befallen(actor: Actor) -> Actor:
    """Whom the words make an initiator of a disaster: people are its victims, others about it."""
    if actor.role is not ActorRole.INITIATOR:
        return actor
    civilian = actor.kind is ActorKind.CIVILIANS
    return replace(actor, role=ActorRole.TARGET if civilian else ActorRole.OTHER)


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
