"""`geocode`: a place name to what it may mean."""

from __future__ import annotations

import argparse
import logging

from geopy.exc import GeopyError
from geopy.location import Location

from geodata.cli.options import Verbs, add_geocoder, add_verb, positive, service_of
from geodata.cli.output import iter_jsonl, iter_table, write_output
from geodata.gazetteer import open_gazetteer
from geodata.geocoding import open_chain

_SHOWN = ("score", "name", "admin1", "country_code", "feature_code", "population", "place_id")
_log = logging.getLogger(__name__)


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "geocode",
        run,
        summary="rank the places that a name may mean, with the reasons",
        example='dateline geocode "Paris, Texas"',
    )
    parser.add_argument("name", metavar="NAME", help='a place, or "place, region"')
    parser.add_argument("--limit", type=positive, default=10, metavar="N", help="at most so many")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    add_geocoder(parser)


def run(options: argparse.Namespace) -> int:
    """Run the verb; a name that nobody knows is a failure."""
    gazetteer, service = open_gazetteer(progress=not options.quiet), service_of(options)
    try:
        found = open_chain(gazetteer, service).geocode(options.name, exactly_one=False)
    except GeopyError as error:
        _log.error("%s does not answer: %s", options.geocoder, error)
        return 1
    if not found:
        _log.error("%s: no place of this name is known", options.name)
        return 1
    records = [_to_record(location) for location in found[: options.limit]]
    write_output(iter_table(records) if options.format == "table" else iter_jsonl(records), None)
    _log.info("%s", found[0].raw["attribution"])
    return 0


def _to_record(location: Location) -> dict[str, object]:
    raw = location.raw
    return {
        **{name: raw.get(name) for name in _SHOWN},
        "name": raw.get("name") or location.address,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "answered_by": raw["answered_by"],
        "reasons": raw.get("reasons", []),
    }
