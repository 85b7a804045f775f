"""Fits what `geodata.events.gist` makes of the words of a sentence, and says what it is worth.

    python -m geodata.evaluation.gist GOLD [GOLD ...] --unseen GOLD [--texts CORPUS] [--write]

What the sentences of GOLD tell is `told_sentences`' to say. The table printed is of the unseen
passages.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geodata.evaluation.event_gold import GoldArticle, read_all
from geodata.evaluation.told_sentences import Told, by_rules, iter_told
from geodata.events import gist
from geodata.events.context import AROUND, Contexts
from geodata.events.facts import Facts, no_country
from geodata.events.gist import (
    MEANING,
    NOTHING,
    WEIGHTS,
    GistModel,
    parse_model,
    read_gist,
)
from geodata.events.sentences import split_sentences
from geodata.events.word_vectors import PACKAGE, read_vectors
from geodata.pipeline import open_pipeline
from geodata.recognition.fitting import Floats, descend

PENALTY, SMALLEST = 0.01, 0.5
_NOTHING_COUNTS = 5.0  # beside each type of event: most sentences of a paper tell none
_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)

Record = dict[str, Any]
"""A weights file."""
_Rows = NDArray[np.float32]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.gist")
    parser.add_argument("gold", nargs="+", type=Path, help="passages to fit the weights to")
    parser.add_argument("--unseen", required=True, type=Path, help="passages to measure with")
    parser.add_argument("--texts", type=Path, help="a corpus that has the texts gold lacks")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args(arguments)
    told = (iter_told(read_all([path], texts=options.texts)) for path in options.gold)
    record = fit_record([one for each in told for one in each])
    model = parse_model(record, read_vectors())
    print(format_table(model, read_all([options.unseen])))
    if options.write:
        target = Path(__file__).parents[1] / PACKAGE.rpartition(".")[2] / WEIGHTS
        target.write_text(_to_json(record), encoding="utf-8")
    return 0


class _Columns(NamedTuple):
    """Where what is observed of words stands in a row: the bias, stems, meanings, around, signs.

    `rarities` are how little each stem of `stems` is had by all texts; what many have says little.
    """

    stems: Mapping[str, int]
    rarities: Mapping[str, float]
    meaning: int
    around: int
    signs: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many columns there are."""
        return self.around + len(AROUND) * (self.around - self.meaning) + len(self.signs)


def fit_record(told: Sequence[Told]) -> Record:
    """Multinomial logistic regression with an L2 penalty; every type of event counts the same.

    The result depends on the texts only; weights of stems below `SMALLEST` are left out.
    """
    kinds = sorted({kind for one in told for kind in one.types})
    columns = _lay_out(told)
    counts = np.array([_NOTHING_COUNTS if kind == NOTHING else 1.0 for kind in kinds], np.float32)
    weights = _fit(_to_rows(told, columns), _to_target(told, kinds), told, counts)
    table = {}
    for stem, row in columns.stems.items():
        rounded = zip(kinds, (weights[row] * columns.rarities[stem]).round(2).tolist(), strict=True)
        if kept := {kind: weight for kind, weight in rounded if abs(weight) >= SMALLEST}:
            table[stem] = kept
    signed = columns.size - len(columns.signs)
    return {
        "provenance": {
            "trained_on": "texts written and coded for this repository, tests/gold",
            "licence": "as the program",
            "texts": len(told),
            "penalty": PENALTY,
        },
        "kinds": kinds,
        "bias": weights[0].round(3).tolist(),
        "meaning": weights[columns.meaning : columns.around].round(3).tolist(),
        "around": weights[columns.around : signed].round(3).tolist(),
        "signs": {sign: weights[row].round(3).tolist() for sign, row in columns.signs.items()},
        "stems": table,
    }


def _lay_out(told: Sequence[Told]) -> _Columns:
    counts: Counter[str] = Counter()
    for one in told:
        counts.update(dict.fromkeys(one.stems, one.weight))
    total = sum(one.weight for one in told)
    dimensions = read_vectors().dimensions
    stems = {stem: number for number, stem in enumerate(sorted(counts), 1)}
    meaning = len(stems) + 1
    around = meaning + dimensions
    signed = around + len(AROUND) * dimensions
    signs = sorted({sign for one in told for sign in one.context.signs})
    return _Columns(
        stems=stems,
        rarities={stem: math.log(total / count) + 1 for stem, count in counts.items()},
        meaning=meaning,
        around=around,
        signs={sign: signed + number for number, sign in enumerate(signs)},
    )


def _to_rows(told: Sequence[Told], columns: _Columns) -> _Rows:
    vectors = read_vectors()
    signed = columns.size - len(columns.signs)
    rows = np.zeros((len(told), columns.size), dtype=np.float32)
    for number, one in enumerate(told):
        scale = 1 / math.sqrt(max(1, len(one.stems)))
        rows[number, 0] = 1.0
        for stem in one.stems:
            rows[number, columns.stems[stem]] = scale * columns.rarities[stem]
        rows[number, columns.meaning : columns.around] = MEANING * scale * vectors.sum(one.stems)
        rows[number, columns.around : signed] = gist.AROUND * one.context.around
        rows[number, [columns.signs[sign] for sign in one.context.signs]] = gist.SIGN
    return rows


def _to_target(told: Sequence[Told], kinds: Sequence[str]) -> _Rows:
    """The share of each type in what is told: all of one that is right, half of each of two."""
    shares = [[(kind in one.types) / len(one.types) for kind in kinds] for one in told]
    return np.array(shares, dtype=np.float32)


def _fit(rows: _Rows, target: _Rows, told: Sequence[Told], counts: _Rows) -> Floats:
    """The weights, a row for each column of what is observed; `counts` is how much a type does."""
    kinds = target.shape[1]
    weighed = target * np.array([[one.weight] for one in told], dtype=np.float32)
    share = (weighed / weighed.sum(axis=0) * counts).sum(axis=1, keepdims=True) / counts.sum()

    def gradient(flat: Floats) -> Floats:
        weights = flat[1:].reshape(rows.shape[1], kinds).astype(np.float32)
        scores = rows @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        pull = share * (powers / powers.sum(axis=1, keepdims=True) - target)
        slope = rows.T @ pull + PENALTY / kinds * weights
        return np.concatenate(([0.0], slope.ravel()))

    flat = descend(gradient, rows.shape[1] * kinds + 1, rate=0.1)[1:]
    return flat.reshape(rows.shape[1], kinds)


def format_table(model: GistModel, unseen: Iterable[GoldArticle]) -> str:
    """How many passages are given a type how surely, and for how many it is right."""
    found: list[tuple[float, bool]] = []
    texts = 0
    pipeline = replace(open_pipeline(), extractor=by_rules())
    for one in unseen:
        texts += 1
        sentences = split_sentences(one.article.text)
        types = frozenset(t for incident in one.incidents for t in incident.types)
        resolutions = pipeline.run(one.article).resolutions
        facts = Facts.of(one.article, resolutions, find_country=no_country)
        contexts = Contexts(sentences, facts)
        gists = [read_gist(contexts.of(sentence), model) for sentence in sentences]
        telling = [one for one in gists if one and one.sub_event_type != NOTHING]
        best = max(telling, key=lambda one: one.likelihood, default=None)
        if best:
            found.append((best.likelihood, best.sub_event_type in types))
    lines = [f"{texts} texts", "likely at least   texts  right"]
    for edge in _EDGES:
        right = [is_right for likely, is_right in found if likely >= edge]
        if right:
            lines.append(f"{edge:15.1f}   {len(right):5}  {sum(right) / len(right):5.2f}")
    return "\n".join(lines)


def _to_json(record: Record) -> str:
    """A line for each stem and each dimension, so that changes can be read."""
    parts = [f"{json.dumps(key)}: {json.dumps(record[key])}" for key in ("provenance", "kinds")]
    parts.append(f'"bias": {json.dumps(record["bias"])}')
    for key in ("meaning", "around"):
        rows = [json.dumps(row) for row in record[key]]
        parts.append(f'"{key}": [\n' + ",\n".join(rows) + "\n]")
    for key in ("signs", "stems"):
        named = sorted(record[key].items())
        lines = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in named]
        parts.append(f'"{key}": {{\n' + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    sys.exit(main())
