"""The types an event can have: `lexicon/event_types.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.lexicon import read_lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A sub-type with its type; types of one `family` may be reports of one happening.

    `begun_by` is the term of `lexicon/actor_terms.csv` for who begins it where no words tell, as
    ACLED's coders have it: gunmen become an unidentified armed group; None for nobody.
    """

    event_type: str
    sub_event_type: str
    family: str
    meaning: str
    begun_by: str | None


def read_event_types(*, folder: Path | None = None) -> Mapping[str, EventType]:
    """Every type by the name of its sub-type."""
    columns = ("sub_event_type", "event_type", "family", "meaning", "source")
    return {
        entry.text("sub_event_type"): EventType(
            event_type=entry.text("event_type"),
            sub_event_type=entry.text("sub_event_type"),
            family=entry.text("family"),
            meaning=entry.text("meaning"),
            begun_by=entry.values.get("begun_by") or None,
        )
        for entry in read_lexicon("event_types", columns=columns, folder=folder)
    }
