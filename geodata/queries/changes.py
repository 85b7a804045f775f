"""What has come, changed and gone between an older version of the events and the present one.

Files that both versions have are the same to the byte, so that only the others are read, and of
those two the events that people have corrected meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
from deltalake import DeltaTable

from geodata import schema
from geodata.edits import Overlay
from geodata.errors import QueryError, StoreError
from geodata.filters import EventFilter
from geodata.mirror import file_names
from geodata.queries.answers import Changes
from geodata.queries.database import Database, Part
from geodata.store import DeltaStore
from geodata.versions import DataVersion

_MOST_ROWS = 200_000
_NOTHING = Changes(added=0, changed=0, removed=0)


def read_changes(
    database: Database,
    wanted: EventFilter,
    *,
    store: DeltaStore,
    since: DataVersion,
    timeout_s: float,
) -> Changes:
    """The changes of a filter's events; one that a change took out of the filter counts as gone."""
    present = database.snapshot
    if since == present.data_version:
        return _NOTHING
    if since.is_beyond(present.data_version):
        raise QueryError("this version of the collection is not known")
    try:
        past = store.past(since)
        before, now = set(file_names(past.events)), set(file_names(present.events))
        corrected = _differing(past.overlay(), present.overlay())
        compared = max(_count(past.events, before - now), _count(present.events, now - before))
        if compared + len(corrected) > _MOST_ROWS:
            raise QueryError(f"more than {_MOST_ROWS:,} events would have to be compared")
        old, new = (
            Database(state, timeout_s=timeout_s, only=Part(files=files, event_ids=corrected))
            for state, files in ((past, before - now), (present, now - before))
        )
    except StoreError as error:
        raise QueryError("it is older than what is kept") from error
    return _compare(_read_digests(old, wanted), _read_digests(new, wanted))


def _differing(old: Overlay, new: Overlay) -> frozenset[str]:
    """The events that people have corrected since, or have taken a correction of back."""
    return frozenset(one for one in old.keys() | new.keys() if old.get(one) != new.get(one))


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
