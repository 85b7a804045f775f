"""A telling: what one sentence says of one happening, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.dates import DatedEvent
from geodata.events.coding import primary
from geodata.events.places import level_of
from geodata.events.scenes import Scene
from geodata.events.sentences import Sentence
from geodata.events.triggers import Rule, TriggerMatch
from geodata.gazetteer.spatial import distance_km
from geodata.model import Actor, ActorRole, Place, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The triggers of one happening in one sentence, with all that the sentence says of it.

    `own_date` is whether the date stands in the sentence itself, `names_initiator` whether one of
    the initiators is a group by name rather than "gunmen". `refers` marks a telling that takes up
    one told before ("the attack", "13 people died"), `reacts` one in whose sentence somebody only
    responds ("condemned the attack"); `family` is what it may take up; `elsewhere` is whether the
    words name a place that nobody recognised, so that the story's scene is not its own. `further`
    are triggers of later sentences that tell what became of a crowd. `day_likelihood` is how likely
    the date is of those weighed, None before.
    """

    sentence: Sentence
    matches: tuple[TriggerMatch, ...]
    family: str
    elsewhere: bool
    scenes: tuple[Scene, ...]
    dated: DatedEvent
    own_date: bool
    actors: tuple[Actor, ...]
    names_initiator: bool
    reacts: bool
    toll: Toll
    refers: bool
    further: tuple[TriggerMatch, ...] = ()
    day_likelihood: float | None = None

    @property
    def primary(self) -> TriggerMatch:
        """The most telling of its triggers."""
        return primary(self.matches)

    @property
    def is_result(self) -> bool:
        """Whether it tells only what came of a happening, or only points to one."""
        return all(match.is_result or not match.supported for match in self.matches)

    @property
    def is_reference(self) -> bool:
        """Whether it can be no event of its own: "the incident", "the strikes"."""
        return all(
            match.trigger.rule is Rule.ANAPHOR or not match.supported for match in self.matches
        )


def absorb(earlier: Telling, later: Telling) -> Telling:
    """The earlier telling with what only the later one says of the same happening."""
    actors = earlier.actors
    known = {actor.name for actor in actors}
    for role in (ActorRole.INITIATOR, ActorRole.TARGET):
        named = role is ActorRole.INITIATOR and later.names_initiator > earlier.names_initiator
        if named or not any(actor.role is role for actor in actors):
            fresh = tuple(a for a in later.actors if a.role is role and a.name not in known)
            actors = (*fresh, *actors) if role is ActorRole.INITIATOR else (*actors, *fresh)
    dates_later = later.own_date and not earlier.own_date
    return replace(
        earlier,
        scenes=later.scenes if tells_more(later.scenes, earlier.scenes) else earlier.scenes,
        dated=later.dated if dates_later else earlier.dated,
        own_date=earlier.own_date or later.own_date,
        actors=actors,
        names_initiator=earlier.names_initiator or later.names_initiator,
        further=(
            (*earlier.further, *(replace(match, supported=True) for match in later.matches))
            if earlier.family == "crowd"
            else ()
        ),
        toll=Toll(
            killed=earlier.toll.killed or later.toll.killed,
            injured=earlier.toll.injured or later.toll.injured,
        ),
    )


def may_be_same_place(first: tuple[Scene, ...], second: tuple[Scene, ...]) -> bool:
    """Whether two scenes can be one: equal, one unknown, or one an area around the other."""
    if not first or not second:
        return True
    return any(
        _agree(one.resolution.place, other.resolution.place) for one in first for other in second
    )


def _agree(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        area = one or other
        return area is not None and area.feature_code.startswith("PCL")
    return one.id == other.id or is_inside(one, other) or is_inside(other, one)


def is_inside(inner: Place, area: Place) -> bool:
    """Whether a place lies in an area, as far as codes and circles tell."""
    if area.feature_code.startswith("PCL"):
        return inner.country_code == area.country_code
    if area.feature_code == "ADM1" and inner.admin1_code is not None:
        return inner.admin1_code == area.admin1_code
    apart = distance_km(inner.latitude, inner.longitude, area.latitude, area.longitude)
    return inner.radius_km < area.radius_km and apart <= area.radius_km


def tells_more(scenes: tuple[Scene, ...], than: tuple[Scene, ...]) -> bool:
    """Whether the first scenes say more exactly where it was."""
    if not scenes:
        return False
    if not than:
        return True
    here, there = scenes[0].resolution, than[0].resolution
    if here.place is None:
        return there.place is not None and level_of(there) == 0
    if there.place is None:
        return level_of(here) > 0
    return level_of(here) > level_of(there)
