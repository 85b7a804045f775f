"""Two server processes on one store: behind a balancer that keeps nobody, and behind the proxies of
deploy/ where they are installed, sticky and under a path.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import urllib3
from fixtures.application import ROOT, serve
from fixtures.balancer import balance
from fixtures.reports import hostile_result, seed_result
from playwright.sync_api import Page, expect
from steps import OpenPage, expect_on_map, marks, title

from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
CADDY, NGINX = shutil.which("caddy"), shutil.which("nginx")
_PATIENCE_S = 30


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


@contextmanager
def proxy(command: list[str], url: str, environment: dict[str, str]) -> Iterator[str]:
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    deadline = time.monotonic() + _PATIENCE_S
    try:
        while True:
            try:
                if HTTP.request("GET", f"{url}/_stcore/health").status == 200:
                    break
            except urllib3.exceptions.HTTPError:
                pass
            assert time.monotonic() < deadline, "the proxy does not answer"
            assert process.poll() is None, process.stdout and process.stdout.read()
            time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.skipif(not CADDY, reason="Caddy is not installed")
def test_caddy_keeps_a_visitor_with_one_server(
    open_page: OpenPage, servers: tuple[str, str], tmp_path: Path
) -> None:
    port = free_port()
    environment = {
        "HOME": str(tmp_path),
        "SITE": f"http://127.0.0.1:{port}",
        "UPSTREAM": " ".join(f"127.0.0.1:{one}" for one in ports(servers)),
    }
    # Its own interface listens on a port of its choice, which another run may have.
    config = tmp_path / "Caddyfile"
    config.write_text("{\n\tadmin off\n}\n" + (ROOT / "deploy/Caddyfile").read_text("utf-8"))
    command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(config)]
    with proxy(command, f"http://127.0.0.1:{port}", environment) as url:
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
    port = free_port()
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    text = text.replace("127.0.0.1:8501", f"127.0.0.1:{urlsplit(server).port}")
    text = text.replace("listen 8080", f"listen 127.0.0.1:{port}")
    config = tmp_path / "nginx.conf"
    paths = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {paths}\n{text}\n}}\n"
    )
    command = [str(NGINX), "-c", str(config), "-p", str(tmp_path)]
    with proxy(command, f"http://127.0.0.1:{port}/maps", {}) as url:
        page = open_page(f"{url}/")
        expect(marks(page).first).to_be_visible()
        assert HTTP.request("GET", f"{url}/data/events.csv").status == 200
        assert HTTP.request("GET", f"http://127.0.0.1:{port}/data/events.csv").status >= 400
