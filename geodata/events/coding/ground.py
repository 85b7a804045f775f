"""Who takes a place, enters it, or seizes people and things instead."""

from __future__ import annotations

from geodata.events.coding.sides import ARMED, ARMIES, CROWD, STATE, kinds
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerMatch
from geodata.model import Actor, ActorKind, ActorRole

_WEAPONS = frozenset(
    """weapons weapon ammunition arms cartridges rifles grenades explosives rockets guns mines
    missiles munitions firearms pistols""".split()
)
_DRUGS = frozenset(
    """cocaine heroin drugs marijuana cannabis narcotics methamphetamine meth opium hashish ecstasy
    captagon fentanyl pills tablets khat miraa yaba ganja""".split()
)
_PAPERS = frozenset(
    """files documents papers records computers phones laptops assets accounts property properties
    evidence footage""".split()
)
_CONTRABAND = frozenset(
    """cigarettes alcohol liquor ivory timber gold fuel diesel goods cargo pangolin scales catch
    cartons""".split()
)
_BELONGINGS = frozenset("purse handbag wallet handbags purses wallets".split())
_THINGS = _BELONGINGS | _WEAPONS | _DRUGS | _PAPERS | _CONTRABAND
_PERSONS = frozenset(
    """leader leaders commander chief suspect suspects men man people women fugitive bodyguard crew
    soldiers policemen hostages prisoners pow pows fishermen boat militants terrorist terrorists
    rebels guerrillas insurgents jihadists fighters""".split()
)
_BE = frozenset("was were been be".split())
_THE_MEN = frozenset({("the", "men"), ("the", "women"), ("the", "suspects"), ("the", "fugitives")})
_HELD = frozenset("hostage hostages captivity ransom kidnapped kidnappers abductors".split())
_COUNTED = frozenset("dozen dozens he she they all most some both him them".split())
_TAKEN = _PERSONS | frozenset(
    """sailors seamen crewmen schoolchildren nurses doctors teachers engineers
    others girls boys students schoolgirls pupils tourists workers passengers travellers
    villagers civilians priest priests nuns aid-workers inmates escapees convicts""".split()
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
_TOWNS = frozenset(
    """town towns village villages city cities capital suburbs suburb neighbourhood neighbourhoods
    neighborhood neighborhoods district province territory region country base outskirts centre
    center port""".split()
)
_INDOORS = frozenset("house houses site school shop bank church mosque hospital locality".split())
VIOLENT = frozenset(
    """firing killed killing shot shooting burned burnt burning
    looted looting kidnapped abducted beating massacred slaughtered""".split()
)
_OBJECT_REACH, _OBJECTS_REACH = 6, 8
_NEXT_CLAUSE = frozenset("after since before when while as until because which who from".split())
_STICKS = frozenset("rods sticks clubs stones spears axes machetes arrows".split())


def code_territory(
    sentence: Sentence,
    match: TriggerMatch,
    actors: tuple[Actor, ...],
    *,
    has_place: bool,
    takes_person: bool,
) -> str | None:
    """Who takes a place; of people an arrest or abduction, of things a seizure."""
    following = _object(sentence.words[match.last : match.last + _OBJECTS_REACH])
    initiators = kinds(actors, ActorRole.INITIATOR)
    people = _PERSONS | _TAKEN
    head = next((word for word in following if word in _THINGS | _PLACES | people), None)
    if head in _DRUGS:
        return "Drug offence"
    if head in _WEAPONS:
        return "Disrupted weapons use"
    if head in _PAPERS:
        return None
    if head in _BELONGINGS:
        return "Robbery"
    if head in _CONTRABAND:
        looted = initiators & (ARMED - STATE)
        return "Looting/property destruction" if looted else "Trafficking and smuggling"
    taken = sentence.words[max(0, match.first - 4) : match.first]
    counted = "," not in taken and any(word in _COUNTED or word.isdigit() for word in taken)
    takes_person |= not _BE.isdisjoint(taken) and (
        counted or not _TAKEN.isdisjoint(taken) or sentence.words[:2] in _THE_MEN
    )
    taken_away = head in _TAKEN or (head in _PERSONS and not has_place)
    if takes_person or (match.trigger.needs is None and taken_away):
        held = initiators & (ARMED - STATE) or not _HELD.isdisjoint(sentence.words)
        return "Abduction/forced disappearance" if held else "Arrests"
    if match.trigger.lemma == "control" and not has_place:
        return None  # "they now control much of the countryside": nothing was taken there and then
    placed = has_place or head in _PLACES or not _PLACES.isdisjoint(sentence.words[: match.first])
    if not placed:
        return None
    if initiators and initiators <= {ActorKind.CIVILIANS, ActorKind.PROTESTERS}:
        return None
    if not initiators:
        return match.trigger.sub_event_type
    irregular = ARMED - STATE
    if ActorKind.STATE_FORCES in initiators and (
        not initiators & irregular or kinds(actors, ActorRole.TARGET) & irregular
    ):
        return "Government regains territory"  # be it with a militia at its side
    return "Non-state actor overtakes territory"


def _object(following: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind a verb up to the next clause."""
    end = next((n for n, word in enumerate(following) if word in _NEXT_CLAUSE), None)
    return following[:end]


def code_entry(
    sentence: Sentence, match: TriggerMatch, actors: tuple[Actor, ...], *, has_place: bool
) -> str | None:
    """Forces that enter a town take it over; gunmen who enter a house do not."""
    following = sentence.words[match.last : match.last + _OBJECT_REACH]
    if not has_place and _TOWNS.isdisjoint(following):
        return None
    initiators = kinds(actors, ActorRole.INITIATOR)
    if not VIOLENT.isdisjoint(sentence.words):
        crowd = initiators & CROWD or not _STICKS.isdisjoint(sentence.words)
        return "Mob violence" if crowd else "Attack"
    if not _INDOORS.isdisjoint(following):
        return None
    forces = initiators & ARMIES
    return match.trigger.sub_event_type if forces else None
