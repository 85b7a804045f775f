"""How a visitor reads: from the table to the article, from report to report, by keyboard too."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from steps import OpenPage, chosen_sentence, marks, popup, rows, settle, title


def step(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"{name} report of this article")


def test_a_row_brings_its_article_into_view(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page(crowd_url)
    row = rows(page).nth(20)
    row.scroll_into_view_if_needed()
    expect(page.get_by_role("article")).not_to_be_in_viewport()
    row.get_by_role("button").press("Enter")
    expect(chosen_sentence(page).first).to_be_in_viewport()
    expect(row.get_by_role("button")).to_be_focused()


def test_the_headings_stay_in_reach_of_a_long_table(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page(crowd_url)
    rows(page).nth(20).scroll_into_view_if_needed()
    heading = page.get_by_role("columnheader", name="Where")
    expect(heading).to_be_in_viewport()
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")


def test_pages_are_turned_by_keyboard(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page(crowd_url)
    settle(page)
    for number in (2, 3):
        page.get_by_role("button", name="Next ›").press("Enter")
        expect(page).to_have_url(re.compile(f"page={number}"))
        expect(page.get_by_role("button", name="Next ›")).to_be_focused()


def test_the_article_leads_through_its_reports(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(page.get_by_text("9 reports in this article")).to_be_visible()
    expect(step(page, "Previous")).to_be_disabled()
    seen = {page.url}
    for number in range(1, 10):
        step(page, "Next").press("Enter")
        expect(page.get_by_text(f"Report {number} of 9")).to_be_visible()
        expect(page.get_by_text("confidence 80 %")).to_be_visible()
        expect(chosen_sentence(page).first).to_be_in_viewport()
        settle(page)
        seen.add(page.url)
    assert len(seen) == 10
    expect(step(page, "Next")).to_be_disabled()
    expect(page.get_by_role("article")).to_be_focused()  # its last step is no button any more
    step(page, "Previous").press("Enter")
    expect(page.get_by_text("Report 8 of 9")).to_be_visible()


def test_a_place_in_the_article_is_reached_by_keyboard_and_keeps_the_article(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    place = page.get_by_role("article").get_by_role("button", name="Damascus").last
    place.scroll_into_view_if_needed()
    settle(page)
    before = page.get_by_role("article").evaluate("text => text.scrollTop")
    place.press("Enter")
    expect(page).to_have_url(re.compile(r"at=33\.5"))
    expect(place).to_be_focused()
    settle(page)
    assert page.get_by_role("article").evaluate("text => text.scrollTop") == before


def test_words_looked_for_are_marked_on_a_phone_too(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(f"{seed_url}/?text=al%C3%A8ppo", width=390, height=844)
    expect(title(page)).to_be_visible()
    expect(rows(page).locator("mark").first).to_have_text("Aleppo")
    settle(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    rows(page).first.get_by_role("button").click()
    expect(chosen_sentence(page).first).to_be_in_viewport()
    expect(popup(page)).to_be_visible()
