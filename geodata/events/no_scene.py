"""Places of a sentence that are no scene: a speaker's, a hospital's, what a crowd is against."""

from __future__ import annotations

from geodata.events.chains import PlaceChain
from geodata.events.places import TOWN, PlaceRelation
from geodata.events.sentences import Sentence
from geodata.events.triggers import Rule, TriggerMatch
from geodata.events.word_class import WordClass

SPEECH = frozenset(
    """said says told reporters statement interview conference spokesman spokeswoman official
    officials source sources correspondent announced telephone spoke speaking quoted saying
    ministry embassy according reported meeting met talks summit visit visiting""".split()
)
REACTIONS = frozenset(
    """condemned condemn condemns condemning denounced denounce denounces deplored deplores decried
    decries slammed lambasted criticised criticized mourned regretted""".split()
)
_NO_SCENE = frozenset({PlaceRelation.BORDER, PlaceRelation.BELONGS})
_LEAVING = frozenset({Rule.WITHDRAW, Rule.TERRITORY})
_CARRIED = frozenset(
    """flown airlifted rushed transported transferred referred shifted evacuated admitted ferried
    lodged hospitalised hospitalized moved""".split()
)
_CAME = frozenset("came come coming arrived arriving brought flown returning returned".split())
_CAME_TO = frozenset("reached fled escaped".split())
_CARED = frozenset("care recovering treated treatment based headquartered lives resident".split())
_OWNED = (("their",), ("his",), ("her",))
_NO_CARE = frozenset({("treatment", "centre"), ("treatment", "center"), ("treatment", "plant")})
_HOSPITALS = frozenset("hospital hospitals clinic infirmary morgue mortuary".split())
_DEFINITE = frozenset("the this these".split())
_SAYING = frozenset("said says called".split())
_SAYS = (("said",), ("says",))
_TOWN_NOUNS = frozenset("town city village port hamlet suburb".split())
_CARRIED_REACH, _HOSPITAL_REACH, _SPEECH_REACH = 8, 3, 5
_BE = frozenset("was were been be being is are".split())


def opposes(match: TriggerMatch, chain: PlaceChain) -> bool:
    """Whether a place is what a crowd is against, not where it stands."""
    relation = chain.places[0].relation
    return match.trigger.rule is Rule.CROWD and (
        relation is PlaceRelation.AGAINST
        or (relation is PlaceRelation.BARE and chain.first >= match.last)
    )


def is_ruled_out(
    sentence: Sentence, match: TriggerMatch, chain: PlaceChain, others: tuple[TriggerMatch, ...]
) -> bool:
    """Whether a place is something else's by the words beside it, however near it stands."""
    rule, relation = match.trigger.rule, chain.places[0].relation
    return (
        _only_describes(sentence, chain)
        or relation in _NO_SCENE
        or _is_of_speaker(sentence, match, chain, others)
        or (rule is not Rule.ABDUCT and is_where_taken(sentence, chain))
        or (rule is Rule.CASUALTY and _is_hospital(sentence, chain))
        or (chain.last <= match.first and _is_of_reaction(sentence, match, chain))
        or (relation is PlaceRelation.FROM and rule not in _LEAVING)
        or _is_where_from(sentence, chain)
    )


def _is_where_from(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether somebody only came from a place: "a regiment was brought in from Maysan"."""
    before = sentence.words[max(0, chain.first - 3) : chain.first]
    return chain.places[0].relation is PlaceRelation.FROM and not _CAME.isdisjoint(before)


def is_aside(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether the words around a place make it no scene, whatever the sentence tells."""
    before = sentence.words[max(0, chain.first - _SPEECH_REACH) : chain.first]
    return (
        _only_describes(sentence, chain)
        or chain.places[0].relation in _NO_SCENE
        or chain.places[0].relation is PlaceRelation.FROM
        or not SPEECH.isdisjoint(before)
        or sentence.words[chain.last : chain.last + 1] in _SAYS
        or is_where_taken(sentence, chain)
        or _is_hospital(sentence, chain)
    )


def _only_describes(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether a region only says which town: "in Nuh, where the Haryana town's market burned".

    Or where a vehicle goes: "a Maralal-bound bus".
    """
    before = sentence.words[chain.first - 1 : chain.first]
    following = sentence.words[chain.last : chain.last + 1]
    if sentence.words[chain.last - 1].endswith("-bound"):
        return True
    return (
        len(chain.places) == 1
        and 0 < chain.places[0].level < TOWN
        and before == ("the",)
        and not _TOWN_NOUNS.isdisjoint(following)
    )


def is_where_taken(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether a place is only where somebody was taken: "was flown to Nakuru for questioning"."""
    before = sentence.words[max(0, chain.first - _CARRIED_REACH) : chain.first]
    carried = [index for index, word in enumerate(before) if word in _CARRIED]
    cared = [
        index
        for index, word in enumerate(before)
        if word in _CARED
        and before[index : index + 2] not in _NO_CARE
        and before[index - 1 : index] not in _OWNED  # "lost their lives in"
    ]
    return (bool(carried) and "to" in before[carried[-1] :]) or (
        bool(cared) and not {"in", "at"}.isdisjoint(before[cared[-1] :])
    )


def _is_hospital(sentence: Sentence, chain: PlaceChain) -> bool:
    around = sentence.words[max(0, chain.first - _HOSPITAL_REACH) : chain.last + _HOSPITAL_REACH]
    return not _HOSPITALS.isdisjoint(around)


def _is_of_speaker(
    sentence: Sentence, match: TriggerMatch, chain: PlaceChain, others: tuple[TriggerMatch, ...]
) -> bool:
    """Whether a place is where somebody spoke: "said in Damascus", "an official in Srinagar"."""
    first = chain.first
    if sentence.words[chain.last : chain.last + 1] in _SAYS:
        return True  # "..., the disaster office in Suva said"
    nearest = max(
        (other.last for other in (*others, match) if other.last <= first),
        default=-1,
    )
    low = max(0, first - _SPEECH_REACH, nearest)
    before = sentence.words[max(0, first - 4) : first]
    if "who" in before and not _CAME_TO.isdisjoint(before):
        return True  # "a driver who reached Kongoussi told Reuters"
    return any(
        sentence.words[index] in SPEECH
        and not (sentence.words[index] == "reported" and sentence.words[index - 1] in _BE)
        for index in range(low, first)
    )


def _is_of_reaction(sentence: Sentence, match: TriggerMatch, chain: PlaceChain) -> bool:
    """Whether a place is where somebody spoke of what was told before: "In Paris, he condemned it".

    "In Paris, officials said the attack" is, "in Baghdad, police said a bomb went off" is not.
    """
    if match.trigger.word_class is not WordClass.NOUN:
        return False
    between = sentence.words[chain.last : match.first]
    taken_up = between[-1:] and between[-1] in _DEFINITE and not _SAYING.isdisjoint(between)
    return bool(taken_up) or not REACTIONS.isdisjoint(between)
