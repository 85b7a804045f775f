"""Who did it and to whom: roles from voice, prepositions and what stands beside a trigger."""

from __future__ import annotations

from geodata.actors import Mention
from geodata.events.arguments import (
    AGAINST,
    BETWEEN,
    REACH,
    PlacedMention,
    find_governed,
    find_objects,
    find_owner,
    find_subjects,
    find_supported,
    is_of_other,
    is_participle,
    is_passive,
    place_mentions,
    with_coordinated,
)
from geodata.events.blame import find_agents, find_belonging, find_blamed, is_named
from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, Rule, TriggerMatch
from geodata.events.word_class import WordClass
from geodata.model import Actor, ActorBasis, ActorRole


def find_roles(
    sentence: Sentence, matches: tuple[TriggerMatch, ...], mentions: tuple[Mention, ...]
) -> tuple[Actor, ...]:
    """The actors of one event that `matches` tell, initiators first, each named once.

    `mentions` are those that stand in the sentence. Who is nowhere tied to a trigger is left out.
    """
    placed = place_mentions(sentence, mentions)
    found: dict[str, tuple[ActorRole, Mention]] = {}
    for match in sorted(matches, key=lambda match: -match.trigger.weight):
        for role, one in _around(sentence, match, placed, matches):
            if one.mention.name not in found or (
                role is ActorRole.INITIATOR and found[one.mention.name][0] is ActorRole.OTHER
            ):
                found[one.mention.name] = (role, one.mention)
    if not any(role is ActorRole.INITIATOR for role, _ in found.values()):
        for one in find_agents(sentence, placed, found):
            found[one.mention.name] = (ActorRole.INITIATOR, one.mention)
    if not any(role is ActorRole.INITIATOR and is_named(m) for role, m in found.values()):
        detained = any(match.trigger.rule is Rule.DETAIN for match in matches)
        blamed = [] if detained else find_blamed(sentence, placed)
        for one in find_belonging(sentence, placed, found) or blamed:
            found[one.mention.name] = (ActorRole.INITIATOR, one.mention)
    order = (ActorRole.INITIATOR, ActorRole.TARGET, ActorRole.OTHER)
    return tuple(
        to_actor(mention, role)
        for role, mention in sorted(found.values(), key=lambda pair: order.index(pair[0]))
    )


def names_initiator(actors: tuple[Actor, ...], mentions: tuple[Mention, ...]) -> bool:
    """Whether one of the initiators is a group by name."""
    named = {mention.name for mention in mentions if is_named(mention)}
    return any(actor.role is ActorRole.INITIATOR and actor.name in named for actor in actors)


def to_actor(mention: Mention, role: ActorRole, *, basis: ActorBasis = ActorBasis.STATED) -> Actor:
    """A mention in a role."""
    return Actor(
        name=mention.name,
        role=role,
        kind=mention.kind,
        mention=mention.text,
        span=mention.span,
        country_code=mention.country_code,
        basis=basis,
    )


def _around(
    sentence: Sentence,
    match: TriggerMatch,
    placed: list[PlacedMention],
    matches: tuple[TriggerMatch, ...],
) -> list[tuple[ActorRole, PlacedMention]]:
    inside = [one for one in placed if one.first < match.last and one.last > match.first]
    if inside:  # "suicide bomber": the trigger is the actor
        return [(ActorRole.INITIATOR, inside[0])]
    if match.trigger.frame is Frame.NONE and match.trigger.rule is not Rule.BLAST:
        return []
    if match.trigger.word_class is WordClass.NOUN:
        return _around_noun(sentence, match, placed)
    return _around_verb(sentence, match, placed, matches)


def _around_verb(
    sentence: Sentence,
    match: TriggerMatch,
    placed: list[PlacedMention],
    matches: tuple[TriggerMatch, ...],
) -> list[tuple[ActorRole, PlacedMention]]:
    subject = find_subjects(sentence, match, placed, matches)
    objects = find_objects(sentence, match, placed)
    agents = find_governed(sentence, match.last, placed, frozenset({"by"}), reach=REACH)
    passive = is_passive(sentence, match)
    if subject and not passive and agents and is_of_other(sentence, match, agents[0]):
        agents = []
    patients = match.trigger.frame is Frame.PATIENT
    if match.trigger.frame is Frame.MUTUAL:
        partners = find_governed(sentence, match.last, placed, frozenset({"with", "against"}))
        sides = [*subject, *partners, *objects]
        return _sides(sides)
    if passive or patients or (agents and not objects and is_participle(sentence, match)):
        victims = [(ActorRole.TARGET, one) for one in subject]
        if not agents:  # "civilians were killed in fighting between the army and rebels"
            between = find_governed(sentence, match.last, placed, BETWEEN, reach=12)
            sides = with_coordinated(sentence, between[0], placed) if between else []
            return [*_sides(sides), *victims]
        return [*((ActorRole.INITIATOR, one) for one in agents), *victims]
    if not objects:
        objects = find_governed(sentence, match.last, placed, AGAINST, reach=5)
    return [(ActorRole.INITIATOR, one) for one in subject] + [
        (ActorRole.TARGET, one) for one in objects if one not in subject
    ]


def _around_noun(
    sentence: Sentence, match: TriggerMatch, placed: list[PlacedMention]
) -> list[tuple[ActorRole, PlacedMention]]:
    between = find_governed(sentence, match.last, placed, BETWEEN, reach=12)
    if between:
        return _sides(with_coordinated(sentence, between[0], placed))
    initiators = find_governed(sentence, match.last, placed, frozenset({"by"}), reach=8)
    targets = find_governed(sentence, match.last, placed, AGAINST, reach=7)
    partners = find_governed(sentence, match.last, placed, frozenset({"with"}), reach=4)
    if match.trigger.frame is Frame.MUTUAL and (partners or targets):
        owner = find_owner(sentence, match, placed) or find_supported(sentence, match, placed)
        return _sides([*owner, *partners, *targets])
    initiators = initiators or find_owner(sentence, match, placed)
    if not initiators:
        initiators = [one for one in find_supported(sentence, match, placed) if one not in targets]
    return [(ActorRole.INITIATOR, one) for one in initiators] + [
        (ActorRole.TARGET, one) for one in targets if one not in initiators
    ]


def _sides(sides: list[PlacedMention]) -> list[tuple[ActorRole, PlacedMention]]:
    return [(ActorRole.INITIATOR, one) for one in sides[:1]] + [
        (ActorRole.TARGET, one) for one in sides[1:2]
    ]
