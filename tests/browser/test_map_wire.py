"""A changed filter is drawn by wire, before the page has handed the map its layer."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from steps import choose_option, event_map, marks, settle
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

STREAM = re.compile(r"/_stcore/stream")
WIRE = re.compile(r"/map/wire\?")


class Stream:
    """What the server says to the page, which can be held back; `came` times each kind."""

    def __init__(self, page: Page) -> None:
        self.came: dict[str, float] = {}
        self._held: list[str | bytes] | None = None
        self._socket: WebSocketRoute | None = None
        page.route_web_socket(STREAM, self._join)

    def hold(self) -> None:
        self._held = []

    def release(self) -> None:
        assert self._held
        assert self._socket
        held, self._held = self._held, None
        for message in held:
            self._socket.send(message)

    def _join(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(self._take)

    def _take(self, message: str | bytes) -> None:
        assert isinstance(message, bytes)
        kind = ForwardMsg.FromString(message).delta.new_element.WhichOneof("type")
        self.came.setdefault(str(kind), time.monotonic())
        if self._held is None:
            assert self._socket
            self._socket.send(message)
        else:
            self._held.append(message)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def key_of(page: Page) -> Locator:
    return event_map(page).get_by_role("list", name="Key").get_by_role("listitem")


def drawings(page: Page) -> int:
    return int(event_map(page).locator(".leaflet-container").get_attribute("data-drawings") or 0)


def test_who_has_just_come_is_sent_nothing_more_until_the_map_is_there(
    page: Page, crowd_url: str
) -> None:
    held: list[float] = []

    def join(socket: WebSocketRoute) -> None:
        held.append(time.monotonic())
        socket.connect_to_server()

    page.route_web_socket(WIRE, join)
    stream = Stream(page)
    page.goto(crowd_url)
    settle(page)
    came = stream.came
    waited_in_vain = came["date_input"] - came["component_instance"] > 0.9
    assert came["date_input"] > held[0] or waited_in_vain


def test_a_filter_is_drawn_before_the_page_hears_of_it_and_not_again(
    page: Page, crowd_url: str
) -> None:
    stream = Stream(page)
    page.goto(crowd_url)
    settle(page)
    before, title = drawings(page), page.get_by_role("heading", level=1).inner_text()
    stream.hold()
    choose_option(page, "Type of event", "Battles")
    expect(key_of(page)).to_have_text(["Battles", "Place known only roughly"])
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    stream.release()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    settle(page)
    assert drawings(page) == before + 1


def test_a_map_never_goes_back_to_what_the_page_hands_over_late(page: Page, crowd_url: str) -> None:
    stream = Stream(page)
    page.goto(crowd_url)
    settle(page)
    before = drawings(page)
    stream.hold()
    choose_option(page, "Type of event", "Battles")
    expect(key_of(page)).to_have_text(["Battles", "Place known only roughly"])
    choose_option(page, "Country", "Syria")
    page.wait_for_timeout(1000)
    now = drawings(page)
    assert now > before
    stream.release()
    settle(page)
    assert drawings(page) == now


def test_a_map_without_a_wire_follows_the_page(page: Page, crowd_url: str) -> None:
    asked: list[WebSocketRoute] = []

    def refuse(socket: WebSocketRoute) -> None:
        asked.append(socket)
        socket.close()

    page.route_web_socket(WIRE, refuse)
    page.goto(crowd_url)
    settle(page)
    assert asked
    choose_option(page, "Type of event", "Battles")
    expect(key_of(page)).to_have_text(["Battles", "Place known only roughly"])
    settle(page)
    assert marks(page).count()


def test_a_wire_that_breaks_is_held_again(page: Page, crowd_url: str) -> None:
    wires: list[WebSocketRoute] = []

    def join(socket: WebSocketRoute) -> None:
        wires.append(socket)
        socket.connect_to_server()

    page.route_web_socket(WIRE, join)
    stream = Stream(page)
    page.goto(crowd_url)
    settle(page)
    wires[0].close()
    choose_option(page, "Type of event", "Battles")
    settle(page)
    assert len(wires) == 2
    stream.hold()
    choose_option(page, "Type of event", "Explosions")
    expect(key_of(page)).to_contain_text(["Battles", "Explosions/Remote violence"])
    stream.release()
