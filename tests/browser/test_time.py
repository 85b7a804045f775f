"""The reports over time: the brush on the timeline, and the player on the map."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from steps import OpenPage, event_map, expect_on_map, marks, rows, settle, title


def player(page: Page) -> Locator:
    return event_map(page).get_by_role("group", name="Reports over time")


def reports_shown(page: Page) -> int:
    said = player(page).locator("output").inner_text()
    number = re.search(r": ([\d,]+) report", said)
    assert number, said
    return int(number[1].replace(",", ""))


def test_the_ends_of_the_brush_move_by_keyboard(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(title(page)).to_have_text(re.compile("^9 reports"))
    first = page.get_by_role("slider", name="First day shown")
    for _ in range(40):
        if "1 December" in (first.get_attribute("aria-valuetext") or ""):
            break
        first.press("ArrowRight")
    expect(page).to_have_url(re.compile("from=2024-12-01"))
    expect(title(page)).to_have_text("3 reports of 2 incidents, 1 December 2024")
    expect(page.get_by_role("slider", name="First day shown")).to_be_focused()
    page.get_by_role("slider", name="First day shown").press("Escape")
    expect(title(page)).to_have_text(re.compile("^9 reports"))
    expect(page).not_to_have_url(re.compile("from="))


def test_an_end_of_the_brush_is_dragged_by_mouse(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(rows(page)).to_have_count(9)
    settle(page)
    chart = page.get_by_role("img", name="Reports per day")
    end = page.get_by_role("slider", name="Last day shown")
    end.scroll_into_view_if_needed()
    start = end.bounding_box()
    target = chart.locator(".slot", has_text="30 November").bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + 30, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("to=2024-11-30"))
    page.get_by_role("button", name="All dates").click()
    expect(page).not_to_have_url(re.compile("to="))


def test_the_player_steps_through_time_without_the_server(
    open_page: OpenPage, crowd_url: str
) -> None:
    page = open_page(f"{crowd_url}/?from=2024-11-01&to=2024-11-10&at=35,37,3")
    expect(title(page)).to_have_text(re.compile("^1,000 reports"))
    settle(page)
    asked: list[str] = []
    player(page).get_by_role("button", name="Play over time").click()
    expect(player(page).locator("output")).to_contain_text("November 2024: 100 reports")
    page.on("request", lambda request: asked.append(request.url))
    player(page).get_by_role("button", name="Pause").click()
    slider = player(page).get_by_role("slider", name="Time shown")
    slider.press("Home")
    total = reports_shown(page)
    for day in range(2, 11):
        slider.press("ArrowRight")
        expect(player(page).locator("output")).to_contain_text(f"{day} November 2024")
        expect(slider).to_have_attribute("aria-valuetext", re.compile(f"^{day} November 2024"))
        total += reports_shown(page)
    assert total == 1000
    expect(marks(page).first).not_to_be_visible()
    assert asked == []
    slider.press("Escape")
    expect(marks(page).first).to_be_visible()
    expect_on_map(page, 1000)
    expect(player(page).get_by_role("button", name="Play over time")).to_be_focused()


def test_the_player_plays_to_the_end_by_the_interval_chosen(
    open_page: OpenPage, crowd_url: str
) -> None:
    page = open_page(f"{crowd_url}/?at=35,37,3")
    player(page).get_by_role("button", name="Play over time").click()
    player(page).get_by_role("combobox", name="Each step a").select_option("Month")
    expect(player(page).locator("output")).to_have_text("November 2024: 3,000 reports")
    player(page).get_by_role("combobox").select_option("Week")
    expect(player(page).locator("output")).to_contain_text(re.compile(r"^\d+ .*to \d+ "))
    player(page).get_by_role("slider", name="Time shown").press("Home")
    expect(player(page).locator("output")).to_contain_text("28 October to 3 November 2024")
    expect(player(page).get_by_role("button", name="Play")).to_be_visible()


def test_who_wants_no_motion_steps_by_hand(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    player(page).get_by_role("button", name="Play over time").click()
    expect(player(page).locator("output")).to_contain_text("27 November 2024")
    player(page).get_by_role("button", name="Next day").click()
    expect(player(page).locator("output")).to_contain_text("28 November 2024")


def test_the_player_follows_a_filter_that_changes(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    player(page).get_by_role("button", name="Play over time").click()
    expect(player(page).locator("output")).to_contain_text("27 November 2024")
    chart = page.get_by_role("img", name="Reports per day")
    chart.locator(".slot", has_text="1 December").last.click()
    expect(player(page).locator("output")).to_have_text("1 December 2024: 3 reports")


def test_what_no_longer_matches_is_not_played_on(open_page: OpenPage, seed_url: str) -> None:
    """An empty selection leaves no circles of the one before."""
    page = open_page(seed_url)
    player(page).get_by_role("button", name="Play over time").click()
    expect(event_map(page).locator("canvas.played")).to_be_attached()
    page.get_by_role("textbox", name="Words in the report").fill("nothing that any report says")
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text("No reports")
    expect(player(page).locator("output")).to_have_text("No dated reports in view.")
    expect(event_map(page).locator("canvas.played")).to_have_count(0)
    player(page).get_by_role("button", name="Back to all dates").click()
    expect(player(page).locator("output")).not_to_be_visible()
