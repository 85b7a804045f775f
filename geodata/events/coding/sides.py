"""Whose side the actors of an event are on, and whether they bear arms."""

from __future__ import annotations

from geodata.model import Actor, ActorKind, ActorRole

ARMED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBELS,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL,
    }
)
STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL})
ARMIES = STATE | {ActorKind.REBELS}
CROWD = frozenset({ActorKind.PROTESTERS, ActorKind.RIOTERS})
_UNARMED = frozenset("herders herdsmen herder farmers farmer villagers pastoralists nomads".split())


def kinds(actors: tuple[Actor, ...], role: ActorRole) -> set[ActorKind]:
    """The kinds of the actors in a role."""
    return {actor.kind for actor in actors if actor.role is role}


def has_armed_target(actors: tuple[Actor, ...]) -> bool:
    """Whether a target bears arms; herders who are only killed do not."""
    return any(
        actor.role is ActorRole.TARGET
        and actor.kind in ARMED
        and not (
            actor.kind is ActorKind.IDENTITY_MILITIA
            and actor.mention.lower().rpartition(" ")[2] in _UNARMED
            and "armed" not in actor.mention.lower()
        )
        for actor in actors
    )
