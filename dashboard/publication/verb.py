"""`publish`: the public twin of a store, checked for leaks before anybody can read it."""

from __future__ import annotations

import argparse
import logging
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from geodata.cli.filtering import day
from geodata.cli.options import Verbs, add_store, add_verb
from geodata.publication import (
    PublicationRules,
    build_publication,
    check_addresses,
    compare,
    read_rules,
)
from geodata.store import DeltaStore

_log = logging.getLogger(__name__)
_MOST_SHOWN = 20
_DROPPED = {
    "drop_actors": ("--drop-actor", "leave out the events of an actor, and strike its names"),
    "drop_sources": ("--drop-source", "leave out a publisher"),
    "drop_types": ("--drop-type", "leave out a type or a sub-type of event"),
    "strike": ("--strike", "replace a name wherever it stands, however it is spelled"),
}


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "publish",
        run,
        summary="make the public twin of a store: coarser, later, without what is withheld",
        example="dateline publish --to public --grid-km 10 --delay-days 14 --strike 'Ahmad Hassan'",
    )
    add_store(parser)
    parser.add_argument("--to", required=True, metavar="URI", help="the public store")
    parser.add_argument(
        "--rules", type=Path, metavar="FILE", help="the switches below, in a TOML file"
    )
    parser.add_argument("--grid-km", type=float, metavar="KM", help="move positions to a grid")
    parser.add_argument("--delay-days", type=int, metavar="N", help="only what is N days old")
    for name, (option, meaning) in _DROPPED.items():
        parser.add_argument(
            option, dest=name, action="append", default=[], metavar="NAME", help=meaning
        )
    parser.add_argument(
        "--keep-place-words",
        action="store_true",
        default=None,
        help="with --grid-km: let sentences name places finer than the grid",
    )
    parser.add_argument(
        "--as-of", type=day, metavar="DAY", help="the day the delay counts from (default: today)"
    )
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument(
        "--dry-run", action="store_true", help="say what would change, write nothing"
    )
    doing.add_argument(
        "--check", action="store_true", help="look for leaks in what is published already"
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    rules = rules_of(options)
    today = options.as_of or datetime.now(UTC).date()
    private, public = DeltaStore(options.store), DeltaStore(options.to)
    check_addresses(private, public)
    if options.check:
        return _report_leaks(private, public, rules, today=today)
    publication = build_publication(private, rules, today=today)
    added, removed = compare(publication, public)
    _log.info("%s", publication.describe())
    _log.info("The public set gains %d events and loses %d", added, removed)
    if options.dry_run:
        return 0
    with tempfile.TemporaryDirectory(prefix="dateline-publish-") as folder:
        draft = DeltaStore(Path(folder) / "store")
        draft.publish(publication.articles, publication.events)
        if _report_leaks(private, draft, rules, today=today):
            _log.error("Nothing was published")
            return 1
    changed = public.publish(publication.articles, publication.events)
    _log.info("%s: %s", public.uri, "published" if changed else "nothing has changed")
    return 0


def rules_of(options: argparse.Namespace) -> PublicationRules:
    """The rules of the file, if there is one, with the options on top."""
    rules = read_rules(options.rules) if options.rules else PublicationRules()
    single = {
        name: getattr(options, name)
        for name in ("grid_km", "delay_days", "keep_place_words")
        if getattr(options, name) is not None
    }
    lists = {name: (*getattr(rules, name), *getattr(options, name)) for name in _DROPPED}
    return replace(rules, **single, **lists)


def _report_leaks(
    private: DeltaStore, public: DeltaStore, rules: PublicationRules, *, today: date
) -> int:
    """Look for leaks, name the first ones, and return the exit status."""
    from dashboard.publication.check import find_leaks  # loads Folium; no other verb needs it

    leaks = list(islice(find_leaks(private, public, rules, today=today), _MOST_SHOWN + 1))
    for leak in leaks[:_MOST_SHOWN]:
        _log.error("Leak in %s", leak)
    if len(leaks) > _MOST_SHOWN:
        _log.error("... and more")
    if leaks:
        return 1
    _log.info("No leak was found")
    return 0
