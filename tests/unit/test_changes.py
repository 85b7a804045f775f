"""What has changed since a link was made: counted within its filter, from the versions kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from fixtures.reports import crowd_tables, hostile_result, seed_result

from geodata import schema
from geodata.errors import QueryError
from geodata.filters import EventFilter
from geodata.queries import Changes, EventQueries, changes
from geodata.store import DeltaStore

ALL = EventFilter(history=True)
NONE = Changes(added=0, changed=0, removed=0)


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    made = DeltaStore(tmp_path / "store")
    made.write([seed_result()])
    return made


def opened(store: DeltaStore) -> EventQueries:
    return EventQueries.open(store)


def test_nothing_has_changed_since_the_present_version(store: DeltaStore) -> None:
    queries = opened(store)
    assert queries.changes_since(queries.events_version) == NONE


def test_new_reports_are_counted_within_the_filter(store: DeltaStore) -> None:
    since = opened(store).events_version
    store.write([hostile_result()])
    queries = opened(store)
    assert queries.changes_since(since, ALL) == Changes(added=8, changed=0, removed=0)
    battles = EventFilter(event_types=("Battles",))
    assert queries.changes_since(since, battles) == NONE
    assert queries.changes_since(since, EventFilter(text="no such words")) == NONE


def test_changed_and_removed_reports_are_told_apart(store: DeltaStore) -> None:
    store.write([hostile_result()])
    since = opened(store).events_version
    store.remove([hostile_result().article.id])
    rows = store.read_events().to_pylist()
    rows[0]["fatalities"] = 13
    article = store.read_articles()
    table = pa.Table.from_pylist(rows, schema=schema.arrow(schema.EVENTS))
    changed_article = article.set_column(1, "title", pa.array(["Another title"]))
    store.write_table(changed_article, table.to_reader())
    expected = Changes(added=0, changed=1, removed=8)
    assert opened(store).changes_since(since, ALL) == expected


def test_files_that_were_only_joined_are_no_change(store: DeltaStore) -> None:
    store.write([hostile_result()])
    since = opened(store).events_version
    DeltaTable(f"{store.uri}/events").optimize.compact()
    queries = opened(store)
    assert queries.events_version > since
    assert queries.changes_since(since, ALL) == NONE


def regroup(batches: Iterator[pa.RecordBatch]) -> dict[str, str]:
    rows = (row for batch in batches for row in batch.to_pylist())
    return {row["event_id"]: "other" for row in rows if row["incident_id"] != "other"}


def test_a_version_that_is_gone_or_never_was_is_said(store: DeltaStore, tmp_path: Path) -> None:
    queries = opened(store)
    with pytest.raises(QueryError, match="not known"):
        queries.changes_since(queries.events_version + 1)
    public = DeltaStore(tmp_path / "public")
    public.publish(store.read_articles(), store.read_events())
    since = opened(public).events_version
    public.publish(store.read_articles(), store.read_events().slice(1))
    with pytest.raises(QueryError, match="older than what is kept"):
        opened(public).changes_since(since)


def test_files_that_were_cleared_away_are_said(store: DeltaStore) -> None:
    since = opened(store).events_version
    old = list(Path(store.uri, "events").glob("*.parquet"))
    store.change_incidents(regroup, columns=("event_id", "article_id", "incident_id"))
    assert opened(store).changes_since(since, ALL).changed == 10
    for file in old:
        file.unlink()
    with pytest.raises(QueryError, match="older than what is kept"):
        opened(store).changes_since(since)


def test_too_much_to_compare_is_said(store: DeltaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    since = opened(store).events_version
    article, events = crowd_tables(50)
    table = article.set_column(0, "article_id", pa.array(["crowd"]))
    rows = [{**row, "article_id": "crowd"} for row in events.read_all().to_pylist()]
    store.write_table(table, pa.Table.from_pylist(rows, schema=events.schema).to_reader())
    assert opened(store).changes_since(since).added == 50
    monkeypatch.setattr(changes, "_MOST_ROWS", 49)
    with pytest.raises(QueryError, match="more than 49"):
        opened(store).changes_since(since)
    day = EventFilter(date_from=date(2024, 11, 1), date_to=date(2024, 11, 1))
    monkeypatch.undo()
    assert opened(store).changes_since(since, day).added == 2
