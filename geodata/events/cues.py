"""Sets of words that turn a rule on or off: `lexicon/cues.csv`, one word or phrase a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.events.sentences import Sentence
from geodata.lexicon import read_lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSet:
    """Words and phrases that say the same to a rule; phrases are padded with a space each side.

    `openings` are the first words of phrases: where none stands, no phrase needs to be sought.
    """

    words: frozenset[str]
    phrases: tuple[str, ...]
    openings: frozenset[str]

    def in_sentence(self, sentence: Sentence, *, but: tuple[str, ...] = ()) -> bool:
        """Whether one stands in the sentence, leaving out the words `but`."""
        return self.in_words(sentence.words, but=but) or (
            not self.openings.isdisjoint(sentence.words)
            and any(phrase in sentence.padded for phrase in self.phrases)
        )

    def in_words(self, words: tuple[str, ...], *, but: tuple[str, ...] = ()) -> bool:
        """Whether one of the single words is among `words`, leaving out the words `but`."""
        found = self.words.intersection(words)
        return not found.issubset(but)

    def in_window(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether one stands between the words `first` and `last`, the latter not included."""
        window = sentence.words[max(0, first) : last]
        if not self.words.isdisjoint(window):
            return True
        if self.openings.isdisjoint(window):
            return False
        padded = f" {' '.join(window)} "
        return any(phrase in padded for phrase in self.phrases)


def read_cues(*, folder: Path | None = None) -> Mapping[str, CueSet]:
    """All cue sets by name."""
    words: dict[str, set[str]] = defaultdict(set)
    columns = ("cue", "words", "source")
    for entry in read_lexicon("cues", columns=columns, key=columns[:2], folder=folder):
        words[entry.text("cue")].add(entry.text("words").lower())
    return {
        name: CueSet(
            words=frozenset(word for word in found if " " not in word),
            phrases=tuple(sorted(f" {phrase} " for phrase in found if " " in phrase)),
            openings=frozenset(phrase.split()[0] for phrase in found if " " in phrase),
        )
        for name, found in words.items()
    }
