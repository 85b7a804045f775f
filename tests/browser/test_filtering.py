"""What a visitor does with the filters, in a real browser against a real server."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from steps import OpenPage, choose_option, count_on_map, event_map, marks, rows, settle, title


def pan_right(page: Page) -> None:
    """Move the map by keyboard, until it has come to rest elsewhere."""
    settle(page)
    before = page.url
    event_map(page).locator(".leaflet-container").press("ArrowRight")
    expect(page).not_to_have_url(before)


def test_a_chip_gives_up_its_filter_and_undo_brings_it_back(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(f"{seed_url}/?type=Battles&actor=Hay%27at+Tahrir+al-Sham")
    expect(title(page)).to_have_text(re.compile("^3 reports"))
    page.get_by_role("button", name="Type of event: Battles").click()
    expect(title(page)).to_have_text(re.compile("^5 reports"))
    expect(page).not_to_have_url(re.compile("type="))
    settle(page)  # a button that is just being drawn anew does not take a click
    page.get_by_role("button", name="Undo").click()
    expect(title(page)).to_have_text(re.compile("^3 reports"))
    expect(page).to_have_url(re.compile("type=Battles"))


def test_the_browser_goes_back_to_the_filter_before(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    choose_option(page, "Actor", "Military Forces of Russia")
    expect(marks(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("actor=Military"))
    page.go_back()
    expect(title(page)).to_have_text(re.compile("^9 reports"))
    expect(marks(page)).to_have_count(3)
    expect(page).not_to_have_url(re.compile("actor="))
    page.go_forward()
    expect(title(page)).to_have_text(re.compile("^1 report "))


def test_the_counts_of_what_is_chosen_follow_the_other_filters(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(f"{seed_url}/?actor=Hay%27at+Tahrir+al-Sham")
    chosen = page.get_by_test_id("stMultiSelect").filter(has_text="Actor")
    expect(chosen).to_contain_text("Hay'at Tahrir al-Sham (5)")
    choose_option(page, "Type of event", "Battles")
    expect(chosen).to_contain_text("Hay'at Tahrir al-Sham (3)")
    page.get_by_role("button", name="Type of event: Battles").click()
    expect(chosen).to_contain_text("Hay'at Tahrir al-Sham (5)")
    page.get_by_text("Statements too").click()
    expect(page).to_have_url(re.compile("said=1"))
    choose_option(page, "Actor", "Military Forces of Syria")
    expect(page).to_have_url(re.compile("actor=Hay.*actor=Military"))


def test_rarer_filters_open_on_demand(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(page.get_by_role("combobox", name="Finer type")).to_have_count(0)
    page.get_by_text("More filters").click()
    choose_option(page, "Finer type", "Armed clash")
    expect(title(page)).to_have_text(re.compile("^1 report "))
    choose_option(page, "Precision of the place", "near it, or a district (1)")
    expect(page).to_have_url(re.compile("precision=2"))


def test_table_and_counts_follow_the_map_where_only_what_is_in_view_is_wanted(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(f"{seed_url}/?at=33.51,36.29,10")
    expect(title(page)).to_have_text(re.compile("^9 reports"))
    page.get_by_text("Only what is in view").click()
    expect(title(page)).to_have_text(re.compile("^1 report "))
    expect(rows(page)).to_have_count(1)
    expect(rows(page).first).to_contain_text("Damascus")
    expect(page).to_have_url(re.compile("inview=1"))
    settle(page)
    assert count_on_map(page) >= 1
    other = open_page(page.url)
    expect(title(other)).to_have_text(re.compile("^1 report "))
    for _ in range(6):
        pan_right(page)
    expect(title(page)).to_have_text("No reports")
    page.get_by_role("button", name="Everywhere (9 reports)").click()
    expect(title(page)).to_have_text(re.compile("^9 reports"))
    expect(page).not_to_have_url(re.compile("inview|box"))
