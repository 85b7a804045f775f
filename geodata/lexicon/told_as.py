"""Which types reports of one happening may give it: `may_be_told_as` of `event_types.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geodata.lexicon import read_lexicon, user_folder


def read_told_as(*, folder: Path | None = None) -> Mapping[str, frozenset[str]]:
    """For each sub-type the sub-types that reports of the same happening may give it.

    The lists are read once for each folder in the life of the program.
    """
    return _read_told_as(folder or user_folder())


@lru_cache(maxsize=8)
def _read_told_as(folder: Path | None) -> Mapping[str, frozenset[str]]:
    return {
        entry.text("sub_event_type"): frozenset(
            (entry.text("sub_event_type"), *entry.many("may_be_told_as"))
        )
        for entry in read_lexicon(
            "event_types", columns=("sub_event_type", "may_be_told_as"), folder=folder
        )
    }
