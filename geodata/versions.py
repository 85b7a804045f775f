"""Which state of a store an answer is of, and the tables of that state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deltalake import DeltaTable

from geodata import schema
from geodata.delta import read_table
from geodata.edits import Edit, Overlay, find_overlay, from_table


@dataclass(frozen=True, slots=True, kw_only=True)
class DataVersion:
    """A state of the events: of their own table, and of the changes that people made in them.

    `edits` is 0 before the first change by hand and grows with each. In a link the two stand as
    "12", or "12.3".
    """

    events: int
    edits: int = 0

    def __str__(self) -> str:
        return f"{self.events}.{self.edits}" if self.edits else str(self.events)

    def is_beyond(self, other: DataVersion) -> bool:
        """Whether this state knows something that the other one does not."""
        return self.events > other.events or self.edits > other.edits


def parse_version(text: str) -> DataVersion:
    """The version as it stands in a link. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,9})(?:\.(\d{1,9}))?", text, re.ASCII)
    if not found:
        raise ValueError("it is not the number of a version")
    return DataVersion(events=int(found[1]), edits=int(found[2] or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The tables at one moment; later writes do not show in it. No `edits`: nobody made one yet."""

    events: DeltaTable
    articles: DeltaTable
    edits: DeltaTable | None = None

    @property
    def version(self) -> int:
        """A number that grows with every change of the store."""
        return int(self.events.version()) + int(self.articles.version()) + self.data_version.edits

    @property
    def data_version(self) -> DataVersion:
        """The state of the events."""
        edits = 0 if self.edits is None else self.edits.version() + 1
        return DataVersion(events=self.events.version(), edits=edits)

    def overlay(self) -> Overlay:
        """What people changed in the events."""
        return find_overlay(read_edits(self.edits))


def read_edits(edits: DeltaTable | None) -> tuple[Edit, ...]:
    """The changes by hand, oldest first."""
    return from_table(read_table(edits, schema.EDITS)) if edits else ()
