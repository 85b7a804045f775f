"""`events`: the stored events of a filter on standard output."""

from __future__ import annotations

import argparse
import logging

import pyarrow as pa

from geodata import schema
from geodata.cli.filtering import add_filter, filter_of
from geodata.cli.options import Verbs, add_store, add_verb, positive
from geodata.cli.output import EVENT_FORMS, iter_table, write_output
from geodata.filters import EventFilter, describe
from geodata.queries import EventQueries
from geodata.store import DeltaStore

_TABLE = "table"
_SHOWN = (
    "event_date",
    "time_precision",
    "sub_event_type",
    "place",
    "country",
    "actors",
    "sentence",
)
_log = logging.getLogger(__name__)


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "events",
        run,
        summary="list stored events by day, actor, type and country",
        example="dateline events --from 2024-11-29 --to 2024-12-01 --country SY --format csv",
    )
    add_store(parser)
    add_filter(parser)
    forms = (_TABLE, *(suffix.removeprefix(".") for suffix in EVENT_FORMS))
    parser.add_argument("--format", choices=forms, default=_TABLE)
    parser.add_argument(
        "--limit", type=positive, default=100, metavar="N", help="rows of the table, at most 1,000"
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    queries = EventQueries.open(DeltaStore(options.store))
    wanted = filter_of(options, queries)
    if options.format == _TABLE:
        _write_table(queries, wanted, limit=options.limit)
    else:
        write_output(EVENT_FORMS[f".{options.format}"](queries.stream(wanted)), None)
    return 0


def _write_table(queries: EventQueries, wanted: EventFilter, *, limit: int) -> None:
    counts = queries.count(wanted)
    page = queries.rows(wanted, columns=_SHOWN, limit=limit)
    columns = pa.schema([schema.arrow(schema.EVENTS).field(name) for name in _SHOWN])
    records = pa.Table.from_pandas(page, schema=columns, preserve_index=False).to_pylist()
    write_output(iter_table(records), None)
    _log.info("%s", describe(wanted))
    _log.info("%s of %s events, %s incidents", len(page), counts.total, counts.incidents)
