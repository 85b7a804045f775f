"""The numbers of people that a sentence tells: "at least 13", "two hundred", "a teenager".

"At least 13" is 13 or more, "up to 20" no more than 20, "dozens" 12 as coders have it
(`lexicon/quantities.csv`). Years, ages, distances and things count nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.events.sentences import Sentence
from geodata.lexicon import read_lexicon

_LIMIT = 10_000_000
ONE_PERSON = frozenset(
    """man woman boy girl teenager child baby soldier policeman policewoman officer civilian
    journalist reporter judge lawyer doctor nurse teacher student priest cleric imam farmer driver
    passenger pedestrian motorist cyclist guard bodyguard lawmaker politician mayor minister
    official activist protester demonstrator worker villager resident tourist leader chief
    commander councillor councilor lawyer businessman translator broadcaster elder bystander
    pensioner firefighter suspect militant rebel gunman fisherman pilot captain barber trader
    shopkeeper herder migrant inmate prisoner patient victim athlete customer member youth
    rider policeman sailor nun monk hunter climber hiker swimmer skier father mother wife husband
    daughter son brother sister infant grandmother grandfather employee labourer laborer miner
    shepherd vendor seller watchman cook baker ranger paramedic mechanic sergeant corporal
    lieutenant colonel conscript constable inspector gendarme attendant watchman neighbour neighbor
    volunteer lad widow toddler newborn clerk sailor deckhand apprentice""".split()
)
_SEVERAL = frozenset(
    """drivers men women pilots brothers sisters victims soldiers officers policemen children
    suspects attackers assailants gunmen passengers occupants boys girls were died had""".split()
)  # before which "both" counts
_KIN = frozenset(
    """wife husband daughter son brother sister baby child infant mother father girlfriend
    boyfriend partner nephew niece grandson granddaughter driver bodyguard""".split()
)
OWNERS = frozenset("his her their its".split())
_BEGINNING = OWNERS | _KIN | {"a", "an", "the"}  # one person, who is not counted
_STRUCK = frozenset(
    """dead killed killing kills murdered assassinated beheaded wounding wounded injuring lynched
    executed butchered slaughtered""".split()
)  # before whom it befell: "shot dead a Palestinian"
TOLLS = frozenset("toll dead losses deaths fatalities".split())
GROUPS_OF = frozenset(
    """number few total lot handful string group family couple dozen hundred series crowd mob gang
    bus minibus car truck train village town team convoy crew squad band family cell force unit
    patrol column gathering delegation""".split()
)
_SIZES = frozenset("town city village population settlement suburb district county".split())
QUALIFIERS = frozenset(
    """at least more than about some nearly almost over up to as many another around roughly
    approximately an estimated fewer less no not""".split()
)
_NOT_PEOPLE = frozenset(
    """percent % km kilometres kilometers miles mile metres meters pm am hours hour minutes minute
    years year months month days day weeks week years-old years-old dollars dollar rounds bullets
    houses homes vehicles cars bombs rockets shells tons tonnes feet mph kph billion th st nd rd
    blasts explosions attacks villages towns buildings shots hectares acres locations places km/h
    house car vehicle bomb blast attack building shops camels cattle cows sheep goats livestock
    animals infections families family households household clans tribes communities
    lorries lorry trucks buses minibuses boats trees tanks helicopters drones missiles tents shops
    stalls wagons carriages coaches motorcycles motorbikes rifles guns weapons checkpoints posts
    outposts camps schools hospitals mosques churches kilos kilograms kilogrammes kg grams litres
    liters storeys stories floors sheds huts dwellings flats head heads seats counts times lanes
    january february march april may june july august september october november december
    gmt bst edt est case cases provinces districts cities strikes raids earthquake
    magnitude""".split()
)
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan
    feb mar apr jun jul aug sept sep oct nov dec""".split()
)
_AT_LEAST = re.compile(
    r"(?:at least|more than|over|no fewer than|no less than|upwards of|not less than) $"
)
_AT_MOST = re.compile(r"(?:up to|as many as|at most|no more than|fewer than|less than) $")
_OLDEST = 110  # years
_AGES = frozenset("aged age ages".split())
_BETWEEN = frozenset("of and to between from about , or".split())
_AGES_REACH, _TOLL_REACH = 5, 14  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """A number of people at the words `first` to `last` (exclusive) of a sentence.

    `low` and `high` are what it may be, `high` None where it may be any more.
    """

    first: int
    last: int
    best: int
    low: int
    high: int | None


def read_quantities(*, folder: Path | None = None) -> Mapping[str, int]:
    """The value of number words and of vague ones, by word."""
    columns = ("word", "value", "source")
    return {
        entry.text("word").lower(): int(entry.number("value"))
        for entry in read_lexicon("quantities", columns=columns, folder=folder)
    }


def find_headcounts(
    sentence: Sentence, first: int, last: int, quantities: Mapping[str, int]
) -> list[Headcount]:
    """The numbers of people between two words of a sentence, in its order."""
    found: list[Headcount] = []
    words = sentence.words
    index = first
    while index < last:
        if not _may_count(words[index], quantities):
            index += 1
            continue
        value, end = _parse_number(words, index, last, quantities)
        if value is None and words[index] in {"a", "an"}:
            value = 1 if _is_one_person(words, index) else None
        elif value is None and (_is_another(words, index) or _is_first(words, index)):
            found.append(Headcount(first=index, last=index + 1, best=1, low=1, high=1))
        if value is None or not _counts_people(words, index, end, last):
            index = max(index + 1, end)
            continue
        before = " ".join(words[max(first, index - 4) : index]) + " "
        low, high = value, value
        if _AT_LEAST.search(before):
            found.append(Headcount(first=index, last=end, best=value, low=value, high=None))
        elif _AT_MOST.search(before):
            found.append(Headcount(first=index, last=end, best=value, low=0, high=value))
        elif words[index] in quantities and quantities[words[index]] and _is_vague(words[index]):
            found.append(Headcount(first=index, last=end, best=value, low=2, high=None))
        else:
            found.append(Headcount(first=index, last=end, best=value, low=low, high=high))
        index = end
    return found


def _may_count(word: str, quantities: Mapping[str, int]) -> bool:
    """Whether a word may begin a number of people; few words do."""
    return word in quantities or word in _BEGINNING or word[0].isdecimal() or "-" in word


def _is_one_person(words: tuple[str, ...], index: int) -> bool:
    """Whether the article at a word stands before one person: "a teenager", "killed a clerk"."""
    following = words[index + 1 : index + 5]
    if not ONE_PERSON.isdisjoint(following):
        return True
    struck = index > 0 and words[index - 1] in _STRUCK
    return struck and bool(following) and following[0] not in GROUPS_OF


def _is_another(words: tuple[str, ...], index: int) -> bool:
    """Whether a word begins the second of two people: "a mother and her baby", "father and son"."""
    if words[index - 1 : index] != ("and",):
        return False
    of_first = words[index] in OWNERS and not _KIN.isdisjoint(words[index + 1 : index + 3])
    return of_first or (words[index] in _KIN and words[index - 2 : index - 1] != (",",))


def _is_first(words: tuple[str, ...], index: int) -> bool:
    """Whether a word begins the first of two people: "the driver and a guard"."""
    if words[index] != "the" and words[index] not in OWNERS:
        return False
    return words[index + 2 : index + 3] == ("and",) and words[index + 1] in ONE_PERSON


def _is_vague(word: str) -> bool:
    return word in {"dozens", "scores", "hundreds", "thousands", "several", "many"}


def _parse_number(
    words: tuple[str, ...], index: int, last: int, quantities: Mapping[str, int]
) -> tuple[int | None, int]:
    word = words[index]
    value: int | None = None
    end = index + 1
    if word.isdecimal() and len(word) <= 7:
        value = int(word)
        while end + 1 < last and words[end] == "," and _is_thousands(words[end + 1]):
            value, end = value * 1000 + int(words[end + 1]), end + 2
        if end < last and words[end] == "." and end + 1 < last and words[end + 1].isdecimal():
            return None, end + 2
    elif word in quantities:
        value = quantities[word]
        while end < last and words[end] in quantities and not _is_vague(words[end]):
            factor = quantities[words[end]]
            value = value * factor if factor >= 100 else value + factor
            end += 1
    elif "-" in word and all(part in quantities for part in word.split("-")):
        value = sum(quantities[part] for part in word.split("-"))
    if value is None or value > _LIMIT:
        return None, end
    return value, end


def _is_thousands(word: str) -> bool:
    return len(word) == 3 and word.isdecimal()


def _counts_people(words: tuple[str, ...], first: int, end: int, last: int) -> bool:
    before = words[first - 1] if first else ""
    if words[max(0, first - 4) : first] == ("u", ".", "s", "."):
        return False  # the road "U.S. 380"
    if before in {"$", "£", "€", "no", "number", "highway", "route", "in"}:
        return False
    if before == "at" and TOLLS.isdisjoint(words[max(0, first - _TOLL_REACH) : first]):
        return False
    if before == "of" and first > 1 and (words[first - 2] in _SIZES or _is_one(words, first - 2)):
        return False  # "a boy of five", "the town of 25,000"
    if words[first] == "both" and _SEVERAL.isdisjoint(words[end : end + 2]):
        return False
    if is_age(words, first, end) or _is_of_ages(words, first):
        return False
    if words[first].isdecimal() and 1900 <= int(words[first]) <= 2100 and end == first + 1:
        return False
    owned = words[end : end + 1] == ("of",) and not OWNERS.isdisjoint(words[end + 1 : end + 2])
    following = words[end : min(last, end + (3 if owned else 2))]  # "eleven of his animals"
    if "cases" in words[end : end + 4]:
        return False  # "112 suspected cholera cases"
    return _NOT_PEOPLE.isdisjoint(following) and before not in _MONTHS


def _is_one(words: tuple[str, ...], index: int) -> bool:
    """Whether a noun is one person's: "a youth", "a former mayor"; "a family" is several."""
    if words[index] in GROUPS_OF:
        return False
    return words[index] in ONE_PERSON or words[index - 1 : index] == ("a",)


def is_age(words: tuple[str, ...], first: int, end: int) -> bool:
    """Whether a number set off is how old somebody is: "One, 27, was hurt", "his son (5)"."""
    if first < 2 or not words[first - 2][0].isalpha():
        return False
    if words[first].isdecimal() and int(words[first]) > _OLDEST:
        return False
    around = words[first - 1], *words[end : end + 1]
    return around in ((",", ","), ("(", ")"))


def _is_of_ages(words: tuple[str, ...], first: int) -> bool:
    """Whether a number is one of ages: "aged 35 and 41", "between the ages of 19 and 31"."""
    before = words[max(0, first - _AGES_REACH) : first]
    for position, word in enumerate(before):
        if word in _AGES:
            return all(one in _BETWEEN or one.isdecimal() for one in before[position + 1 :])
    return False
