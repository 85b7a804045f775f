"""Whether words of war are meant: sport, business and entertainment borrow them, lives recall them.

Decided for the whole article and for each sentence by cue words, never by names. Where the words
are borrowed only a sentence with people killed in it can still tell an event; in an obituary what
has no day of its own belongs to the life told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence

_BORROWERS = ("sport", "business", "entertainment")
_HARD = frozenset(
    """killed wounded injured dead died police soldiers troops army rebels gunmen militants bomb
    bombs explosion explosions airstrike airstrikes militia insurgents arrested hospital victims
    civilians protesters demonstrators suicide terrorists terrorist missiles rockets killing
    gang bodies kidnapped abducted shelling mortar landslide earthquake""".split()
)
_DEADLY = frozenset("killed dead died deaths wounded bomb explosion gunmen gunman arrested".split())
_ARTICLE_SHARE, _ARTICLE_CUES = 0.035, 4
_SENTENCE_CUES = 3
# The words, how many different ones there must be, and how often people may come to harm.
_REPORTS = (("match_report", 6, 2), ("review", 7, 6), ("market_report", 9, 1), ("forecast", 7, 0))
_HARM = frozenset(
    """killed wounded dead police hospital gunmen soldiers troops bodies victims arrested
    ambulance""".split()
)
_OPINIONS = frozenset(
    """opinion comment commentary column editorial op-ed review analysis letters letter
    perspective""".split()
)
_DYING = frozenset("died dies death dead".split())
_OBITUARY_CUES = 3
_TRIED = frozenset(
    "sentenced convicted acquitted guilty jailed trial verdict pleaded pleads sentencing".split()
)


@dataclass(frozen=True, slots=True)
class Domain:
    """What an article is about, as far as its words can be taken for what they say.

    `borrowed` says that its words of violence are another field's, `recalled` that it is the story
    of somebody who has died, or an opinion: what it tells is not news.
    """

    borrowed: bool
    recalled: bool
    cues: Mapping[str, CueSet]

    def takes_literally(self, sentence: Sentence) -> bool:
        """Whether the sentence's words of violence are meant as they stand."""
        words = set(sentence.words)
        if self.borrowed:
            return len(words & _DEADLY) >= 2
        if words & _HARD:
            return True
        return all(len(words & self.cues[name].words) < _SENTENCE_CUES for name in _BORROWERS)


def find_domain(
    sentences: tuple[Sentence, ...], cues: Mapping[str, CueSet], *, title: str
) -> Domain:
    """The domain of an article."""
    counts = Counter(word for sentence in sentences for word in sentence.words)
    least = max(_ARTICLE_SHARE * counts.total(), 2 * sum(counts[word] for word in _HARD) + 1)
    borrowed = _reports_otherwise(counts, cues)
    for name in _BORROWERS:
        found = [count for word in cues[name].words if (count := counts.get(word))]
        borrowed = borrowed or (len(found) >= _ARTICLE_CUES and sum(found) >= least)
    recalled = (
        _is_obituary(sentences, counts, cues["obituary"])
        or _is_opinion(title)
        or _is_of_court(sentences, title)
    )
    return Domain(borrowed, recalled, cues)


def _is_of_court(sentences: tuple[Sentence, ...], title: str) -> bool:
    """Whether an article opens with a trial: what it tells of the deed is as old as that."""
    opening = {word for sentence in sentences[:1] for word in sentence.words}
    return not _TRIED.isdisjoint(opening | set(title.lower().split()))


def _is_opinion(title: str) -> bool:
    """Whether a title says that the article argues: "Opinion: Who owns the street?"."""
    kind, mark, _ = title.partition(":")
    return bool(mark) and kind.strip().lower() in _OPINIONS


def _reports_otherwise(counts: Counter[str], cues: Mapping[str, CueSet]) -> bool:
    """Whether an article reports a match, reviews a work or tells of a market.

    By many different words of its own; of people who came to harm such an article says little.
    """
    harm = sum(counts[word] for word in _HARM)
    return any(
        harm <= most and len(counts.keys() & cues[name].words) >= fewest
        for name, fewest, most in _REPORTS
    )


def _is_obituary(sentences: tuple[Sentence, ...], counts: Counter[str], obituary: CueSet) -> bool:
    opening = {word for sentence in sentences[:2] for word in sentence.words}
    if opening.isdisjoint(_DYING):
        return False
    return sum(word in counts for word in obituary.words) >= _OBITUARY_CUES
