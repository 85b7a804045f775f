"""What a visitor sees and does, so that the journeys read as such."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FrameLocator, Locator, Page, expect

PATIENCE_MS = 30_000  # for a machine that does much else at the same time
_STEP_MS = 50
_REST_MS = 1_000

OpenPage = Callable[..., Page]


def event_map(page: Page) -> FrameLocator:
    """The map's frame, once events have been drawn."""
    frame = page.frame_locator("iframe.stCustomComponentV1")
    expect(frame.locator(".leaflet-container[data-drawings]")).to_be_visible()
    return frame


def marks(page: Page) -> Locator:
    return event_map(page).locator(".mark")


def mark(page: Page, name: str) -> Locator:
    """The first mark whose accessible name holds these words."""
    return marks(page).and_(event_map(page).get_by_role("button", name=name)).first


def count_on_map(page: Page) -> int:
    """All reports on the map at this moment, groups by their count."""
    names = marks(page).evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('aria-label') ?? '')"
    )
    numbers = [re.match(r"([\d,]+) reports?\b", name) for name in names]
    return sum(int(number[1].replace(",", "")) if number else 1 for number in numbers)


def expect_on_map(page: Page, reports: int) -> None:
    """So many reports are on the map, once it has come to rest."""
    waited_ms = 0
    while (found := count_on_map(page)) != reports:
        assert waited_ms < PATIENCE_MS, f"{found} reports on the map, not {reports}"
        page.wait_for_timeout(_STEP_MS)
        waited_ms += _STEP_MS


def settle(page: Page) -> None:
    """Wait until nothing has moved for a while, before something is read that cannot be waited for.

    The page has come in, no script runs for it, and link, map and table stay as they are.
    """
    waited_ms = still_ms = 0
    before = None
    while still_ms < _REST_MS:
        assert waited_ms < PATIENCE_MS, f"the page does not come to rest: {before}"
        page.wait_for_timeout(_STEP_MS)
        waited_ms += _STEP_MS
        now = _look(page)
        still_ms = still_ms + _STEP_MS if now == before and now[0] == "notRunning" else 0
        before = now


_DRAWN = """maps => maps.map(map => [
    map.dataset.drawings,
    map.className,
    map.querySelector(".leaflet-map-pane").style.transform,
    map.querySelector(".legend")?.textContent,
    ...Array.from(map.querySelectorAll(".mark"), mark => mark.ariaLabel),
].join())"""


def _look(page: Page) -> tuple[str | None, ...]:
    script = page.get_by_test_id("stApp").get_attribute("data-test-script-state")
    table = page.get_by_role("table").first.evaluate_all("tables => tables.map(t => t.textContent)")
    if not page.locator("iframe.stCustomComponentV1").count():
        return script, page.url, str(table)
    frame = page.frame_locator("iframe.stCustomComponentV1")
    drawn = frame.locator(".leaflet-container[data-drawings]").evaluate_all(_DRAWN)
    return script, page.url, str(table), str(drawn)


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def popup(page: Page) -> Locator:
    return event_map(page).locator(".leaflet-popup .event")


def chosen_sentence(page: Page) -> Locator:
    """The pieces of the article that the chosen report is made of."""
    return page.get_by_role("article").locator("p .chosen")


def rows(page: Page) -> Locator:
    return page.get_by_role("table").locator("tbody tr")


def choose_option(page: Page, label: str, option: str) -> None:
    """Pick a value in one of the sidebar's lists by keyboard, as `label` names it."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    box.press("Escape")  # clears what was typed
    box.press("Tab")  # closes the list
