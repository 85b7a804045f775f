"""What works from afar or blows up: bombs, shells, aircraft; and what only looks so."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.events.coding.sides import ARMED, STATE, kinds
from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerMatch
from geodata.model import Actor, ActorRole

FAR_WEAPONS = frozenset(
    "warplanes airstrikes shelled rocket rockets missile missiles drone drones".split()
)
_AIRBORNE = frozenset("warplanes warplane jets airstrikes helicopters drone drones".split())
_NO_DEVICE = frozenset("blast blasts explosion explosions".split())
_MINING = frozenset("coal miners miner methane colliery pit shaft gold copper".split())


def with_remote_weapon(
    sentence: Sentence, own: tuple[str, ...], cues: Mapping[str, CueSet]
) -> bool:
    """Whether a sentence names a weapon that works from afar, the words `own` left out."""
    mines = () if _MINING.isdisjoint(sentence.words) else ("mine", "mines")
    return cues["weapon_remote"].in_words(sentence.words, but=(*own, *mines)) or any(
        word in FAR_WEAPONS for word in sentence.words
    )


def remote(sentence: Sentence, own: tuple[str, ...], cues: Mapping[str, CueSet]) -> str:
    """The type of an attack from afar, by the weapon that the sentence names."""
    words = set(sentence.words) - set(own)
    if "suicide" in words:
        return "Suicide bomb"
    if words & {"grenade", "grenades"}:
        return "Grenade"
    if words & (_AIRBORNE | cues["aircraft"].words):
        return "Air/drone strike"
    if cues["artillery"].in_words(tuple(words)) and not words & {"bomb", "bombs", "mine"}:
        return "Shelling/artillery/missile attack"
    return "Remote explosive/landmine/IED"


def is_from_the_air(sentence: Sentence, match: TriggerMatch, cues: Mapping[str, CueSet]) -> bool:
    """Whether an aircraft fires it: "a warplane fired two missiles"."""
    first, _ = sentence.clause(match.first)
    return not (_AIRBORNE | cues["aircraft"].words).isdisjoint(sentence.words[first : match.first])


def code_blast(
    sentence: Sentence,
    match: TriggerMatch,
    matches: tuple[TriggerMatch, ...],
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str | None:
    """A bomb, or an accident where what blew up belongs to a factory, a mine or a kitchen."""
    own = sentence.words[match.first : match.last]
    subs = {other.trigger.sub_event_type for other in matches}
    if "Suicide bomb" in subs or "suicide" in sentence.words:
        return "Suicide bomb"
    if kinds(actors, ActorRole.INITIATOR) & (ARMED - STATE):
        return match.trigger.sub_event_type  # who blows a pipeline up has no accident
    if subs & {"Industrial accident", "Fire"}:
        return "Industrial accident"
    device = cues["weapon_remote"].words - _NO_DEVICE
    if not _MINING.isdisjoint(sentence.words):
        device -= {"mine", "mines"}
    if cues["industrial"].in_words(sentence.words) and device.isdisjoint(sentence.words):
        return "Industrial accident"
    if own == ("bomb",) or own == ("bombs",):
        return match.trigger.sub_event_type if match.supported else None
    return match.trigger.sub_event_type
