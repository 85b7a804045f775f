"""`extract`: articles to their events, without a store."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace

from geodata.cli.options import (
    Verbs,
    add_extractor,
    add_geocoder,
    add_inputs,
    add_out,
    add_recognizer,
    add_verb,
    corpus_of,
    extractor_of,
    pipeline_of,
    service_of,
)
from geodata.cli.output import EVENT_FORMS, iter_jsonl, write_output
from geodata.model import ArticleResult
from geodata.rows import to_rows, to_toponyms


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "extract",
        run,
        summary="print the events of articles: an object for each article, or a file of events",
        example="dateline extract seeds --out events.geojson",
    )
    add_inputs(parser)
    add_recognizer(parser)
    add_geocoder(parser)
    add_extractor(parser)
    add_out(parser, suffixes=EVENT_FORMS)
    parser.add_argument(
        "--statements", action="store_true", help="what is only said, too: condemned, met"
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb; results are written as they come, so memory does not grow."""
    corpus = corpus_of(options)
    results = corpus.iter_results(
        pipeline_of(options, service=service_of(options), extractor=extractor_of(options))
    )
    if not options.statements:
        results = (replace(result, statements=()) for result in results)
    if options.out is None or options.out.suffix == ".jsonl":
        pieces = iter_jsonl(map(to_record, results))
    else:
        batches = (batch for result in results for batch in to_rows(result).to_batches())
        pieces = EVENT_FORMS[options.out.suffix](batches)
    write_output(pieces, options.out)
    return 1 if corpus.failures else 0


def to_record(result: ArticleResult) -> dict[str, object]:
    """An article's toponyms, events (with the columns of `schema.EVENTS`) and failures."""
    return {
        "id": result.article.id,
        "published": result.article.published,
        "toponyms": to_toponyms(result.resolutions),
        "events": to_rows(result).to_pylist(),
        "failures": [asdict(failure) for failure in result.failures],
    }
