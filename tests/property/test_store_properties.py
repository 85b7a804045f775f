"""What is written to a store is read back, whatever the articles hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import schema
from geodata.model import ArticleResult
from geodata.rows import to_rows, to_toponyms
from geodata.schema import PlaceStatus
from geodata.store import DeltaStore
from tests.property.strategies import results

RESULTS = st.lists(results(), min_size=1, max_size=4, unique_by=lambda result: result.article.id)


@settings(max_examples=12, deadline=None)
@given(written=RESULTS)
def test_rows_and_articles_come_back_as_they_were_written(written: list[ArticleResult]) -> None:
    expected = {row["event_id"]: row for result in written for row in to_rows(result).to_pylist()}
    with tempfile.TemporaryDirectory() as folder:
        store = DeltaStore(Path(folder) / "store")
        assert store.write(written) == len(written)
        assert {row["event_id"]: row for row in store.read_events().to_pylist()} == expected
        for result in written:
            stored = store.read_article(result.article.id)
            assert stored is not None
            assert stored.article == result.article
            assert list(stored.toponyms) == to_toponyms(result.resolutions)
            assert stored.failures == result.failures


@settings(max_examples=8, deadline=None)
@given(written=RESULTS)
def test_writing_the_same_again_changes_nothing(written: list[ArticleResult]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = DeltaStore(Path(folder) / "store")
        store.write(written)
        version, events = store.version(), store.read_events()
        assert store.write([*written, *written]) == 0
        assert store.version() == version
        assert store.read_events().equals(events)


@given(result=results())
def test_rows_have_the_schema_and_only_mapped_ones_have_coordinates(result: ArticleResult) -> None:
    rows = to_rows(result)
    assert rows.schema == schema.arrow(schema.EVENTS)
    assert rows["event_id"].to_pylist() == [event.id for event in result.events]
    for row in rows.to_pylist():
        mapped = row["place_status"] == PlaceStatus.MAPPED
        assert (row["latitude"] is not None) == (row["longitude"] is not None) == mapped
        assert row["sentence"] == result.article.text[row["start"] : row["end"]]
