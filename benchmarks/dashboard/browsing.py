"""A visitor in a real Chromium: acts with mouse and keys, and says how long the answer took."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Frame, Page, Response, WebSocket, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

CHROMIUM = shutil.which("chromium")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
_PROBE = Path(__file__).with_name("probe.js")
_QUIET_MS = 400
_SIZE = {"width": 1400, "height": 900}
_COUNTED = re.compile(r"([\d,]+) reports?\b")
_LABELS = "marks => marks.map((mark) => mark.getAttribute('aria-label') ?? '')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Seconds from an act until the map, and until all else on the page, showed its effect.

    `received` counts the bytes that came for it, `drawings` how often the map
    was drawn: not at all where the act changed nothing on it.
    """

    drawn_s: float
    followed_s: float
    received: int
    drawings: int


@dataclass(slots=True)
class Traffic:
    """What a page has been sent: bytes over its websocket, and of the windows of the map.

    `window` is the last one asked for.
    """

    received: int = 0
    last: float = 0.0
    window: list[int] | None = None

    def watch(self, websocket: WebSocket) -> None:
        """Follow a websocket from now on."""
        websocket.on("framereceived", lambda frame: self._take(frame))
        websocket.on("framesent", lambda frame: self._read(frame))

    def take_window(self, response: Response) -> None:
        """Count a window that the map has fetched by itself."""
        address = urlsplit(response.url)
        if address.path.endswith("/map/window.json"):
            self.last = time.monotonic()
            self.received += int(response.headers.get("content-length", 0))
            self.window = [int(part) for part in parse_qs(address.query)["win"][0].split(",")]

    def _take(self, frame: bytes | str) -> None:
        self.received += len(frame)
        self.last = time.monotonic()

    def _read(self, frame: bytes | str) -> None:
        self.last = time.monotonic()
        if isinstance(frame, bytes):
            message = BackMsg.FromString(frame)
            for widget in message.rerun_script.widget_states.widgets:
                if '"win"' in widget.json_value:
                    self.window = _find_window(json.loads(widget.json_value)) or self.window


@dataclass(slots=True)
class Visit:
    """One page that is open, with everything in it drawn."""

    page: Page
    patience_s: float
    in_vain_s: float = 5.0  # after which an act has changed nothing on the map
    traffic: Traffic = field(default_factory=Traffic)

    def time_to_open(self, url: str) -> float:
        """Seconds from asking for an address to the first map with marks on screen."""
        started = time.time()
        return self.open(url) - started

    def open(self, url: str) -> float:
        """Open an address; the second since 1970 of the first map with marks on screen."""
        self.page.on("websocket", lambda websocket: self.traffic.watch(websocket))
        self.page.on("response", lambda response: self.traffic.take_window(response))
        self.page.goto(url, timeout=self.patience_s * 1000)
        self._wait("() => probe.drawings.some(([, marks]) => marks)")
        (first,) = self.page.evaluate("[probe.drawings.find(([, marks]) => marks)[0]]")
        self.settle()
        return float(first) / 1000

    def act(self, act: Callable[[], object]) -> Answer:
        """Do something that draws the map anew. The time counts from the last key or click."""
        before, received = self.page.evaluate("probe.drawings.length"), self.traffic.received
        act()
        answered = "probe.drawings.at(-1)?.[0] > probe.input"  # not what was under way before
        in_vain = (
            f"performance.timeOrigin + performance.now() - probe.input > {self.in_vain_s * 1000}"
        )
        self._wait(f"() => (probe.drawings.length > {before} && {answered}) || ({in_vain})")
        self.settle()
        acted, (drawn, _), followed, drawings = self.page.evaluate(
            "[probe.input, probe.drawings.at(-1), probe.followed, probe.drawings.length]"
        )
        return Answer(
            drawn_s=(drawn - acted) / 1000,
            followed_s=max(drawn, followed) / 1000 - acted / 1000,
            received=self.traffic.received - received,
            drawings=drawings - before,
        )

    def settle(self) -> None:
        """Wait until nothing more comes and nothing more is drawn."""
        deadline = time.monotonic() + self.patience_s
        while time.monotonic() < deadline:
            self.page.wait_for_timeout(_QUIET_MS / 4)
            latest = "Math.max(probe.followed, probe.input, probe.drawings.at(-1)?.[0] ?? 0)"
            quiet = self.page.evaluate(f"performance.timeOrigin + performance.now() - {latest}")
            if quiet > _QUIET_MS and time.monotonic() - self.traffic.last > _QUIET_MS / 1000:
                return

    def frame(self) -> Frame:
        """The frame with the map."""
        for frame in self.page.frames:
            if frame.parent_frame and frame.query_selector(".leaflet-container"):
                return frame
        raise RuntimeError("there is no map on the page")

    def count_drawn(self) -> int:
        """The reports that the marks on the map stand for."""
        names = self.frame().eval_on_selector_all(".mark", _LABELS)
        numbers = [_COUNTED.match(name) for name in names]
        return sum(int(number[1].replace(",", "")) if number else 1 for number in numbers)

    def heap_mb(self) -> float:
        """The JavaScript heap of the page with its frames, once garbage has been collected."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        session.send("Performance.enable")
        metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize") / 1e6

    def _wait(self, condition: str) -> None:
        self.page.wait_for_function(condition, timeout=self.patience_s * 1000)


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser: Browser, *, patience_s: float) -> Iterator[Visit]:
    """A new visitor, whose browser has kept nothing from before."""
    context = browser.new_context(viewport=_SIZE)
    try:
        context.add_init_script(path=_PROBE)
        page = context.new_page()
        page.set_default_timeout(patience_s * 1000)
        yield Visit(page, patience_s)
    finally:
        context.close()


def _find_window(value: Any) -> list[int] | None:
    """`win` of what the map sent, wherever the component puts it."""
    if isinstance(value, dict):
        if isinstance(value.get("win"), list):
            return [int(number) for number in value["win"]]
        return next((found for part in value.values() if (found := _find_window(part))), None)
    return None
