"""How many were killed and injured, with the words that say so.

Missing people are not dead, and people "hurt or killed" count for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from geodata.events.headcounts import (
    OWNERS,
    QUALIFIERS,
    TOLLS,
    Headcount,
    find_headcounts,
    read_quantities,
)
from geodata.events.outcomes import Outcome, Outcomes, mark_outcomes, read_outcomes
from geodata.events.sentences import Sentence
from geodata.events.uncounted import BARRIERS, DEAD, Marks, find_nobody, find_one_killed
from geodata.model import Count, Span, Toll

BODIES = frozenset("body bodies corpse corpses remains".split())
_FOUND = frozenset(
    """recovered found pulled discovered retrieved exhumed dug brought counted recover find fished
    washed laid removed taken took carried buried collected burned burnt charred lying lay seen saw
    received receive registered identified""".split()
)
_FOUND_BEFORE, _FOUND_AFTER = 8, 18
_COMES_TO = frozenset("to at is was reached reaches hit passed".split())
_TOLL_REACH, _PUT_REACH = 26, 14
_LOST = frozenset("lost losing loses lose".split())
_LOSABLE = frozenset(
    """men man soldiers soldier fighters fighter people policemen officers members crew children
    relatives troops women comrades villagers miners firefighters sailors""".split()
)
_RESULT_REACH, _BACK_REACH, _COUNT_REACH = 18, 5, 4
_LIST_WORDS = 5
_BEFORE_ITS = QUALIFIERS | {"of"}
_NUMBERS = frozenset("number count losses".split())
_ITSELF = frozenset("himself herself themselves".split())
_PLACING = frozenset("in at from near by when after on including".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class TollWords:
    """The word lists that tolls are read with: numbers, and what becomes of people."""

    quantities: Mapping[str, int]
    outcomes: Outcomes


def read_toll_words(*, folder: Path | None = None) -> TollWords:
    """The shipped lists with a user's on top."""
    return TollWords(
        quantities=read_quantities(folder=folder), outcomes=read_outcomes(folder=folder)
    )


_NONE: frozenset[Outcome] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """People counted, and what became of them, empty for nothing told.

    `is_part` is whether they are among those counted before: "ten civilians, including three
    children".
    """

    count: Count
    outcomes: frozenset[Outcome]
    is_part: bool = False


def find_toll(sentence: Sentence, first: int, last: int, lists: TollWords) -> Toll:
    """The toll told between two words of a sentence.

    The largest where several are counted, the sum of those counted side by side ("five soldiers and
    two policemen were killed").
    """
    marks = mark_outcomes(sentence.words, lists.outcomes)
    told = [one for one in count_outcomes(sentence, first, last, marks, lists) if not one.is_part]
    killed = _largest(Outcome.KILLED, told)
    injured = _largest(Outcome.INJURED, told)
    if killed is None and injured is None and (nobody := find_nobody(sentence, first, last)):
        return nobody
    killed = (
        _with_self(sentence, killed) if killed else find_one_killed(sentence, marks, first, last)
    )
    return Toll(killed=killed, injured=injured)


def _with_self(sentence: Sentence, killed: Count) -> Count:
    """A count with the one who did it: "killing six passengers and herself"."""
    after = sentence.index_after(killed.span.end)
    following = sentence.words[after : after + _LIST_WORDS]
    if any(one == "and" and other in _ITSELF for one, other in pairwise(following)):
        high = killed.high + 1 if killed.high is not None else None
        return Count(best=killed.best + 1, low=killed.low + 1, high=high, span=killed.span)
    return killed


def count_outcomes(
    sentence: Sentence, first: int, last: int, marks: Marks, lists: TollWords
) -> list[Counted]:
    """The people counted between two words, those side by side as one, then parts of them."""
    counted = find_headcounts(sentence, first, last, lists.quantities)
    numbers = _without_parts(sentence.words, counted, marks)
    ends = [number.first for number in numbers[1:]] + [last] * bool(numbers)
    outcomes = [
        _outcomes(sentence.words, marks, number, first, end)
        for number, end in zip(numbers, ends, strict=True)
    ]
    counts = [_to_count(sentence, number) for number in numbers]
    for position, (one, other) in enumerate(pairwise(numbers)):
        either = {outcomes[position], outcomes[position + 1]} - {_NONE}
        if len(either) == 1 and _is_side_by_side(sentence.words, marks, one, other):
            outcomes[position : position + 2] = [_NONE, either.pop()]
            counts[position + 1] = add_counts(counts[position], counts[position + 1])
    told = [Counted(count=count, outcomes=one) for one, count in zip(outcomes, counts, strict=True)]
    parts = [number for number in counted if number not in numbers]
    for part in parts:
        before = (
            what for one, what in zip(numbers, outcomes, strict=True) if one.first < part.first
        )
        own = _outcomes(sentence.words, marks, part, first, last)
        whole = own or _NONE.union(*before)
        told.append(Counted(count=_to_count(sentence, part), outcomes=whole, is_part=True))
    return told


def _is_side_by_side(
    words: tuple[str, ...], marks: Marks, first: Headcount, second: Headcount
) -> bool:
    """Whether two numbers count people side by side: "three soldiers and two civilians"."""
    last = second.first
    while last > first.last and words[last - 1] in QUALIFIERS | OWNERS:
        last -= 1
    gap = _without_age(words[first.last : last])
    return (
        (words[first.last - 1] != "couple") < len(gap) <= _LIST_WORDS
        and gap[-1] == "and"
        and all(word[0].isalpha() for word in gap)
        and not any(marks[first.last : last])
        and _PLACING.isdisjoint(gap)
    )


def _without_age(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without an age: "a woman of 37 and her son"."""
    for position, (one, other) in enumerate(pairwise(words)):
        if one in {"of", "aged"} and other.isdecimal():
            return words[:position] + words[position + 2 :]
    return words


def add_counts(one: Count, other: Count) -> Count:
    """Two counts of people that are not the same, as one."""
    high = None if one.high is None or other.high is None else one.high + other.high
    span = Span(one.span.start, other.span.end)
    return Count(best=one.best + other.best, low=one.low + other.low, high=high, span=span)


def _without_parts(
    words: tuple[str, ...], numbers: list[Headcount], marks: Marks
) -> list[Headcount]:
    """The numbers that are no part of one told before, nor stand beside such a part."""
    kept: list[Headcount] = []
    part: Headcount | None = None
    for number in numbers:
        beside = part is not None and _is_side_by_side(words, marks, part, number)
        part = number if beside or _is_part(words, marks, number) else None
        if part is None:
            kept.append(number)
    return kept


def _is_part(words: tuple[str, ...], marks: Marks, number: Headcount) -> bool:
    """Whether a number is part of one told before: "ten civilians, including three children".

    "212 cases, including four deaths" counts the dead for the first time. "Five of them" and "among
    them three infants" are parts, too.
    """
    index = number.first - 1
    while index > 0 and words[index] in QUALIFIERS:
        index -= 1
    if words[number.last : number.last + 2] in (("of", "them"), ("of", "whom")):
        return index < 0 or marks[index] is None  # "infected 171, killed 93 of them"
    counts_dead = words[number.last : number.last + 1] in (("deaths",), ("fatalities",))
    if words[max(0, index - 1) : index + 1] in (("among", "them"), ("among", "whom")):
        return not counts_dead
    return index > 0 and words[index] in {"including", "includes"} and not counts_dead


def find_count(sentence: Sentence, span: Span, quantities: Mapping[str, int]) -> Count | None:
    """The number of people that certain words of a sentence tell, None when they tell none."""
    first, last = sentence.index_at(span.start), sentence.index_after(span.end)
    around = max(0, first - _COUNT_REACH), min(len(sentence.words), last + _COUNT_REACH)
    numbers = find_headcounts(sentence, *around, quantities)
    told = (_to_count(sentence, one) for one in numbers if first <= one.first < last)
    return max(told, key=_by_size, default=None)


def _to_count(sentence: Sentence, number: Headcount) -> Count:
    span = sentence.span_of(number.first, number.last)
    return Count(best=number.best, low=number.low, high=number.high, span=span)


def _largest(outcome: Outcome, told: list[Counted]) -> Count | None:
    with_it = (one.count for one in told if outcome in one.outcomes)
    return max(with_it, key=_by_size, default=None)


def _by_size(count: Count) -> tuple[int, int]:
    """Of equals the first told."""
    return count.best, -count.span.start


def _outcomes(
    words: tuple[str, ...], marks: Marks, number: Headcount, first: int, following: int
) -> frozenset[Outcome]:
    """What became of the people of a number: the nearest result word on either side of it."""
    index = number.first - 1
    while index > first and words[index] in QUALIFIERS:
        index -= 1
    if _is_toll(words, marks, number.first) or _counts_bodies(words, number, first):
        return DEAD
    lost = words[index] in _LOST and not _LOSABLE.isdisjoint(words[number.last : number.last + 2])
    if index >= first and lost:
        return DEAD
    direct = marks[index] if index >= first else None
    if direct is not None:  # "killed 7 and wounded 12"
        return direct
    reach = min(following, number.last + _RESULT_REACH)
    for index in range(number.last, reach):
        word = words[index]
        if word in BARRIERS or (
            word == "who" and words[index - 1] not in words[number.first : number.last + 2]
        ):
            break  # "hundreds walked behind the coffin of a man who died"
        if word == "missing":
            return _NONE
        outcome = marks[index]
        if outcome is not None and words[index - 1] in {"no", "without"}:
            break  # "167 were taken ill, with no deaths"
        if outcome is not None and _has_own_number(words, index, following):
            break  # "carrying hundreds of passengers killed 7": it is the 7 who were killed
        if outcome is not None:
            # "killing 5 and wounding 3": the result after the next verb belongs to what follows.
            if word.endswith("ing") and index > number.last:
                break
            return outcome | _joined(words, marks, index)
    for index in range(number.first - 1, max(first, number.first - _BACK_REACH) - 1, -1):
        word = words[index]
        if word in BARRIERS or word in {"and", ",", "by"} or word.isdecimal():
            break  # "shot dead by two men": it was not these who died
        outcome = marks[index]
        if outcome is not None:
            return outcome
    return _NONE


def _is_toll(words: tuple[str, ...], marks: Marks, first: int) -> bool:
    """Whether a number is what a toll has come to.

    "The toll rose to 48", "put the dead at 31", "the number who died has climbed to ten".
    """
    while first > 0 and words[first - 1] in QUALIFIERS - _COMES_TO:
        first -= 1
    comes_to = first > 0 and words[first - 1] in _COMES_TO
    before = words[max(0, first - _TOLL_REACH) : first]
    put_at = before[-1:] == ("at",) and not TOLLS.isdisjoint(before[-_PUT_REACH:])
    counted = not _NUMBERS.isdisjoint(before) and before[-1:] == ("to",)
    risen = counted and DEAD in marks[max(0, first - _TOLL_REACH) : first]
    return comes_to and ("toll" in before or put_at or risen)


def _counts_bodies(words: tuple[str, ...], number: Headcount, first: int) -> bool:
    """Whether the dead were found: "recovered 32 bodies", "the body of a woman was found"."""
    start = number.first
    while start > first and words[start - 1] in QUALIFIERS:
        start -= 1
    counted = words[number.last : number.last + 2]
    of_them = start - 2 >= first and words[start - 1] == "of" and words[start - 2] in BODIES
    if not of_them and BODIES.isdisjoint(counted):
        return False
    around = words[max(first, start - _FOUND_BEFORE) : number.last + _FOUND_AFTER]
    return not _FOUND.isdisjoint(around)


def _has_own_number(words: tuple[str, ...], index: int, following: int) -> bool:
    """Whether a result in the active voice has the next number, at `following`, as its object."""
    passive = words[index - 1] in {"were", "was", "been", "are", "being"}
    gap = words[index + 1 : following]
    return not passive and following < len(words) and all(word in _BEFORE_ITS for word in gap)


def _joined(words: tuple[str, ...], marks: Marks, index: int) -> frozenset[Outcome]:
    """The second of "killed or wounded"; "killed and 5 wounded" has none."""
    if words[index + 1 : index + 2] in (("or",), ("and",)) and index + 2 < len(words):
        return marks[index + 2] or _NONE
    return _NONE
