"""What editors do on the page, and what nobody else is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fixtures.reports import seed_result
from streamlit import config
from streamlit.testing.v1 import AppTest

from geodata.edits import EditKind
from geodata.gazetteer import Gazetteer
from geodata.store import DeltaStore

OpenPage = Callable[..., AppTest]
EVENT = seed_result().events[0]


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    store = DeltaStore(tmp_path / "store")
    store.write([seed_result()])
    return store


@pytest.fixture
def _local(monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer) -> Iterator[None]:
    """Whoever sits at this machine edits."""
    monkeypatch.setenv("DATELINE_ACCESS", "local")
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    yield
    config.set_option("server.address", before)


def open_editor(open_page: OpenPage, store: DeltaStore, panel: str = "correct") -> AppTest:
    page = open_page(Path(store.uri), event=EVENT.id, history="1")
    page.session_state[panel] = True
    return ran(page.run())


def ran(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    return ran(next(one for one in page.button if one.label.startswith(label)).click().run())


def shown(store: DeltaStore) -> dict[str, object] | None:
    rows = {row["event_id"]: row for row in store.read_events().to_pylist()}
    return rows.get(EVENT.id)


def labels(page: AppTest) -> list[str]:
    return [one.label for one in [*page.expander, *page.button]]


def test_nobody_edits_a_public_collection(open_page: OpenPage, store: DeltaStore) -> None:
    page = open_editor(open_page, store)
    assert not {"Correct this report", "Changes by hand", "Add articles"} & set(labels(page))


@pytest.mark.usefixtures("_local")
def test_type_days_place_and_actors_are_corrected(open_page: OpenPage, store: DeltaStore) -> None:
    page = open_editor(open_page, store)
    select = {one.label: one for one in page.selectbox}
    select["What"].set_value("Armed clash").run()
    next(one for one in page.date_input if "correct.From" in str(one.key)).set_value(
        date(2024, 11, 20)
    ).run()
    next(one for one in page.text_input if one.label == "Where").set_value("Homs").run()
    place = next(one for one in page.selectbox if one.label == "Which place of that name")
    assert place.value.startswith("Homs")
    next(one for one in page.selectbox if one.label == "To whom").set_value(
        "Military Forces of Syria"
    ).run()
    page.text_area[0].set_value("The caption says so.").run()
    press(page, "Save the correction")
    corrected = shown(store)
    assert corrected
    assert corrected["event_type"] == "Battles"
    assert corrected["sub_event_type"] == "Armed clash"
    assert corrected["event_date"] == date(2024, 11, 20)
    assert corrected["place"] == "Homs"
    assert corrected["place_status"] == "mapped"
    assert corrected["actor2"] == "Military Forces of Syria"
    assert "Military Forces of Syria" in corrected["actors"]  # type: ignore[operator]
    (edit,) = store.read_edits()
    assert (edit.by, edit.note) == ("local", "The caption says so.")


@pytest.mark.usefixtures("_local")
def test_an_unchanged_report_is_not_saved(open_page: OpenPage, store: DeltaStore) -> None:
    page = press(open_editor(open_page, store), "Save the correction")
    assert "nothing was changed" in page.error[0].value
    assert store.read_edits() == ()


@pytest.mark.usefixtures("_local")
def test_a_wrong_report_is_hidden_and_brought_back(open_page: OpenPage, store: DeltaStore) -> None:
    page = open_editor(open_page, store)
    assert page.title[0].value.startswith("10 reports")
    page = press(page, "Hide this report")
    assert page.title[0].value.startswith("9 reports")
    assert shown(store) is None
    page.session_state["audit"] = True
    page = ran(page.run())
    assert any("local: hid a report" in line.value for line in page.text)
    page = press(page, "Take it back")
    assert page.title[0].value.startswith("10 reports")
    assert shown(store)
    assert [edit.kind for edit in store.read_edits()] == [EditKind.CORRECTION, EditKind.UNDO]


@pytest.mark.usefixtures("_local")
def test_the_right_to_edit_is_asked_again_at_the_change(
    open_page: OpenPage, store: DeltaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_editor(open_page, store)
    monkeypatch.setenv("DATELINE_ACCESS", "public")
    press(page, "Hide this report")
    assert store.read_edits() == ()
    assert shown(store)


def test_half_a_setting_shows_nothing(
    open_page: OpenPage, store: DeltaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_ACCESS", "private")
    page = open_page(Path(store.uri))
    assert page.title[0].value == "This server is not set up"
    assert "needs sign-in" in page.text[0].value
    assert len(page.main.children) < 4
    assert not page.button


def hand_in(page: AppTest, text: str) -> AppTest:
    next(one for one in page.text_area if one.key == "add.text").set_value(text)
    return press(page, "Read it")


@pytest.mark.usefixtures("_local")
def test_pasted_text_is_shown_first_and_added_when_asked(
    open_page: OpenPage, store: DeltaStore
) -> None:
    before = store.article_ids()
    page = hand_in(open_editor(open_page, store, "add"), "Rebels shelled Homs on 3 December 2024.")
    assert any(line.value == "1 report in it, none of them added yet" for line in page.caption)
    assert any("Homs" in line.value for line in page.text)
    assert store.article_ids() == before
    page = press(page, "Add 1 article")
    (added,) = store.article_ids() - before
    (edit,) = store.read_edits()
    assert (edit.kind, edit.by, edit.article_id) == (EditKind.ADDITION, "local", added)
    assert page.title[0].value.startswith("11 reports")


@pytest.mark.usefixtures("_local")
def test_what_cannot_be_read_says_why_and_is_not_offered(
    open_page: OpenPage, store: DeltaStore
) -> None:
    page = hand_in(
        open_editor(open_page, store, "add"),
        "Der Hund ist im Garten und bellt die Katze an, die auf dem Dach liegt. " * 5,
    )
    assert "not in English" in page.error[0].value
    assert not any(label.startswith("Add 1") for label in labels(page))


@pytest.mark.usefixtures("_local")
def test_an_address_of_this_machine_is_not_asked(open_page: OpenPage, store: DeltaStore) -> None:
    page = open_editor(open_page, store, "add")
    page.session_state["add.way"] = "A web address"
    page = ran(page.run())
    next(one for one in page.text_input if one.key == "add.address").set_value("/etc/passwd")
    page = press(page, "Read it")
    assert "not the address of a web page" in page.error[0].value
