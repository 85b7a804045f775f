"""What kind of event a sentence tells by all of its words, whether or not one is a trigger.

"Hospitals received dozens of people who had fainted as the mercury stood at 52": no word tells it,
all of them together do. A linear model of the words, of what they mean, so that "knifed" speaks for
what "stabbed" was learned to speak for, and of the context; `geodata.evaluation.gist` fits it. The
word that speaks most for the type stands for the trigger.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.events.context import Context
from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, Rule, Trigger, TriggerMatch
from geodata.events.word_class import WordClass
from geodata.events.word_vectors import PACKAGE, SCALE, WordVectors, read_vectors

WEIGHTS = "gist.json"
NOTHING = ""  # the type of a sentence that tells no event
LIKELY = 0.2  # from which a type is taken
# How much what a word means counts beside the word itself, what is told around it, and a sign.
MEANING, AROUND, SIGN = 4.0, 2.0, 0.5
_FEWEST_STEMS = 7

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class GistModel:
    """How much each stem speaks for each type, by itself and by what it means.

    `table` has a row for each stem, at `rows`, and a column for each type; so has `signs` for each
    sign and `around` for each number of a context. `bias` is every sentence's.
    """

    kinds: tuple[str, ...]
    bias: Weights
    rows: Mapping[str, int]
    table: Weights
    around: Weights
    signs: Mapping[str, Weights]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """How likely each type is, 0 to 1; the likeliest, and the word that speaks most for it.

    `sub_event_type` is `NOTHING` where a sentence is likeliest to tell no event.
    """

    sub_event_type: str
    likelihoods: Mapping[str, float]
    word: int

    @property
    def likelihood(self) -> float:
        """How likely the likeliest type is."""
        return self.likelihoods[self.sub_event_type]


def read_gist(context: Context, model: GistModel | None = None) -> Gist | None:
    """What a sentence is likely to tell in its context, None where it has hardly a word."""
    model = model or _model()
    rows = model.rows
    at = {rows[stem]: number for number, stem in enumerate(context.stems) if stem in rows}
    if len(at) < _FEWEST_STEMS:
        return None
    speaking = model.table.take(list(at), axis=0)
    said = np.add.reduce(speaking, axis=0) / math.sqrt(len(at))
    scores = model.bias + said + _read_context(context, model)
    best = int(scores.argmax())
    powers = np.exp(scores - scores[best])
    shares = (powers / powers.sum()).tolist()
    return Gist(
        sub_event_type=model.kinds[best],
        likelihoods=dict(zip(model.kinds, shares, strict=True)),
        word=list(at.values())[int(speaking[:, best].argmax())],
    )


def _read_context(context: Context, model: GistModel) -> Weights:
    """What a context adds to the scores of each type."""
    scores: Weights = context.around @ model.around
    for sign in context.signs:
        if (weights := model.signs.get(sign)) is not None:
            scores = scores + weights
    return scores


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


def parse_model(record: Mapping[str, Any], vectors: WordVectors) -> GistModel:
    """The model of a weights file, as `geodata.evaluation.gist` writes it."""
    kinds: tuple[str, ...] = tuple(record["kinds"])
    stems: Mapping[str, Mapping[str, float]] = record["stems"]
    unmeant = [stem for stem in stems if stem not in vectors.rows]
    rows = dict(vectors.rows) | {stem: len(vectors.rows) + n for n, stem in enumerate(unmeant)}
    table = np.zeros((len(rows), len(kinds)), dtype=np.float32)
    meaning = np.array(record["meaning"], dtype=np.float32) * np.float32(MEANING * SCALE)
    table[: len(vectors.rows)] = vectors.matrix.astype(np.float32) @ meaning
    columns = {kind: column for column, kind in enumerate(kinds)}
    for stem, weights in stems.items():
        for kind, weight in weights.items():
            table[rows[stem], columns[kind]] += weight
    return GistModel(
        kinds=kinds,
        bias=np.array(record["bias"], dtype=np.float32),
        rows=rows,
        table=table,
        around=np.array(record["around"], dtype=np.float32) * np.float32(AROUND),
        signs={
            sign: np.array(weights, dtype=np.float32) * np.float32(SIGN)
            for sign, weights in record["signs"].items()
        },
    )


@cache
def _model() -> GistModel:
    record = json.loads(files(PACKAGE).joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return parse_model(record, read_vectors())
