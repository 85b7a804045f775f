"""How many were killed and injured, with the words that say so.

"At least 13" is 13 or more, "up to 20" no more than 20, "dozens" 12 as coders have it
(`lexicon/quantities.csv`). Missing people are not dead, and people "hurt or killed" count for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from geodata.events.sentences import Sentence
from geodata.lexicon import read_lexicon
from geodata.model import Count, Span, Toll

_LIMIT = 10_000_000
_KILLED = frozenset(
    """killed killing kills kill dead died dies dying death deaths slain murdered massacred executed
    beheaded perished drowned fatalities lives slaughtered assassinated gunned claimed claiming
    fatally drown hanged shot-dead butchered martyred martyrdom""".split()
)
_INJURED = frozenset(
    """injured injuring injures wounded wounding wounds hurt injuries injury wound hospitalised
    hospitalized""".split()
)
_ONE_PERSON = frozenset(
    """man woman boy girl teenager child baby soldier policeman policewoman officer civilian
    journalist reporter judge lawyer doctor nurse teacher student priest cleric imam farmer driver
    passenger pedestrian motorist cyclist guard bodyguard lawmaker politician mayor minister
    official activist protester demonstrator worker villager resident tourist leader chief
    commander councillor councilor lawyer businessman translator broadcaster elder bystander
    pensioner firefighter suspect militant rebel gunman fisherman""".split()
)
_QUALIFIERS = frozenset(
    """at least more than about some nearly almost over up to as many another around roughly
    approximately an estimated fewer less no not""".split()
)
_BARRIERS = frozenset("; — – while . :".split())
_NOT_PEOPLE = frozenset(
    """percent % km kilometres kilometers miles mile metres meters pm am hours hour minutes minute
    years year months month days day weeks week years-old years-old dollars dollar rounds bullets
    houses homes vehicles cars bombs rockets shells tons tonnes feet mph kph billion th st nd rd
    blasts explosions attacks villages towns buildings shots hectares acres locations places km/h
    house car vehicle bomb blast attack building shops camels cattle cows sheep goats livestock
    january february march april may june july august september october november december
    gmt bst edt est case cases provinces districts cities strikes raids earthquake
    magnitude""".split()
)
_AT_LEAST = re.compile(
    r"(?:at least|more than|over|no fewer than|no less than|upwards of|not less than) $"
)
_AT_MOST = re.compile(r"(?:up to|as many as|at most|no more than|fewer than|less than) $")
_COMES_TO = frozenset("to at is was reached hit passed".split())
_TOLL_REACH = 16
_RESULT_REACH, _BACK_REACH, _COUNT_REACH = 14, 5, 4
_LIST_WORDS = 5
_VERB_REACH = 5
_SLAIN = frozenset("killed murdered assassinated beheaded dead lynched martyred slain".split())
_UNDOING = frozenset("not never nearly almost , when as by said".split())
_PLACING = frozenset("in at from near by when after on including".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number of people at the words `first` to `last`."""

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


def find_toll(sentence: Sentence, first: int, last: int, quantities: Mapping[str, int]) -> Toll:
    """The toll told between two words of a sentence.

    The largest where several are counted, the sum of those counted side by side ("five soldiers and
    two policemen were killed").
    """
    numbers = [
        number
        for number in _find_numbers(sentence, first, last, quantities)
        if not _is_part(sentence.words, number)
    ]
    ends = [number.first for number in numbers[1:]] + [last] * bool(numbers)
    outcomes = [
        _outcomes(sentence, number, first, end) for number, end in zip(numbers, ends, strict=True)
    ]
    counts = [_to_count(sentence, number) for number in numbers]
    for position, (one, other) in enumerate(pairwise(numbers)):
        either = {outcomes[position], outcomes[position + 1]} - {frozenset()}
        if len(either) == 1 and _is_side_by_side(sentence.words, one, other):
            outcomes[position : position + 2] = [frozenset(), either.pop()]
            counts[position + 1] = _sum(counts[position], counts[position + 1])
    killed = _largest(_with("killed", outcomes, counts))
    return Toll(
        killed=killed or _one_killed(sentence, first, last),
        injured=_largest(_with("injured", outcomes, counts)),
    )


def _one_killed(sentence: Sentence, first: int, last: int) -> Count | None:
    """The one who "was killed", where nobody is counted: "the driver was shot dead"."""
    words = sentence.words
    for index in range(first, last - 1):
        if words[index] != "was":
            continue
        for end in range(index + 1, min(last, index + _VERB_REACH)):
            if words[end] in _SLAIN:
                return Count(best=1, low=1, high=1, span=sentence.span_of(index, end + 1))
            if words[end] in _BARRIERS or words[end] in _UNDOING:
                break
    return None


def _with(outcome: str, outcomes: list[frozenset[str]], counts: list[Count]) -> list[Count]:
    return [count for what, count in zip(outcomes, counts, strict=True) if outcome in what]


def _is_side_by_side(words: tuple[str, ...], first: _Number, second: _Number) -> bool:
    """Whether two numbers count people side by side: "three soldiers and two civilians"."""
    gap = words[first.last : second.first]
    while gap and gap[-1] in _QUALIFIERS:
        gap = gap[:-1]
    return (
        1 < len(gap) <= _LIST_WORDS
        and gap[-1] == "and"
        and all(word[0].isalpha() and _outcome(word) is None for word in gap)
        and _PLACING.isdisjoint(gap)
    )


def _sum(one: Count, other: Count) -> Count:
    high = None if one.high is None or other.high is None else one.high + other.high
    span = Span(one.span.start, other.span.end)
    return Count(best=one.best + other.best, low=one.low + other.low, high=high, span=span)


def _is_part(words: tuple[str, ...], number: _Number) -> bool:
    """Whether a number is part of one told before: "ten civilians, including three children".

    "212 cases, including four deaths" counts the dead for the first time.
    """
    index = number.first - 1
    while index > 0 and words[index] in _QUALIFIERS:
        index -= 1
    counts_dead = words[number.last : number.last + 1] in (("deaths",), ("fatalities",))
    return index > 0 and words[index] in {"including", "includes"} and not counts_dead


def find_count(sentence: Sentence, span: Span, quantities: Mapping[str, int]) -> Count | None:
    """The number of people that certain words of a sentence tell, None when they tell none."""
    first, last = sentence.index_at(span.start), sentence.index_after(span.end)
    around = max(0, first - _COUNT_REACH), min(len(sentence.words), last + _COUNT_REACH)
    numbers = _find_numbers(sentence, *around, quantities)
    told = (number for number in numbers if first <= number.first < last)
    return _largest([_to_count(sentence, number) for number in told])


def _to_count(sentence: Sentence, number: _Number) -> Count:
    span = sentence.span_of(number.first, number.last)
    return Count(best=number.best, low=number.low, high=number.high, span=span)


def _largest(counts: list[Count]) -> Count | None:
    return max(counts, key=lambda count: (count.best, -count.span.start), default=None)


def _find_numbers(
    sentence: Sentence, first: int, last: int, quantities: Mapping[str, int]
) -> list[_Number]:
    found: list[_Number] = []
    words = sentence.words
    index = first
    while index < last:
        value, end = _parse_number(words, index, last, quantities)
        if value is None and words[index] in {"a", "an"}:
            value = 1 if _ONE_PERSON & set(words[index + 1 : index + 5]) else None
        if value is None or not _counts_people(words, index, end, last):
            index = max(index + 1, end)
            continue
        before = " ".join(words[max(first, index - 4) : index]) + " "
        low, high = value, value
        if _AT_LEAST.search(before):
            found.append(_Number(first=index, last=end, best=value, low=value, high=None))
        elif _AT_MOST.search(before):
            found.append(_Number(first=index, last=end, best=value, low=0, high=value))
        elif words[index] in quantities and quantities[words[index]] and _is_vague(words[index]):
            found.append(_Number(first=index, last=end, best=value, low=2, high=None))
        else:
            found.append(_Number(first=index, last=end, best=value, low=low, high=high))
        index = end
    return found


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
    if before in {"$", "£", "€", "aged", "age", "no", "number", "highway", "route", "at", "in"}:
        return False
    if before == "of" and first > 1 and words[first - 2] in _ONE_PERSON:
        return False  # "a boy of five"
    if before == "," and words[end : end + 1] == (",",) and _is_age(words, first):
        return False
    if words[first].isdecimal() and 1900 <= int(words[first]) <= 2100 and end == first + 1:
        return False
    following = words[end : min(last, end + 2)]
    return _NOT_PEOPLE.isdisjoint(following) and before not in _MONTHS


def _is_age(words: tuple[str, ...], first: int) -> bool:
    """Whether a number between commas is how old somebody is: "One, 27, was taken to hospital"."""
    return words[first].isdecimal() and int(words[first]) <= _OLDEST and words[first - 2].isalpha()


_OLDEST = 110  # years
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan
    feb mar apr jun jul aug sept sep oct nov dec""".split()
)


def _outcomes(sentence: Sentence, number: _Number, first: int, following: int) -> frozenset[str]:
    """What became of the people of a number: the nearest result word on either side of it."""
    words = sentence.words
    index = number.first - 1
    while index > first and words[index] in _QUALIFIERS:
        index -= 1
    if _is_toll(words, number.first):
        return frozenset({"killed"})
    direct = _outcome(words[index]) if index >= first else None
    if direct is not None:  # "killed 7 and wounded 12"
        return direct
    reach = min(following, number.last + _RESULT_REACH)
    for index in range(number.last, reach):
        word = words[index]
        if word in _BARRIERS:
            break
        if word == "missing":
            return frozenset()
        outcome = _outcome(word)
        if outcome is not None and _has_own_number(words, index, following):
            break  # "carrying hundreds of passengers killed 7": it is the 7 who were killed
        if outcome is not None:
            # "killing 5 and wounding 3": the result after the next verb belongs to what follows.
            if word.endswith("ing") and index > number.last:
                break
            return outcome | _joined(words, index)
    for index in range(number.first - 1, max(first, number.first - _BACK_REACH) - 1, -1):
        word = words[index]
        if word in _BARRIERS or word in {"and", ","} or word.isdecimal():
            break
        outcome = _outcome(word)
        if outcome is not None:
            return outcome
    return frozenset()


def _is_toll(words: tuple[str, ...], first: int) -> bool:
    """Whether a number is what a toll has come to: "the death toll of the crash rose to 48"."""
    while first > 0 and words[first - 1] in _QUALIFIERS - _COMES_TO:
        first -= 1
    comes_to = first > 0 and words[first - 1] in _COMES_TO
    return comes_to and "toll" in words[max(0, first - _TOLL_REACH) : first]


def _has_own_number(words: tuple[str, ...], index: int, following: int) -> bool:
    """Whether a result in the active voice has the next number, at `following`, as its object."""
    passive = words[index - 1] in {"were", "was", "been", "are", "being"}
    gap = words[index + 1 : following]
    return not passive and following < len(words) and all(word in _QUALIFIERS for word in gap)


def _joined(words: tuple[str, ...], index: int) -> frozenset[str]:
    """The second of "killed or wounded"; "killed and 5 wounded" has none."""
    if words[index + 1 : index + 2] in (("or",), ("and",)) and index + 2 < len(words):
        return _outcome(words[index + 2]) or frozenset()
    return frozenset()


def _outcome(word: str) -> frozenset[str] | None:
    if word in _KILLED:
        return frozenset({"killed"})
    return frozenset({"injured"}) if word in _INJURED else None
