"""Behind TLS: deploy/Caddyfile as compose.yaml uses it, certified by Caddy's own authority."""

from __future__ import annotations

import base64
import hashlib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fixtures.application import CHROMIUM, CHROMIUM_FLAGS, find_free_port
from fixtures.private import Private, serve_private
from fixtures.proxies import CADDY, run_caddy
from fixtures.reports import seed_result
from playwright.sync_api import Playwright, WebSocket, expect
from steps import PATIENCE_MS, marks, title

from geodata.store import DeltaStore

pytestmark = pytest.mark.skipif(not CADDY, reason="Caddy is not installed")


@dataclass(frozen=True)
class Site:
    """A private collection under /maps of https://localhost, and who vouches for that."""

    private: Private
    plain: str
    authority: Path

    @property
    def url(self) -> str:
        return self.private.url

    def get(self, path: str, headers: dict[str, str] | None = None) -> urllib3.BaseHTTPResponse:
        trusting = urllib3.PoolManager(ca_certs=str(self.authority), retries=False)
        return trusting.request("GET", self.url + path, headers=headers)

    def is_up(self) -> bool:
        try:
            return self.authority.is_file() and self.get("/_stcore/health").status == 200
        except urllib3.exceptions.HTTPError:
            return False


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("tls")
    DeltaStore(folder / "store").write([seed_result()])
    upstream, plain, secure = find_free_port(), find_free_port(), find_free_port()
    served = serve_private(
        folder / "store",
        folder,
        port=upstream,
        url=f"https://localhost:{secure}/maps",
        STREAMLIT_SERVER_BASE_URL_PATH="maps",
        STREAMLIT_BROWSER_SERVER_ADDRESS="localhost",
        DATELINE_URL=f"https://localhost:{secure}/maps",
    )
    with served as private:
        authority = folder / ".local/share/caddy/pki/authorities/local/root.crt"
        site = Site(private, f"http://localhost:{plain}/maps", authority)
        ports = f"http_port {plain}", f"https_port {secure}", "skip_install_trust"
        with run_caddy(
            folder,
            *ports,
            is_up=site.is_up,
            SITE="localhost",
            UPSTREAM=f"127.0.0.1:{upstream}",
            BASE_PATH="/maps",
        ):
            yield site


def fingerprint_of_intermediate(site: Site) -> str:
    """What Chromium knows an authority by; the root itself is not sent along."""
    pem = site.authority.with_name("intermediate.crt").read_bytes()
    key = x509.load_pem_x509_certificate(pem).public_key()
    digest = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return base64.b64encode(digest.digest()).decode()


def test_a_client_that_trusts_the_authority_gets_in_and_another_does_not(site: Site) -> None:
    assert site.get("/_stcore/health").data == b"ok"
    stranger = urllib3.PoolManager(ca_certs=ssl.get_default_verify_paths().cafile, retries=False)
    with pytest.raises(urllib3.exceptions.SSLError):
        stranger.request("GET", f"{site.url}/_stcore/health")


def test_who_comes_without_tls_is_sent_to_it(site: Site) -> None:
    answer = urllib3.request("GET", f"{site.plain}/feed.atom", redirect=False, retries=False)
    assert answer.status == 308
    assert answer.headers["Location"].startswith("https://localhost")


def test_the_doors_are_shut_behind_the_proxy_too(site: Site) -> None:
    assert site.get("/data/events.csv").status == 401
    answer = site.get("/ogc?f=json", site.private.cookie("Vera Viewer"))
    assert answer.status == 200
    links = [link["href"] for link in answer.json()["links"]]
    assert all(link.startswith(f"{site.url}/ogc") for link in links)


def test_a_browser_signs_in_and_draws_the_map_over_tls(playwright: Playwright, site: Site) -> None:
    trusted = f"--ignore-certificate-errors-spki-list={fingerprint_of_intermediate(site)}"
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*CHROMIUM_FLAGS, trusted])
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))
    page.goto(f"{site.url}/?type=Battles")
    expect(title(page)).to_have_text("Dateline")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Vera Viewer").click()
    expect(marks(page).first).to_be_visible()
    expect(title(page)).to_have_text(re.compile("^3 reports"))
    assert "type=Battles" in page.url
    cookies = {cookie.get("name"): cookie for cookie in page.context.cookies(site.url)}
    bare = {name for name, cookie in cookies.items() if not cookie.get("secure")}
    assert bare <= {"dateline_server"}  # Caddy's own, which says nothing but which server it is
    assert cookies["_streamlit_user"].get("httpOnly")
    assert "dateline_view" not in cookies
    expect(page.get_by_role("table").first).to_be_visible()  # all has been drawn, the map before
    wire = next(one for one in sockets if "/maps/map/wire?" in one.url)
    assert wire.url.startswith("wss:")
    assert not wire.is_closed()
    assert page.request.get(f"{site.url}/data/events.csv", ignore_https_errors=True).status == 200
    browser.close()
    assert not complaints
