"""Changes by hand: laid over the machine's rows wherever they are read, never lost, undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from fixtures.reports import crowd_tables, seed_result

from geodata import schema
from geodata.cli import main
from geodata.delta import append_rows
from geodata.edits import HIDDEN, Edit, EditKind, find_overlay, make_correction
from geodata.errors import EditError
from geodata.filters import EventFilter, Sureness
from geodata.publication.publishing import build_publication
from geodata.publication.rules import PublicationRules
from geodata.queries import EventQueries
from geodata.store import DeltaStore

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALL = EventFilter(history=True)
DAMASCUS = {"place": "Damascus", "latitude": 33.5102, "longitude": 36.29128}


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    store = DeltaStore(tmp_path / "store")
    store.write([seed_result()])
    return store


def event(store: DeltaStore, number: int = 0) -> dict[str, Any]:
    found = EventQueries.open(store).event(seed_result().events[number].id)
    assert found
    return found


def correct(
    store: DeltaStore, changes: Mapping[str, object], *, number: int = 0, minutes: int = 0
) -> Edit:
    edit = make_correction(
        event(store, number), changes, at=START + timedelta(minutes=minutes), by="ed@news.example"
    )
    store.add_edit(edit)
    return edit


def undo(store: DeltaStore, edit: Edit) -> None:
    store.add_edit(
        Edit(
            at=START + timedelta(hours=1),
            by="vera@news.example",
            kind=EditKind.UNDO,
            event_id=edit.event_id,
            undoes=edit.id,
        )
    )


def test_a_correction_is_a_newer_version_at_a_glance(store: DeltaStore) -> None:
    for kind in ("Riots", "Protests"):
        before = store.version()
        correct(store, {"event_type": kind})
        assert store.peek_version() == store.version() > before


def test_a_correction_shows_in_every_answer(store: DeltaStore) -> None:
    machine = event(store)
    correct(store, {"event_type": "Riots", "event_date": date(2024, 11, 20), **DAMASCUS})
    queries = EventQueries.open(store)
    assert queries.count(ALL).total == len(seed_result().events)
    assert event(store)["event_type"] == "Riots"
    assert event(store)["sentence"] == machine["sentence"]
    riots = EventFilter(event_types=("Riots",))
    assert queries.rows(riots, columns=("event_id",))["event_id"].tolist() == [machine["event_id"]]
    assert queries.extent(riots) == pytest.approx((33.5102, 36.29128, 33.5102, 36.29128), abs=1e-4)
    assert queries.timeline(riots).starts == [date(2024, 11, 20)]
    streamed = pa.Table.from_batches(queries.stream(riots), schema=schema.arrow(schema.EVENTS))
    assert streamed["place"].to_pylist() == ["Damascus"]
    assert queries.count(EventFilter(text=machine["sentence"][:30])).total == 1
    everywhere = {row["event_id"]: row for row in store.read_events().to_pylist()}
    assert everywhere[machine["event_id"]]["place"] == "Damascus"


def test_a_corrected_report_is_sure_whatever_the_machine_thought(store: DeltaStore) -> None:
    result = seed_result()
    store.write(
        [replace(result, events=tuple(replace(one, confidence=0.1) for one in result.events))],
        replace=True,
    )
    surer = EventFilter(history=True, sureness=Sureness.SURE)
    assert EventQueries.open(store).count(surer).total == 0
    correct(store, {"event_type": "Riots"})
    assert EventQueries.open(store).count(surer).total == 1


def test_a_hidden_report_is_nowhere(store: DeltaStore) -> None:
    hidden = event(store)
    correct(store, {HIDDEN: True})
    queries = EventQueries.open(store)
    assert queries.event(hidden["event_id"]) is None
    assert queries.count(ALL).total == len(seed_result().events) - 1
    assert hidden["event_id"] not in store.read_events()["event_id"].to_pylist()
    public = build_publication(store, PublicationRules(), today=date(2026, 3, 1))
    assert hidden["sentence"] not in public.events["sentence"].to_pylist()


def test_what_was_corrected_is_published(store: DeltaStore) -> None:
    correct(store, {"actors": ["A corrected actor"], "actor1": "A corrected actor"})
    public = build_publication(store, PublicationRules(), today=date(2026, 3, 1))
    assert "A corrected actor" in public.events["actor1"].to_pylist()


def test_the_machine_never_writes_over_a_correction(store: DeltaStore) -> None:
    correct(store, {"event_type": "Riots"})
    store.write([seed_result()], replace=True)
    assert event(store)["event_type"] == "Riots"


def test_an_undone_correction_leaves_the_machines_word(store: DeltaStore) -> None:
    before = event(store)
    edit = correct(store, {"event_type": "Riots", HIDDEN: True})
    undo(store, edit)
    assert event(store) == before
    assert [made.kind for made in store.read_edits()] == [EditKind.CORRECTION, EditKind.UNDO]


def test_the_later_correction_of_a_column_holds_and_undoing_it_brings_back_the_earlier(
    store: DeltaStore,
) -> None:
    correct(store, {"event_type": "Riots", "country": "Atlantis"})
    later = correct(store, {"event_type": "Protests"}, minutes=1)
    assert event(store)["event_type"] == "Protests"
    assert event(store)["country"] == "Atlantis"
    undo(store, later)
    assert event(store)["event_type"] == "Riots"


def test_a_page_that_is_open_learns_of_a_correction(store: DeltaStore) -> None:
    queries = EventQueries.open(store)
    assert not queries.is_stale()
    edit = correct(store, {"event_type": "Riots"})
    assert queries.refresh()
    undo(store, edit)
    assert queries.refresh()
    assert not queries.is_stale()
    assert store.peek_version() == store.version() == queries.version


def test_edits_tell_who_did_what_when_and_how_it_was(store: DeltaStore) -> None:
    machine = event(store)
    correct(store, {"event_type": "Riots", "event_date": date(2024, 11, 20)})
    (edit,) = store.read_edits()
    assert (edit.at, edit.by, edit.event_id) == (START, "ed@news.example", machine["event_id"])
    assert edit.before == {name: machine[name] for name in ("event_type", "event_date")}
    assert edit.after == {"event_type": "Riots", "event_date": date(2024, 11, 20)}


def test_no_writer_takes_an_edit_away(store: DeltaStore) -> None:
    correct(store, {"event_type": "Riots"})
    table = DeltaTable(f"{store.uri}/edits")
    with pytest.raises(Exception, match=r"(?i)append"):
        table.delete()
    assert len(store.read_edits()) == 1


def test_an_edit_of_a_report_that_is_gone_changes_nothing(store: DeltaStore) -> None:
    correct(store, {"event_type": "Riots"})
    store.remove([seed_result().article.id])
    assert EventQueries.open(store).count(ALL).total == 0
    assert len(store.read_edits()) == 1


def test_a_garbled_edit_is_passed_over(store: DeltaStore) -> None:
    good = correct(store, {"event_type": "Riots"})
    row = {name: getattr(good, name, None) for name in ("at", "by", "event_id")}
    for after in ('{"latitude": "north"}', '{"sentence": "mine"}', "not json", '["a"]'):
        rows = [{**row, "kind": "correction", "before": "{}", "after": after, "note": ""}]
        table = pa.Table.from_pylist(rows, schema=schema.arrow(schema.EDITS))
        append_rows(f"{store.uri}/edits", table)
    shown = event(store)
    assert shown["event_type"] == "Riots"
    assert shown["sentence"] != "mine"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sentence": "mine"},
        {"event_id": "0"},
        {"latitude": "north"},
        {"event_date": "soon"},
        {"actors": "one"},
        {HIDDEN: "yes"},
        {HIDDEN: False},
        {"fatalities": 3},
    ],
)
def test_what_cannot_be_corrected_is_refused(
    store: DeltaStore, changes: Mapping[str, object]
) -> None:
    with pytest.raises(EditError):
        make_correction(event(store), changes, at=START, by="ed@news.example")


def test_values_that_do_not_change_are_left_out(store: DeltaStore) -> None:
    machine = event(store)
    edit = make_correction(
        machine, {**machine_place(machine), "country": "Atlantis"}, at=START, by="local"
    )
    assert edit.after == {"country": "Atlantis"}


def machine_place(machine: Mapping[str, Any]) -> dict[str, Any]:
    return {name: machine[name] for name in ("place", "latitude", "longitude", "actors")}


def test_many_reports_with_few_corrections_answer_right(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "crowd")
    store.write_table(*crowd_tables(3000))
    ids = sorted(store.read_events()["event_id"].to_pylist())
    queries = EventQueries.open(store)
    for event_id in ids[:3]:
        found = queries.event(event_id)
        assert found
        changes = {HIDDEN: True} if event_id == ids[0] else {"event_type": "Riots", **DAMASCUS}
        store.add_edit(make_correction(found, changes, at=START, by="local"))
    queries.refresh()
    assert queries.count(ALL).total == 2999
    riots = queries.rows(EventFilter(event_types=("Riots",), bounds=(33, 36, 34, 37), history=True))
    assert set(ids[1:3]) <= set(riots["event_id"])
    assert find_overlay(store.read_edits())[ids[0]] == {HIDDEN: True}


def test_audit_lists_the_changes(store: DeltaStore, capsys: pytest.CaptureFixture[str]) -> None:
    edit = correct(store, {"event_type": "Riots"})
    undo(store, edit)
    assert main(["audit", "--store", store.uri]) == 0
    table = capsys.readouterr().out
    assert 'event_type="Riots"' in table
    assert "2026-03-01 12:00  ed@news.example" in table
    assert (
        main(["audit", "--store", store.uri, "--by", "vera@news.example", "--format", "jsonl"]) == 0
    )
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["undoes"] == edit.id


def test_a_store_that_nobody_changed_has_no_audit(
    store: DeltaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--store", store.uri]) == 0
    assert capsys.readouterr().out == ""
