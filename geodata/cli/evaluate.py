"""`evaluate`: the program's accuracy on gold that people made."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from geodata.cli.options import (
    Verbs,
    add_extractor,
    add_recognizer,
    add_verb,
    extractor_of,
    pipeline_of,
)
from geodata.cli.output import write_output
from geodata.evaluation import evaluate_geoparsing, format_geoparsing
from geodata.evaluation.dates import figures_of as date_figures
from geodata.evaluation.dates import (
    format_dates,
    iter_date_predictions,
    read_date_gold,
    score_dates,
)
from geodata.evaluation.event_gold import read_all
from geodata.evaluation.events import figures_of as event_figures
from geodata.evaluation.events import format_events, score_events
from geodata.evaluation.floors import find_violations, read_floors
from geodata.evaluation.geoparsing import figures_of as geoparsing_figures
from geodata.evaluation.geoparsing import iter_geoparsing_predictions
from geodata.evaluation.predictions import iter_predictions
from geodata.gazetteer import open_gazetteer
from geodata.gold import read_gold
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
    add_recognizer(parser)
    add_extractor(parser)
    parser.add_argument("what", choices=_MEASURES)
    parser.add_argument(
        "gold",
        type=Path,
        metavar="GOLD",
        help="a .jsonl file, or a folder of them; dates: TimeML's .tml files as well",
    )
    parser.add_argument(
        "--texts",
        type=Path,
        metavar="FOLDER",
        help="events: a corpus of geoparsing gold that has the texts of lines without one",
    )
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FILE",
        help="answer the texts of a public benchmark instead, for its own scorer",
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb; a figure below its floor is a failure."""
    return _MEASURES[options.what](options)


def _evaluate_geoparsing(options: argparse.Namespace) -> int:
    gazetteer = open_gazetteer(progress=not options.quiet)
    pipeline = open_pipeline(gazetteer, recognizer=options.recognizer, events=False)
    recognizer, resolver = pipeline.recognizer, pipeline.resolver
    if options.predictions:
        answers = iter_geoparsing_predictions(
            read_gold(options.gold), gazetteer=gazetteer, recognizer=recognizer, resolver=resolver
        )
        write_output((json.dumps(line).encode() + b"\n" for line in answers), options.predictions)
        return 0
    reports = evaluate_geoparsing(
        options.gold, gazetteer=gazetteer, recognizer=recognizer, resolver=resolver
    )
    write_output([format_geoparsing(reports).encode(), b"\n"], None)
    return _hold(options.gold, {report.corpus: geoparsing_figures(report) for report in reports})


def _evaluate_events(options: argparse.Namespace) -> int:
    pipeline = pipeline_of(options, extractor=extractor_of(options))
    if options.predictions:
        predictions = iter_predictions(options.gold, pipeline=pipeline)
        lines = (json.dumps(line).encode() + b"\n" for line in predictions)
        write_output(lines, options.predictions)
        return 0
    gold = read_all([options.gold], texts=options.texts)
    score = score_events((article, pipeline.run(article.article)) for article in gold)
    write_output([format_events(score).encode(), b"\n"], None)
    return _hold(options.gold, {"events": event_figures(score)})


def _evaluate_dates(options: argparse.Namespace) -> int:
    gold = read_date_gold(options.gold)
    if options.predictions:
        lines = (json.dumps(line).encode() + b"\n" for line in iter_date_predictions(gold))
        write_output(lines, options.predictions)
        return 0
    score = score_dates(gold)
    write_output([format_dates(score).encode(), b"\n"], None)
    return _hold(options.gold, {"dates": date_figures(score)})


def _hold(gold: Path, measured: Mapping[str, Mapping[str, float]]) -> int:
    """1 if a figure lies below the floor that is pinned for this gold, else 0."""
    floors = read_floors(gold)
    if floors is None:
        _log.info("no floors are pinned for this gold")
        return 0
    violations = find_violations(measured, floors)
    for violation in violations:
        _log.error("%s", violation)
    return 1 if violations else 0


_MEASURES: dict[str, Callable[[argparse.Namespace], int]] = {
    "geoparsing": _evaluate_geoparsing,
    "events": _evaluate_events,
    "dates": _evaluate_dates,
}
