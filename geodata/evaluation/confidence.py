"""Fits what `geodata.events.confidence` makes of how an event is told, and says what it is worth.

    python -m geodata.evaluation.confidence GOLD [GOLD ...] --unseen GOLD [GOLD ...]
        [--texts CORPUS] [--write]

The weights are fitted to the articles of each GOLD. Rules were mended on these, so that more of
their events are right than of a new article's: what every event has in common is fitted to the
`--unseen` ones alone. The table printed is of the unseen articles, read by the weights fitted to
the others.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from geodata.evaluation.event_gold import GoldArticle, read_all
from geodata.evaluation.events import EventScore, judge_incidents
from geodata.events.confidence import PACKAGE, TEMPLATES, WEIGHTS, Support, observe
from geodata.events.extractor import PatternExtractor
from geodata.events.gist import Gist
from geodata.events.scenes import Scene
from geodata.events.tellings import Telling
from geodata.gazetteer import open_gazetteer
from geodata.model import Span
from geodata.pipeline import open_pipeline
from geodata.recognition.fitting import fit
from geodata.recognition.linear import LinearModel, probability, to_json

PENALTY, MIN_COUNT = 6.0, 5
_STEPS = 50
_EDGES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 1.01)

Told = tuple[tuple[str, ...], bool]
"""How an event is told, and whether it was right."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.confidence")
    parser.add_argument("gold", nargs="+", type=Path, help="articles to fit the weights to")
    parser.add_argument(
        "--unseen", nargs="+", required=True, type=Path, help="articles no rule was mended on"
    )
    parser.add_argument("--texts", type=Path, help="a corpus that has the texts gold lacks")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args(arguments)
    mended = list(iter_told(read_all(options.gold, texts=options.texts)))
    unseen = list(iter_told(read_all(options.unseen, texts=options.texts)))
    provenance = {
        "trained_on": "articles written and coded for this repository, tests/gold",
        "licence": "as the program",
        "events": len(mended) + len(unseen),
        "penalty": PENALTY,
    }
    model = fit(
        [values for values, _ in mended],
        [right for _, right in mended],
        templates=TEMPLATES,
        penalty=PENALTY,
        min_count=MIN_COUNT,
        provenance=provenance,
    )
    model = shift(model, unseen)
    print(format_table(model, unseen))
    if options.write:
        target = Path(__file__).parents[1] / PACKAGE.rpartition(".")[2] / WEIGHTS
        target.write_text(to_json({"confidence": model}, provenance=provenance), encoding="utf-8")
    return 0


def iter_told(gold: Iterable[GoldArticle]) -> Iterator[Told]:
    """Every event that the program tells as news of these articles, with whether it is right.

    One that gold calls optional is right too.
    """
    observed: dict[Span, tuple[str, ...]] = {}

    def note(
        telling: Telling,
        scene: Scene | None,
        sub_event_type: str,
        gist: Gist | None,
        support: Support,
    ) -> float:
        match = telling.primary
        trigger = telling.sentence.span_of(match.first, match.end)
        observed[trigger] = observe(telling, scene, sub_event_type, gist, support)
        return 0.5

    gazetteer = open_gazetteer()
    pipeline = replace(open_pipeline(gazetteer), extractor=PatternExtractor(gazetteer, rate=note))
    for article in gold:
        observed.clear()
        for reports, score in judge_incidents(article, pipeline.run(article.article)):
            if not all(event.history for event in reports):
                right = score.right > 0 or score == EventScore()
                yield from ((observed[event.trigger], right) for event in reports)


def shift(model: LinearModel, told: Sequence[Told]) -> LinearModel:
    """The model with what all events have in common fitted to these, all else as it is."""
    odds = [model.log_odds(values) for values, _ in told]
    rights = sum(right for _, right in told)
    step = 0.0
    for _ in range(_STEPS):  # Newton's method, in one dimension
        shares = [probability(one + step) for one in odds]
        slope = sum(share * (1 - share) for share in shares)
        step += (rights - sum(shares)) / max(slope, 1e-9)
    everything = dict(model.weights[0])
    everything[""] = everything.get("", 0.0) + step
    return replace(model, weights=(everything, *model.weights[1:]))


def format_table(model: LinearModel, told: Sequence[Told]) -> str:
    """How many events are rated how sure, and how many of them are right."""
    rated = [(probability(model.log_odds(values)), right) for values, right in told]
    loss = -sum(math.log(share if right else 1 - share) for share, right in rated) / len(rated)
    lines = ["confidence   events  right"]
    for low, high in pairwise(_EDGES):
        found = [right for share, right in rated if low <= share < high]
        if found:
            share = sum(found) / len(found)
            lines.append(f"{low:.1f} to {min(high, 1.0):.1f}   {len(found):6}  {share:5.2f}")
    return "\n".join([*lines, f"log loss {loss:.3f} over {len(rated)} events"])


if __name__ == "__main__":
    sys.exit(main())
