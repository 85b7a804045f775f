"""`geoparse`: articles to the places they name."""

from __future__ import annotations

import argparse

from geodata.cli.options import (
    Verbs,
    add_geocoder,
    add_inputs,
    add_out,
    add_recognizer,
    add_verb,
    corpus_of,
    pipeline_of,
    service_of,
)
from geodata.cli.output import iter_jsonl, write_output
from geodata.model import ArticleResult
from geodata.rows import to_toponyms


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "geoparse",
        run,
        summary="print the places that articles name, one JSON object for each article",
        example="dateline geoparse reports.jsonl --out toponyms.jsonl",
    )
    add_inputs(parser)
    add_recognizer(parser)
    add_geocoder(parser)
    add_out(parser, suffixes=(".jsonl",))


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    corpus, pipeline = (
        corpus_of(options),
        pipeline_of(options, service=service_of(options), events=False),
    )
    results = corpus.iter_results(pipeline)
    write_output(iter_jsonl(map(to_record, results)), options.out)
    return 1 if corpus.failures else 0


def to_record(result: ArticleResult) -> dict[str, object]:
    """An article's id and its toponyms, with null coordinates where no place was found."""
    return {"id": result.article.id, "toponyms": to_toponyms(result.resolutions)}
