"""ACLED's decision rules: which type an event has, given its triggers, actors and words.

Armed against armed is a battle, armed against unarmed violence against civilians, unless the weapon
works from afar; the crowd's own conduct parts protests from riots; who takes a place decides how a
change of control is called. What no rule supports is no event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geodata.events.coding.crowds import burns_somebody, code_crowd, code_riot, is_crowd
from geodata.events.coding.ground import VIOLENT, code_entry, code_territory
from geodata.events.coding.sides import ARMED, CROWD, STATE, kinds
from geodata.events.coding.violence import code_assault, code_casualty, code_clash
from geodata.events.coding.weapons import FAR_WEAPONS, code_blast, is_from_the_air, remote
from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import Rule, TriggerMatch
from geodata.model import Actor, ActorKind, ActorRole, Toll

_HARMING = VIOLENT | frozenset("exploded detonated bomb device blast".split())
_WILD = frozenset(
    """hectares acres forest bush brush wildfire wildfires grassland scrub woods woodland heather
    gorse moor moorland pines bushland""".split()
)
_MEASURES = frozenset({"cordon off", "seal off", "patrol"})
_HARM = frozenset({Rule.ASSAULT, Rule.CASUALTY})
_CROWDED = frozenset({Rule.ASSAULT, Rule.FIXED, Rule.DETAIN, Rule.CASUALTY, Rule.DAMAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known of an event when its type is decided.

    `has_place` is whether the sentence names where, `takes_person` whether the main trigger's
    object is somebody by name, `in_conflict` whether armed groups take part in the article's story:
    violence by nobody named is then theirs rather than a crime. `further` are triggers of later
    sentences that tell what became of a crowd.
    """

    sentence: Sentence
    matches: tuple[TriggerMatch, ...]
    further: tuple[TriggerMatch, ...] = ()
    actors: tuple[Actor, ...]
    toll: Toll
    has_place: bool
    takes_person: bool
    in_conflict: bool
    in_wildfire: bool
    cues: Mapping[str, CueSet]

    @property
    def initiators(self) -> set[ActorKind]:
        """The kinds of those who began it."""
        return kinds(self.actors, ActorRole.INITIATOR)


def code_type(case: Case) -> str | None:
    """The sub-type of the event that the triggers of a case tell, None for none after all."""
    match = primary(case.matches)
    if match.trigger.sub_event_type == "Transport accident":
        blasts = [one for one in case.matches if one.supported and one.trigger.rule is Rule.BLAST]
        if blasts:  # "ran over a mine"
            return _code_blast(case, blasts[0])
    by_arms = bool(case.initiators & (ARMED - STATE)) and not case.initiators & CROWD
    if by_arms and match.trigger.sub_event_type == "Violent demonstration":
        # What gunmen burn where they kill is part of their attack.
        harming = [one for one in case.matches if one.trigger.rule in _HARM]
        match = primary(tuple(harming)) if harming else match
    if burns_somebody(case.sentence, match):
        return "Mob violence"
    if _is_of_crowd(case, match, by_arms=by_arms):
        return code_crowd((*case.matches, *case.further), case.actors, case.toll)
    return _BY_RULE.get(match.trigger.rule, _code_fixed)(case, match)


def _is_of_crowd(case: Case, match: TriggerMatch, *, by_arms: bool) -> bool:
    """Whether a crowd did it, or it was done to a crowd."""
    rule = match.trigger.rule
    crowded = rule in _CROWDED and match.trigger.sub_event_type != "Sexual violence"
    return rule is Rule.CROWD or (
        crowded and not by_arms and any(is_crowd(one) for one in case.matches)
    )


def _code_assault(case: Case, match: TriggerMatch) -> str | None:
    return code_assault(
        case.sentence,
        match,
        case.actors,
        in_conflict=case.in_conflict,
        has_place=case.has_place,
        cues=case.cues,
    )


def _code_entry(case: Case, match: TriggerMatch) -> str | None:
    return code_entry(case.sentence, match, case.actors, has_place=case.has_place)


def _code_territory(case: Case, match: TriggerMatch) -> str | None:
    return code_territory(
        case.sentence,
        match,
        case.actors,
        has_place=case.has_place,
        takes_person=case.takes_person,
    )


def _code_blast(case: Case, match: TriggerMatch) -> str | None:
    return code_blast(case.sentence, match, case.matches, case.actors, case.cues)


def _code_detention(case: Case, match: TriggerMatch) -> str:
    irregular = case.initiators & (ARMED - STATE)
    return "Abduction/forced disappearance" if irregular else "Arrests"


def _code_casualty(case: Case, match: TriggerMatch) -> str | None:
    return code_casualty(case.sentence, match, case.actors, case.cues)


def _code_damage(case: Case, match: TriggerMatch) -> str | None:
    from_afar = FAR_WEAPONS | case.cues["aircraft"].words
    if not from_afar.isdisjoint(case.sentence.words):
        return remote(case.sentence, case.sentence.words[match.first : match.last], case.cues)
    return match.trigger.sub_event_type if case.initiators & (ARMED | CROWD) else None


def _code_fixed(case: Case, match: TriggerMatch) -> str | None:
    """The type that the word list gives a trigger, but for what the words around it change."""
    sentence, cues, told = case.sentence, case.cues, match.trigger.sub_event_type
    if told == "Armed clash" and match.trigger.rule is Rule.FIXED:
        return code_clash(sentence, match, case.actors, cues, has_place=case.has_place)
    if told == "Fire":
        built = cues["building"].in_words(sentence.words)
        wild = not _WILD.isdisjoint(sentence.words) or (case.in_wildfire and not built)
        return "Wildfire" if wild else "Fire"
    if match.trigger.lemma == "hijack" and not case.in_conflict and _aboard(sentence, cues):
        return "Robbery"
    if told == "Violent demonstration":
        return code_riot(sentence, match, case.actors, cues)
    if told == "Abduction/forced disappearance" and _by_police(sentence, match):
        return "Arrests"
    if told == "Shelling/artillery/missile attack" and is_from_the_air(sentence, match, cues):
        return "Air/drone strike"
    if match.trigger.lemma in _MEASURES and not _HARMING.isdisjoint(sentence.words):
        return None  # what soldiers do where a bomb went off is no event of its own
    return told


_BY_RULE: Mapping[Rule, Callable[[Case, TriggerMatch], str | None]] = {
    Rule.ASSAULT: _code_assault,
    Rule.ENTER: _code_entry,
    Rule.TERRITORY: _code_territory,
    Rule.BLAST: _code_blast,
    Rule.DETAIN: _code_detention,
    Rule.CASUALTY: _code_casualty,
    Rule.DAMAGE: _code_damage,
}


def primary(matches: tuple[TriggerMatch, ...]) -> TriggerMatch:
    """The most telling of an event's triggers, the first of equals."""
    if len(matches) == 1:
        return matches[0]
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


def _by_police(sentence: Sentence, match: TriggerMatch) -> bool:
    """Whether people are put into what is the police's: "bundled into police vans"."""
    return "police" in sentence.words[match.last : match.last + 2]
