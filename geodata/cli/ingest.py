"""`ingest`: articles into the store."""

from __future__ import annotations

import argparse
import logging

from geodata.cli.options import (
    Verbs,
    add_extractor,
    add_geocoder,
    add_inputs,
    add_recognizer,
    add_store,
    add_verb,
    extractor_of,
    pipeline_of,
    service_of,
)
from geodata.ingestion import ingest
from geodata.store import DeltaStore

_log = logging.getLogger(__name__)


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "ingest",
        run,
        summary="read articles and put their events into the store; what is there is left alone",
        example="dateline ingest seeds reports/*.html --store .dateline/store",
    )
    add_inputs(parser)
    add_recognizer(parser)
    add_geocoder(parser)
    add_extractor(parser)
    add_store(parser)
    parser.add_argument("--retry-failed", action="store_true", help="read again what failed before")
    parser.add_argument("--dry-run", action="store_true", help="read and count, write nothing")


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    summary = ingest(
        options.inputs,
        store=DeltaStore(options.store),
        pipeline=pipeline_of(options, service=service_of(options), extractor=extractor_of(options)),
        limit_bytes=options.max_bytes,
        progress=not options.quiet,
        dry_run=options.dry_run,
        retry_failed=options.retry_failed,
    )
    _log.info("%s", summary.describe())
    return 1 if summary.failures else 0
