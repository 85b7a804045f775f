"""Rows for the table, for one event, for an incident's reports, and for downloads."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from geodata import schema
from geodata.errors import FilterError
from geodata.filters import EventFilter
from geodata.incidents import explain, find_disagreements
from geodata.queries.answers import Explanation
from geodata.queries.database import Database

COLUMNS = tuple(column.name for column in schema.EVENTS)
MOST_ROWS = 1000
_SORTABLE = {
    "event_date": "event_date",
    "event_type": "event_type",
    "sub_event_type": "sub_event_type",
    "actors": "actor_group",
    "place": "place",
    "admin1": "admin1",
    "country": "country",
    "geo_precision": "geo_precision",
    "fatalities": "fatalities",
    "source": "source",
}
SORTABLE = tuple(_SORTABLE)


def find_page(
    database: Database,
    wanted: EventFilter,
    *,
    order_by: str,
    descending: bool,
    limit: int,
    offset: int,
) -> tuple[int, ...]:
    """The positions of a page of the events in order, unknown values last; equal ones by id."""
    if order_by not in _SORTABLE:
        raise FilterError(f"cannot sort by {order_by}", remedy=f"use one of {', '.join(SORTABLE)}")
    if not 0 <= limit <= MOST_ROWS or offset < 0:
        raise FilterError(
            f"no such page: {limit} rows from {offset}", remedy=f"use at most {MOST_ROWS} rows"
        )
    condition = database.where(wanted)
    direction = "DESC" if descending else "ASC"
    rows = database.fetch(
        f"SELECT position FROM events WHERE {condition.sql} "
        f"ORDER BY {_SORTABLE[order_by]} {direction} NULLS LAST, event_id "
        f"LIMIT {limit} OFFSET {offset}",
        condition.parameters,
    )
    return tuple(position for (position,) in rows)


def read_page(
    database: Database, _: EventFilter, *, positions: tuple[int, ...], columns: tuple[str, ...]
) -> pd.DataFrame:
    """These columns of the events at these positions, in the same order."""
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown:
        raise FilterError(f"no such column: {unknown[0]}", remedy="see geodata/schema.py")
    page: pd.DataFrame = database.read_rows(positions, columns).to_pandas()
    return page


def find_event(database: Database, event_id: str) -> dict[str, Any] | None:
    """One event with all its columns, None where there is none of that id."""
    rows = database.fetch("SELECT position FROM events WHERE event_id = ? LIMIT 1", [event_id])
    found = _read(database, rows, COLUMNS).to_pylist()
    return found[0] if found else None


def holds_event(database: Database, wanted: EventFilter, *, event_id: str) -> bool:
    """Whether a filter keeps an event."""
    condition = database.where(wanted)
    sql = f"SELECT count(*) FROM events WHERE event_id = ? AND ({condition.sql})"
    ((count,),) = database.fetch(sql, [event_id, *condition.parameters])
    return bool(count)


def read_article_positions(
    database: Database, _: EventFilter, *, article_id: str
) -> tuple[int, ...]:
    """The events that stand in an article's text, in its order, at most 1,000, whatever a filter
    keeps; () for an imported table, which has no text.
    """
    rows = database.fetch(
        "SELECT position FROM source WHERE article_id = ? AND start IS NOT NULL "
        f'ORDER BY start, "end", event_id LIMIT {MOST_ROWS}',
        [article_id],
    )
    return tuple(position for (position,) in rows)


def read_article_reports(
    database: Database, wanted: EventFilter, *, positions: tuple[int, ...]
) -> tuple[str, ...]:
    """The ids of those of these events that a filter keeps, in the same order."""
    condition = database.where(wanted)
    ids = dict(
        database.fetch(
            "SELECT position, event_id FROM events "
            f"WHERE position IN (SELECT unnest(?)) AND ({condition.sql})",
            [list(positions), *condition.parameters],
        )
    )
    return tuple(ids[position] for position in positions if position in ids)


def read_reports(database: Database, incident_id: str) -> pd.DataFrame:
    """The events that tell one incident, by date and id, at most 1,000."""
    reports: pd.DataFrame = _read_incident(database, incident_id).to_pandas()
    return reports


def explain_incident(database: Database, incident_id: str) -> Explanation:
    """Why the reports of an incident were put together, and in what they disagree."""
    rows = _read_incident(database, incident_id).to_pylist()
    return Explanation(reasons=explain(rows), disagreements=find_disagreements(rows))


def stream_events(database: Database, wanted: EventFilter) -> pa.RecordBatchReader:
    """All events of a filter with the columns of `schema.EVENTS`, batch by batch."""
    condition = database.where(wanted)
    listed = ", ".join(f'"{column}"' for column in COLUMNS)
    batches = database.stream(
        f"SELECT {listed} FROM source "
        f"WHERE position IN (SELECT position FROM events WHERE {condition.sql})",
        condition.parameters,
    )
    target = schema.arrow(schema.EVENTS)
    return pa.RecordBatchReader.from_batches(
        target, (pa.record_batch(batch.columns, names=COLUMNS).cast(target) for batch in batches)
    )


def _read_incident(database: Database, incident_id: str) -> pa.Table:
    rows = database.fetch(
        "SELECT position FROM source JOIN events USING (position) WHERE incident_id = ? "
        f"ORDER BY events.event_date NULLS LAST, events.event_id LIMIT {MOST_ROWS}",
        [incident_id],
    )
    return _read(database, rows, COLUMNS)


def _read(database: Database, rows: list[tuple[Any, ...]], columns: tuple[str, ...]) -> pa.Table:
    return database.read_rows([position for (position,) in rows], columns)
