"""What our page takes at one size of store, by parts that can be measured one by one."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.dashboard.browsing import Answer, Visit, visit
from benchmarks.dashboard.people import gather
from benchmarks.dashboard.serving import Server, serve
from benchmarks.plain_count import count_mapped, newest_days

APP = "dashboard/app.py"
PARTS = ("cold", "warm", "filter", "pan", "events", "memory", "people")
_PATIENCE_S = 60.0
_COLD_STARTS = 3
_VISITORS = 5
_DRAG_PX = 270  # more than a tile, so that each drag asks for another window
_START = "?at=36.3,36.8,8"  # the north-west of Syria, where most of the events are
_MOST_EVENTS = 1500


@dataclass(slots=True)
class Figures:
    """What was measured, by name; and each view that did not show what it should."""

    values: dict[str, float] = field(default_factory=dict)
    checked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, seconds: list[float]) -> None:
        """Median and 95 % of times."""
        self.values[f"{name}_s"] = statistics.median(seconds)
        self.values[f"{name}_95_s"] = statistics.quantiles(seconds, n=20, method="inclusive")[-1]

    def check(self, there: Visit, store: Path) -> int:
        """The marks on the map stand for what a plain count over the table says; how many."""
        link, tiles = there.page.url, there.traffic.window
        drawn, counted = there.count_drawn(), count_mapped(store, link, tiles=tiles)
        self.checked += 1
        if drawn != counted:
            self.wrong.append(f"{link} {tiles}: {drawn} on the map, {counted} in the table")
        return drawn


def measure(browser: Browser, store: Path, *, parts: tuple[str, ...], changes: int) -> Figures:
    """The figures of the parts asked for."""
    figures = Figures()
    if "cold" in parts:
        starts = [_start_cold(browser, store, figures) for _ in range(_COLD_STARTS)]
        figures.values["cold_s"] = statistics.median(starts)
    with serve(APP, store) as server:
        with visit(browser, patience_s=_PATIENCE_S) as there:  # loads the events
            there.open(server.url)
        if "warm" in parts:
            figures.values["warm_s"] = statistics.median(
                _open_warm(browser, server) for _ in range(_VISITORS)
            )
        if "filter" in parts:
            _measure_filters(browser, server, store, figures, changes)
        if "pan" in parts:
            _measure_moves(browser, server, store, figures, changes)
        if "events" in parts:
            _measure_events(browser, server, store, figures)
        if "memory" in parts:
            figures.values["server_mb"] = server.resident_mb()
        if "people" in parts:
            figures.values.update(gather(server))
    return figures


def _start_cold(browser: Browser, store: Path, figures: Figures) -> float:
    with serve(APP, store) as server, visit(browser, patience_s=_PATIENCE_S) as there:
        first = there.open(server.url)
        figures.check(there, store)
        return first - server.started


def _open_warm(browser: Browser, server: Server) -> float:
    with visit(browser, patience_s=_PATIENCE_S) as there:
        return there.time_to_open(server.url)


def _measure_filters(
    browser: Browser, server: Server, store: Path, figures: Figures, changes: int
) -> None:
    with visit(browser, patience_s=_PATIENCE_S) as there:
        there.open(f"{server.url}/?from=2004-01-01")
        answers: list[Answer] = []
        for act in itertools.islice(_filter_changes(there.page), 2 * changes):
            answer = there.act(act)
            figures.check(there, store)
            if answer.drawings:  # a small store may have nothing in a month
                answers.append(answer)
            if len(answers) == changes:
                break
        figures.add("filter", [answer.drawn_s for answer in answers])
        figures.add("followed", [answer.followed_s for answer in answers])
        figures.values["filter_bytes"] = _median_bytes(answers)
        figures.values["heap_mb"] = there.heap_mb()


def _filter_changes(page: Page) -> Iterator[Callable[[], None]]:
    """Distinct filters that keep most of the events: later dates, and one more type or country."""
    for i in itertools.count():
        yield lambda: _later(page, "month")
        yield lambda: _later(page, "year")
        box = ("Type of event", "Country")[i % 2]
        yield lambda box=box: _choose_next(page, box)  # type: ignore[misc]


def _later(page: Page, unit: str) -> None:
    """A month or a year later in the filter "From"; the field is taken when it is left."""
    _close_lists(page)
    page.get_by_role("spinbutton", name=f"{unit}, From").press("ArrowUp")
    page.get_by_role("spinbutton", name="day, From").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")


def _close_lists(page: Page) -> None:
    """An open calendar or list hides all else from who looks for it by name."""
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")


def _choose_next(page: Page, label: str) -> None:
    """The first value of a list that is not chosen yet."""
    _close_lists(page)
    box = page.get_by_role("combobox", name=label)
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def _measure_moves(
    browser: Browser, server: Server, store: Path, figures: Figures, changes: int
) -> None:
    with visit(browser, patience_s=_PATIENCE_S) as there:
        there.open(f"{server.url}/{_START}")
        answers = _move(there, changes, lambda: figures.check(there, store))
        figures.add("pan", [answer.drawn_s for answer, _ in answers])
        clustered = [answer.received for answer, shown in answers if shown > _MOST_EVENTS]
        figures.values["clusters_bytes"] = max(clustered, default=math.nan)
        figures.values["heap_mb"] = max(there.heap_mb(), figures.values.get("heap_mb", 0))


def _measure_events(browser: Browser, server: Server, store: Path, figures: Figures) -> None:
    """A view of about 1,500 events one by one: the newest ones."""
    day, count = newest_days(store, at_most=_MOST_EVENTS)
    with visit(browser, patience_s=_PATIENCE_S) as there:
        there.open(f"{server.url}/?from={day}&at=20,30,2")
        answers = _move(there, 4, lambda: figures.check(there, store))
        figures.values["events_shown"] = count
        figures.values["events_bytes"] = max(answer.received for answer, _ in answers)
        figures.values["events_s"] = statistics.median(answer.drawn_s for answer, _ in answers)


def _move(there: Visit, moves: int, check: Callable[[], int]) -> list[tuple[Answer, int]]:
    """Drag and turn the wheel with a real mouse, never back to where the map has been.

    Each answer comes with how many events the map then shows.
    """
    frame = there.page.locator("iframe.stCustomComponentV1").bounding_box()
    assert frame
    mouse, x, y = (
        there.page.mouse,
        frame["x"] + frame["width"] / 2,
        frame["y"] + frame["height"] / 2,
    )

    def drag(dx: int, dy: int) -> None:
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + dx / 2, y + dy / 2, steps=4)
        mouse.move(x + dx, y + dy, steps=4)
        there.page.wait_for_timeout(150)  # a hand that rests: no throw
        mouse.up()

    def wheel(pixels: int) -> None:
        mouse.move(x, y)
        mouse.wheel(0, pixels)

    west, east = lambda: drag(_DRAG_PX, 0), lambda: drag(-_DRAG_PX, 0)
    south, closer, further = lambda: drag(0, -230), lambda: wheel(-120), lambda: wheel(120)
    around = (east, east, closer, south, east, further, south, west, closer, west, south, further)
    answers = []
    for act in itertools.islice(itertools.cycle(around), moves):
        answer = there.act(act)
        shown = check()
        if answer.drawings:  # none where the sea was followed by the sea
            answers.append((answer, shown))
    return answers


def _median_bytes(answers: list[Answer]) -> float:
    return statistics.median(answer.received for answer in answers)
