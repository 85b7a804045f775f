"""The store: one commit mark per article, writers at once, and what it says when it is broken."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from pyarrow import parquet

from geodata import schema
from geodata.errors import StoreError, StoreMissing, StoreSchemaMismatch
from geodata.mirror import fetch_files, file_names
from geodata.model import Article, ArticleResult
from geodata.rows import to_article_row, to_rows
from geodata.store import DeltaStore
from tests.fixtures.reports import seed_result


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    return DeltaStore(tmp_path / "store with 100% 'odd' name")


def article(number: int, *, text: str = "Nothing happened.") -> ArticleResult:
    return ArticleResult(
        article=Article(id=f"article-{number}", text=text), resolutions=(), events=(), incidents=()
    )


def test_an_article_is_written_once_and_read_back(store: DeltaStore) -> None:
    result = seed_result()
    assert store.write([result]) == 1
    assert store.write([result]) == 0
    assert store.article_ids() == {result.article.id}
    assert store.read_events().equals(to_rows(result))
    assert store.read_articles().num_rows == 1


def test_an_unknown_article_is_none(store: DeltaStore) -> None:
    store.write([article(1)])
    assert store.read_article("another") is None
    assert store.read_article("it's; DROP") is None


def test_quotes_in_an_id_are_only_characters(store: DeltaStore) -> None:
    hostile = ArticleResult(
        article=Article(id="x') OR ('1' = '1", text="-"), resolutions=(), events=(), incidents=()
    )
    store.write([article(1)])
    store.write([hostile])
    assert store.article_ids() == {"article-1", hostile.article.id}


def test_the_version_grows_with_every_change_only(store: DeltaStore) -> None:
    store.write([article(1)])
    first = store.version()
    store.write([article(1)])
    assert store.version() == first
    store.write([article(2)])
    assert store.version() > first


def test_replacing_writes_the_rows_anew(store: DeltaStore) -> None:
    result = seed_result()
    store.write([result])
    fewer = ArticleResult(
        article=result.article, resolutions=(), events=result.events[:2], incidents=()
    )
    assert store.write([fewer], replace=True) == 1
    assert store.read_events().num_rows == 2


def test_removed_articles_are_gone_with_their_events(store: DeltaStore) -> None:
    result = seed_result()
    store.write([result, article(1)])
    store.remove([result.article.id, "never there"])
    assert store.article_ids() == {"article-1"}
    assert store.read_events().num_rows == 0


def test_events_of_an_interrupted_write_are_ignored_and_mended(store: DeltaStore) -> None:
    store.write([article(1)])
    result = seed_result()
    half = to_rows(result).slice(0, 3)
    write_deltalake(f"{store.uri}/events", half, mode="append")  # and then the power failed
    assert store.read_events().num_rows == 0
    assert store.write([result]) == 1
    assert store.read_events().num_rows == len(result.events)


def test_a_table_is_replaced_as_a_whole_by_another_of_its_name(store: DeltaStore) -> None:
    rows = to_rows(seed_result())
    name = seed_result().article.id
    mark = to_article_row(article_named(name, "first release"))
    assert store.write_table(mark, rows.to_reader())
    assert not store.write_table(mark, rows.to_reader())
    newer = to_article_row(article_named(name, "second release"))
    assert store.write_table(newer, rows.slice(0, 4).to_reader())
    assert store.read_events().num_rows == 4
    assert store.read_articles()["text"].to_pylist() == ["second release"]


def article_named(name: str, text: str) -> ArticleResult:
    return ArticleResult(
        article=Article(id=name, text=text), resolutions=(), events=(), incidents=()
    )


def test_a_long_run_commits_as_it_goes(store: DeltaStore) -> None:
    seen = []

    def results() -> Iterator[ArticleResult]:
        for number in range(450):
            if number == 449:
                seen.extend(store.article_ids())
            yield article(number)

    assert store.write(results()) == 450
    assert len(seen) == 400
    assert len(store.article_ids()) == 450


def test_many_small_writes_do_not_leave_many_small_files(store: DeltaStore) -> None:
    for number in range(70):
        store.write([article(number)])
    assert len(store.article_ids()) == 70
    assert len(DeltaTable(f"{store.uri}/articles").file_uris()) < 64


def test_writers_at_once_lose_nothing_and_double_nothing(store: DeltaStore) -> None:
    context = multiprocessing.get_context("spawn")
    numbers = [range(6), range(3, 9), range(6, 12)]
    writers = [
        context.Process(target=_write_articles, args=(store.uri, list(wanted)))
        for wanted in numbers
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    ids = store.read_articles()["article_id"].to_pylist()
    expected = [f"article-{number}" for number in range(12)] + [seed_result().article.id]
    assert sorted(ids) == sorted(expected)
    event_ids = store.read_events()["event_id"].to_pylist()
    assert sorted(event_ids) == sorted(event.id for event in seed_result().events)


def _write_articles(uri: str, numbers: list[int]) -> None:
    store = DeltaStore(uri)
    for number in numbers:
        store.write([article(number)])
    store.write([seed_result()])


def test_a_missing_store_says_what_to_do(store: DeltaStore) -> None:
    with pytest.raises(StoreMissing, match="ingest an article first"):
        store.version()
    with pytest.raises(StoreMissing):
        store.read_events()


def test_a_store_without_its_second_table_is_missing_until_written(store: DeltaStore) -> None:
    write_deltalake(f"{store.uri}/other", pa.table({"a": [1]}))
    with pytest.raises(StoreMissing):
        store.version()
    store.write(())
    assert store.read_events().num_rows == 0


def test_a_newer_schema_is_refused_by_name(store: DeltaStore) -> None:
    for name, columns in (("events", schema.EVENTS), ("articles", schema.ARTICLES)):
        DeltaTable.create(
            f"{store.uri}/{name}",
            schema.arrow(columns),
            configuration={"dateline.schema": str(schema.VERSION + 1)},
            raise_if_key_not_exists=False,
        )
    with pytest.raises(StoreSchemaMismatch, match="update the program"):
        store.version()
    with pytest.raises(StoreSchemaMismatch):
        store.write([article(1)])


@pytest.mark.parametrize("name", ["a[1]", "a|b", "a^b", "a\\b", "a\nb"])
def test_an_address_that_cannot_be_used_is_refused_at_once(name: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="choose an address without it"):
        DeltaStore(tmp_path / name)


def test_a_foreign_table_is_refused(store: DeltaStore) -> None:
    write_deltalake(f"{store.uri}/articles", pa.table({"a": [1]}))
    with pytest.raises(StoreSchemaMismatch, match="not written by this program"):
        store.version()


def test_a_broken_log_says_what_to_do(store: DeltaStore) -> None:
    store.write([article(1)])
    log = Path(store.uri) / "articles" / "_delta_log"
    for entry in log.glob("*.json"):
        entry.write_text("{ not json")
    with pytest.raises(StoreError, match="restore the folder"):
        store.version()


def test_a_lost_file_says_what_to_do(store: DeltaStore) -> None:
    store.write([seed_result()])
    for file in (Path(store.uri) / "events").glob("*.parquet"):
        file.unlink()
    with pytest.raises(StoreError, match="restore the folder"):
        store.read_events()


def test_a_table_of_an_earlier_program_has_nulls_in_newer_columns(store: DeltaStore) -> None:
    store.write([seed_result()])
    old = [column for column in schema.EVENTS if column.name not in ("radius_km", "injured")]
    earlier = DeltaStore(Path(store.uri) / "earlier")
    for name, columns in (("events", tuple(old)), ("articles", schema.ARTICLES)):
        DeltaTable.create(
            f"{earlier.uri}/{name}",
            schema.arrow(columns),
            configuration={"dateline.schema": "1"},
            raise_if_key_not_exists=False,
        )
    assert earlier.read_events().schema == schema.arrow(schema.EVENTS)
    earlier.write([seed_result()])
    assert earlier.read_events().equals(store.read_events())


def test_toponyms_and_actors_of_an_article_are_stored_as_json(store: DeltaStore) -> None:
    store.write([seed_result()])
    row = store.read_articles().to_pylist()[0]
    toponyms = json.loads(row["toponyms"])
    assert {"start", "end", "text", "latitude", "place_id", "score"} <= toponyms[0].keys()
    assert row["text"][toponyms[0]["start"] : toponyms[0]["end"]] == toponyms[0]["text"]


def test_files_of_object_storage_are_fetched_once(store: DeltaStore, tmp_path: Path) -> None:
    store.write([seed_result()])
    table, folder = store.snapshot().events, tmp_path / "cache"
    first = fetch_files(table, file_names(table), folder)
    assert parquet.read_table(first[0])["event_id"].to_pylist() == [
        event.id for event in seed_result().events
    ]
    for file in (Path(store.uri) / "events").glob("*.parquet"):
        file.unlink()  # what is there already is not fetched again
    assert fetch_files(table, file_names(table), folder) == first


def test_a_file_that_cannot_be_fetched_leaves_nothing_behind(
    store: DeltaStore, tmp_path: Path
) -> None:
    store.write([seed_result()])
    table = store.snapshot().events
    for file in (Path(store.uri) / "events").glob("*.parquet"):
        file.unlink()
    with pytest.raises(StoreError, match="cannot fetch"):
        fetch_files(table, file_names(table), tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_peek_tells_the_version_without_opening_the_tables(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    assert store.peek_version() is None
    store.write([seed_result()])
    assert store.peek_version() == store.version()
    before = store.version()
    store.remove([seed_result().article.id])
    assert store.peek_version() == store.version() != before
