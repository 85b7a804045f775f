"""`stats`: what a store holds."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from geodata.cli.options import Verbs, add_store, add_verb
from geodata.cli.output import iter_table, write_output
from geodata.filters import EventFilter, Sureness
from geodata.model import STATEMENTS
from geodata.queries import EventQueries
from geodata.store import DeltaStore

_FACETS = {"event_types": "event type", "actors": "actor", "countries": "country"}
_MOST_VALUES = 10


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "stats",
        run,
        summary="count what the store holds: by place, type, actor, country and year",
        example="dateline stats --store s3://bucket/events",
    )
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    store = DeltaStore(options.store)
    records = [
        {"what": "articles", "value": None, "count": len(store.article_ids())},
        *({"what": what, "value": value, "count": count} for what, value, count in _count(store)),
    ]
    write_output(iter_table(records), None)
    return 0


def _count(store: DeltaStore) -> Iterator[tuple[str, str | None, int]]:
    queries = EventQueries.open(store)
    everything = EventFilter(history=True, sureness=Sureness.ALL)
    counts = queries.count(everything)
    yield "events", None, counts.total
    news = EventFilter(sureness=Sureness.ALL)
    yield "events without history", None, queries.count(news).total
    yield "of these doubtful", None, queries.count(news).total - queries.count().total
    yield "incidents", None, counts.incidents
    said = replace(everything, event_types=(STATEMENTS,))
    yield "statements", None, queries.count(said).total
    for status, count in counts.by_status.items():
        yield "place", status, count
    facets = queries.facets(everything, fields=_FACETS, limit=_MOST_VALUES)
    for field, name in _FACETS.items():
        for value in facets.values[field]:
            yield name, value.value, value.count
        more = facets.total_values[field] - len(facets.values[field])
        if more > 0:
            yield name, "further ones", more
