"""What a visitor does on the page, in a real browser against a real server."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from steps import (
    OpenPage,
    choose_option,
    chosen_sentence,
    event_map,
    expect_on_map,
    mark,
    marks,
    popup,
    rows,
    settle,
    title,
)


def test_the_map_opens_on_all_reports_that_have_a_place(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(title(page)).to_have_text("9 reports of 8 incidents, 27 November to 1 December 2024")
    expect(marks(page)).to_have_count(3)
    expect_on_map(page, 8)
    expect(page.get_by_text("9 reports, 8 on the map, 1 country only")).to_be_visible()
    expect(event_map(page).locator(".legend li")).to_have_count(4)
    expect(event_map(page).locator(".area")).to_have_count(1)
    expect(rows(page)).to_have_count(9)


def test_filters_change_map_table_and_link_together(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    choose_option(page, "Actor", "Military Forces of Russia")
    expect(title(page)).to_have_text("1 report of 1 incident, 27 to 30 November 2024")
    expect(marks(page)).to_have_count(1)
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("actor=Military"))
    page.get_by_role("button", name="Clear all filters").click()
    expect(marks(page)).to_have_count(3)
    choose_option(page, "Type of event", "Strategic developments")
    expect(title(page)).to_have_text("2 reports of 2 incidents, 30 November 2024")
    expect(marks(page)).to_have_count(1)


def test_typed_dates_filter(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    start = page.get_by_test_id("stDateInput").filter(has_text="From")
    start.get_by_role("spinbutton").first.click()
    page.keyboard.type("20241201")
    page.keyboard.press("Escape")  # closes the calendar
    expect(title(page)).to_have_text("3 reports of 2 incidents, 1 December 2024")
    expect_on_map(page, 3)
    expect(page).to_have_url(re.compile("from=2024-12-01"))


def test_dragging_over_the_timeline_sets_the_dates(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    bar = page.get_by_role("img", name="Reports per day").locator(".slot", has_text="1 December")
    bar.last.click()
    expect(page).to_have_url(re.compile("from=2024-12-01.*to=2024-12-01"))
    expect(title(page)).to_have_text("3 reports of 2 incidents, 1 December 2024")


def test_a_mark_leads_to_the_sentence_and_its_article(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    mark(page, "Battles, Damascus").click()
    expect(popup(page)).to_contain_text("near Damascus, Syria")
    expect(popup(page)).to_contain_text("1 December 2024")
    expect(popup(page)).to_contain_text("Hay'at Tahrir al-Sham")
    sentence = "Rebels are currently marching on Damascus"
    expect(popup(page).locator("blockquote")).to_contain_text(sentence)
    expect(chosen_sentence(page).first).to_contain_text("Rebels are")
    expect(chosen_sentence(page).first).to_be_in_viewport()
    expect(rows(page).and_(page.locator("[aria-selected=true]"))).to_contain_text(sentence)


def test_all_reports_of_one_spot_can_be_reached(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(f"{seed_url}/?at=36.2012,37.1612,14")
    mark(page, "3 reports at Aleppo").click()
    reports = event_map(page).locator(".reports .report")
    expect(reports).to_have_count(3)
    reports.first.click()
    seen = set()
    for number in (1, 2, 3):
        expect(popup(page)).to_contain_text(f"{number} of 3 here")
        seen.add(popup(page).locator("blockquote").inner_text())
        event_map(page).get_by_role("button", name="Next report here").click()
    assert len(seen) == 3


def test_a_group_of_several_places_is_zoomed_apart(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    mark(page, "4 reports at Aleppo and 1 more").click()
    expect(mark(page, "Battles, Aleppo International Airport")).to_be_visible()
    expect(mark(page, "3 reports at Aleppo")).to_be_visible()


def test_a_shared_link_shows_the_same_to_somebody_else(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    choose_option(page, "Actor", "Hay'at Tahrir al-Sham")
    mark(page, "Battles, Damascus").click()
    expect(popup(page)).to_be_visible()
    event_map(page).get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"actor=.*at=[\d.%C]*8&event="))
    settle(page)
    other = open_page(page.url)
    expect(popup(other)).to_contain_text("near Damascus, Syria")
    expect(title(other)).to_have_text(title(page).inner_text())
    expect(chosen_sentence(other).first).to_be_in_viewport()
    expect(other).to_have_url(page.url)


def test_closing_the_popup_takes_the_choice_out_of_the_link(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(seed_url)
    mark(page, "Battles, Damascus").click()
    expect(page).to_have_url(re.compile("event="))
    event_map(page).get_by_role("button", name="Close popup").click()
    expect(page).not_to_have_url(re.compile("event="))
    expect(chosen_sentence(page)).to_have_count(0)


def test_a_row_of_the_table_opens_its_report_on_the_map(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    rows(page).filter(has_text="near Damascus").get_by_role("button").click()
    expect(popup(page)).to_contain_text("near Damascus, Syria")


def test_the_table_sorts_by_its_headings(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    page.get_by_role("columnheader", name="Where").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="Where")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(rows(page).first).to_contain_text("Aleppo")
    expect(page).to_have_url(re.compile("sort=place"))


def test_a_marked_place_in_the_article_moves_the_map_there(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    page.get_by_role("article").get_by_role("button", name="Damascus").first.click()
    expect(page).to_have_url(re.compile(r"at=33\.5\d*%2C36\.29\d*%2C10"))
    expect(mark(page, "Battles, Damascus")).to_be_visible()


def test_what_is_not_on_the_map_is_listed(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    page.get_by_text("9 reports, 8 on the map, 1 country only").click()
    page.get_by_role("button", name="Syria: country only").click()
    expect(chosen_sentence(page).first).to_have_text("Syria")
    expect(rows(page).and_(page.locator("[aria-selected=true]"))).to_contain_text("redeployed")


def test_the_reports_on_the_page_can_be_saved(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(f"{seed_url}/?actor=Military+Forces+of+Russia")
    link = page.get_by_role("link", name="GeoJSON").get_attribute("href")
    assert link
    answer = page.request.get(link)
    (feature,) = answer.json()["features"]
    assert feature["properties"]["actor1"] == "Military Forces of Russia"


def test_the_address_stays_bare_until_the_map_is_moved(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    event_map(page).get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("at="))
    event_map(page).get_by_role("button", name="Show all").click()
    expect(page).not_to_have_url(re.compile("at="))


def test_a_pan_within_the_window_draws_nothing_again(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(f"{seed_url}/?at=35.9,36.7,9")
    container = event_map(page).locator(".leaflet-container")
    expect(page).to_have_url(re.compile("at=35.9"))
    settle(page)
    before = container.get_attribute("data-drawings")
    container.press("ArrowRight")
    expect(page).not_to_have_url(re.compile("at=35.9%2C36.7%2C9"))
    settle(page)
    assert container.get_attribute("data-drawings") == before
