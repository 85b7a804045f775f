"""Reports of different articles that tell one happening share an incident in the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from geodata import schema
from geodata.gazetteer import Gazetteer
from geodata.incidents import (
    ROW_COLUMNS,
    find_changes,
    find_disagreements,
    find_incidents,
    from_event,
    merging,
)
from geodata.incidents.rule import Blocks
from geodata.ingestion import ingest
from geodata.model import Article, ArticleResult, DateBasis, Event, EventDate, TimePrecision
from geodata.pipeline import Pipeline, open_pipeline
from geodata.queries import EventQueries
from geodata.rows import to_article_row, to_rows
from geodata.store import DeltaStore
from tests.unit.test_incidents import DAY, RUSSIA, SYRIA, report

HIGH = "At least 25 people were killed on Saturday when a car bomb exploded in Azaz, Syria."
LOW = "A car bomb exploded in Azaz in northern Syria on Saturday, killing 13 people, police said."
ELSEWHERE = "A car bomb killed 13 people in Baghdad on Saturday, police said."


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    return DeltaStore(tmp_path / "store")


def take_in(
    texts: Mapping[str, str], folder: Path, *, store: DeltaStore, pipeline: Pipeline
) -> None:
    """Ingest one article after the other, by id and text."""
    for name, text in texts.items():
        path = folder / f"{name}.jsonl"
        path.write_text(json.dumps({"id": name, "text": text, "published": "2024-12-01"}))
        ingest([path], store=store, pipeline=pipeline, progress=False)


def article_of(name: str, *events: Event) -> ArticleResult:
    return ArticleResult(
        article=Article(id=name, text="x"), resolutions=(), events=events, incidents=()
    )


def merge(store: DeltaStore) -> int:
    return store.change_incidents(find_changes, columns=ROW_COLUMNS)


def incidents_of(store: DeltaStore) -> dict[str, str]:
    rows = store.read_events()
    return dict(zip(rows["event_id"].to_pylist(), rows["incident_id"].to_pylist(), strict=True))


def test_two_articles_that_disagree_are_one_incident_with_both_tolls(
    pipeline: Pipeline, store: DeltaStore, tmp_path: Path
) -> None:
    texts = {"a": HIGH, "b": LOW, "c": ELSEWHERE}
    take_in(texts, tmp_path, store=store, pipeline=pipeline)
    told = {row["article_id"]: row for row in store.read_events().to_pylist()}
    assert told["a"]["incident_id"] == told["b"]["incident_id"] != told["c"]["incident_id"]
    queries = EventQueries.open(store)
    reports = queries.reports(told["a"]["incident_id"])
    assert sorted(reports["fatalities"]) == [13, 25]
    explanation = queries.explain(told["a"]["incident_id"])
    assert "same place" in explanation.reasons
    assert "same day" in explanation.reasons
    assert "killed: 13 or 25" in explanation.disagreements
    alone = queries.explain(told["c"]["incident_id"])
    assert (alone.reasons, alone.disagreements) == ((), ())


def test_a_group_that_nobody_identified_contradicts_none(
    pipeline: Pipeline, store: DeltaStore, tmp_path: Path
) -> None:
    texts = {"a": LOW, "b": LOW + " Islamic State claimed responsibility."}
    take_in(texts, tmp_path, store=store, pipeline=pipeline)
    told = {row["article_id"]: row for row in store.read_events().to_pylist()}
    assert told["a"]["actor1"] == "Unidentified Armed Group (Syria)"
    assert told["b"]["actor1"] == "Islamic State"
    assert told["a"]["incident_id"] == told["b"]["incident_id"]
    explanation = EventQueries.open(store).explain(told["a"]["incident_id"])
    assert explanation.disagreements == ()


def test_who_is_only_likely_contradicts_none() -> None:
    told = dict.fromkeys(
        ("sub_event_type", "place", "event_date", "fatalities", "injured"), None
    ) | {"actor1": "Al-Qaeda", "actor1_basis": "stated"}
    likely = told | {"actor1": "Islamic State", "actor1_basis": "context"}
    assert find_disagreements([told, likely]) == ()
    other = likely | {"actor1_basis": "stated"}
    assert find_disagreements([told, other]) == ("initiator: Al-Qaeda or Islamic State",)


def test_ingesting_again_changes_nothing_and_the_order_makes_no_difference(
    pipeline: Pipeline, store: DeltaStore, tmp_path: Path
) -> None:
    texts = {"a": HIGH, "b": LOW, "c": ELSEWHERE}
    take_in(texts, tmp_path, store=store, pipeline=pipeline)
    version = store.version()
    take_in(texts, tmp_path, store=store, pipeline=pipeline)
    assert merge(store) == 0
    assert store.version() == version
    backwards = DeltaStore(tmp_path / "backwards")
    take_in(dict(reversed(texts.items())), tmp_path, store=backwards, pipeline=pipeline)
    assert incidents_of(backwards) == incidents_of(store)


def test_an_imported_row_stays_the_incident_it_was(store: DeltaStore) -> None:
    ours = to_rows(article_of("a", report("1")))
    imported = ours.set_column(
        ours.schema.get_field_index("initiators"), "initiators", pa.nulls(1, pa.string())
    )
    names = ours.schema.names
    imported = imported.set_column(names.index("event_id"), "event_id", pa.array(["import:1"]))
    imported = imported.set_column(names.index("incident_id"), "incident_id", pa.array(["theirs"]))
    imported = imported.set_column(names.index("article_id"), "article_id", pa.array(["import"]))
    store.write_table(to_article_row(article_of("import")), imported.to_reader())
    store.write([article_of("a", report("1")), article_of("b", report("2", article="b"))])
    merge(store)
    incidents = incidents_of(store)
    assert incidents["import:1"] == "theirs"
    assert incidents["1"] == incidents["2"] != "theirs"


def test_events_of_an_article_that_is_not_complete_are_left_alone(store: DeltaStore) -> None:
    store.write([article_of("a", report("1"))])
    half = to_rows(article_of("b", report("0", article="b")))
    write_deltalake(f"{store.uri}/events", half, mode="append")  # and then the power failed
    merge(store)
    assert merge(store) == 0
    assert set(incidents_of(store)) == {"1"}


def test_a_writer_in_between_is_taken_into_account(store: DeltaStore) -> None:
    store.write(
        [article_of("b", report("2", article="b")), article_of("c", report("3", article="c"))]
    )
    asked = []

    def find_with_another_writer(rows: Iterator[pa.RecordBatch]) -> Mapping[str, str]:
        changes = find_changes(rows)
        asked.append(len(changes))
        if len(asked) == 1:
            other = DeltaStore(store.uri)
            other.write([article_of("a", report("1", article="a"))])
            merge(other)
        return changes

    store.change_incidents(find_with_another_writer, columns=ROW_COLUMNS)
    assert len(asked) == 2
    assert merge(store) == 0
    assert len(set(incidents_of(store).values())) == 1


def rows_of(*articles: ArticleResult) -> Iterable[pa.RecordBatch]:
    return pa.concat_tables(map(to_rows, articles)).select(ROW_COLUMNS).to_batches()


def test_days_in_a_row_are_not_one_happening() -> None:
    """Assumed days link each day to the one before, but a group has a day that all share."""
    bases = (DateBasis.STATED, DateBasis.PUBLICATION)
    articles = [
        article_of(
            f"{number}",
            report(f"{number:02}", day=DAY + timedelta(days=number // 2), basis=bases[number % 2]),
        )
        for number in range(20)
    ]
    changes = find_changes(rows_of(*articles))
    assert len(changes) == 20
    assert all(changes[f"{day * 2:02}"] == changes[f"{day * 2 + 1:02}"] for day in range(10))
    assert len(set(changes.values())) == 10


def test_a_long_chain_is_looked_at_to_its_end() -> None:
    """Where each report meets the next, a new first one regroups all, half a year on."""

    def on_two_days(number: int) -> Event:
        start = DAY + timedelta(days=number)
        dates = EventDate(
            start=start,
            end=start + timedelta(days=1),
            precision=TimePrecision.WEEK,
            basis=DateBasis.STATED,
        )
        return replace(report(f"{number:03}", article=f"{number}"), date=dates)

    events = [on_two_days(number) for number in range(181)]
    rows = [to_rows(article_of(event.article_id, event)).to_pylist()[0] for event in events]
    found = find_changes(to_batches(rows[1:]))
    for row in rows[1:]:
        row["incident_id"] = found[row["event_id"]]
    changes = find_changes(to_batches(rows), article_ids=["0"])
    for row in rows:
        row["incident_id"] = changes.get(row["event_id"], row["incident_id"])
    expected = {
        event_id: incident.id
        for incident in find_incidents(events)
        for event_id in incident.event_ids
    }
    assert {row["event_id"]: row["incident_id"] for row in rows} == expected
    assert len(changes) > 90


def to_batches(rows: list[dict[str, Any]]) -> Iterable[pa.RecordBatch]:
    table = pa.Table.from_pylist(rows, schema=schema.arrow(schema.EVENTS))
    return table.select(ROW_COLUMNS).to_batches()


def test_a_group_across_a_tile_and_the_date_line_is_one() -> None:
    """Cells know their neighbours across degrees and across 180 degrees of longitude."""
    for here, there in [((35.999, 37.0), (36.001, 36.999)), ((-17.0, 179.999), (-17.0, -179.999))]:
        articles = [
            article_of("a", report("1", point=here, radius_km=1.0)),
            article_of("b", report("2", point=there, article="b")),
        ]
        changes = find_changes(rows_of(*articles))
        assert changes["1"] == changes["2"]
        only_new = find_changes(rows_of(*articles), article_ids=["b"])
        assert only_new["1"] == only_new["2"]


def test_differing_culprits_of_two_articles_stay_two_incidents() -> None:
    articles = [
        article_of("a", report("1", who=RUSSIA)),
        article_of("b", report("2", who=SYRIA, article="b")),
    ]
    changes = find_changes(rows_of(*articles))
    assert changes["1"] != changes["2"]


def test_only_what_new_reports_can_touch_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [
        report(f"{number:04}", point=(number % 50 * 1.0, number // 50 * 1.0))
        for number in range(1000)
    ]
    new = report("new", point=(27.0, 1.0), article="b")
    read: list[str] = []

    def counting(row: dict[str, Any]) -> Any:
        read.append(row["event_id"])
        return from_row(row)

    from_row = merging.from_row
    monkeypatch.setattr(merging, "from_row", counting)
    batches = rows_of(article_of("a", *far), article_of("b", new))
    changes = find_changes(batches, article_ids=["b"])
    assert sorted(read) == ["0077", "new"]
    assert changes["0077"] == changes["new"]


@pytest.mark.parametrize("count", [4000, 16000])
def test_comparisons_grow_with_the_number_of_reports_not_with_its_square(count: int) -> None:
    """Four towns with ten reports a day each: sixteen times the days, as many comparisons each."""

    def comparisons(size: int) -> int:
        events = (
            report(
                f"{number}",
                day=DAY + timedelta(days=number // 40),
                point=(36.0 + number % 4 * 0.5, 37.0 + number % 5 * 0.01),
                who=RUSSIA if number % 2 else SYRIA,
            )
            for number in range(size)
        )
        reports = sorted({from_event(event) for event in events}, key=repr)
        blocks = Blocks(reports)
        return sum(1 for index in range(len(reports)) for _ in blocks.iter_near(index))

    assert comparisons(1000) > 1000
    assert comparisons(count) < 1.2 * count / 1000 * comparisons(1000)
