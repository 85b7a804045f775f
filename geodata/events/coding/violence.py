"""Violence: armed on armed is a battle, armed on unarmed an attack, the rest crime or disaster."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.events.coding.crowds import FIRING
from geodata.events.coding.sides import ARMED, ARMIES, CROWD, STATE, has_armed_target, kinds
from geodata.events.coding.weapons import remote, with_remote_weapon
from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, TriggerMatch
from geodata.model import Actor, ActorKind, ActorRole

_BY_WEAPON = frozenset("gunshot gunshots bullet bullets stab".split())
_ARRESTING = frozenset("arrested arresting arrests detained detaining".split())
_DEADLY = frozenset("killed killing dead died".split())
PROTESTING = frozenset(
    """protesters protestors demonstrators marchers procession rally protest demonstration
    protesting demonstrating marching sit-in""".split()
)
_AS_CROWDS_DO = (" blocking the ", " peacefully ", " blocked the road ")
_FORCES = frozenset("police soldiers troops gendarmes officers security".split())
_RUN_OVER = frozenset({"mow down", "mowed down", "plough into", "run over"})
_SHOPS = frozenset("jewellery jewelry jeweller jewellers bank shop store supermarket till".split())
_MARKS = frozenset(
    """stab stabbed gunshot bullet bullets strangled throat slit beheaded torture tortured bound
    decapitated dismembered bullet-riddled mutilated""".split()
)
_FOUND = frozenset("found find finds body bodies corpse corpses remains signs".split())
_SHOT_DEATH = frozenset("murder slaying killing slay strangle".split())
_OF_GUNS = ("fire", "open fire", "shots", "ambush", "gun", "pepper", "bullet", "cut down", "came")
_ROADSIDE = (
    *"airport road bridge highway railway rail crew passenger passengers driver".split(),
    *"drivers traffic intersection coach".split(),
)
_DISASTERS = {
    **dict.fromkeys(("flood", "floods", "flooding", "floodwaters"), "Flood"),
    **dict.fromkeys(("storm", "hurricane", "typhoon", "cyclone", "tornado"), "Storm"),
    **dict.fromkeys(("landslide", "landslides", "mudslide", "mudslides"), "Landslide"),
    **dict.fromkeys(("earthquake", "quake"), "Earthquake"),
    **dict.fromkeys(("blaze", "fire"), "Fire"),
    **dict.fromkeys(("crash", "collision", "capsized", "derailed"), "Transport accident"),
    "heatwave": "Extreme temperature",
    **dict.fromkeys(("froze", "hypothermia", "coldest", "heatstroke"), "Extreme temperature"),
    "cholera": "Epidemic",
}


def code_assault(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    *,
    in_conflict: bool,
    has_place: bool,
    cues: Mapping[str, CueSet],
) -> str | None:
    """Who attacked whom, and with what: battle, attack, mob, robbery or crime."""
    own = sentence.words[match.first : match.last]
    if with_remote_weapon(sentence, own, cues):
        return remote(sentence, own, cues)
    if "raid" in match.trigger.lemma and not _ARRESTING.isdisjoint(sentence.words):
        return None  # "arrested 11 people in raids": told by the arrest
    initiators = kinds(actors, ActorRole.INITIATOR)
    targets = kinds(actors, ActorRole.TARGET)
    if (
        match.trigger.lemma in {"storm", "raid"}
        and not in_conflict
        and not _SHOPS.isdisjoint(sentence.words)
    ):
        return "Robbery"
    if "each other" in sentence.padded and match.trigger.lemma.endswith(("firing", "shooting")):
        return "Armed clash"
    looted = cues["loot"].in_words(sentence.words) or " making off with " in sentence.padded
    if "raid" in match.trigger.lemma and not in_conflict and looted:
        return "Robbery"
    if initiators & CROWD or cues["mob"].in_sentence(sentence):
        return "Mob violence"
    protesting = not PROTESTING.isdisjoint(sentence.words) or any(
        words in sentence.padded for words in _AS_CROWDS_DO
    )
    by_state = initiators & STATE or not (initiators or _FORCES.isdisjoint(sentence.words))
    if protesting and by_state and not initiators & (ARMED - STATE):
        deadly = FIRING.search(match.trigger.lemma) or not _DEADLY.isdisjoint(sentence.words)
        return "Excessive force against protesters" if deadly else "Protest with intervention"
    if has_armed_target(actors) and (
        not initiators <= {ActorKind.CIVILIANS} or (not initiators and ActorKind.REBELS in targets)
    ):
        return "Armed clash"
    if cues["gas"].in_sentence(sentence):
        return "Chemical weapon"
    if match.trigger.lemma in _RUN_OVER and cues["vehicle"].in_words(sentence.words, but=_ROADSIDE):
        return "Transport accident"
    if match.trigger.lemma == "storm" and has_place and initiators & ARMIES:
        return "Armed clash"  # the town that an army storms is held by somebody
    blade = match.trigger.lemma.startswith(("stab", "knife", "slash"))
    armed = in_conflict or initiators & ARMED
    if match.trigger.lemma == "assault" and not armed and not targets & ARMED:
        return "Assault"
    if armed or (not blade and cues["force"].in_sentence(sentence, but=own)):
        return "Attack"
    if match.trigger.lemma.startswith(_OF_GUNS):
        return "Attack"  # by whom is not known
    lethal = match.trigger.lemma.endswith(("dead", "death", "killing")) or (
        match.trigger.lemma in _SHOT_DEATH or "murder" in match.trigger.lemma
    )
    if lethal or {"killed", "dead", "died", "death"} & set(sentence.words):
        return "Homicide"
    return "Assault" if "attack" not in match.trigger.lemma or targets else "Attack"


def code_clash(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
    *,
    has_place: bool,
) -> str | None:
    """A battle between armed sides, a riot against the police, or a mob.

    Where nobody is told, as in "clashes continue in Aleppo", those who clash are armed.
    """
    kinds = {actor.kind for actor in actors}
    if kinds & CROWD or (
        not kinds & (ARMED - STATE)
        and {"protesters", "demonstrators", "fans"} & set(sentence.words)
    ):
        return "Violent demonstration"
    police = "police" in sentence.words or "officers" in sentence.words
    groups = kinds & (ARMED - {ActorKind.STATE_FORCES})
    others_armed = groups or cues["armedgroup"].in_words(sentence.words)
    if police and kinds & STATE and not others_armed:
        return "Violent demonstration"
    if "fighting" in match.trigger.lemma:
        return "Armed clash"
    if kinds & ARMED or cues["armed"].in_sentence(sentence):
        return "Armed clash"
    if cues["communal"].in_words(sentence.words) or "killed" in sentence.words:
        return "Armed clash"
    if kinds:
        return "Mob violence"
    unnamed = sentence.words[match.first] == "clashes"  # councillors "clashed over plans"
    return "Armed clash" if has_place and unnamed else None


def code_casualty(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str | None:
    """What people were killed or hurt by, None where no words say."""
    own = sentence.words[match.first : match.last]
    if with_remote_weapon(sentence, own, cues):
        return remote(sentence, own, cues)
    initiators = kinds(actors, ActorRole.INITIATOR)
    if not initiators and cues["beast"].in_words(sentence.words):
        return "Other disaster"
    if initiators & ARMED:
        return "Armed clash" if has_armed_target(actors) else "Attack"
    if initiators & CROWD:
        return "Mob violence"
    if not PROTESTING.isdisjoint(sentence.words) and not initiators & ARMED:
        return "Excessive force against protesters"
    found = not _FOUND.isdisjoint(match.trigger.lemma.split())
    if found and not _MARKS.isdisjoint(sentence.words):
        return "Homicide"
    if found:
        return None  # "found dead beside their car": the words do not say of what
    disaster = cues["disaster_cause"].in_words(sentence.words)
    vehicle = cues["vehicle"].in_words(sentence.words, but=() if disaster else _ROADSIDE)
    if disaster or vehicle:
        return _disaster_of(sentence, vehicle=vehicle)
    if match.trigger.lemma == "kill":
        fallen = ActorKind.REBELS in kinds(actors, ActorRole.TARGET)
        return "Armed clash" if fallen and has_armed_target(actors) else "Attack"
    if not _BY_WEAPON.isdisjoint(sentence.words):
        return "Homicide" if {"body", "bodies"} & set(sentence.words) else "Attack"
    forced = cues["force"].in_sentence(sentence, but=own)
    return "Attack" if forced and match.trigger.frame is not Frame.PATIENT else None


def _disaster_of(sentence: Sentence, *, vehicle: bool) -> str:
    """The disaster that people died in, as the sentence names it."""
    if vehicle:
        return "Transport accident"
    named = (_DISASTERS[word] for word in sentence.words if word in _DISASTERS)
    return next(named, "Other disaster")
