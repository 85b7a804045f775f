"""What the triggers of a list tell as having happened, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from geodata.events.cues import CueSet
from geodata.events.factuality import is_actual
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerIndex, TriggerMatch
from geodata.events.word_class import WordClass
from geodata.model import Span

_LONGEST_SENTENCE = 500  # words; what is longer is a table or a list

Matched = dict[int, tuple[TriggerMatch, ...]]
"""By the number of the sentence."""


def find_actual(
    text: str,
    sentences: Sequence[Sentence],
    triggers: TriggerIndex,
    *,
    names: Sequence[Span],
    cues: Mapping[str, CueSet],
) -> Matched:
    """The triggers of sentences that tell what happened, not what was planned, denied or feared.

    `names` are the spans of the places, in their order: in "a bomb in Hit" nothing is hit.
    """
    found: Matched = {}
    for sentence in sentences:
        if len(sentence.words) > _LONGEST_SENTENCE:
            continue
        matches = tuple(
            match
            for match in triggers.find(sentence)
            if is_actual(sentence, match, cues) and not _is_name(text, sentence, match, names)
        )
        if matches:
            found[sentence.number] = matches
    return found


def _is_name(text: str, sentence: Sentence, match: TriggerMatch, names: Sequence[Span]) -> bool:
    """Whether a trigger is in a place's name, or a verb written like a name: "a bomb in Hit"."""
    start = sentence.starts[match.first]
    before = bisect_right(names, start, key=_start) - 1
    if before >= 0 and start < names[before].end:
        return True
    return (
        match.trigger.word_class is WordClass.VERB
        and match.first > 0
        and text[start].isupper()
        and text[sentence.starts[match.first - 1]].islower()
    )


def _start(span: Span) -> int:
    return span.start
