"""The first start on a hosting service: the seed articles are read before there is a page.

Imported only then: the readers and the gazetteer are much to load, and a page needs none of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from geodata.errors import StoreMissing
from geodata.ingestion import IngestSummary, ingest
from geodata.pipeline import open_pipeline
from geodata.store import DeltaStore

_ONE_AT_A_TIME = threading.Lock()


def ingest_seeds(seeds: Path, *, uri: str, say: Callable[[str], None]) -> IngestSummary | None:
    """Read the seed articles into a store that is not there yet; None if another visitor did."""
    with _ONE_AT_A_TIME:
        store = DeltaStore(uri)
        try:
            store.version()
        except StoreMissing:
            say("Opening the gazetteer; the first time it is built, which takes a minute or two.")
            pipeline = open_pipeline()
            say("Reading the articles in seeds/.")
            return ingest([seeds], store=store, pipeline=pipeline, progress=False)
        return None
