"""What the page says where there is nothing to show, or nothing it can read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.reports import seed_result
from streamlit.testing.v1 import AppTest

from dashboard import loading
from dashboard.views import trouble
from geodata.gazetteer import Gazetteer
from geodata.store import DeltaStore

OpenPage = Callable[..., AppTest]


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    return "\n".join(element.value for element in [*page.title, *page.markdown, *page.text])


def test_a_missing_store_without_seeds_says_which_command_makes_one(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trouble, "SEEDS", tmp_path)
    page = open_page(tmp_path / "none")
    assert "No articles have been read yet" in words(page)
    assert page.code[0].value == "python -m geodata ingest seeds/"


def test_a_missing_store_is_filled_from_the_seeds_and_then_shown(
    open_page: OpenPage, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    page = open_page(tmp_path / "store")
    assert "reports of" in words(page)
    assert DeltaStore(tmp_path / "store").article_ids()


@pytest.mark.parametrize("variable", ["DATELINE_GAZETTEER", "DATELINE_STORE"])
def test_a_first_start_without_a_folder_to_write_to_says_which_setting_helps(
    open_page: OpenPage,
    tmp_path: Path,
    gazetteer: Gazetteer,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
) -> None:
    shut = tmp_path / "shut"
    shut.touch()  # a file: nobody can make a folder in it, not even root
    monkeypatch.setenv("DATELINE_GAZETTEER", str(shut / "made"))
    store = tmp_path / "store"
    if variable == "DATELINE_STORE":
        monkeypatch.undo()
        store = shut / "made"
    said = words(open_page(store))
    assert "can be written to" in said
    assert str(shut / "made") in said


def test_an_empty_store_says_that_nothing_was_found(open_page: OpenPage, tmp_path: Path) -> None:
    DeltaStore(tmp_path / "store").write([])
    page = open_page(tmp_path / "store")
    assert "No reports" in words(page)
    assert "Ingest more of them" in words(page)


def test_a_store_of_a_newer_program_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    store = write_seed(tmp_path)
    (log,) = store.glob("articles/_delta_log/*0.json")
    log.write_text(log.read_text().replace('"dateline.schema":"1"', '"dateline.schema":"999"'))
    page = open_page(store)
    assert "belongs to another version" in words(page)
    assert "update the program" in words(page)


def test_a_store_that_lost_a_file_says_that_it_cannot_be_read(
    open_page: OpenPage, tmp_path: Path
) -> None:
    store = write_seed(tmp_path)
    for file in store.glob("events/*.parquet"):
        file.unlink()
    page = open_page(store)
    assert "cannot be read" in words(page)
    assert "restore" in words(page)


def test_a_store_with_a_broken_log_says_that_it_cannot_be_read(
    open_page: OpenPage, tmp_path: Path
) -> None:
    store = write_seed(tmp_path)
    for log in store.glob("events/_delta_log/*.json"):
        log.write_text("{broken")
    assert "cannot be read" in words(open_page(store))


def test_events_of_an_interrupted_ingest_do_not_show(open_page: OpenPage, tmp_path: Path) -> None:
    store = write_seed(tmp_path)
    shutil.rmtree(store / "articles")
    DeltaStore(store).write([])  # the articles' table is made anew, without the article's row
    assert "No reports" in words(open_page(store))


def test_new_reports_are_offered_and_shown_on_demand(open_page: OpenPage, tmp_path: Path) -> None:
    store = tmp_path / "store"
    DeltaStore(store).write([])
    page = open_page(store)
    assert "No reports" in words(page)
    DeltaStore(store).write([seed_result()])
    page.run()
    assert "No reports" in words(page)
    offer = next(b for b in page.button if b.label.startswith("New reports have arrived"))
    offer.click().run()
    assert "9 reports" in words(page)


def test_the_queries_are_opened_once_for_all_visitors(
    open_page: OpenPage, seed_store: Path
) -> None:
    open_page(seed_store)
    assert loading.open_queries(str(seed_store)) is loading.open_queries(str(seed_store))


def write_seed(tmp_path: Path) -> Path:
    store = tmp_path / "store"
    DeltaStore(store).write([seed_result()])
    return store
