"""Every number of dead that an article tells, whosever they are.

A toll (`toll`) is what one sentence tells of its own event; which event a number further on belongs
to is weighed (`weighing.tolls`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from geodata.events.headcounts import TOLLS
from geodata.events.outcomes import Outcome, mark_outcomes
from geodata.events.sentences import Sentence
from geodata.events.toll import BODIES, TollWords, add_counts, count_outcomes
from geodata.events.uncounted import DEAD, HARM, Marks, find_nobody, iter_one_killed
from geodata.model import Count

_ORDINALS = {
    word: number
    for number, word in enumerate(
        """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        start=2,
    )
}
_AMONG = frozenset("of among".split())
_THE_DEAD = frozenset("dead victims deaths casualties fatalities killed slain".split())
_AMONG_REACH = 8  # words
_BEFORE_ORDINAL = frozenset("a an the".split())
_ORDINAL_REACH = 8  # words


class DeathWords(StrEnum):
    """How a number of dead is told."""

    COUNTED = "counted"
    PART = "part"  # of another: "ten dead, among them three children"
    ALL = "all"  # several counted apart in one sentence, together
    ONE = "one"  # "the driver was shot dead"
    ORDINAL = "ordinal"  # "a sixth man died in the ambulance": six by now
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """A number of dead where an article tells it."""

    sentence: Sentence
    count: Count
    words: DeathWords


def iter_deaths(sentences: Sequence[Sentence], lists: TollWords) -> Iterator[Deaths]:
    """The numbers of dead in the order of the text; several of one sentence also together."""
    telling = frozenset(lists.outcomes) | BODIES | TOLLS | HARM
    for sentence in sentences:
        if telling.isdisjoint(sentence.words):
            continue
        for count, words in _iter_counts(sentence, lists):
            yield Deaths(sentence=sentence, count=count, words=words)


def _iter_counts(sentence: Sentence, lists: TollWords) -> Iterator[tuple[Count, DeathWords]]:
    last = len(sentence.words)
    marks = mark_outcomes(sentence.words, lists.outcomes)
    killed = [
        one
        for one in count_outcomes(sentence, 0, last, marks, lists)
        if Outcome.KILLED in one.outcomes
    ]
    apart = [one.count for one in killed if not one.is_part]
    for one in killed:
        is_part = one.is_part or _is_of_the_dead(sentence, one.count)
        yield one.count, DeathWords.PART if is_part else DeathWords.COUNTED
    if len(apart) > 1:
        yield reduce(add_counts, apart), DeathWords.ALL
    if all(one.count.best != 1 for one in killed):
        for count in iter_one_killed(sentence, marks, 0, last):
            yield count, DeathWords.ONE
    for count in _iter_ordinals(sentence, marks):
        yield count, DeathWords.ORDINAL
    nobody = None if killed else find_nobody(sentence, 0, last)
    if nobody and nobody.killed:
        yield nobody.killed, DeathWords.NOBODY


def _is_of_the_dead(sentence: Sentence, count: Count) -> bool:
    """Whether people are among those who died: "six of the dead", "two were among the dead"."""
    after = sentence.index_after(count.span.end)
    following = sentence.words[after : after + _AMONG_REACH]
    return any(
        preposition in _AMONG and article == "the" and dead in _THE_DEAD
        for preposition, article, dead in zip(following, following[1:], following[2:], strict=False)
    )


def _iter_ordinals(sentence: Sentence, marks: Marks) -> Iterator[Count]:
    words = sentence.words
    for index, word in enumerate(words):
        number = _ORDINALS.get(word)
        if number is None or words[index - 1] not in _BEFORE_ORDINAL or index == 0:
            continue
        if DEAD in marks[index + 1 : index + 1 + _ORDINAL_REACH]:
            span = sentence.span_of(index, index + 1)
            yield Count(best=number, low=number, high=number, span=span)
