"""The options that select events, and the filter they stand for."""

from __future__ import annotations

import argparse
import logging
from datetime import date

from geodata.filters import DOUBTFUL, SURE, EventFilter, Sureness
from geodata.queries import EventQueries
from geodata.rows import country_name

_log = logging.getLogger(__name__)
_EVERYTHING = EventFilter(history=True, statements=True, sureness=Sureness.ALL)
_FIELDS = {
    "actor": ("actors", "an actor's name or a part of it"),
    "type": ("event_types", "an event type, such as Battles"),
    "sub-type": ("sub_event_types", "a finer type"),
    "country": ("countries", "a country by name or code, such as SY"),
    "source": ("sources", "a publisher"),
}


def add_filter(parser: argparse.ArgumentParser) -> None:
    """Which events; `filter_of` makes the filter."""
    parser.add_argument("--from", dest="date_from", type=day, metavar="DAY", help="first day")
    parser.add_argument("--to", dest="date_to", type=day, metavar="DAY", help="last day")
    for option, (field, what) in _FIELDS.items():
        parser.add_argument(
            f"--{option}",
            dest=field,
            action="append",
            default=[],
            metavar="NAME",
            help=f"{what}; may be given several times",
        )
    parser.add_argument("--text", default="", help="words in the sentence or the title")
    parser.add_argument("--history", action="store_true", help="what is told as past, too")
    parser.add_argument(
        "--statements", action="store_true", help="what is only said, too: condemned, met"
    )
    parser.add_argument(
        "--sureness",
        type=Sureness,
        choices=tuple(Sureness),
        default=Sureness.LIKELY,
        help=f"only what has a confidence of {SURE} or more (sure) or of {DOUBTFUL} or more "
        "(likely, the default), or all",
    )


def filter_of(options: argparse.Namespace, queries: EventQueries) -> EventFilter:
    """The filter that the options of `add_filter` ask for, in the words of the stored events."""

    def find(field: str) -> tuple[str, ...]:
        return tuple(
            name for given in getattr(options, field) for name in _find(field, given, queries)
        )

    return EventFilter(
        date_from=options.date_from,
        date_to=options.date_to,
        actors=find("actors"),
        event_types=find("event_types"),
        sub_event_types=find("sub_event_types"),
        countries=find("countries"),
        sources=find("sources"),
        text=options.text,
        history=options.history,
        statements=options.statements,
        sureness=options.sureness,
    )


def _find(field: str, given: str, queries: EventQueries) -> tuple[str, ...]:
    """The values that somebody means: the very one whatever the case, else all that hold it."""
    if field == "countries":
        given = country_name(given.upper()) or given
    found = [facet.value for facet in queries.find_values(_EVERYTHING, field=field, text=given)]
    exact = [value for value in found if value.casefold() == given.casefold()]
    if not found:
        frequent = queries.facets(_EVERYTHING, fields=[field], limit=5).values[field]
        known = ", ".join(facet.value for facet in frequent)
        _log.warning("no event has %r among its %s; frequent are: %s", given, field, known)
    return tuple(exact or found or [given])


def day(value: str) -> date:
    """A day on the command line."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day such as 2024-12-01") from None
