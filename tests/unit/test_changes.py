"""What has changed since a link was made: counted within its filter, from the versions kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from fixtures.reports import crowd_tables, hostile_result, seed_result

from geodata import schema
from geodata.edits import Edit, EditKind, make_correction
from geodata.errors import QueryError
from geodata.filters import EventFilter
from geodata.queries import Changes, EventQueries, changes
from geodata.store import DeltaStore
from geodata.versions import DataVersion, parse_version

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
    assert queries.changes_since(queries.data_version) == NONE


def test_new_reports_are_counted_within_the_filter(store: DeltaStore) -> None:
    since = opened(store).data_version
    store.write([hostile_result()])
    queries = opened(store)
    assert queries.changes_since(since, ALL) == Changes(added=8, changed=0, removed=0)
    battles = EventFilter(event_types=("Battles",))
    assert queries.changes_since(since, battles) == NONE
    assert queries.changes_since(since, EventFilter(text="no such words")) == NONE


def test_changed_and_removed_reports_are_told_apart(store: DeltaStore) -> None:
    store.write([hostile_result()])
    since = opened(store).data_version
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
    since = opened(store).data_version
    DeltaTable(f"{store.uri}/events").optimize.compact()
    queries = opened(store)
    assert queries.data_version.is_beyond(since)
    assert queries.changes_since(since, ALL) == NONE


def correct(store: DeltaStore, changes: dict[str, object], *, number: int = 0) -> Edit:
    """A correction of one of the events in the order of their ids, as somebody makes it."""
    rows = sorted(store.read_events().to_pylist(), key=lambda row: str(row["event_id"]))
    edit = make_correction(rows[number], changes, at=datetime.now(UTC), by="editor")
    store.add_edit(edit)
    return edit


def test_a_correction_by_hand_is_a_change(store: DeltaStore) -> None:
    """In a file that has stayed the same; also where it takes an event out of the filter."""
    since = opened(store).data_version
    correct(store, {"event_type": "Riots"})
    queries = opened(store)
    assert str(queries.data_version) == f"{since.events}.{queries.data_version.edits}"
    assert queries.changes_since(since, ALL) == Changes(added=0, changed=1, removed=0)
    riots = EventFilter(history=True, event_types=("Riots",))
    assert queries.changes_since(since, riots) == Changes(added=1, changed=0, removed=0)
    correct(store, {"hidden": True}, number=1)
    queries = opened(store)
    assert queries.changes_since(since, ALL) == Changes(added=0, changed=1, removed=1)
    assert queries.changes_since(queries.data_version, ALL) == NONE


def test_a_correction_taken_back_is_no_change(store: DeltaStore) -> None:
    before = opened(store).data_version
    edit = correct(store, {"event_type": "Riots"})
    between = opened(store).data_version
    taken_back = Edit(
        at=datetime.now(UTC),
        by="editor",
        kind=EditKind.UNDO,
        event_id=edit.event_id,
        undoes=edit.id,
    )
    store.add_edit(taken_back)
    queries = opened(store)
    assert queries.changes_since(before, ALL) == NONE
    assert queries.changes_since(between, ALL) == Changes(added=0, changed=1, removed=0)


def test_new_reports_and_corrections_add_up(store: DeltaStore) -> None:
    since = opened(store).data_version
    correct(store, {"event_type": "Riots"})
    store.write([hostile_result()])
    assert opened(store).changes_since(since, ALL) == Changes(added=8, changed=1, removed=0)


@pytest.mark.parametrize(("text", "edits"), [("12", 0), ("12.3", 3)])
def test_a_version_in_a_link_reads_as_it_is_written(text: str, edits: int) -> None:
    version = DataVersion(events=12, edits=edits)
    assert (str(version), parse_version(text)) == (text, version)


@pytest.mark.parametrize("text", ["", ".", "1.", ".1", "-1", "1.2.3", "٣", "1e3", "9" * 10])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="version"):
        parse_version(text)


def regroup(batches: Iterator[pa.RecordBatch]) -> dict[str, str]:
    rows = (row for batch in batches for row in batch.to_pylist())
    return {row["event_id"]: "other" for row in rows if row["incident_id"] != "other"}


def test_a_version_that_is_gone_or_never_was_is_said(store: DeltaStore, tmp_path: Path) -> None:
    queries = opened(store)
    with pytest.raises(QueryError, match="not known"):
        queries.changes_since(replace(queries.data_version, events=99))
    with pytest.raises(QueryError, match="not known"):
        queries.changes_since(replace(queries.data_version, edits=1))
    public = DeltaStore(tmp_path / "public")
    public.publish(store.read_articles(), store.read_events())
    since = opened(public).data_version
    public.publish(store.read_articles(), store.read_events().slice(1))
    with pytest.raises(QueryError, match="older than what is kept"):
        opened(public).changes_since(since)


def test_files_that_were_cleared_away_are_said(store: DeltaStore) -> None:
    since = opened(store).data_version
    old = list(Path(store.uri, "events").glob("*.parquet"))
    store.change_incidents(regroup, columns=("event_id", "article_id", "incident_id"))
    assert opened(store).changes_since(since, ALL).changed == 10
    for file in old:
        file.unlink()
    with pytest.raises(QueryError, match="older than what is kept"):
        opened(store).changes_since(since)


def test_too_much_to_compare_is_said(store: DeltaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    since = opened(store).data_version
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
