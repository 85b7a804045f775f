"""Protests and riots: the crowd's own conduct parts them, whatever the police did."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geodata.events.coding.sides import ARMED, STATE, kinds
from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import Rule, TriggerMatch
from geodata.model import Actor, ActorKind, ActorRole, Toll

FIRING = re.compile(r"\b(?:fire|shoot|shot|gun|bullets)\b")
_HARMS = frozenset({Rule.CASUALTY, Rule.ASSAULT})
_BURNING = ("set ", "torch", "ransack", "burn", "vandal")
_THROWING = ("throw", "hurl", "lob", "fling", "pelt")
_MOB_REACH = 12  # words
_BE = frozenset("was were been".split())
_POLICE = frozenset("police policemen officers soldiers troops security".split())
_PROTESTS = frozenset(
    """protest protests protesters protestors protesting demonstration demonstrators march marchers
    rally strike strikers students workers""".split()
)


def is_crowd(match: TriggerMatch) -> bool:
    """Whether a trigger tells of a crowd."""
    return match.trigger.rule is Rule.CROWD or match.trigger.sub_event_type in {
        "Violent demonstration",
        "Protest with intervention",
    }


def code_crowd(matches: tuple[TriggerMatch, ...], actors: tuple[Actor, ...], toll: Toll) -> str:
    """What a crowd did, or what was done to it, by all that is told of it."""
    told = {match.trigger.sub_event_type for match in matches if match.supported}
    if told & {"Violent demonstration", "Mob violence", "Armed clash"}:
        return "Mob violence" if "Mob violence" in told else "Violent demonstration"
    lethal = any(
        m.trigger.rule is Rule.ASSAULT
        and m.trigger.weight > 2
        and not FIRING.search(m.trigger.lemma)
        for m in matches
    )
    if lethal and not kinds(actors, ActorRole.INITIATOR) & STATE:
        return "Mob violence"
    fired_on = ActorKind.STATE_FORCES in kinds(actors, ActorRole.INITIATOR) and any(
        match.trigger.rule is Rule.ASSAULT and FIRING.search(match.trigger.lemma)
        for match in matches
    )
    lemmas = [match.trigger.lemma for match in matches]
    fired_on |= any(one.startswith("live ") and not one.endswith(" air") for one in lemmas)
    fell = any(match.trigger.rule in _HARMS for match in matches)
    if fired_on or (fell and toll.killed is not None and toll.killed.best):
        return "Excessive force against protesters"
    rules = {match.trigger.rule for match in matches}
    if "Protest with intervention" in told or Rule.DETAIN in rules:
        return "Protest with intervention"
    return "Peaceful protest"


def code_riot(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str:
    """What groups under arms burn is destroyed; who stones people, not the police, is a mob."""
    calm = _PROTESTS.isdisjoint(sentence.words) and not cues["armedmob"].in_words(sentence.words)
    burns = match.trigger.lemma.startswith(_BURNING)
    if kinds(actors, ActorRole.INITIATOR) & (ARMED - STATE) or (calm and burns):
        return "Looting/property destruction"
    against_police = not _POLICE.isdisjoint(sentence.words)
    lone = _PROTESTS.isdisjoint(sentence.words) and not against_police
    if lone and ("rampage" in match.trigger.lemma or match.trigger.lemma.startswith(_THROWING)):
        return "Mob violence"
    return "Violent demonstration"


def burns_somebody(sentence: Sentence, match: TriggerMatch) -> bool:
    """Whether a mob sets a person on fire: "was beaten and set ablaze by a mob"."""
    around = sentence.words[match.first : match.last + _MOB_REACH]
    passive = not _BE.isdisjoint(sentence.words[max(0, match.first - _MOB_REACH) : match.first])
    return passive and "mob" in around and match.trigger.lemma.startswith(("set ", "burn"))
