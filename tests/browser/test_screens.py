"""Phone and dark, keyboard and screen reader, many events, and the first start."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from fixtures.reports import seed_result
from playwright.sync_api import expect
from steps import OpenPage, event_map, expect_on_map, mark, marks, popup, rows, settle, title

from geodata.gazetteer import Gazetteer
from geodata.store import DeltaStore


def test_on_a_phone_the_map_comes_first_and_fits(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url, width=390, height=844)
    expect(marks(page).first).to_be_visible()
    expect(page.get_by_role("combobox", name="Actor")).not_to_be_in_viewport()
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    frame = page.locator("iframe.stCustomComponentV1").bounding_box()
    assert frame
    assert frame["y"] < 250
    assert frame["width"] > 330


def test_on_a_phone_a_mark_opens_its_report(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url, width=390, height=844)
    mark(page, "Battles, Damascus").click()
    expect(popup(page)).to_be_visible()
    settle(page)
    box = popup(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_dark_is_dark_on_the_map_too(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url, theme="dark")
    expect(marks(page).first).to_be_visible()
    expect(event_map(page).locator("html")).to_have_class(re.compile("dark"))
    settle(page)
    sea = (
        event_map(page)
        .locator(".leaflet-container")
        .evaluate("element => getComputedStyle(element).backgroundColor")
    )
    assert max(int(part) for part in re.findall(r"\d+", sea)[:3]) < 64


def test_light_is_light_on_the_map_too(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page).first).to_be_visible()
    expect(event_map(page).locator("html")).not_to_have_class(re.compile("dark"))


def test_the_map_is_never_blank_without_tiles(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(event_map(page).locator(".country").nth(200)).to_be_attached()
    expect(event_map(page).get_by_text("Syria", exact=True).first).to_be_visible()


def test_a_report_is_reached_by_keyboard_alone(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    mark(page, "Battles, Damascus").focus()
    page.keyboard.press("Enter")
    expect(popup(page)).to_contain_text("near Damascus")
    expect(event_map(page).locator(".event")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup(page)).to_have_count(0)
    expect(mark(page, "Battles, Damascus")).to_be_focused()


def test_the_map_says_where_its_text_is(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    region = event_map(page).get_by_role("region", name="Map of the reports")
    expect(region).to_have_attribute("aria-label", re.compile("table on this page"))
    expect(page.get_by_role("table", name="Reports 1 to 9 of 9")).to_be_visible()


def test_the_counts_of_groups_add_up_at_every_zoom(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page(f"{crowd_url}/?at=35,37,3")
    expect(title(page)).to_have_text(re.compile("^3,000 reports of 3,000 incidents"))
    drawings = event_map(page).locator(".leaflet-container")
    for _ in range(3):
        expect(marks(page).first).to_be_visible()
        expect_on_map(page, 3000)
        before = drawings.get_attribute("data-drawings")
        event_map(page).get_by_role("button", name="Zoom in").click()
        expect(drawings).not_to_have_attribute("data-drawings", before or "")


def test_the_table_pages_on_the_server(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page(crowd_url)
    expect(rows(page)).to_have_count(25)
    first = rows(page).first.inner_text()
    page.get_by_role("button", name="Next ›").click()
    expect(page.get_by_text("Reports 26 to 50 of 3,000").last).to_be_visible()
    expect(page).to_have_url(re.compile("page=2"))
    expect(rows(page).first).not_to_have_text(first)


def test_a_missing_store_is_filled_from_the_seeds_at_the_first_start(
    open_page: OpenPage, start_server: Callable[..., str], tmp_path: Path, gazetteer: Gazetteer
) -> None:
    page = open_page(start_server(tmp_path / "store"))
    expect(title(page)).to_have_text(re.compile(r"^\d+ reports of \d+ incidents"))
    expect(marks(page).first).to_be_visible()


def test_the_page_works_under_a_path_of_a_host(
    open_page: OpenPage, start_server: Callable[..., str], tmp_path: Path
) -> None:
    DeltaStore(tmp_path / "store").write([seed_result()])
    page = open_page(start_server(tmp_path / "store", "--server.baseUrlPath", "maps/news"))
    expect(marks(page)).to_have_count(3)
    expect(event_map(page).locator(".country").nth(200)).to_be_attached()
