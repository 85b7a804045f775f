"""`geocode`: a place name to what it may mean."""

from __future__ import annotations

import argparse
import logging
import re

from geodata.cli.options import Verbs, add_verb, positive
from geodata.cli.output import iter_jsonl, iter_table, write_output
from geodata.gazetteer import open_gazetteer
from geodata.model import Article, Candidate, Span, Toponym, ToponymKind
from geodata.resolution import ContextResolver

_log = logging.getLogger(__name__)
_PART = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


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


def run(options: argparse.Namespace) -> int:
    """Run the verb; a name that the gazetteer lacks is a failure."""
    records = [to_record(candidate) for candidate in rank(options.name)[: options.limit]]
    if not records:
        _log.error("%s: the gazetteer has no place of this name", options.name)
    write_output(iter_table(records) if options.format == "table" else iter_jsonl(records), None)
    return 0 if records else 1


def rank(name: str) -> tuple[Candidate, ...]:
    """The places that a name may mean, best first; what follows a comma says where to look."""
    toponyms = tuple(
        Toponym(
            span=Span(part.start(), part.end()),
            text=part.group(),
            kind=ToponymKind.LITERAL,
            recognizer="given",
        )
        for part in _PART.finditer(name)
    )
    resolver = ContextResolver(open_gazetteer())
    resolutions = resolver.resolve(Article(id="given", text=name), toponyms)
    return resolutions[0].candidates if resolutions else ()


def to_record(candidate: Candidate) -> dict[str, object]:
    """A candidate as a plain record."""
    place = candidate.place
    return {
        "score": round(candidate.score, 3),
        "name": place.name,
        "admin1": place.admin1,
        "country_code": place.country_code,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "feature_code": place.feature_code,
        "population": place.population or None,
        "place_id": place.id,
        "reasons": list(candidate.reasons),
    }
