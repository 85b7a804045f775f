"""Real servers and a real browser; a page that logs an error or leaves this machine fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fixtures.application import CHROMIUM, CHROMIUM_FLAGS, serve
from fixtures.reports import crowd_tables, hostile_result, seed_result
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, expect, sync_playwright
from steps import PATIENCE_MS, OpenPage

from dashboard.layers.base import STATIC
from geodata.store import DeltaStore

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    missing = None if CHROMIUM else "there is no Chromium on this machine"
    if not (STATIC / "lib/leaflet/leaflet.js").is_file():
        missing = "Leaflet has not been fetched: make assets"
    for item in here:
        item.add_marker(pytest.mark.browser)
        if os.environ.get("CI"):  # where a machine does much else, once is no proof
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))
        if missing and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def seed_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("seed") / "store"
    DeltaStore(store).write([seed_result()])
    with serve(store) as url:
        yield url


@pytest.fixture(scope="session")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("hostile") / "store"
    DeltaStore(store).write([hostile_result()])
    with serve(store) as url:
        yield url


@pytest.fixture(scope="session")
def crowd_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = DeltaStore(tmp_path_factory.mktemp("crowd") / "store")
    store.write_table(*crowd_tables(3000))
    with serve(Path(store.uri)) as url:
        yield url


@pytest.fixture
def start_server() -> Iterator[Callable[..., str]]:
    """Starts the application over a store of the test's own; gives its address."""
    with ExitStack() as servers:
        yield lambda store, *options, **variables: servers.enter_context(
            serve(store, *options, **variables)
        )


@pytest.fixture
def open_page(browser: Browser, start_server: Callable[..., str]) -> Iterator[OpenPage]:
    """Opens an address in a browser of its own, and checks at the end what it complained about.

    It asks for `start_server` so that pages are closed before their server: a page whose server
    went away complains.
    """
    complaints: list[str] = []
    with ExitStack() as contexts:

        def open_(url: str, *, width: int = 1400, height: int = 900, theme: str = "light") -> Page:
            size = {"width": width, "height": height}
            context = browser.new_context(viewport=size, color_scheme=theme)
            contexts.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("console", lambda said: said.type == "error" and complaints.append(where(said)))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
            page.on("request", lambda request: note_outside(request.url, complaints))
            page.goto(url)
            return page

        yield open_
    assert not complaints


def where(said: ConsoleMessage) -> str:
    return f"{said.text} ({said.location['url']})"


def note_outside(url: str, complaints: list[str]) -> None:
    here = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
    if not url.startswith(here):
        complaints.append(f"request to the outside: {url}")
