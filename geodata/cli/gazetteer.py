"""`gazetteer`: build, extend and describe the embedded gazetteer."""

from __future__ import annotations

import argparse

from geodata import home
from geodata.cli.options import Verbs, add_verb
from geodata.cli.output import iter_table, write_output
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.gazetteer.adding import add_country_files


def add_to(verbs: Verbs) -> None:
    """Add the verb and the verbs below it."""
    parser = add_verb(
        verbs,
        "gazetteer",
        run,
        summary="build, extend or describe the embedded gazetteer",
        example="dateline gazetteer add SY IQ",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("build", help="build it now, not on first use")
    actions.add_parser("info", help="what it is made of")
    add = actions.add_parser("add", help="take in the villages of whole countries, from GeoNames")
    add.add_argument(
        "sources",
        nargs="+",
        metavar="COUNTRY",
        help='codes such as SY, "all", or files from download.geonames.org/export/dump',
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    progress = not options.quiet
    if options.action == "add":
        gazetteer = add_country_files(options.sources, progress=progress)
    else:
        gazetteer = open_gazetteer(progress=progress)
    if options.action != "build":
        write_output(iter_table(_describe(gazetteer)), None)
    return 0


def _describe(gazetteer: Gazetteer) -> list[dict[str, object]]:
    facts = {
        "id": gazetteer.id,
        "folder": home.gazetteer_path(),
        "places": f"{len(gazetteer):,}",
        "countries": f"{len(gazetteer.countries):,}",
        "regions": f"{len(gazetteer.regions):,}",
        **{f"source {name}": value for name, value in gazetteer.sources.items()},
    }
    return [{"what": what, "is": fact} for what, fact in facts.items()]
