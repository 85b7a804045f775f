"""Two server processes on one store: behind a balancer that keeps nobody, and behind the proxies of
deploy/ where they are installed, sticky and under a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import urllib3
from fixtures.application import find_free_port, serve
from fixtures.balancer import balance
from fixtures.proxies import CADDY, NGINX, run_caddy, run_nginx
from fixtures.reports import hostile_result, seed_result
from playwright.sync_api import Page, expect
from steps import OpenPage, expect_on_map, marks, settle, title

from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> DeltaStore:
    made = DeltaStore(tmp_path_factory.mktemp("balanced") / "store")
    made.write([seed_result()])
    return made


@pytest.fixture(scope="module")
def servers(store: DeltaStore) -> Iterator[tuple[str, str]]:
    with serve(Path(store.uri)) as one, serve(Path(store.uri)) as two:
        yield one.rstrip("/"), two.rstrip("/")


def ports(servers: tuple[str, str]) -> list[int]:
    return [urlsplit(url).port or 0 for url in servers]


def reports(page: Page) -> int:
    found = re.match(r"(\d+) reports", title(page).inner_text())
    assert found
    return int(found[1])


def shared(page: Page, label: str) -> str:
    """The link of the share panel, or the address behind one of its files."""
    page.get_by_role("button", name="Share or save").click()
    panel = page.get_by_test_id("stPopoverBody")
    expect(panel.get_by_text("Link to this view")).to_be_visible()
    settle(page)
    if label == "link":
        return panel.get_by_test_id("stCode").first.inner_text().strip()
    return panel.get_by_role("link", name=label, exact=True).get_attribute("href") or ""


def test_a_page_draws_though_its_connections_go_to_two_servers(
    open_page: OpenPage, servers: tuple[str, str]
) -> None:
    with balance(ports(servers)) as url:
        for _ in range(3):
            page = open_page(url)
            expect(marks(page).first).to_be_visible()
            expect_on_map(page, 8)
            page.context.close()


def test_a_link_and_a_file_of_one_server_are_the_same_at_the_other(
    open_page: OpenPage, servers: tuple[str, str], store: DeltaStore
) -> None:
    one, two = servers
    behind = open_page(two)
    expect(title(behind)).to_have_text(re.compile("^9 reports"))
    first = open_page(one)
    expect(title(first)).to_have_text(re.compile("^9 reports"))
    made_before = shared(first, "link")

    store.write([hostile_result()])
    ahead = open_page(one)
    ahead.get_by_role("button", name="New reports have arrived").click(timeout=60_000)
    expect(title(ahead)).to_have_text(re.compile("^17 reports"))
    file = urlsplit(shared(ahead, "CSV"))
    link = urlsplit(ahead.get_by_test_id("stCode").first.inner_text().strip())

    # The other server still shows the older version to whoever asks it without a version ...
    assert HTTP.request("HEAD", f"{two}/data/events.csv").headers["Dateline-Events"] == "9"
    # ... and catches up for an address that names the newer one.
    answer = HTTP.request("HEAD", f"{two}{file.path}?{file.query}")
    assert answer.headers["Dateline-Events"] == "17"
    other = open_page(f"{two}/?{link.query}")
    expect(title(other)).to_have_text(re.compile("^17 reports"))
    assert other.get_by_text("changed since the link was made").count() == 0

    older = open_page(f"{two}/?{urlsplit(made_before).query}")
    expect(older.get_by_text("8 reports of this view changed since")).to_be_visible()


def answers(url: str) -> bool:
    try:
        return HTTP.request("GET", f"{url}/_stcore/health").status == 200
    except urllib3.exceptions.HTTPError:
        return False


@pytest.mark.skipif(not CADDY, reason="Caddy is not installed")
def test_caddy_keeps_a_visitor_with_one_server(
    open_page: OpenPage, servers: tuple[str, str], tmp_path: Path
) -> None:
    url = f"http://127.0.0.1:{find_free_port()}"
    upstream = " ".join(f"127.0.0.1:{one}" for one in ports(servers))
    with run_caddy(tmp_path, is_up=lambda: answers(url), SITE=url, UPSTREAM=upstream):
        page = open_page(url)
        expect(marks(page).first).to_be_visible()
        (cookie,) = (
            one for one in page.context.cookies(url) if one.get("name") == "dateline_server"
        )
        headers = {"Cookie": f"dateline_server={cookie.get('value')}"}
        again = page.context.new_page()
        again.goto(url)
        expect(marks(again).first).to_be_visible()
        assert HTTP.request("GET", url, headers=headers).headers.get("Set-Cookie") is None


@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
def test_nginx_serves_it_under_a_path(
    open_page: OpenPage, start_server: Callable[..., str], store: DeltaStore, tmp_path: Path
) -> None:
    server = start_server(Path(store.uri), "--server.baseUrlPath", "maps")
    port = find_free_port()
    site = f"http://127.0.0.1:{port}"
    with run_nginx(
        tmp_path, port=port, upstream=urlsplit(server).netloc, is_up=lambda: answers(f"{site}/maps")
    ):
        page = open_page(f"{site}/maps/")
        expect(marks(page).first).to_be_visible()
        with page.expect_websocket(lambda socket: "/maps/map/wire?" in socket.url) as wire:
            page.reload()
        expect(page.get_by_role("table").first).to_be_visible()
        assert not wire.value.is_closed()
        assert HTTP.request("GET", f"{site}/maps/data/events.csv").status == 200
        assert HTTP.request("GET", f"{site}/data/events.csv").status >= 400
