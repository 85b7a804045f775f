"""The share panel, used as a stranger uses what comes out of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.application import serve
from fixtures.reports import seed_result
from playwright.sync_api import Locator, Page, expect
from steps import OpenPage, event_map, marks, rows, settle, title

from geodata.store import DeltaStore

RUSSIA = "actor=Military+Forces+of+Russia"


@pytest.fixture(scope="module")
def hosted_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application under the path of a host."""
    store = tmp_path_factory.mktemp("hosted") / "store"
    DeltaStore(store).write([seed_result()])
    with serve(store, "--server.baseUrlPath", "maps/news") as url:
        yield url.rstrip("/")


def open_panel(page: Page) -> Locator:
    expect(marks(page).first).to_be_visible()
    page.get_by_role("button", name="Share or save").click()
    panel = page.get_by_test_id("stPopoverBody")
    expect(panel.get_by_text("Link to this view")).to_be_visible()
    settle(page)
    return panel


def test_the_link_of_the_panel_shows_a_stranger_the_same(
    open_page: OpenPage, hosted_url: str
) -> None:
    page = open_page(f"{hosted_url}/?{RUSSIA}")
    link = open_panel(page).get_by_test_id("stCode").first.inner_text().strip()
    assert link.startswith(hosted_url)
    other = open_page(link)
    expect(title(other)).to_have_text(title(page).inner_text())


def test_the_link_follows_the_map(open_page: OpenPage, hosted_url: str) -> None:
    page = open_page(hosted_url)
    expect(marks(page).first).to_be_visible()
    event_map(page).get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("at="))
    link = open_panel(page).get_by_test_id("stCode").first
    expect(link).to_contain_text(page.url.split("at=")[1].replace(",", "%2C"))


def test_the_frame_of_the_panel_shows_the_view_in_another_page(
    open_page: OpenPage, hosted_url: str, tmp_path: Path
) -> None:
    page = open_page(f"{hosted_url}/?{RUSSIA}")
    markup = open_panel(page).get_by_test_id("stCode").nth(1).inner_text()
    page.set_content(f"<h1>A page of a newspaper</h1>{markup}")
    inside = page.frame_locator("iframe[title='Map of reported events']")
    expect(inside.get_by_role("heading", level=1)).to_have_text(re.compile("^1 report of"))
    expect(inside.get_by_role("table").locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize(
    ("colours", "background"), [("Dark", "23, 22, 20"), ("Light", "255, 255, 255")]
)
def test_a_link_keeps_the_colours_that_were_chosen_for_it(
    open_page: OpenPage, hosted_url: str, colours: str, background: str
) -> None:
    page = open_page(hosted_url)
    panel = open_panel(page)
    panel.get_by_role("radio", name=colours).click()
    link = panel.get_by_test_id("stCode").first
    expect(link).to_contain_text(f"embed_options={colours.lower()}_theme")
    expect(link).to_contain_text(re.compile(r"[?&]v=\d+"))
    frame = panel.get_by_test_id("stCode").nth(1)
    expect(frame).to_contain_text(f"embed_options={colours.lower()}_theme")
    expect(frame).not_to_contain_text("v=")
    settle(page)
    for theme in ("light", "dark"):
        other = open_page(link.inner_text().strip(), theme=theme)
        expect(title(other)).to_be_visible()
        expect(other.get_by_test_id("stApp")).to_have_css("background-color", f"rgb({background})")


@pytest.mark.parametrize("name", ["CSV", "GeoJSON", "KML", "GeoParquet", "This view in one file"])
def test_a_file_of_the_panel_is_saved(open_page: OpenPage, hosted_url: str, name: str) -> None:
    page = open_page(f"{hosted_url}/?{RUSSIA}")
    panel = open_panel(page)
    with page.expect_download() as saved:
        panel.get_by_role("link", name=name, exact=True).click()
    file = saved.value.path()
    assert file.stat().st_size > 0
    if name == "CSV":
        with file.open(encoding="utf-8", newline="") as lines:
            assert len(list(csv.DictReader(lines))) == rows(page).count() == 1
