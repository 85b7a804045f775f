"""What has come, changed and gone between an older version of the events and the present one.

Files that both versions have are the same to the byte, so that only the others are read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pyarrow as pa
from deltalake import DeltaTable

from geodata import schema
from geodata.errors import QueryError, StoreError
from geodata.filters import EventFilter
from geodata.mirror import file_names
from geodata.queries.answers import Changes
from geodata.queries.database import Database
from geodata.store import DeltaStore

_MOST_ROWS = 200_000
_NOTHING = Changes(added=0, changed=0, removed=0)


def read_changes(
    database: Database, wanted: EventFilter, *, store: DeltaStore, since: int, timeout_s: float
) -> Changes:
    """The changes of a filter's events; one that a change took out of the filter counts as gone."""
    present = database.snapshot
    if since == present.events.version():
        return _NOTHING
    try:
        past = store.events_at(since) if 0 <= since < present.events.version() else None
    except StoreError as error:
        raise _not_kept() from error
    if past is None:
        raise QueryError("this version of the collection is not known")
    before, now = set(file_names(past)), set(file_names(present.events))
    if max(_count(past, before - now), _count(present.events, now - before)) > _MOST_ROWS:
        raise QueryError(f"more than {_MOST_ROWS:,} events would have to be compared")
    try:
        old = Database(replace(present, events=past), timeout_s=timeout_s, only=before - now)
        new = Database(present, timeout_s=timeout_s, only=now - before)
    except StoreError as error:
        raise _not_kept() from error
    return _compare(_read_digests(old, wanted), _read_digests(new, wanted))


def _compare(old: dict[str, int], new: dict[str, int]) -> Changes:
    both = old.keys() & new.keys()
    return Changes(
        added=len(new) - len(both),
        changed=sum(old[event_id] != new[event_id] for event_id in both),
        removed=len(old) - len(both),
    )


def _read_digests(database: Database, wanted: EventFilter) -> dict[str, int]:
    """A number for all that a row says, by event id."""
    condition = database.where(wanted)
    columns = ", ".join(f'"{column.name}"' for column in schema.EVENTS)
    rows = database.fetch(
        f"SELECT event_id, hash({columns}) FROM source "
        f"WHERE position IN (SELECT position FROM events WHERE {condition.sql})",
        condition.parameters,
    )
    return dict(rows)


def _count(table: DeltaTable, names: Collection[str]) -> int:
    files = pa.table(table.get_add_actions())
    counts = zip(files["path"].to_pylist(), files["num_records"].to_pylist(), strict=True)
    return sum(count or 0 for name, count in counts if name in names)


def _not_kept() -> QueryError:
    return QueryError("it is older than what is kept")
