"""Places of a sentence that are no scene: a speaker's, a hospital's, what a crowd is against."""

from __future__ import annotations

from itertools import pairwise

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
_SIDING = frozenset("support solidarity sympathy".split())
_OF_PERSON = (("who",), ("whose",))
_NO_SCENE = frozenset({PlaceRelation.BORDER, PlaceRelation.BELONGS})
_LEAVING = frozenset({Rule.WITHDRAW, Rule.TERRITORY})
_CARRIED = frozenset(
    """flown airlifted rushed transported transferred referred shifted evacuated admitted ferried
    lodged hospitalised hospitalized moved""".split()
)
_CAME = frozenset("came come coming arrived arriving brought flown returning returned".split())
_RETURNING, _RETURN_REACH = frozenset("returning coming travelling traveling".split()), 9
_CAME_TO = frozenset("reached fled escaped".split())
_CARED = frozenset("care recovering treated treatment based headquartered lives resident".split())
_OWNED = (("their",), ("his",), ("her",))
_NO_CARE = frozenset({("treatment", "centre"), ("treatment", "center"), ("treatment", "plant")})
_HOSPITALS = frozenset("hospital hospitals clinic infirmary morgue mortuary".split())
_DEFINITE = frozenset("the this these".split())
_SAYING = frozenset("said says called".split())
_SAYS = (("said",), ("says",))
_TOWN_NOUNS = frozenset("town city village port hamlet suburb".split())
_PAPERS = frozenset("plates plate registration passport passports accent visa".split())
_LINKING = (("linking",), ("connecting",))
_SERVICES = frozenset("services service trains train flights flight ferries traffic".split())
_BOUND = frozenset("bound headed heading destined route".split())
_BOUND_REACH = 6  # words
_CARRIED_REACH, _HOSPITAL_REACH, _SPEECH_REACH = 8, 3, 5
_DETERMINERS = frozenset("a an the its one two three several some another".split())
_FINITE = frozenset("was were had has have came suffered".split())
_BE = frozenset("was were been be being is are".split())


def opposes(sentence: Sentence, match: TriggerMatch, chain: PlaceChain) -> bool:
    """Whether a place is what a crowd is for or against, or where the road leads that it blocks."""
    relation = chain.places[0].relation
    before = sentence.words[match.last : chain.first]
    if match.trigger.rule is Rule.CROWD and any(
        one == "in" and other in _SIDING for one, other in pairwise(before)
    ):
        return True  # "a rally in support of the people of Aleppo"
    blocked = match.trigger.lemma.startswith("block") and relation is PlaceRelation.TOWARDS
    return match.trigger.rule is Rule.CROWD and (
        relation is PlaceRelation.AGAINST
        or ((relation is PlaceRelation.BARE or blocked) and chain.first >= match.last)
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
        or _is_of_person(sentence, match, chain)
    )


def _is_of_person(sentence: Sentence, match: TriggerMatch, chain: PlaceChain) -> bool:
    """Whether a place is only in what is told of a person: "Day, who lives in Boone, was held"."""
    before = sentence.words[: chain.first]
    opening = next((n for n in range(len(before) - 1, -1, -1) if before[n] == ","), None)
    if opening is None or before[opening + 1 : opening + 2] not in _OF_PERSON:
        return False
    return "," in sentence.words[chain.last : match.first]


def _is_where_from(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether somebody only came from a place: "a regiment was brought in from Maysan".

    "Families returning from the festival in Guaranda" come from there, too.
    """
    before = sentence.words[max(0, chain.first - 3) : chain.first]
    if chain.places[0].relation is PlaceRelation.FROM and not _CAME.isdisjoint(before):
        return True
    before = sentence.words[max(0, chain.first - _RETURN_REACH) : chain.first]
    for index, word in enumerate(before):
        if word in _RETURNING and before[index + 1 : index + 2] == ("from",):
            return before[index + 2 :].count(",") == 0
    return False


def is_aside(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether the words around a place make it no scene, whatever the sentence tells."""
    return (
        _only_describes(sentence, chain)
        or chain.places[0].relation in _NO_SCENE
        or chain.places[0].relation is PlaceRelation.FROM
        or _speaks(sentence, max(0, chain.first - _SPEECH_REACH), chain)
        or sentence.words[chain.last : chain.last + 1] in _SAYS
        or is_where_taken(sentence, chain)
        or _is_hospital(sentence, chain)
        or _is_where_from(sentence, chain)
        or _is_long_ago(sentence, chain)
    )


def _is_long_ago(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether a place is what the news is measured by: "the worst since the siege 15 years ago"."""
    before = sentence.words[: chain.first]
    return "since" in before and ("years", "ago") in pairwise(before[before.index("since") :])


def _only_describes(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether a region only says which town: "in Nuh, where the Haryana town's market burned".

    Or where a vehicle is from, or goes: "with Jalisco plates", "a Maralal-bound bus", "bound for".
    """
    before = sentence.words[chain.first - 1 : chain.first]
    following = sentence.words[chain.last : chain.last + 1]
    if sentence.words[chain.last - 1].endswith("-bound") or not _PAPERS.isdisjoint(following):
        return True
    around = sentence.words[max(0, chain.first - _BOUND_REACH) : chain.first]
    if _is_destination(around) or _is_linked(around):
        return True
    return (
        len(chain.places) == 1
        and 0 < chain.places[0].level < TOWN
        and before == ("the",)
        and not _TOWN_NOUNS.isdisjoint(following)
    )


def _is_destination(before: tuple[str, ...]) -> bool:
    """Whether words end with where somebody is going: "cocaine bound for", "on its way to"."""
    if before[-1:] == ("the",):
        before = before[:-1]
    bound = before[-1:] in (("for",), ("to",)) and not _BOUND.isdisjoint(before[-2:-1])
    return bound or (before[-1:] == ("to",) and "way" in before)


def _is_linked(before: tuple[str, ...]) -> bool:
    """Whether words end with what a road or a service links: "trains between", "linking"."""
    if before[-1:] == ("the",):
        before = before[:-1]
    return before[-1:] in _LINKING or (
        before[-1:] == ("between",) and not _SERVICES.isdisjoint(before[-2:-1])
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
    return _speaks(sentence, low, chain)


def _speaks(sentence: Sentence, first: int, chain: PlaceChain) -> bool:
    """Whether somebody speaks between a word and a place; "four deaths were reported" is no speech.

    Nor is what is said of a site there: "said an industrial site in Syzran had been attacked".
    """
    words = sentence.words
    found = [
        index
        for index in range(first, chain.first)
        if words[index] in SPEECH and not (words[index] == "reported" and words[index - 1] in _BE)
    ]
    if not found:
        return False
    subject = words[found[-1] + 1 : found[-1] + 2]
    is_said = words[found[-1]] in _SAYING and not _DETERMINERS.isdisjoint(subject)
    return not (is_said and not _FINITE.isdisjoint(words[chain.last : chain.last + 1]))


def _is_of_reaction(sentence: Sentence, match: TriggerMatch, chain: PlaceChain) -> bool:
    """Whether a place is where somebody spoke of what was told before: "In Paris, he condemned it".

    "In Paris, officials said the attack" is, "in Baghdad, police said a bomb went off" is not.
    """
    if match.trigger.word_class is not WordClass.NOUN:
        return False
    between = sentence.words[chain.last : match.first]
    taken_up = between[-1:] and between[-1] in _DEFINITE and not _SAYING.isdisjoint(between)
    return bool(taken_up) or not REACTIONS.isdisjoint(between)
