"""`export`: the stored events of a filter to a file for other programs."""

from __future__ import annotations

import argparse
from functools import partial

from geodata.cli.filtering import add_filter, filter_of
from geodata.cli.options import Verbs, add_out, add_store, add_verb
from geodata.cli.output import EVENT_FORMS, write_output
from geodata.interchange import iter_csv
from geodata.queries import EventQueries
from geodata.store import DeltaStore


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "export",
        run,
        summary="write stored events to a file for other programs",
        example="dateline export --from 2024-11-29 --out events.geojson",
    )
    add_store(parser)
    add_filter(parser)
    add_out(parser, suffixes=EVENT_FORMS, required=True)
    parser.add_argument(
        "--layout",
        choices=("dateline", "acled", "ucdp"),
        default="dateline",
        help="whose column names a .csv file has",
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    queries = EventQueries.open(DeltaStore(options.store))
    iter_pieces = EVENT_FORMS[options.out.suffix]
    if options.out.suffix == ".csv":
        iter_pieces = partial(iter_csv, layout=options.layout)
    write_output(iter_pieces(queries.stream(filter_of(options, queries))), options.out)
    return 0
