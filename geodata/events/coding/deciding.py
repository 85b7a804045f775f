"""ACLED's decision rules: which type an event has, given its triggers, actors and words.

Armed against armed is a battle, armed against unarmed violence against civilians, unless the weapon
works from afar; the crowd's own conduct parts protests from riots; who takes a place decides how a
change of control is called. What no rule supports is no event.
"""

from __future__ import annotations

from collections.abc import Mapping

from geodata.events.coding.crowds import code_crowd, code_riot, is_crowd
from geodata.events.coding.ground import VIOLENT, code_entry, code_territory
from geodata.events.coding.sides import ARMED, CROWD, STATE, kinds
from geodata.events.coding.violence import code_assault, code_casualty, code_clash
from geodata.events.coding.weapons import FAR_WEAPONS, code_blast, remote
from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import Rule, TriggerMatch
from geodata.model import Actor, ActorRole, Toll

_HARMING = VIOLENT | frozenset("exploded detonated bomb device blast".split())
_WILD = frozenset(
    """hectares acres forest bush brush wildfire wildfires grassland scrub woods woodland heather
    gorse moor moorland pines bushland""".split()
)
_MEASURES = frozenset({"cordon off", "seal off", "patrol"})
_HARM = frozenset({Rule.ASSAULT, Rule.CASUALTY})
_CROWDED = frozenset({Rule.ASSAULT, Rule.FIXED, Rule.DETAIN, Rule.CASUALTY, Rule.DAMAGE})


def code_type(
    sentence: Sentence,
    matches: tuple[TriggerMatch, ...],
    *,
    further: tuple[TriggerMatch, ...] = (),
    actors: tuple[Actor, ...],
    toll: Toll,
    has_place: bool,
    takes_person: bool,
    in_conflict: bool,
    in_wildfire: bool,
    cues: Mapping[str, CueSet],
) -> str | None:
    """The sub-type of the event that `matches` tell, None when they tell none after all.

    `has_place` is whether the sentence names where, `takes_person` whether the main trigger's
    object is somebody by name, `in_conflict` whether armed groups take part
    in the article's story: violence by nobody named is then theirs rather than a crime.
    """
    match = primary(matches)
    rule = match.trigger.rule
    if match.trigger.sub_event_type == "Transport accident":
        blasts = [one for one in matches if one.supported and one.trigger.rule is Rule.BLAST]
        if blasts:  # "ran over a mine"
            return code_blast(sentence, blasts[0], matches, actors, cues)
    initiators = kinds(actors, ActorRole.INITIATOR)
    by_arms = bool(initiators & (ARMED - STATE)) and not initiators & CROWD
    if by_arms and match.trigger.sub_event_type == "Violent demonstration":
        # What gunmen burn where they kill is part of their attack.
        harming = [one for one in matches if one.trigger.rule in _HARM]
        match = primary(tuple(harming)) if harming else match
        rule = match.trigger.rule
    of_crowd = rule in _CROWDED and match.trigger.sub_event_type != "Sexual violence"
    if rule is Rule.CROWD or (of_crowd and not by_arms and any(is_crowd(m) for m in matches)):
        return code_crowd((*matches, *further), actors, toll)
    if rule is Rule.ASSAULT:
        return code_assault(
            sentence,
            match,
            actors,
            in_conflict=in_conflict,
            has_place=has_place,
            cues=cues,
        )
    if rule is Rule.ENTER:
        return code_entry(sentence, match, actors, has_place=has_place)
    if rule is Rule.TERRITORY:
        return code_territory(
            sentence, match, actors, has_place=has_place, takes_person=takes_person
        )
    if rule is Rule.BLAST:
        return code_blast(sentence, match, matches, actors, cues)
    if rule is Rule.DETAIN:
        irregular = initiators & (ARMED - STATE)
        return "Abduction/forced disappearance" if irregular else "Arrests"
    if rule is Rule.CASUALTY:
        return code_casualty(sentence, match, actors, cues)
    from_afar = FAR_WEAPONS | cues["aircraft"].words
    if rule is Rule.DAMAGE and not from_afar.isdisjoint(sentence.words):
        return remote(sentence, sentence.words[match.first : match.last], cues)
    if rule is Rule.DAMAGE:
        armed = initiators & (ARMED | CROWD)
        return match.trigger.sub_event_type if armed else None
    if rule is Rule.FIXED and match.trigger.sub_event_type == "Armed clash":
        return code_clash(sentence, match, actors, cues)
    if match.trigger.sub_event_type == "Fire":
        built = cues["building"].in_words(sentence.words)
        wild = not _WILD.isdisjoint(sentence.words) or (in_wildfire and not built)
        return "Wildfire" if wild else "Fire"
    if match.trigger.lemma == "hijack" and not in_conflict and _aboard(sentence, cues):
        return "Robbery"
    if match.trigger.sub_event_type == "Violent demonstration":
        return code_riot(sentence, match, actors, cues)
    if match.trigger.lemma in _MEASURES and not _HARMING.isdisjoint(sentence.words):
        return None  # what soldiers do where a bomb went off is no event of its own
    return match.trigger.sub_event_type


def primary(matches: tuple[TriggerMatch, ...]) -> TriggerMatch:
    """The most telling of an event's triggers, the first of equals."""
    return max(
        matches,
        key=lambda match: (
            match.supported and match.trigger.rule is not Rule.ANAPHOR,
            match.trigger.weight,
            -match.first,
        ),
    )


def _aboard(sentence: Sentence, cues: Mapping[str, CueSet]) -> bool:
    """Whether what is taken is a car or a lorry, not an aeroplane."""
    words = sentence.words
    return cues["vehicle"].in_words(words) and not cues["aircraft"].in_words(words)
