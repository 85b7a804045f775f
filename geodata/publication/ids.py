"""Ids of a public set: made of nothing but what is published, so that they tell nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from geodata import schema
from geodata.model import content_id
from geodata.publication.twin import Row

_ARTICLE = ("title", "source", "url", "published", "language", "text")
_EVENT = (
    "title", "source", "url", "published", "sentence", "event_type", "sub_event_type",
    "event_date", "event_date_end", "latitude", "longitude", "place", "actors",
)  # fmt: skip


class Ids:
    """Ids made of nothing but what is published, so that they tell nothing else."""

    def __init__(self) -> None:
        self.twins: list[str] = []
        self.incidents: list[str] = []
        self._used: Counter[str] = Counter()

    def of_article(self, public: Row) -> str:
        """The id of an article's row."""
        return self._of("article", [public[name] for name in _ARTICLE])

    def give(self, public: Row, private: Mapping[str, Any], *, article_id: str) -> Row:
        """The event's row with its ids; that of the incident is still to come."""
        starts = public["trigger_start"], public["start"]
        where = None if None in starts else starts[0] - starts[1]
        parts = [public[name] for name in _EVENT]
        self.twins.append(private["event_id"])
        self.incidents.append(private["incident_id"] or private["event_id"])
        event_id = self._of("event", [*parts, where])
        return {**public, "article_id": article_id, "event_id": event_id, "incident_id": None}

    def _of(self, kind: str, parts: list[object]) -> str:
        """The id of a public value; equal ones are numbered."""
        plain = content_id("public", kind, *parts)
        self._used[plain] += 1
        number = self._used[plain]
        return plain if number == 1 else content_id(plain, number)


def with_incidents(batches: list[pa.RecordBatch], ids: Ids) -> pa.Table:
    """The events of all batches, those of one private incident under one public id."""
    target = schema.arrow(schema.EVENTS)
    events = pa.Table.from_batches(batches, schema=target)
    first: dict[str, str] = {}
    for event_id, incident in zip(events["event_id"].to_pylist(), ids.incidents, strict=True):
        first[incident] = min(event_id, first.get(incident, event_id))
    public = pa.array(
        [content_id("public incident", first[one]) for one in ids.incidents], pa.string()
    )
    return events.set_column(
        target.get_field_index("incident_id"), target.field("incident_id"), public
    )
