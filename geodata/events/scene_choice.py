"""Which place of a sentence belongs to a trigger: where it happened, not any place named.

A place counts when the words tie it to the trigger: by a preposition, as the object, or as the
subject of a passive. Where several do, the nearest wins, and a smaller place over a bigger one.
Origins, directions, owners and the places of speakers never count.
"""

from __future__ import annotations

from itertools import pairwise

from geodata.events.chains import PlaceChain
from geodata.events.no_scene import is_ruled_out, opposes
from geodata.events.places import DWELLERS, TOWN, PlaceRelation
from geodata.events.scenes import FARTHEST_KM, ROADS
from geodata.events.sentences import Sentence
from geodata.events.triggers import Rule, TriggerMatch
from geodata.events.word_class import WordClass
from geodata.gazetteer.spatial import distance_km

_SETS_SCENE = frozenset({PlaceRelation.AT, PlaceRelation.NEAR})
_LEAVES_COST, _BARE_GAP = 2, 6
_WEAK = {PlaceRelation.BARE: 8, PlaceRelation.TOWARDS: 12, PlaceRelation.FROM: 25}
_LEVEL_COST = {0: 14, 1: 7, 2: 4, 3: 2, 4: 0}
_BEFORE_COST, _BREAK_COST, _TRIGGER_COST, _UNKNOWN_COST = 20, 6, 8, 6
_FRONTED_COST, _FRONTED_WORDS = 8, 8
_UNITS = frozenset("hours day days week weeks month months year years".split())
_RELATIVE_WORDS, _OBJECT_GAP = 8, 2
_TAKES_PLACE = frozenset({Rule.TERRITORY, Rule.ENTER, Rule.WITHDRAW, Rule.ASSAULT})
_AFTER_OBJECT = frozenset("on in at last late early earlier this after during from and".split())
_OTHER_VERB_COST, _PURPOSE_COST, _LIMIT, _FARTHEST = 40, 15, 40, 70
_HEAD_COST = 10
_NEXT_CLAUSE_COST, _ROAD_COST = 15, 8
_QUARTERS = frozenset("neighbourhood neighborhood quarter suburb barrio district area".split())
_FRONTING = frozenset("in at on near inside outside across around elsewhere".split())
_UNDERGOING = frozenset(
    "saw sees witnessed witnesses suffered suffers experienced endured woke weathered".split()
)
_BE = frozenset("was were been be being is are".split())
_TRYING = frozenset("tried trying attempted attempting managed began started failed".split())
_ARTICLES = frozenset("the a an its their his her this that".split())
_BREAKS = frozenset("; while after before as when but although".split())


def find_chain(
    sentence: Sentence,
    match: TriggerMatch,
    *,
    chains: tuple[PlaceChain, ...],
    others: tuple[TriggerMatch, ...] = (),
) -> PlaceChain | None:
    """The chain of places that belongs to a trigger, None when the sentence ties none to it.

    `others` are the sentence's other triggers: a place near one of them is less likely this one's.
    """
    costs = [
        (cost, position)
        for position, chain in enumerate(chains)
        if (cost := cost_of(sentence, match, chain, others)) is not None
    ]
    return chains[min(costs)[1]] if costs else None


def find_only_chain(
    sentence: Sentence, match: TriggerMatch, chains: tuple[PlaceChain, ...]
) -> PlaceChain | None:
    """The one chain that could be a trigger's place, however far from it; None for several."""
    possible = [
        chain
        for chain in chains
        if chain.places[0].level > 0
        and chain.places[0].relation in _SETS_SCENE
        and cost_of(sentence, match, chain, limit=_FARTHEST) is not None
    ]
    return possible[0] if len(possible) == 1 else None


def cost_of(
    sentence: Sentence,
    match: TriggerMatch,
    chain: PlaceChain,
    others: tuple[TriggerMatch, ...] = (),
    *,
    limit: int = _LIMIT,
) -> int | None:
    """How far a chain is from being the trigger's place; None when it cannot be."""
    if opposes(sentence, match, chain):
        return None
    if is_head(sentence, chain):
        return _HEAD_COST if is_item(sentence) else _BEFORE_COST + _HEAD_COST
    if is_ruled_out(sentence, match, chain, others):
        return None
    after = chain.first >= match.last
    low, high = (match.last, chain.first) if after else (chain.last, match.first)
    between = sentence.words[low:high]
    if after and turns_away(between):
        return None
    if after and match.trigger.rule is Rule.CROWD and "over" in between:
        return None  # "protests over the war in Gaza"
    if not after and _is_relative_object(sentence, match, low, high):
        return high - low
    bare = chain.places[0].relation is PlaceRelation.BARE
    if bare and not after and _is_subject(sentence, match, high - low):
        return None
    cost = len(between) + _cost_of_relation(sentence, chain, gap=high - low, after=after)
    cost += _LEVEL_COST[max(place.level for place in chain.places)]
    cost += _BREAK_COST * sum(word in _BREAKS for word in between)
    cost += _UNKNOWN_COST * all(
        one.resolution.place is None for one in (*chain.places, *chain.areas)
    )
    cost += _NEXT_CLAUSE_COST * (after and between[-3:-1] == (",", "and"))
    cost += _OTHER_VERB_COST * (after and _has_other_verb(between))
    cost += _PURPOSE_COST * _has_purpose(between)
    cost += _TRIGGER_COST * sum(
        low <= other.first < high and not other.is_result and not match.is_result
        for other in others
    )
    if not after:
        cost += _cost_before(sentence, chain, between)
    return cost if cost <= limit else None


def _cost_of_relation(sentence: Sentence, chain: PlaceChain, *, gap: int, after: bool) -> int:
    """What the preposition before a place takes from it, less where it is right behind."""
    relation = chain.places[0].relation
    if relation is PlaceRelation.FROM:
        return _LEAVES_COST
    if relation is PlaceRelation.BARE and after and gap <= _BARE_GAP:
        return 0
    if relation is not PlaceRelation.TOWARDS:
        return _WEAK.get(relation, 0)
    if not ROADS.isdisjoint(sentence.words[max(0, chain.first - 3) : chain.first]):
        return _WEAK[relation] + _ROAD_COST
    return 0 if after and gap <= 1 else _WEAK[relation]


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence begins an item of a list."""
    return sentence.section.start == sentence.span.start and sentence.number > 0


def is_head(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether a place heads what follows: "HOWICK: A gang of eight men"."""
    return chain.first == 0 and sentence.words[chain.last : chain.last + 1] == (":",)


def turns_away(between: tuple[str, ...]) -> bool:
    """Whether words go on to another happening, or to where this one was only noticed.

    "The worst since 2019, when 14 died in", "came six days after a bomb in", "was felt in".
    """
    if "since" in between:
        later = between[between.index("since") :]
        if "when" in later or ("years", "ago") in pairwise(later):
            return True
    if "felt" in between:
        return True
    return any(
        unit in _UNITS
        and word in {"after", "before"}
        and between[index - 1 : index] != ("the",)  # "crashed the day before, killing"
        and between[index + 2 : index + 3] != (",",)
        for index, (unit, word) in enumerate(pairwise(between))
    )


def _is_relative_object(sentence: Sentence, match: TriggerMatch, low: int, high: int) -> bool:
    """Whether a relative clause says what was done to a place: "Shushi, which troops captured"."""
    between = sentence.words[low:high]
    opening = between[1:2] if between[:1] == (",",) else between[:1]
    if opening not in (("which",), ("that",)) or not 1 < len(between) <= _RELATIVE_WORDS:
        return False
    following = sentence.words[match.last : match.last + 1]
    return match.trigger.rule in _TAKES_PLACE and (
        not following or not following[0].isalpha() or following[0] in _AFTER_OBJECT
    )


def _cost_before(sentence: Sentence, chain: PlaceChain, between: tuple[str, ...]) -> int:
    """What speaks against a place before the trigger: that it belongs to the noun before it."""
    if "where" in between[:8]:
        return 0
    first, _ = sentence.clause(chain.first)
    fronted = chain.first - first <= _FRONTED_WORDS and sentence.words[first] in _FRONTING
    fronted |= not DWELLERS.isdisjoint(sentence.words[max(0, chain.first - 3) : chain.first])
    return _FRONTED_COST if fronted else _BEFORE_COST


def _is_subject(sentence: Sentence, match: TriggerMatch, gap: int) -> bool:
    """Whether a bare name before a trigger is who did it: "Ecuador shot down a helicopter"."""
    undergoes = sentence.words[match.first - gap : match.first - gap + 1]
    if undergoes and undergoes[0] in _UNDERGOING:
        return False  # "Rennes saw clashes"
    if "where" in sentence.words[match.first - gap : match.first - gap + 2]:
        return False  # "Bihambwe, where fighting broke out"
    if match.trigger.word_class is WordClass.NOUN:
        return gap > 1
    gerund = sentence.words[match.first].endswith("ing")
    if gerund and 0 < gap <= _OBJECT_GAP and sentence.words[match.first - 1] == ",":
        return False  # "raids struck the Idlib governorate, killing 50"
    before = sentence.words[max(0, match.first - 3) : match.first]
    return _BE.isdisjoint(before) or gerund


def _has_purpose(between: tuple[str, ...]) -> bool:
    """Whether the words go on to what for: "patrolled the gulf to enforce sanctions on".

    "When protesters tried to overrun the airport of" tells no purpose.
    """
    return any(
        word == "to"
        and between[index + 1] not in _ARTICLES
        and not (index and between[index - 1] in _TRYING)
        for index, word in enumerate(between[:-1])
    )


def _has_other_verb(between: tuple[str, ...]) -> bool:
    """Whether the words go on to something else: "was arrested and is being held in"."""
    return any(
        word in {"and", "before"} and following in {"is", "was", "were", "are", "has", "will"}
        for word, following in pairwise(between)
    )


def in_its_town(
    sentence: Sentence, chain: PlaceChain, chains: tuple[PlaceChain, ...]
) -> PlaceChain:
    """The chain, or the town named before it where it is that town's quarter.

    "In Acapulco, gunmen fired on a stall in the Progreso neighbourhood": not the far town Progreso.
    """
    lead = chain.places[0].resolution.place
    following = sentence.words[chain.places[0].last : chain.places[0].last + 1]
    if lead is None or _QUARTERS.isdisjoint(following):
        return chain
    for other in chains:
        town = other.places[0].resolution.place
        if town is None or other.last > chain.first or other.places[0].level != TOWN:
            continue
        apart = distance_km(lead.latitude, lead.longitude, town.latitude, town.longitude)
        if apart > FARTHEST_KM:
            return other
    return chain
