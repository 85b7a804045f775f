"""Fits what `geodata.events.gist` makes of the words of a sentence, and says what it is worth.

    python -m geodata.evaluation.gist GOLD [GOLD ...] --unseen GOLD [--write]

GOLD are short passages with at most one required incident, or articles of which every sentence
tells nothing. Words that are written with a capital, names above all, are left out. The table
printed is of the unseen passages.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from geodata.evaluation.event_gold import GoldArticle, read_event_gold
from geodata.events.gist import NOTHING, PACKAGE, WEIGHTS, Table, read_gist, stems_of
from geodata.events.sentences import Sentence, split_sentences
from geodata.recognition.fitting import Floats, descend

PENALTY, SMALLEST = 0.01, 0.5
_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)

Told = tuple[frozenset[str], str]
"""The stems of some words in lower case, and the type of what they tell."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.gist")
    parser.add_argument("gold", nargs="+", type=Path, help="passages to fit the weights to")
    parser.add_argument("--unseen", required=True, type=Path, help="passages to measure with")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args(arguments)
    told = [one for path in options.gold for one in iter_told(read_event_gold(path))]
    table = fit_table(told)
    print(format_table(table, read_event_gold(options.unseen)))
    if options.write:
        provenance = {
            "trained_on": "passages written and coded for this repository, tests/gold",
            "licence": "as the program",
            "texts": len(told),
            "penalty": PENALTY,
        }
        target = Path(__file__).parents[1] / PACKAGE.rpartition(".")[2] / WEIGHTS
        target.write_text(_to_json(table, provenance), encoding="utf-8")
    return 0


def iter_told(gold: Iterable[GoldArticle]) -> Iterator[Told]:
    """A passage with its first incident's type; each sentence of an article without incidents."""
    for one in gold:
        sentences = split_sentences(one.article.text)
        required = [incident for incident in one.incidents if not incident.optional]
        if not one.incidents:
            for sentence in sentences:
                yield _stems(one.article.text, (sentence,)), NOTHING
        elif required and len(sentences) <= 3:
            kinds = sorted(required[0].types)
            yield _stems(one.article.text, sentences), kinds[0]


def fit_table(told: Sequence[Told]) -> dict[str, dict[str, float]]:
    """Multinomial logistic regression with an L2 penalty; every type counts the same.

    The result depends on the texts only; weights below `SMALLEST` are left out.
    """
    kinds = sorted({kind for _, kind in told})
    counts = Counter(stem for stems, _ in told for stem in stems)
    known = {stem: number for number, stem in enumerate(sorted(counts), 1)}
    rare = np.array([1.0, *(math.log(len(told) / counts[stem]) + 1 for stem in known)])
    rows = np.zeros((len(told), len(known) + 1))
    for number, (stems, _) in enumerate(told):
        inside = [known[stem] for stem in stems if stem in known]
        rows[number, inside] = 1 / np.sqrt(max(1, len(inside)))
        rows[number, 0] = 1.0
    rows *= rare  # what many texts have says little
    times = Counter(kind for _, kind in told)
    target = np.array([[float(kind == one) for one in kinds] for _, kind in told])
    share = np.array([1 / (len(kinds) * times[kind]) for _, kind in told])[:, None]

    def gradient(flat: Floats) -> Floats:
        weights = flat[1:].reshape(len(known) + 1, len(kinds))
        scores = rows @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        pull = share * (powers / powers.sum(axis=1, keepdims=True) - target)
        slope = rows.T @ pull + PENALTY / len(kinds) * weights
        return np.concatenate(([0.0], slope.ravel()))

    size = (len(known) + 1) * len(kinds) + 1
    weights = descend(gradient, size, rate=0.1)[1:].reshape(len(known) + 1, len(kinds))
    weights *= rare[:, None]
    table = {"": dict(zip(kinds, weights[0].round(2).tolist(), strict=True))}
    for stem, row in known.items():
        rounded = zip(kinds, weights[row].round(2).tolist(), strict=True)
        kept = {kind: weight for kind, weight in rounded if abs(weight) >= SMALLEST}
        if kept:
            table[stem] = kept
    return table


def format_table(table: Table, unseen: Iterable[GoldArticle]) -> str:
    """How many passages are given a type how surely, and for how many it is right."""
    found: list[tuple[float, bool]] = []
    texts = 0
    for one in unseen:
        texts += 1
        types = frozenset(t for incident in one.incidents for t in incident.types)
        gists = [read_gist(sentence, table) for sentence in split_sentences(one.article.text)]
        best = max((g for g in gists if g), key=lambda g: g.likelihood, default=None)
        if best:
            found.append((best.likelihood, best.sub_event_type in types))
    lines = [f"{texts} texts", "likely at least   texts  right"]
    for edge in _EDGES:
        right = [is_right for likely, is_right in found if likely >= edge]
        if right:
            lines.append(f"{edge:15.1f}   {len(right):5}  {sum(right) / len(right):5.2f}")
    return "\n".join(lines)


def _stems(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(
        stem
        for sentence in sentences
        for stem, start in zip(stems_of(sentence), sentence.starts, strict=True)
        if stem and text[start].islower()
    )


def _to_json(table: Table, provenance: Mapping[str, object]) -> str:
    lines = [f"{json.dumps(stem)}: {json.dumps(row)}" for stem, row in sorted(table.items())]
    head = json.dumps(dict(provenance))
    return f'{{"provenance": {head},\n"weights": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    sys.exit(main())
