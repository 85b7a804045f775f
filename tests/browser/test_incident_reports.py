"""The reports of one incident: each is one click away, and what differs is seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.market import write_market
from playwright.sync_api import expect
from steps import OpenPage, chosen_sentence, rows, title

from geodata.gazetteer import Gazetteer
from geodata.pipeline import open_pipeline


@pytest.fixture
def market_url(start_server: Callable[..., str], gazetteer: Gazetteer, tmp_path: Path) -> str:
    return start_server(write_market(tmp_path, pipeline=open_pipeline(gazetteer)))


def test_every_report_of_an_incident_is_one_click_away(
    open_page: OpenPage, market_url: str
) -> None:
    page = open_page(market_url)
    rows(page).filter(has_text="At least 25 people").locator("button").click()
    heading = page.get_by_role("heading", name="3 reports of this incident")
    expect(heading).to_be_visible()
    reports = page.get_by_role("listitem").filter(has_text="killed")
    expect(reports).to_have_count(3)
    expect(page.get_by_text("They differ: killed: 13 or 25.")).to_be_visible()
    expect(reports.locator("strong", has_text="25 killed")).to_have_count(1)
    expect(reports.filter(has_text="<b>Daily</b>")).to_have_count(1)  # as text, not as markup
    reports.filter(has_text="Wire").get_by_role("button").click()
    expect(page.get_by_role("article")).to_contain_text("A car bomb exploded in a market")
    opened = page.locator("[aria-current=true]")
    expect(opened).to_contain_text("Wire, 1 December 2024")
    expect(page).to_have_url(re.compile("event="))


def test_a_report_outside_the_filters_opens_without_them(
    open_page: OpenPage, market_url: str
) -> None:
    page = open_page(f"{market_url}/?source=Wire")
    expect(title(page)).to_contain_text("1 report of 1 incident")
    rows(page).first.locator("button").click()
    outside = page.get_by_role("listitem").filter(has_text="outside the filters")
    expect(outside).to_have_count(2)
    outside.filter(has_text="25 killed").get_by_role("button").click()
    expect(title(page)).to_contain_text("4 reports of 2 incidents")
    expect(chosen_sentence(page).first).to_contain_text("At least 25 people")
