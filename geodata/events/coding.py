"""ACLED's decision rules: which type an event has, given its triggers, actors and words.

Armed against armed is a battle, armed against unarmed violence against civilians, unless the weapon
works from afar; the crowd's own conduct parts protests from riots; who takes a place decides how a
change of control is called. What no rule supports is no event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, Rule, TriggerMatch
from geodata.model import Actor, ActorKind, ActorRole, Toll

_ARMED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBELS,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL,
    }
)
_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL})
_ARMIES = _STATE | {ActorKind.REBELS}
_CROWD = frozenset({ActorKind.PROTESTERS, ActorKind.RIOTERS})
_WEAPONS = frozenset(
    """weapons weapon ammunition arms cartridges rifles grenades explosives rockets guns mines
    missiles munitions firearms pistols""".split()
)
_DRUGS = frozenset("cocaine heroin drugs marijuana cannabis narcotics methamphetamine".split())
_PERSONS = frozenset(
    """leader leaders commander chief suspect suspects men man people women fugitive bodyguard crew
    soldiers policemen hostages prisoners pow pows fishermen boat militants terrorist terrorists
    rebels guerrillas insurgents jihadists fighters""".split()
)
_BE = frozenset("was were been be".split())
_HELD = frozenset("hostage hostages captivity ransom kidnapped kidnappers abductors".split())
_COUNTED = frozenset("dozen dozens he she they all most some both him them".split())
_TAKEN = _PERSONS | frozenset(
    """sailors seamen crewmen schoolchildren nurses doctors teachers engineers
    others girls boys students schoolgirls pupils tourists workers passengers travellers
    villagers civilians priest priests nuns aid-workers""".split()
)
_PLACES = frozenset(
    """town towns village villages city cities base bases airport district province island post
    posts positions area areas building buildings neighbourhood neighbourhoods neighborhood
    neighborhoods
    quarter hill hills hilltop farm farms camp camps checkpoint checkpoints bridge territory
    headquarters station highway road crossing stronghold capital region outpost outposts mosque
    hospital port port's palace mountain mountains points ground barracks garrison airbase
    facility dam field fields oilfield refinery country suburb suburbs sector sectors control land
    settlement settlements outskirts farmland school power""".split()
)
_FIRING = re.compile(r"\b(?:fire|shoot|shot|gun|bullets)\b")
_UNARMED = frozenset("herders herdsmen herder farmers farmer villagers pastoralists nomads".split())
_BY_WEAPON = frozenset("gunshot gunshots bullet bullets stab".split())
_FAR_WEAPONS = frozenset(
    "warplanes airstrikes shelled rocket rockets missile missiles drone drones".split()
)
_AIRBORNE = frozenset("warplanes warplane jets airstrikes helicopters drone drones".split())
_NO_DEVICE = frozenset("blast blasts explosion explosions".split())
_MINING = frozenset("coal miners miner methane colliery pit shaft gold copper".split())
_ARRESTING = frozenset("arrested arresting arrests detained detaining".split())
_DEADLY = frozenset("killed killing dead died".split())
_PROTESTING = frozenset(
    "protesters protestors demonstrators marchers procession rally protest demonstration".split()
)
_TOWNS = frozenset(
    """town towns village villages city cities capital suburbs suburb neighbourhood neighbourhoods
    neighborhood neighborhoods district province territory region country base outskirts centre
    center port""".split()
)
_INDOORS = frozenset("house houses site school shop bank church mosque hospital locality".split())
_VIOLENT = frozenset(
    """firing killed killing shot shooting burned burnt burning
    looted looting kidnapped abducted beating massacred slaughtered""".split()
)
_HARMING = _VIOLENT | frozenset("exploded detonated bomb device blast".split())
_OBJECT_REACH = 6
_STICKS = frozenset("rods sticks clubs stones spears axes machetes arrows".split())
_WILD = frozenset("hectares acres forest bush brush wildfire wildfires grassland scrub".split())
_SHOPS = frozenset("jewellery jewelry jeweller jewellers bank shop store supermarket till".split())
_BURNING = ("set ", "torch", "ransack", "burn", "vandal")
_THROWING = ("throw", "hurl", "lob", "fling", "pelt")
_POLICE = frozenset("police policemen officers soldiers troops security".split())
_MEASURES = frozenset({"cordon off", "seal off", "patrol"})
_PROTESTS = frozenset(
    """protest protests protesters protestors protesting demonstration demonstrators march marchers
    rally strike strikers students workers""".split()
)
_ROADSIDE = (
    *"airport road bridge highway railway rail crew passenger passengers driver".split(),
    *"drivers traffic intersection coach".split(),
)
_MARKS = frozenset("stab stabbed gunshot bullet bullets strangled throat slit beheaded".split())
_SHOT_DEATH = frozenset("murder slaying killing slay strangle".split())


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
            return _code_blast(sentence, blasts[0], matches, actors, cues)
    if rule is Rule.CROWD or (rule in _CROWDED and any(_is_crowd(m) for m in matches)):
        return _code_crowd((*matches, *further), actors, toll)
    if rule is Rule.ASSAULT:
        return _code_assault(
            sentence,
            match,
            actors,
            in_conflict=in_conflict,
            has_place=has_place,
            cues=cues,
        )
    if rule is Rule.ENTER:
        return _code_entry(sentence, match, actors, has_place=has_place)
    if rule is Rule.TERRITORY:
        return _code_territory(
            sentence, match, actors, has_place=has_place, takes_person=takes_person
        )
    if rule is Rule.BLAST:
        return _code_blast(sentence, match, matches, actors, cues)
    if rule is Rule.DETAIN:
        captors = _kinds(actors, ActorRole.INITIATOR)
        irregular = captors & (_ARMED - _STATE)
        return "Abduction/forced disappearance" if irregular else "Arrests"
    if rule is Rule.CASUALTY:
        return _code_casualty(sentence, match, actors, cues)
    from_afar = _FAR_WEAPONS | cues["aircraft"].words
    if rule is Rule.DAMAGE and not from_afar.isdisjoint(sentence.words):
        return _remote(sentence, sentence.words[match.first : match.last], cues)
    if rule is Rule.DAMAGE:
        armed = _kinds(actors, ActorRole.INITIATOR) & (_ARMED | _CROWD)
        return match.trigger.sub_event_type if armed else None
    if rule is Rule.FIXED and match.trigger.sub_event_type == "Armed clash":
        return _code_clash(sentence, match, actors, cues)
    if match.trigger.sub_event_type == "Fire":
        built = cues["building"].in_words(sentence.words)
        wild = not _WILD.isdisjoint(sentence.words) or (in_wildfire and not built)
        return "Wildfire" if wild else "Fire"
    if match.trigger.lemma == "hijack" and not in_conflict and _aboard(sentence, cues):
        return "Robbery"
    if match.trigger.sub_event_type == "Violent demonstration":
        return _code_riot(sentence, match, actors, cues)
    if match.trigger.lemma in _MEASURES and not _HARMING.isdisjoint(sentence.words):
        return None  # what soldiers do where a bomb went off is no event of its own
    return match.trigger.sub_event_type


_HARMS = frozenset({Rule.CASUALTY, Rule.ASSAULT})
_CROWDED = frozenset({Rule.ASSAULT, Rule.FIXED, Rule.DETAIN, Rule.CASUALTY, Rule.DAMAGE})


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


def is_violent(rule: Rule) -> bool:
    """Whether a trigger of this rule tells of violence or what it did."""
    return rule in {Rule.ASSAULT, Rule.BLAST, Rule.CASUALTY}


def _kinds(actors: tuple[Actor, ...], role: ActorRole) -> set[ActorKind]:
    return {actor.kind for actor in actors if actor.role is role}


def _has_armed_target(actors: tuple[Actor, ...]) -> bool:
    """Whether a target bears arms; herders who are only killed do not."""
    return any(
        actor.role is ActorRole.TARGET
        and actor.kind in _ARMED
        and not (
            actor.kind is ActorKind.IDENTITY_MILITIA
            and actor.mention.lower().rpartition(" ")[2] in _UNARMED
            and "armed" not in actor.mention.lower()
        )
        for actor in actors
    )


def _is_crowd(match: TriggerMatch) -> bool:
    return match.trigger.rule is Rule.CROWD or match.trigger.sub_event_type in {
        "Violent demonstration",
        "Protest with intervention",
    }


def _code_crowd(matches: tuple[TriggerMatch, ...], actors: tuple[Actor, ...], toll: Toll) -> str:
    told = {match.trigger.sub_event_type for match in matches if match.supported}
    if told & {"Violent demonstration", "Mob violence", "Armed clash"}:
        return "Mob violence" if "Mob violence" in told else "Violent demonstration"
    lethal = any(
        m.trigger.rule is Rule.ASSAULT
        and m.trigger.weight > 2
        and not _FIRING.search(m.trigger.lemma)
        for m in matches
    )
    if lethal and not _kinds(actors, ActorRole.INITIATOR) & _STATE:
        return "Mob violence"
    fired_on = ActorKind.STATE_FORCES in _kinds(actors, ActorRole.INITIATOR) and any(
        match.trigger.rule is Rule.ASSAULT and _FIRING.search(match.trigger.lemma)
        for match in matches
    )
    fell = any(match.trigger.rule in _HARMS for match in matches)
    if fired_on or (fell and toll.killed is not None):
        return "Excessive force against protesters"
    rules = {match.trigger.rule for match in matches}
    if "Protest with intervention" in told or Rule.DETAIN in rules:
        return "Protest with intervention"
    return "Peaceful protest"


def _code_assault(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    *,
    in_conflict: bool,
    has_place: bool,
    cues: Mapping[str, CueSet],
) -> str | None:
    own = sentence.words[match.first : match.last]
    if _with_remote_weapon(sentence, own, cues):
        return _remote(sentence, own, cues)
    if "raid" in match.trigger.lemma and not _ARRESTING.isdisjoint(sentence.words):
        return None  # "arrested 11 people in raids": told by the arrest
    initiators = _kinds(actors, ActorRole.INITIATOR)
    targets = _kinds(actors, ActorRole.TARGET)
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
    if initiators & _CROWD or cues["mob"].in_sentence(sentence):
        return "Mob violence"
    protesting = not _PROTESTING.isdisjoint(sentence.words)
    if protesting and initiators & _STATE and not initiators & (_ARMED - _STATE):
        deadly = _FIRING.search(match.trigger.lemma) or not _DEADLY.isdisjoint(sentence.words)
        return "Excessive force against protesters" if deadly else "Protest with intervention"
    if _has_armed_target(actors) and not initiators <= {ActorKind.CIVILIANS}:
        return "Armed clash"
    if match.trigger.lemma == "storm" and has_place and initiators & _ARMIES:
        return "Armed clash"  # the town that an army storms is held by somebody
    blade = match.trigger.lemma.startswith(("stab", "knife", "slash"))
    armed = in_conflict or initiators & _ARMED
    if match.trigger.lemma == "assault" and not armed and not targets & _ARMED:
        return "Assault"
    if armed or (not blade and cues["force"].in_sentence(sentence, but=own)):
        return "Attack"
    if match.trigger.lemma.startswith(("fire", "open fire", "shots", "ambush", "gun")):
        return "Attack"  # by whom is not known
    lethal = match.trigger.lemma.endswith(("dead", "death", "killing")) or (
        match.trigger.lemma in _SHOT_DEATH or "murder" in match.trigger.lemma
    )
    if lethal or {"killed", "dead", "died", "death"} & set(sentence.words):
        return "Homicide"
    return "Assault" if "attack" not in match.trigger.lemma or targets else "Attack"


def _with_remote_weapon(
    sentence: Sentence, own: tuple[str, ...], cues: Mapping[str, CueSet]
) -> bool:
    mines = () if _MINING.isdisjoint(sentence.words) else ("mine", "mines")
    return cues["weapon_remote"].in_words(sentence.words, but=(*own, *mines)) or any(
        word in _FAR_WEAPONS for word in sentence.words
    )


def _remote(sentence: Sentence, own: tuple[str, ...], cues: Mapping[str, CueSet]) -> str:
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


def _code_territory(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    *,
    has_place: bool,
    takes_person: bool,
) -> str | None:
    following = sentence.words[match.last : match.last + 8]
    initiators = _kinds(actors, ActorRole.INITIATOR)
    people = _PERSONS | _TAKEN
    head = next((w for w in following if w in _WEAPONS | _DRUGS | _PLACES | people), None)
    if head in _DRUGS:
        return "Drug offence"
    if head in _WEAPONS:
        return "Disrupted weapons use"
    taken = sentence.words[max(0, match.first - 4) : match.first]
    counted = "," not in taken and any(word in _COUNTED or word.isdigit() for word in taken)
    takes_person |= not _BE.isdisjoint(taken) and (counted or not _TAKEN.isdisjoint(taken))
    taken_away = head in _TAKEN or (head in _PERSONS and not has_place)
    if takes_person or (match.trigger.needs is None and taken_away):
        irregular = initiators & (_ARMED - _STATE) or not _HELD.isdisjoint(sentence.words)
        return "Abduction/forced disappearance" if irregular else "Arrests"
    if match.trigger.lemma == "control" and not has_place:
        return None  # "they now control much of the countryside": nothing was taken there and then
    placed = has_place or head in _PLACES or not _PLACES.isdisjoint(sentence.words[: match.first])
    if not placed:
        return None
    if initiators and initiators <= {ActorKind.CIVILIANS, ActorKind.PROTESTERS}:
        return None
    if not initiators:
        return match.trigger.sub_event_type
    if ActorKind.STATE_FORCES in initiators and not initiators & (_ARMED - _STATE):
        return "Government regains territory"
    return "Non-state actor overtakes territory"


def _aboard(sentence: Sentence, cues: Mapping[str, CueSet]) -> bool:
    """Whether what is taken is a car or a lorry, not an aeroplane."""
    words = sentence.words
    return cues["vehicle"].in_words(words) and not cues["aircraft"].in_words(words)


def _code_riot(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str:
    """What groups under arms burn is destroyed; who stones people, not the police, is a mob."""
    calm = _PROTESTS.isdisjoint(sentence.words) and not cues["armedmob"].in_words(sentence.words)
    burns = match.trigger.lemma.startswith(_BURNING)
    if _kinds(actors, ActorRole.INITIATOR) & (_ARMED - _STATE) or (calm and burns):
        return "Looting/property destruction"
    against_police = not _POLICE.isdisjoint(sentence.words)
    lone = _PROTESTS.isdisjoint(sentence.words) and not against_police
    if lone and ("rampage" in match.trigger.lemma or match.trigger.lemma.startswith(_THROWING)):
        return "Mob violence"
    return "Violent demonstration"


def _code_entry(
    sentence: Sentence, match: TriggerMatch, actors: tuple[Actor, ...], *, has_place: bool
) -> str | None:
    """Forces that enter a town take it over; gunmen who enter a house do not."""
    following = sentence.words[match.last : match.last + _OBJECT_REACH]
    if not has_place and _TOWNS.isdisjoint(following):
        return None
    initiators = _kinds(actors, ActorRole.INITIATOR)
    if not _VIOLENT.isdisjoint(sentence.words):
        crowd = initiators & _CROWD or not _STICKS.isdisjoint(sentence.words)
        return "Mob violence" if crowd else "Attack"
    if not _INDOORS.isdisjoint(following):
        return None
    forces = initiators & _ARMIES
    return match.trigger.sub_event_type if forces else None


def _code_blast(
    sentence: Sentence,
    match: TriggerMatch,
    matches: tuple[TriggerMatch, ...],
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str | None:
    own = sentence.words[match.first : match.last]
    subs = {other.trigger.sub_event_type for other in matches}
    if "Suicide bomb" in subs or "suicide" in sentence.words:
        return "Suicide bomb"
    if _kinds(actors, ActorRole.INITIATOR) & (_ARMED - _STATE):
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


def _code_casualty(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str | None:
    own = sentence.words[match.first : match.last]
    if _with_remote_weapon(sentence, own, cues):
        return _remote(sentence, own, cues)
    initiators = _kinds(actors, ActorRole.INITIATOR)
    if initiators & _ARMED:
        return "Armed clash" if _has_armed_target(actors) else "Attack"
    if initiators & _CROWD:
        return "Mob violence"
    if not _PROTESTING.isdisjoint(sentence.words) and not initiators & _ARMED:
        return "Excessive force against protesters"
    if "found" in match.trigger.lemma and not _MARKS.isdisjoint(sentence.words):
        return "Homicide"
    if "found" in match.trigger.lemma:
        return None  # "found dead beside their car": the words do not say of what
    disaster = cues["disaster_cause"].in_words(sentence.words)
    vehicle = cues["vehicle"].in_words(sentence.words, but=() if disaster else _ROADSIDE)
    if disaster or vehicle:
        return _disaster_of(sentence, vehicle=vehicle)
    if match.trigger.lemma == "kill":
        fallen = ActorKind.REBELS in _kinds(actors, ActorRole.TARGET)
        return "Armed clash" if fallen and _has_armed_target(actors) else "Attack"
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


_DISASTERS = {
    **dict.fromkeys(("flood", "floods", "flooding", "floodwaters"), "Flood"),
    **dict.fromkeys(("storm", "hurricane", "typhoon", "cyclone", "tornado"), "Storm"),
    **dict.fromkeys(("landslide", "landslides", "mudslide", "mudslides"), "Landslide"),
    **dict.fromkeys(("earthquake", "quake"), "Earthquake"),
    **dict.fromkeys(("blaze", "fire"), "Fire"),
    "heatwave": "Extreme temperature",
    **dict.fromkeys(("froze", "hypothermia", "coldest", "heatstroke"), "Extreme temperature"),
    "cholera": "Epidemic",
}


def _code_clash(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    cues: Mapping[str, CueSet],
) -> str | None:
    kinds = {actor.kind for actor in actors}
    if kinds & _CROWD or (
        not kinds & (_ARMED - _STATE)
        and {"protesters", "demonstrators", "fans"} & set(sentence.words)
    ):
        return "Violent demonstration"
    police = "police" in sentence.words or "officers" in sentence.words
    groups = kinds & (_ARMED - {ActorKind.STATE_FORCES})
    others_armed = groups or cues["armedgroup"].in_words(sentence.words)
    if police and kinds & _STATE and not others_armed:
        return "Violent demonstration"
    if "fighting" in match.trigger.lemma:
        return "Armed clash"
    if kinds & _ARMED or cues["armed"].in_sentence(sentence):
        return "Armed clash"
    if cues["communal"].in_words(sentence.words) or "killed" in sentence.words:
        return "Armed clash"
    return "Mob violence" if kinds else None
