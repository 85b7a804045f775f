"""Fits what `geodata.events.gist` makes of the words of a sentence, and says what it is worth.

    python -m geodata.evaluation.gist GOLD [GOLD ...] --unseen GOLD [--texts CORPUS] [--write]

A short passage of GOLD tells its first incident. Of an article each sentence is read that triggers
find an event in, which gold has or not, each that tells an incident of gold that they do not find
(`alignment`), and each other one that has no trigger, which tells nothing. The table printed is of
the unseen passages.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geodata.evaluation.alignment import Rarities, align, count_rarities
from geodata.evaluation.event_gold import GoldArticle, read_all
from geodata.evaluation.events import find_types, fits_in, judge_incidents
from geodata.events import gist
from geodata.events.confidence import unrated
from geodata.events.context import AROUND, Context, Contexts, without_names
from geodata.events.cues import read_cues
from geodata.events.extractor import PatternExtractor
from geodata.events.facts import Facts, no_country
from geodata.events.gist import (
    MEANING,
    NOTHING,
    WEIGHTS,
    GistModel,
    parse_model,
    read_gist,
)
from geodata.events.sentences import Sentence, split_sentences
from geodata.events.taxonomy import read_event_types
from geodata.events.toll import TollWords, read_toll_words
from geodata.events.triggers import read_triggers
from geodata.events.weighing.choosing import as_ruled
from geodata.events.word_vectors import PACKAGE, read_vectors
from geodata.gazetteer import open_gazetteer
from geodata.model import ArticleResult, Span
from geodata.pipeline import open_pipeline
from geodata.recognition.fitting import Floats, descend

PENALTY, SMALLEST = 0.01, 0.5
_PASSAGES_WEIGHT = 4.0
_NOTHING_COUNTS = 5.0  # beside each type of event: most sentences of a paper tell none
_PASSAGE = 3  # sentences at most
_FEWEST_WORDS = 7  # of a sentence that tells nothing
_ALIGNED, _UNCLEAR = 1.0, 0.6  # a score, and a share of the best one
_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)

Record = dict[str, Any]
"""A weights file."""
_Rows = NDArray[np.float32]


class Told(NamedTuple):
    """Words in their context, and the types of what they tell, any of which is right.

    `weight` is how much it counts: a passage, coded by hand for what it tells, more than a sentence
    of an article, of which the program found out which incident it is of.
    """

    context: Context
    types: frozenset[str]
    weight: float = 1.0

    @property
    def stems(self) -> frozenset[str]:
        """The stems, each once."""
        return without_names(self.context.stems)


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


def iter_told(gold: Iterable[GoldArticle]) -> Iterator[Told]:
    """What passages and the sentences of articles tell; nothing is a type of its own."""
    gold = tuple(gold)
    extractor = _ruled()
    pipeline = replace(open_pipeline(), extractor=extractor)
    reader = _Reader(rarities=count_rarities(gold), toll_words=read_toll_words())
    for one in gold:
        result = pipeline.run(one.article)
        facts = extractor.facts_of(one.article, result.resolutions)
        yield from reader.read(one, result, facts)


def _ruled() -> PatternExtractor:
    """An extractor by triggers and rules alone."""
    return PatternExtractor(
        open_gazetteer(),
        rate=unrated,
        read=None,
        choose_date=as_ruled,
        choose_scene=as_ruled,
        choose_type=as_ruled,
        choose_toll=as_ruled,
    )


class _Reader:
    """What there is to learn from an article that the rules have read."""

    def __init__(self, *, rarities: Rarities, toll_words: TollWords) -> None:
        self._rarities, self._toll_words = rarities, toll_words
        kinds = frozenset(read_event_types())
        self._triggers = read_triggers(read_cues(), sub_event_types=kinds)

    def read(self, one: GoldArticle, result: ArticleResult, facts: Facts) -> Iterator[Told]:
        """What its sentences tell; a passage as a whole."""
        sentences = split_sentences(one.article.text)
        contexts = Contexts(sentences, facts)
        required = [incident for incident in one.incidents if not incident.optional]
        is_passage = len(sentences) <= _PASSAGE
        if not one.incidents:
            weight = _PASSAGES_WEIGHT if is_passage else 1.0
            for sentence in sentences:
                yield Told(contexts.of(sentence), frozenset({NOTHING}), weight)
        elif required and is_passage:
            around = np.zeros(len(AROUND) * read_vectors().dimensions, dtype=np.float32)
            each = (without_names(contexts.of(sentence).stems) for sentence in sentences)
            stems = ("", *sorted(frozenset().union(*each)))
            context = Context(stems, around, contexts.signs(sentences))
            yield Told(context, required[0].types, _PASSAGES_WEIGHT)
        elif not is_passage:
            for sentence, types in self._iter_types(one, result, sentences, facts):
                yield Told(contexts.of(sentence), types)

    def _iter_types(
        self,
        one: GoldArticle,
        result: ArticleResult,
        sentences: Sequence[Sentence],
        facts: Facts,
    ) -> Iterator[tuple[Sentence, frozenset[str]]]:
        """The sentences of an article of which it is known what they tell."""
        told = _told_types(one, result)
        missed = [
            incident
            for incident in one.incidents
            if not any(fits_in(event, incident) for event in result.events)
        ]
        scores = [
            align(one, sentences, facts, rarities=self._rarities, toll_words=self._toll_words)
            for one in missed
        ]
        untold, unclear = _align_types([one.types for one in missed], scores)
        for number, sentence in enumerate(sentences):
            types = told.get(sentence.span, frozenset())
            if number in untold:
                yield sentence, types - {NOTHING} | untold[number]
            elif types:
                yield sentence, types
            elif (
                number not in unclear
                and len(sentence.words) >= _FEWEST_WORDS
                and not self._triggers.find(sentence)
            ):
                yield sentence, frozenset({NOTHING})


def _align_types(
    types: Sequence[frozenset[str]], scores: Sequence[list[float]]
) -> tuple[dict[int, frozenset[str]], frozenset[int]]:
    """The types of the sentences that tell missed incidents, and those that may tell one, too."""
    told: dict[int, frozenset[str]] = {}
    unclear: set[int] = set()
    for kinds, speaking in zip(types, scores, strict=True):
        best = max(range(len(speaking)), key=speaking.__getitem__)
        if speaking[best] >= _ALIGNED:
            told[best] = told.get(best, frozenset()) | kinds
            unclear.update(n for n, one in enumerate(speaking) if one >= _UNCLEAR * speaking[best])
    return told, frozenset(unclear)


def _told_types(gold: GoldArticle, result: ArticleResult) -> dict[Span, frozenset[str]]:
    """The types, by gold, of the sentences in which the program told an event."""
    found: dict[Span, frozenset[str]] = {}
    for reports, score in judge_incidents(gold, result):
        for event in reports:
            types = find_types(event, gold)
            if types:
                found[event.sentence] = found.get(event.sentence, frozenset()) - {NOTHING} | types
            elif score.invented:
                found.setdefault(event.sentence, frozenset({NOTHING}))
    return found


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
    pipeline = replace(open_pipeline(), extractor=_ruled())
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
