"""What kind of event a sentence tells by all of its words, where none of them is a trigger.

"Hospitals received dozens of people who had fainted as the mercury stood at 52": no word tells it,
all of them together do. A table of weights, one for each stem and type, fitted by
`geodata.evaluation.gist`; the word that speaks most for the type stands for the trigger.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, Rule, Trigger, TriggerMatch
from geodata.events.word_class import WordClass

PACKAGE = "geodata.events"
WEIGHTS = "gist.json"
NOTHING = ""  # the type of a sentence that tells no event
STEM = 5  # letters
LIKELY = 0.2  # from which a type is taken
_FEWEST_STEMS = 6

Table = Mapping[str, Mapping[str, float]]
"""Weights by stem and type; those of the empty stem are every sentence's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A type, how likely it is, 0 to 1, and the word that speaks most for it."""

    sub_event_type: str
    likelihood: float
    word: int


def stems_of(sentence: Sentence) -> tuple[str, ...]:
    """The beginning of each word, "" for what is no word."""
    return tuple(word[:STEM] if word.isalpha() else "" for word in sentence.words)


def read_gist(sentence: Sentence, table: Table | None = None) -> Gist | None:
    """What a sentence is likely to tell, None where that is no event or it has hardly a word."""
    table = _table() if table is None else table
    stems = stems_of(sentence)
    known = {stem for stem in stems if stem and stem in table}
    if len(known) < _FEWEST_STEMS:
        return None
    scale = 1 / math.sqrt(len(known))
    scores = dict(table[""])
    for stem in known:
        for kind, weight in table[stem].items():
            scores[kind] += weight * scale
    best = max(scores, key=lambda kind: scores[kind])
    if best == NOTHING:
        return None
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    word = max(
        (index for index, stem in enumerate(stems) if stem in known),
        key=lambda index: table[stems[index]].get(best, 0.0),
    )
    return Gist(sub_event_type=best, likelihood=1 / total, word=word)


def to_match(gist: Gist, sentence: Sentence) -> TriggerMatch:
    """The word that a gist rests on, as a trigger of its type."""
    return TriggerMatch(
        trigger=Trigger(
            lemma=sentence.words[gist.word],
            word_class=WordClass.PHRASE,
            sub_event_type=gist.sub_event_type,
            rule=Rule.FIXED,
            frame=Frame.AGENT,
            weight=0,
            needs=None,
            unless=None,
        ),
        first=gist.word,
        last=gist.word + 1,
    )


@cache
def _table() -> Table:
    record = json.loads(files(PACKAGE).joinpath(WEIGHTS).read_text(encoding="utf-8"))
    weights: Table = record["weights"]
    return weights
