"""How many were killed and injured, with the words that say so.

Missing people are not dead, and people "hurt or killed" count for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from geodata.events.headcounts import QUALIFIERS, Headcount, find_headcounts
from geodata.events.sentences import Sentence
from geodata.model import Count, Span, Toll

_KILLED = frozenset(
    """killed killing kills kill dead died dies dying death deaths slain murdered massacred executed
    beheaded perished drowned fatalities lives slaughtered assassinated gunned claimed claiming
    fatally drown hanged shot-dead butchered martyred martyrdom""".split()
)
_INJURED = frozenset(
    """injured injuring injures wounded wounding wounds hurt injuries injury wound hospitalised
    hospitalized""".split()
)
_BODIES = frozenset("body bodies corpse corpses remains".split())
_FOUND = frozenset(
    "recovered found pulled discovered retrieved exhumed dug brought counted recover find".split()
)
_FOUND_REACH = 6
_BARRIERS = frozenset("; — – while . :".split())
_COMES_TO = frozenset("to at is was reached hit passed".split())
_TOLL_REACH = 16
_RESULT_REACH, _BACK_REACH, _COUNT_REACH = 14, 5, 4
_LIST_WORDS = 5
_VERB_REACH = 5
_TAKING = frozenset("claimed claiming took taking cost".split())  # "the life of"
_SLAIN = frozenset("killed murdered assassinated beheaded dead lynched martyred slain".split())
_UNDOING = frozenset("not never nearly almost , when as by said".split())
_PLACING = frozenset("in at from near by when after on including".split())


def find_toll(sentence: Sentence, first: int, last: int, quantities: Mapping[str, int]) -> Toll:
    """The toll told between two words of a sentence.

    The largest where several are counted, the sum of those counted side by side ("five soldiers and
    two policemen were killed").
    """
    numbers = [
        number
        for number in find_headcounts(sentence, first, last, quantities)
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
        if words[index] in _TAKING and words[index + 1 : index + 4] == ("the", "life", "of"):
            return Count(best=1, low=1, high=1, span=sentence.span_of(index, index + 3))
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


def _is_side_by_side(words: tuple[str, ...], first: Headcount, second: Headcount) -> bool:
    """Whether two numbers count people side by side: "three soldiers and two civilians"."""
    gap = words[first.last : second.first]
    while gap and gap[-1] in QUALIFIERS:
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


def _is_part(words: tuple[str, ...], number: Headcount) -> bool:
    """Whether a number is part of one told before: "ten civilians, including three children".

    "212 cases, including four deaths" counts the dead for the first time. "Five of them" and "among
    them three infants" are parts, too.
    """
    index = number.first - 1
    while index > 0 and words[index] in QUALIFIERS:
        index -= 1
    if words[number.last : number.last + 2] in (("of", "them"), ("of", "whom")):
        return index < 0 or _outcome(words[index]) is None  # "infected 171, killed 93 of them"
    counts_dead = words[number.last : number.last + 1] in (("deaths",), ("fatalities",))
    if words[max(0, index - 1) : index + 1] in (("among", "them"), ("among", "whom")):
        return not counts_dead
    return index > 0 and words[index] in {"including", "includes"} and not counts_dead


def find_count(sentence: Sentence, span: Span, quantities: Mapping[str, int]) -> Count | None:
    """The number of people that certain words of a sentence tell, None when they tell none."""
    first, last = sentence.index_at(span.start), sentence.index_after(span.end)
    around = max(0, first - _COUNT_REACH), min(len(sentence.words), last + _COUNT_REACH)
    numbers = find_headcounts(sentence, *around, quantities)
    told = (number for number in numbers if first <= number.first < last)
    return _largest([_to_count(sentence, number) for number in told])


def _to_count(sentence: Sentence, number: Headcount) -> Count:
    span = sentence.span_of(number.first, number.last)
    return Count(best=number.best, low=number.low, high=number.high, span=span)


def _largest(counts: list[Count]) -> Count | None:
    return max(counts, key=lambda count: (count.best, -count.span.start), default=None)


def _outcomes(sentence: Sentence, number: Headcount, first: int, following: int) -> frozenset[str]:
    """What became of the people of a number: the nearest result word on either side of it."""
    words = sentence.words
    index = number.first - 1
    while index > first and words[index] in QUALIFIERS:
        index -= 1
    if _is_toll(words, number.first) or _counts_bodies(words, number, first):
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
    while first > 0 and words[first - 1] in QUALIFIERS - _COMES_TO:
        first -= 1
    comes_to = first > 0 and words[first - 1] in _COMES_TO
    return comes_to and "toll" in words[max(0, first - _TOLL_REACH) : first]


def _counts_bodies(words: tuple[str, ...], number: Headcount, first: int) -> bool:
    """Whether the dead were found: "recovered 32 bodies", "the body of a woman was found"."""
    start = number.first
    while start > first and words[start - 1] in QUALIFIERS:
        start -= 1
    counted = words[number.last : number.last + 1]
    of_them = start - 2 >= first and words[start - 1] == "of" and words[start - 2] in _BODIES
    if not of_them and _BODIES.isdisjoint(counted):
        return False
    around = words[max(first, start - _FOUND_REACH) : number.last + 2 * _FOUND_REACH]
    return not _FOUND.isdisjoint(around)


def _has_own_number(words: tuple[str, ...], index: int, following: int) -> bool:
    """Whether a result in the active voice has the next number, at `following`, as its object."""
    passive = words[index - 1] in {"were", "was", "been", "are", "being"}
    gap = words[index + 1 : following]
    return not passive and following < len(words) and all(word in QUALIFIERS for word in gap)


def _joined(words: tuple[str, ...], index: int) -> frozenset[str]:
    """The second of "killed or wounded"; "killed and 5 wounded" has none."""
    if words[index + 1 : index + 2] in (("or",), ("and",)) and index + 2 < len(words):
        return _outcome(words[index + 2]) or frozenset()
    return frozenset()


def _outcome(word: str) -> frozenset[str] | None:
    if word in _KILLED:
        return frozenset({"killed"})
    return frozenset({"injured"}) if word in _INJURED else None
