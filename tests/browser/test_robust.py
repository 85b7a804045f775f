"""A store that changes or breaks while people look, in a real browser against a real server."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from fixtures.application import ROOT, serve
from fixtures.reports import seed_result
from playwright.sync_api import Browser, Page, expect
from steps import OpenPage, choose_option, event_map, expect_on_map, marks, settle, title

from geodata.store import DeltaStore

ROWS = """event_date,event_type,sentence,latitude,longitude
{day},Protests,Students march in Homs {number},34.73,36.71
"""


def append(store: Path, folder: Path, *, number: int) -> None:
    """Another process puts one more report into the store."""
    table = folder / f"more-{number}.csv"
    table.write_text(ROWS.format(day="2024-11-30", number=number), encoding="utf-8")
    command = [sys.executable, "-m", "geodata", "import", "csv", str(table), "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command


def counted(page: Page) -> int:
    """How many reports the title says."""
    said = re.match(r"[\d,]+", title(page).inner_text())
    assert said
    return int(said[0].replace(",", ""))


def test_reports_written_meanwhile_are_offered_and_never_mixed_in(
    open_page: OpenPage, start_server: Callable[..., str], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    DeltaStore(store).write([seed_result()])
    page = open_page(start_server(store))
    expect(title(page)).to_have_text(re.compile("^9 reports"))
    for number in (1, 2):
        append(store, tmp_path, number=number)
        page.get_by_role("columnheader", name="Where").get_by_role("button").click()
        offer = page.get_by_role("button", name="New reports have arrived")
        expect(offer).to_be_visible()
        before = 8 + number
        assert counted(page) == before
        expect(page.get_by_role("table", name=f"Reports 1 to {before} of {before}")).to_be_visible()
        offer.click()
        after = before + 1
        expect(title(page)).to_have_text(re.compile(f"^{after} reports"))
        expect(page.get_by_role("table", name=f"Reports 1 to {after} of {after}")).to_be_visible()
        expect(offer).to_have_count(0)
        expect_on_map(page, after - 1)  # one is known by its country alone


def test_a_question_that_fails_is_said_on_the_map_and_leaves_no_old_marks(
    open_page: OpenPage, start_server: Callable[..., str], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    DeltaStore(store).write([seed_result()])
    page = open_page(start_server(store))
    expect(marks(page)).to_have_count(3)
    settle(page)  # the map has asked for what is in view
    for file in store.glob("events/*.parquet"):
        file.unlink()
    choose_option(page, "Type of event", "Battles")
    expect(event_map(page).get_by_role("status")).to_contain_text("the question failed")
    expect(marks(page)).to_have_count(0)
    expect(page.get_by_role("alert")).to_contain_text("the question failed")
    assert str(tmp_path) not in page.content()
    expect(page.get_by_role("combobox", name="Type of event")).to_be_visible()


def test_map_whose_leaflet_does_not_come_says_so(browser: Browser, tmp_path: Path) -> None:
    """Where Leaflet was never fetched and its host is out of reach, all else still works."""
    copy, store = tmp_path / "program", tmp_path / "store"
    for folder in ("dashboard", "geodata", ".streamlit"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("lib"))
    DeltaStore(store).write([seed_result()])
    with serve(store, root=copy) as url, browser.new_page() as page:
        page.route(lambda address: not address.startswith(url), lambda route: route.abort())
        page.goto(url)
        said = page.frame_locator("iframe[title*=folium]").get_by_role("alert")
        expect(said).to_contain_text("does not reach cdn.jsdelivr.net")
        expect(said).to_be_visible()
        expect(title(page)).to_have_text(re.compile("^9 reports"))
        expect(page.get_by_role("table", name="Reports 1 to 9 of 9")).to_be_visible()
