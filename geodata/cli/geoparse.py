"""`geoparse`: articles to the places they name."""

from __future__ import annotations

import argparse
from collections.abc import Collection

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
from geodata.model import ArticleResult, ToponymKind
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
    parser.add_argument(
        "--kinds",
        metavar="KIND,...",
        type=parse_kinds,
        default=frozenset(ToponymKind),
        help=f"print these kinds of use only: {', '.join(ToponymKind)} (default: all)",
    )
    add_recognizer(parser)
    add_geocoder(parser)
    add_out(parser, suffixes=(".jsonl",))


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    corpus, pipeline = (
        corpus_of(options),
        pipeline_of(options, service=service_of(options), events=False),
    )
    records = (to_record(result, options.kinds) for result in corpus.iter_results(pipeline))
    write_output(iter_jsonl(records), options.out)
    return 1 if corpus.failures else 0


def parse_kinds(names: str) -> frozenset[ToponymKind]:
    """The kinds of use that an argument names."""
    try:
        return frozenset(ToponymKind(name.strip()) for name in names.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{error}; the kinds are {', '.join(ToponymKind)}"
        ) from error


def to_record(result: ArticleResult, kinds: Collection[ToponymKind]) -> dict[str, object]:
    """An article's id and its toponyms, with null coordinates where no place was found."""
    shown = tuple(one for one in result.resolutions if one.toponym.kind in kinds)
    return {"id": result.article.id, "toponyms": to_toponyms(shown)}
