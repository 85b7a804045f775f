"""A moved map fetches its window beside the page, which is told when the map has come to rest."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, Request, Route, expect
from steps import OpenPage, choose_option, count_on_map, event_map, marks, settle

RELOAD = "frame => frame.contentWindow.location.reload()"
WINDOWS = re.compile(r"/map/window\.json\?")


def move_out(page: Page) -> None:
    event_map(page).get_by_role("button", name="Zoom out").click()


def drawings(page: Page) -> int:
    return int(event_map(page).locator(".leaflet-container").get_attribute("data-drawings") or 0)


def names(page: Page) -> list[str]:
    found: list[str] = marks(page).evaluate_all("marks => marks.map(mark => mark.ariaLabel)")
    return sorted(found)


def test_a_window_is_fetched_and_drawn_once_and_the_link_follows(
    open_page: OpenPage, crowd_url: str
) -> None:
    page = open_page(crowd_url)
    settle(page)
    asked: list[Request] = []
    page.on("request", lambda request: WINDOWS.search(request.url) and asked.append(request))
    before, link = drawings(page), page.url
    move_out(page)
    settle(page)
    assert len(asked) == 1
    assert drawings(page) == before + 1  # what the page says later is the same
    assert page.url != link


def test_the_page_does_not_send_what_the_map_has_fetched(
    open_page: OpenPage, crowd_url: str
) -> None:
    page = open_page(f"{crowd_url}/?from=2024-11-01&to=2024-11-14")  # few enough for one by one
    settle(page)
    received: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.webSocketFrameReceived",
        lambda frame: received.append(len(frame["response"]["payloadData"])),
    )
    with page.expect_response(WINDOWS) as fetched:
        move_out(page)
    settle(page)
    window = fetched.value.body()
    assert len(window) > 50_000
    assert 0 < sum(received) < len(window) / 4


def test_a_map_that_is_loaded_anew_fetches_what_the_page_does_not_send(
    open_page: OpenPage, crowd_url: str
) -> None:
    page = open_page(crowd_url)
    settle(page)
    move_out(page)
    settle(page)
    before = names(page)
    page.locator("iframe.stCustomComponentV1").evaluate(
        "frame => frame.contentWindow.location.reload()"
    )
    settle(page)
    assert count_on_map(page) == 3000
    assert before


@pytest.mark.parametrize("status", [200, 409, 503])
def test_without_a_window_for_an_answer_the_page_draws_it(
    browser: Browser, crowd_url: str, status: int
) -> None:
    """In a browser whose complaints about the status are no matter."""
    with browser.new_context() as context:
        page, other = context.new_page(), context.new_page()
        page.route(WINDOWS, lambda route: route.fulfill(status=status, body="no window"))
        for one in (page, other):
            one.goto(crowd_url)
            settle(one)
            move_out(one)
            settle(one)
        assert names(page) == names(other) != []


def test_a_slow_answer_leaves_no_marks_that_look_right(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page(crowd_url)
    settle(page)
    held: list[Route] = []
    page.route(WINDOWS, lambda route: held.append(route))
    before = drawings(page)
    move_out(page)
    faded = event_map(page).locator(".leaflet-container.looking")
    expect(faded).to_be_visible()
    expect(faded).to_have_count(0)  # the page has been asked instead
    assert drawings(page) > before


def test_a_window_is_given_up_where_the_filter_has_changed(
    open_page: OpenPage, crowd_url: str
) -> None:
    page = open_page(crowd_url)
    settle(page)
    held: list[Route] = []
    page.route(WINDOWS, lambda route: held.append(route))
    move_out(page)
    expect(event_map(page).locator(".leaflet-container.looking")).to_be_visible()
    page.unroute(WINDOWS)
    choose_option(page, "Type of event", "Battles")
    settle(page)
    with suppress(Error):  # the browser may wait for it no longer
        held[0].fulfill(response=page.request.get(held[0].request.url))
    page.wait_for_timeout(500)
    key = event_map(page).get_by_role("list", name="Key")
    expect(key.get_by_role("listitem")).to_have_text(["Battles", "Place known only roughly"])
