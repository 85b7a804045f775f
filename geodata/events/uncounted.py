"""Tolls that no number tells: "the driver was shot dead" is one, "nobody was hurt" none."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.events.headcounts import GROUPS_OF, ONE_PERSON, OWNERS, is_age
from geodata.events.outcomes import Outcome
from geodata.events.sentences import Sentence
from geodata.model import Count, Toll

Marks = tuple[frozenset[Outcome] | None, ...]
"""For each word of a sentence what it says became of people, see `mark_outcomes`."""

DEAD = frozenset({Outcome.KILLED})
BARRIERS = frozenset("; — – while . :".split())  # behind which another matter begins
_VERB_REACH, _SUBJECT_REACH, _HARM_REACH = 5, 7, 4
_TAKING = frozenset("claimed claiming took taking cost".split())  # "the life of"
_DEATHS = frozenset("death deaths fatalities lives killing dying die kill fatal".split())
_DYING = frozenset(
    "died dies succumbed suffocated perished drowned did never breathed lost".split()
)
_BODY = frozenset("body corpse".split())
_WHOSE = frozenset("his her whose".split())
_BEEN_FOUND = frozenset("found recovered discovered retrieved pulled fished".split())
_OWNERS = OWNERS | {"the"}
_NOBODY = frozenset("nobody none".split())
_UNHARMED = frozenset("hurt injured harmed killed wounded".split())
_HARM = frozenset("casualties injuries deaths fatalities casualty injury death fatality".split())
HARM = _HARM | {"harmed", "life"}  # words of sentences that may tell that nobody died
_NO_LIFE_LOST = (("loss", "of", "life"), ("life", "was", "lost"), ("lives", "were", "lost"))
_WITHOUT = frozenset("no without".split())
_DENYING = _NOBODY | _WITHOUT  # one of which stands wherever nobody came to harm
_UNDOING = frozenset("not never nearly almost , when as by said".split())


def find_nobody(sentence: Sentence, first: int, last: int) -> Toll | None:
    """What words say that nobody came to harm: "nobody was hurt", "no casualties"; or None.

    Only that none were killed where it is only that; anybody may yet be found where none "were
    reported".
    """
    words = sentence.words
    if _DENYING.isdisjoint(words):
        return None
    for index in range(first, last):
        following = words[index + 1 : min(last, index + 1 + _HARM_REACH)]
        one = words[index] in _NOBODY or words[index : index + 2] == ("no", "one")
        if one and not _UNHARMED.isdisjoint(following):
            return _none(sentence, index, following, high=0)
        if words[index] in _WITHOUT and not _HARM.isdisjoint(_reported(following)[:2]):
            return _none(sentence, index, following, high=None)
        if words[index] in _WITHOUT and following[:3] in _NO_LIFE_LOST:
            return _none(sentence, index, ("killed",), high=0)
    return None


def _reported(words: tuple[str, ...]) -> tuple[str, ...]:
    """What there were "reports of", where words begin so."""
    return words[2:] if words[:2] in (("reports", "of"), ("report", "of")) else words


def _none(sentence: Sentence, index: int, said: tuple[str, ...], *, high: int | None) -> Toll:
    count = Count(best=0, low=0, high=high, span=sentence.span_of(index, index + 1))
    only_dead = not {"killed", "death", "deaths", "fatality", "fatalities"}.isdisjoint(said)
    return Toll(killed=count, injured=None if only_dead else count)


def find_one_killed(sentence: Sentence, marks: Marks, first: int, last: int) -> Count | None:
    """The first who "was killed", where nobody is counted: "the driver was shot dead"."""
    return next(iter_one_killed(sentence, marks, first, last), None)


def iter_one_killed(sentence: Sentence, marks: Marks, first: int, last: int) -> Iterator[Count]:
    """Each one who was killed, whom no number counts."""
    words = sentence.words
    for index in range(first, last):
        if words[index] in _TAKING and words[index + 1 : index + 4] == ("the", "life", "of"):
            yield _one(sentence, index, index + 3)
        elif words[index] in _BODY and (found := _find_body(words, index, last)):
            yield _one(sentence, index - 1, found)
        elif words[index] == "was" and (end := _end_of_death(words, marks, index + 1, last)):
            yield _one(sentence, index, end)
        elif marks[index] == DEAD and _is_of_one(words, marks, index, first):
            yield _one(sentence, index, index + 1)


def _find_body(words: tuple[str, ...], index: int, last: int) -> int | None:
    """Where it is told that somebody's body was found: "his charred body was found"."""
    before = words[max(0, index - 2) : index]
    if _WHOSE.isdisjoint(before):
        return None
    for end in range(index + 1, min(last, index + _VERB_REACH)):
        if words[end] in _BEEN_FOUND:
            return end + 1
        if words[end] in BARRIERS:
            return None
    return None


def _one(sentence: Sentence, first: int, last: int) -> Count:
    return Count(best=1, low=1, high=1, span=sentence.span_of(first, last))


def _end_of_death(words: tuple[str, ...], marks: Marks, index: int, last: int) -> int | None:
    """Where what somebody "was" ends: "shot dead", "beaten to death"; None where nobody died."""
    for end in range(index, min(last, index + _VERB_REACH)):
        killed = marks[end] == DEAD and words[end] not in _DEATHS
        if killed or words[end - 1 : end + 1] == ("to", "death"):
            return end + 1
        if words[end] in BARRIERS or words[end] in _UNDOING:
            return None
    return None


def _has_age(words: tuple[str, ...], end: int) -> bool:
    """Whether what stands before a word is one person's name and age: "Ana Ruiz, 46, died"."""
    if end >= 4 and words[end - 1] == "who":
        end -= 1
    return (
        end >= 4 and is_age(words, end - 2, end - 1) and "and" not in words[max(0, end - 8) : end]
    )


def _is_of_one(words: tuple[str, ...], marks: Marks, index: int, first: int) -> bool:
    """Whether who dies at a word is one: "a miner bled to death", "its pilot did not survive"."""
    if words[index] == "dead" and words[index - 1] in {"him", "her"}:
        return True  # "leaving him dead on the spot"
    dies = words[index] in _DYING or words[index - 1 : index + 1] == ("to", "death")
    if not dies or index == first:
        return False
    if _has_age(words, index):
        return True
    for start in range(index - 1, max(first, index - _SUBJECT_REACH) - 1, -1):
        word = words[start]
        if word in {"a", "an", "another", "one"}:
            following = words[start + 1 : index]
            return bool(following) and GROUPS_OF.isdisjoint(following)
        if word in _OWNERS:
            return not ONE_PERSON.isdisjoint(words[start + 1 : start + 3])
        if word in BARRIERS or word in _UNDOING or marks[start]:
            return False
    return False
