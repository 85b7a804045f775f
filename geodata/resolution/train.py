"""Trains the resolver's weights: `python -m geodata.resolution.train GOLD`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.gold import GoldDocument, GoldToponym, read_gold
from geodata.model import Toponym, ToponymKind
from geodata.recognition.linear import LinearModel, to_json
from geodata.resolution.features import (
    ALONE,
    TEMPLATES,
    Grounds,
    grounds_of,
    observe_all,
    observe_each,
)
from geodata.resolution.fitting import fit_ranking
from geodata.resolution.ranking import ROUNDS, Ranking, look_alone, look_around
from geodata.resolution.resolver import WEIGHTS

Look = Callable[[Grounds], list[list[tuple[str, ...]]]]

THRESHOLD_KM = 161.0
BESIDE_KM = 10.0
LESS = 0.4
PENALTY = 2.0
MIN_COUNT = 3


def gold_toponyms(document: GoldDocument) -> tuple[Toponym, ...]:
    """The gold spans as a recogniser would hand them in."""
    return tuple(
        Toponym(
            span=toponym.span,
            text=toponym.span.of(document.article.text),
            kind=ToponymKind.LITERAL,
            recognizer="gold",
        )
        for toponym in document.toponyms
    )


def right_senses(grounds: Grounds, number: int, gold: Sequence[GoldToponym]) -> list[float]:
    """How right each sense of a name is: 1 for the nearest one to where most of its gold mentions
    are and for those beside it, less for others as near as counts, 0 for all else.
    """
    columns = grounds.gazetteer.columns
    name = grounds.names[number]
    counts = [0] * len(name.senses.rows)
    kilometres = [0.0] * len(name.senses.rows)
    for mention in name.mentions:
        point, radius = gold[mention].point, gold[mention].radius_km
        if point is None:
            continue
        limit = max(THRESHOLD_KM, radius or 0.0)
        for n, row in enumerate(name.senses.rows):
            distance = distance_km(*point, columns.latitude[row], columns.longitude[row])
            counts[n] += distance <= limit
            kilometres[n] += min(distance, limit)
    most = max(counts, default=0)
    if not most:
        return [0.0] * len(counts)
    right = [n for n, count in enumerate(counts) if count == most]
    nearest = min(kilometres[n] for n in right)
    return [
        0.0 if n not in right else 1.0 if kilometres[n] <= nearest + BESIDE_KM * most else LESS
        for n in range(len(counts))
    ]


Case = tuple[Grounds, list[list[float]]]
"""An article's names, and for each of them how right its senses are."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m geodata.resolution.train")
    parser.add_argument("gold", type=Path, help="a .jsonl file or a folder of them")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name(WEIGHTS))
    options = parser.parse_args(arguments)
    ranking = train(read_gold(options.gold), gazetteer=open_gazetteer(), name=options.gold.name)
    text = to_json({"alone": ranking.alone, "whole": ranking.whole}, provenance=ranking.provenance)
    options.output.write_text(text, encoding="utf-8")
    print(f"{len(ranking.alone) + len(ranking.whole)} weights -> {options.output}", file=sys.stderr)
    return 0


def train(documents: Sequence[GoldDocument], *, gazetteer: Gazetteer, name: str) -> Ranking:
    """The ranking fitted to the gold spans of some documents, each with and without its source.

    `name` is kept as its provenance.
    """
    cases = [case for document in documents for case in _cases(document, gazetteer)]
    provenance = {
        "trained_on": name,
        "corpora": sorted({document.corpus for document in documents}),
        "documents": len(documents),
    }

    def fitted(look: Look, templates: tuple[str, ...]) -> LinearModel:
        questions = [
            (observed, right)
            for grounds, answers in cases
            for observed, right in zip(look(grounds), answers, strict=True)
            if any(right) and min(right) < 1
        ]
        return fit_ranking(
            questions,
            templates=templates,
            penalty=PENALTY,
            min_count=MIN_COUNT,
            provenance=provenance,
        )

    alone = fitted(observe_each, ALONE)
    for grounds, _ in cases:
        look_alone(grounds, alone)
    for _ in range(ROUNDS):
        whole = fitted(observe_all, TEMPLATES)
        for grounds, _ in cases:
            look_around(grounds, whole)
    return Ranking(alone=alone, whole=whole)


def _cases(document: GoldDocument, gazetteer: Gazetteer) -> Iterator[Case]:
    toponyms = gold_toponyms(document)
    bare = dataclasses.replace(document.article, url=None, source=None)
    for article in (document.article, bare):
        grounds = grounds_of(article, toponyms, gazetteer=gazetteer)
        numbers = range(len(grounds.names))
        yield grounds, [right_senses(grounds, number, document.toponyms) for number in numbers]


if __name__ == "__main__":
    sys.exit(main())
