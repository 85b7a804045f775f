"""An editor at work on a private collection, and a viewer beside it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.private import Private, serve_private
from fixtures.reports import seed_result
from playwright.sync_api import Locator, Page, expect
from steps import OpenPage, rows, title

from geodata.edits import EditKind
from geodata.store import DeltaStore

EVENT = seed_result().events[0]


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    store = DeltaStore(tmp_path / "store")
    store.write([seed_result()])
    return store


# Asked for before `open_page`, so that pages are closed before their server.
@pytest.fixture
def private(store: DeltaStore, tmp_path: Path) -> Iterator[Private]:
    with serve_private(Path(store.uri), tmp_path) as served:
        yield served


def sign_in(open_page: OpenPage, private: Private, person: str, query: str = "") -> Page:
    page = open_page(private.url)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=person).click()
    expect(rows(page)).to_have_count(9)
    if query:
        page.goto(private.url + query)
        expect(rows(page).first).to_be_visible()
    return page


def unfold(page: Page, label: str) -> Locator:
    panel = page.get_by_test_id("stExpander").filter(has_text=label)
    panel.locator("summary").click()
    return panel


def test_an_editor_hides_a_report_and_takes_it_back(
    private: Private, open_page: OpenPage, store: DeltaStore
) -> None:
    page = sign_in(open_page, private, "Ed Editor", f"/?event={EVENT.id}")
    form = unfold(page, "Correct this report")
    form.get_by_label("Why (for other editors)").fill("Told twice.")
    form.get_by_label("Why (for other editors)").press("Tab")
    form.get_by_role("button", name="Hide this report").click()
    expect(rows(page)).to_have_count(8)
    panel = unfold(page, "Changes by hand")
    expect(panel.get_by_text("ed@news.example: hid a report")).to_be_visible()
    expect(panel.get_by_text("Told twice.")).to_be_visible()
    panel.get_by_role("button", name="Take it back").click()
    expect(rows(page)).to_have_count(9)
    assert [edit.by for edit in store.read_edits()] == ["ed@news.example"] * 2


def test_an_editor_adds_a_file(
    private: Private, open_page: OpenPage, store: DeltaStore, tmp_path: Path
) -> None:
    page = sign_in(open_page, private, "Ed Editor")
    page.get_by_role("button", name="Add articles").click()
    panel = page.get_by_test_id("stPopoverBody")
    panel.get_by_text("A file", exact=True).click()
    article = tmp_path / "homs.txt"
    article.write_text("Rebels shelled Homs on 3 December 2024, killing two people.")
    panel.locator("input[type=file]").set_input_files(article)
    expect(panel.get_by_text("homs.txt")).to_be_visible()
    panel.get_by_role("button", name="Read it").click()
    expect(panel.get_by_text("1 report in it, none of them added yet")).to_be_visible()
    assert len(store.article_ids()) == 1
    panel.get_by_role("button", name="Add 1 article").click()
    expect(title(page)).to_contain_text("10 reports")
    (edit,) = store.read_edits()
    assert (edit.kind, edit.by) == (EditKind.ADDITION, "ed@news.example")


def test_a_viewer_is_offered_no_change(private: Private, open_page: OpenPage) -> None:
    page = sign_in(open_page, private, "Vera Viewer", f"/?event={EVENT.id}")
    for label in ("Correct this report", "Add articles", "Changes by hand"):
        expect(page.get_by_text(label)).to_have_count(0)
