"""`evaluate`: the program's accuracy on gold that people made."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from pathlib import Path

from geodata.cli.options import Verbs, add_verb, pipeline_of
from geodata.cli.output import write_output
from geodata.evaluation import evaluate_geoparsing, format_geoparsing
from geodata.evaluation.event_gold import read_event_gold
from geodata.evaluation.events import format_events, score_events
from geodata.evaluation.floors import find_violations, read_floors
from geodata.gazetteer import open_gazetteer
from geodata.pipeline import open_pipeline

_log = logging.getLogger(__name__)


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "evaluate",
        run,
        summary="measure the program against gold made by people",
        example="dateline evaluate geoparsing ../shared/benchmarks/geoparsing/dev",
    )
    parser.add_argument("what", choices=_MEASURES)
    parser.add_argument(
        "gold", type=Path, metavar="GOLD", help="a .jsonl file, or a folder of them"
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb; a figure below its floor is a failure."""
    return _MEASURES[options.what](options)


def _evaluate_geoparsing(options: argparse.Namespace) -> int:
    gazetteer = open_gazetteer(progress=not options.quiet)
    pipeline = open_pipeline(gazetteer, events=False)
    reports = evaluate_geoparsing(
        options.gold,
        gazetteer=gazetteer,
        recognizer=pipeline.recognizer,
        resolver=pipeline.resolver,
    )
    write_output([format_geoparsing(reports).encode(), b"\n"], None)
    floors = read_floors(options.gold)
    if floors is None:
        _log.info("no floors are pinned for this gold")
        return 0
    violations = find_violations(reports, floors)
    for violation in violations:
        _log.error("%s", violation)
    return 1 if violations else 0


def _evaluate_events(options: argparse.Namespace) -> int:
    gold = read_event_gold(options.gold)
    pipeline = pipeline_of(options)
    score = score_events((article, pipeline.run(article.article)) for article in gold)
    write_output([format_events(score).encode(), b"\n"], None)
    return 0


_MEASURES: dict[str, Callable[[argparse.Namespace], int]] = {
    "geoparsing": _evaluate_geoparsing,
    "events": _evaluate_events,
}
