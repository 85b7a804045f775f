"""Tolls that no number tells: "the driver was shot dead" is one, "nobody was hurt" none."""

from __future__ import annotations

from geodata.events.headcounts import GROUPS_OF, ONE_PERSON, OWNERS
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
_DYING = frozenset("died dies succumbed suffocated perished drowned did never breathed".split())
_OWNERS = OWNERS | {"the"}
_NOBODY = frozenset("nobody none".split())
_UNHARMED = frozenset("hurt injured harmed killed wounded".split())
_HARM = frozenset("casualties injuries deaths fatalities".split())
_WITHOUT = frozenset("no without".split())
_UNDOING = frozenset("not never nearly almost , when as by said".split())


def find_nobody(sentence: Sentence, first: int, last: int) -> Toll | None:
    """What words say that nobody came to harm: "nobody was hurt", "no casualties"; or None.

    Only that none were killed where it is only that; anybody may yet be found where none "were
    reported".
    """
    words = sentence.words
    for index in range(first, last):
        following = words[index + 1 : min(last, index + 1 + _HARM_REACH)]
        one = words[index] in _NOBODY or words[index : index + 2] == ("no", "one")
        if one and not _UNHARMED.isdisjoint(following):
            return _none(sentence, index, following, high=0)
        if words[index] in _WITHOUT and not _HARM.isdisjoint(following[:2]):
            return _none(sentence, index, following, high=None)
        if words[index] in _WITHOUT and following[:3] == ("loss", "of", "life"):
            return _none(sentence, index, ("killed",), high=0)
    return None


def _none(sentence: Sentence, index: int, said: tuple[str, ...], *, high: int | None) -> Toll:
    count = Count(best=0, low=0, high=high, span=sentence.span_of(index, index + 1))
    only_dead = not {"killed", "deaths", "fatalities"}.isdisjoint(said)
    return Toll(killed=count, injured=None if only_dead else count)


def find_one_killed(sentence: Sentence, marks: Marks, first: int, last: int) -> Count | None:
    """The one who "was killed", where nobody is counted: "the driver was shot dead"."""
    words = sentence.words
    for index in range(first, last):
        if words[index] in _TAKING and words[index + 1 : index + 4] == ("the", "life", "of"):
            return _one(sentence, index, index + 3)
        if words[index] == "was" and (end := _end_of_death(words, marks, index + 1, last)):
            return _one(sentence, index, end)
        if marks[index] == DEAD and _is_of_one(words, marks, index, first):
            return _one(sentence, index, index + 1)
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


def _is_of_one(words: tuple[str, ...], marks: Marks, index: int, first: int) -> bool:
    """Whether who dies at a word is one: "a miner bled to death", "its pilot did not survive"."""
    dies = words[index] in _DYING or words[index - 1 : index + 1] == ("to", "death")
    if not dies or index == first:
        return False
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
