"""`gazetteer`: build, extend and describe the embedded gazetteer."""

from __future__ import annotations

import argparse

from geodata import home
from geodata.cli.options import Verbs, add_verb
from geodata.cli.output import iter_table, write_output
from geodata.gazetteer import open_gazetteer


def add_to(verbs: Verbs) -> None:
    """Add the verb and its own verbs."""
    parser = add_verb(
        verbs,
        "gazetteer",
        run,
        summary="build or describe the embedded gazetteer",
        example="dateline gazetteer info",
    )
    parser.add_argument("action", choices=("build", "info"), help="build: now, not on first use")


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    gazetteer = open_gazetteer(progress=not options.quiet)
    if options.action == "info":
        facts = {
            "id": gazetteer.id,
            "folder": home.gazetteer_path(),
            "places": f"{len(gazetteer):,}",
            "countries": f"{len(gazetteer.countries):,}",
            "regions": f"{len(gazetteer.regions):,}",
            **{f"source {name}": value for name, value in gazetteer.sources.items()},
        }
        records = [{"what": what, "is": fact} for what, fact in facts.items()]
        write_output(iter_table(records), None)
    return 0
