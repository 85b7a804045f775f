"""`snapshot`: the stored events of a filter in one HTML file that needs no server."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from geodata.cli.filtering import add_filter, filter_of
from geodata.cli.options import Verbs, add_out, add_store, add_verb
from geodata.cli.output import write_output
from geodata.queries import EventQueries
from geodata.store import DeltaStore


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "snapshot",
        run,
        summary="save stored events as one HTML file with map, list, timeline and filters",
        example='dateline snapshot --from 2024-11-29 --actor "Hay\'at Tahrir" -o aleppo.html',
    )
    add_store(parser)
    add_filter(parser)
    add_out(parser, suffixes=(".html",), required=True)


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    from dashboard.snapshot.building import build_snapshot  # loads Folium; no other verb needs it

    queries = EventQueries.open(DeltaStore(options.store))
    file = build_snapshot(queries, filter_of(options, queries), made=datetime.now(UTC))
    write_output([file], options.out)
    return 0
