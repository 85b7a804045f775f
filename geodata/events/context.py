"""What a sentence stands in, as the second reading sees it: what is told around it, and signs.

"The lorry was the third that week" tells of whatever its neighbours do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.events.facts import Facts
from geodata.events.sentences import Sentence
from geodata.events.word_vectors import STEM, Vector, read_vectors

AROUND = ("before", "after", "title")
_LATE, _MANY = 9, 2


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence by its `stems`, one for each word, in what it stands in.

    `around` is what the sentence before, the one after and the title mean, one after the other,
    zeros where there is none, or where it is of another item of a list. `signs` are values such as
    "date True": what the sentence names, and where in the article it stands.
    """

    stems: tuple[str, ...]
    around: Vector
    signs: tuple[str, ...]


class Contexts:
    """The contexts of an article's sentences, each made when it is asked for."""

    def __init__(self, sentences: Sequence[Sentence], facts: Facts) -> None:
        self._sentences = sentences
        self._facts = facts
        self._positions = {one.number: position for position, one in enumerate(sentences)}
        self._stems: dict[int, tuple[str, ...]] = {}
        self._meanings: dict[int, Vector] = {}

    def of(self, sentence: Sentence) -> Context:
        """The context of one of the sentences."""
        position = self._positions[sentence.number]
        around = np.concatenate(
            (self._beside(position, -1), self._beside(position, 1), self._title)
        )
        return Context(self._stems_at(position), around, self.signs((sentence,)))

    def signs(self, sentences: Sequence[Sentence]) -> tuple[str, ...]:
        """The signs of sentences that are read as one."""
        dates = [date for sentence in sentences for date in self._facts.dates_in(sentence)]
        levels = [
            mention.level
            for sentence in sentences
            for chain in self._facts.chains_in(sentence)
            for mention in chain.places
        ]
        actors = sum(len(self._facts.mentions_in(sentence)) for sentence in sentences)
        return (
            f"date {any(date.date for date in dates)}",
            f"spoken {any(date.of_speech for date in dates)}",
            f"level {max(levels, default='none')}",
            f"actors {min(_MANY, actors)}",
            f"position {min(_LATE, self._positions[sentences[0].number])}",
        )

    def _beside(self, position: int, step: int) -> Vector:
        other = position + step
        if 0 <= other < len(self._sentences):
            sentence = self._sentences[other]
            if sentence.section == self._sentences[position].section:
                if other not in self._meanings:
                    self._meanings[other] = meaning_of(without_names(self._stems_at(other)))
                return self._meanings[other]
        return self._nothing

    def _stems_at(self, position: int) -> tuple[str, ...]:
        if position not in self._stems:
            sentence = self._sentences[position]
            self._stems[position] = stems_of(sentence, self._facts.article.text)
        return self._stems[position]

    @cached_property
    def _nothing(self) -> Vector:
        return np.zeros(read_vectors().dimensions, dtype=np.float32)

    @cached_property
    def _title(self) -> Vector:
        words = (self._facts.article.title or "").lower().split()
        return meaning_of(frozenset(word[:STEM] for word in words if word.isalpha()))


def stems_of(sentence: Sentence, text: str) -> tuple[str, ...]:
    """The beginning of each word, "" for what is no word or written with a capital.

    The first word counts all the same: names have no vectors.
    """
    found = [
        word[:STEM] if text[start].islower() and word.isalpha() else ""
        for word, start in zip(sentence.words, sentence.starts, strict=True)
    ]
    if sentence.words[0].isalpha():
        found[0] = sentence.words[0][:STEM]
    return tuple(found)


def without_names(stems: tuple[str, ...]) -> frozenset[str]:
    """The stems of a sentence, without its first word where that may be a name."""
    found = frozenset(stems)
    if stems[0] and stems[0] not in read_vectors().rows and stems[0] not in stems[1:]:
        found -= {stems[0]}
    return found - {""}


def meaning_of(stems: frozenset[str]) -> Vector:
    """What stems mean together, more of them not much more."""
    return read_vectors().sum(stems) / np.float32(math.sqrt(max(1, len(stems))))
