"""Whether words of war are meant: sport, business and entertainment borrow them.

Decided for the whole article and for each sentence by cue words, never by names. Where the words
are borrowed only a sentence with people killed in it can still tell an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence

_BORROWERS = ("sport", "business", "entertainment")
_HARD = frozenset(
    """killed wounded injured dead died police soldiers troops army rebels gunmen militants bomb
    bombs explosion explosions airstrike airstrikes militia insurgents arrested hospital victims
    civilians protesters demonstrators suicide terrorists terrorist missiles rockets""".split()
)
_DEADLY = frozenset("killed dead died deaths wounded bomb explosion gunmen gunman arrested".split())
_ARTICLE_SHARE = 0.035
_SENTENCE_CUES = 2


@dataclass(frozen=True, slots=True)
class Domain:
    """What an article is about, as far as its words can be taken for what they say."""

    borrowed: bool
    cues: Mapping[str, CueSet]

    def takes_literally(self, sentence: Sentence) -> bool:
        """Whether the sentence's words of violence are meant as they stand."""
        words = set(sentence.words)
        if self.borrowed:
            return len(words & _DEADLY) >= 2
        if words & _HARD:
            return True
        return all(len(words & self.cues[name].words) < _SENTENCE_CUES for name in _BORROWERS)


def find_domain(sentences: tuple[Sentence, ...], cues: Mapping[str, CueSet]) -> Domain:
    """The domain of an article."""
    total = sum(len(sentence.words) for sentence in sentences) or 1
    hard = sum(word in _HARD for sentence in sentences for word in sentence.words)
    borrowed = False
    for name in _BORROWERS:
        words = cues[name].words
        found = [word for sentence in sentences for word in sentence.words if word in words]
        many = len(found) / total >= _ARTICLE_SHARE and len(set(found)) >= 4
        borrowed = borrowed or (many and len(found) > 2 * hard)
    return Domain(borrowed, cues)
