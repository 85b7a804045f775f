"""What the headers let a browser do and what they forbid, seen in a browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fixtures.reports import seed_result
from playwright.sync_api import Browser, Frame, Page, expect
from steps import PATIENCE_MS, OpenPage, event_map, marks

from geodata.store import DeltaStore

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class Elsewhere:
    """Another site of this machine: pictures, and a page that frames an address."""

    def __init__(self) -> None:
        self.framed = ""
        self.asked: list[tuple[str, str | None]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["Referer"]))
                is_page = self.path == "/"
                body = f'<iframe src="{site.framed}"></iframe>'.encode() if is_page else PIXEL
                self.send_response(200)
                self.send_header("Content-Type", "text/html" if is_page else "image/png")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *said: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    DeltaStore(tmp_path / "store").write([seed_result()])
    return tmp_path / "store"


@pytest.fixture
def careless_page(browser: Browser) -> Iterator[Page]:
    """A page whose complaints are the point of the test."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


def map_frame(page: Page) -> Frame:
    expect(marks(page).first).to_be_visible()
    return next(frame for frame in page.frames if "/component/" in frame.url)


TRY = {
    "a script from another site": """(url) => new Promise(done => {
        const script = document.createElement("script");
        script.onload = () => done(true); script.onerror = () => done(false);
        script.src = url + "/x.js"; document.head.append(script);
    })""",
    "a picture from another site": """(url) => new Promise(done => {
        const picture = new Image();
        picture.onload = () => done(true); picture.onerror = () => done(false);
        picture.src = url + "/x.png";
    })""",
    "words sent to another site": """(url) => fetch(url + "/x", {mode: "no-cors"})
        .then(() => true, () => false)""",
    "a handler in markup": """() => new Promise(done => {
        window.ran = false;
        const box = document.createElement("div");
        box.innerHTML = '<img src="data:," onerror="window.ran = true">';
        document.body.append(box);
        setTimeout(() => done(window.ran), 500);
    })""",
}
IN_PAGE_ALONE = {
    "inline code": """() => {
        const script = document.createElement("script");
        script.textContent = "window.ranInline = true"; document.head.append(script);
        return Boolean(window.ranInline);
    }""",
    "a form to another site": """(url) => new Promise(done => {
        document.addEventListener("securitypolicyviolation", () => done(false));
        const form = document.createElement("form");
        form.action = url; document.body.append(form); form.submit();
        setTimeout(() => done(true), 1000);
    })""",
}


def test_smuggled_code_would_not_run_and_nothing_would_leave(
    careless_page: Page, seed_url: str, elsewhere: Elsewhere
) -> None:
    careless_page.goto(seed_url)
    frame = map_frame(careless_page)
    for what, attempt in TRY.items():
        assert frame.evaluate(attempt, elsewhere.url) is False, f"{what} in the map"
    for what, attempt in {**TRY, **IN_PAGE_ALONE}.items():
        assert careless_page.evaluate(attempt, elsewhere.url) is False, f"{what} in the page"
    assert elsewhere.asked == []


def test_the_same_code_runs_where_nothing_forbids_it(
    careless_page: Page, elsewhere: Elsewhere
) -> None:
    careless_page.goto(elsewhere.url + "/")
    for what in ("a picture from another site", "a handler in markup"):
        assert careless_page.evaluate(TRY[what], elsewhere.url) is True
    assert careless_page.evaluate(IN_PAGE_ALONE["inline code"], elsewhere.url) is True


def test_the_tiles_that_are_set_are_asked_with_the_site_as_referrer(
    open_page: OpenPage, start_server: Callable[..., str], store: Path, elsewhere: Elsewhere
) -> None:
    url = start_server(store, DATELINE_TILES=elsewhere.url + "/tiles/{z}/{x}/{y}.png")
    page = open_page(url)
    expect(event_map(page).locator("img.leaflet-tile-loaded").first).to_be_attached()
    assert elsewhere.asked
    assert {referrer for _, referrer in elsewhere.asked} == {url + "/"}


@pytest.mark.parametrize("named", [True, False])
def test_only_the_named_sites_may_frame_the_page(
    careless_page: Page,
    start_server: Callable[..., str],
    store: Path,
    elsewhere: Elsewhere,
    named: bool,
) -> None:
    origin = elsewhere.url if named else "https://www.example.org"
    elsewhere.framed = start_server(store, DATELINE_EMBED_ORIGINS=origin) + "?embed=true"
    complaints: list[str] = []
    careless_page.on("console", lambda said: complaints.append(said.text))
    heading = careless_page.frame_locator("iframe").get_by_role("heading", level=1)
    if named:
        careless_page.goto(elsewhere.url + "/")
        expect(heading).to_have_text("9 reports of 8 incidents, 27 November to 1 December 2024")
        assert not [said for said in complaints if "frame-ancestors" in said]
    else:
        with careless_page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            careless_page.goto(elsewhere.url + "/")
        assert heading.count() == 0


@pytest.mark.parametrize(
    "path", ["/", "/ogc", "/feed.atom", "/data/events.csv", "/event/0", "/app/static/map/map.js"]
)
def test_every_answer_has_the_headers(open_page: OpenPage, seed_url: str, path: str) -> None:
    headers = open_page(seed_url).request.get(seed_url + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert "geolocation=()" in headers["permissions-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors *" in headers["content-security-policy"]


def test_a_page_that_may_not_be_framed_offers_no_frame(
    open_page: OpenPage, start_server: Callable[..., str], store: Path
) -> None:
    page = open_page(start_server(store, DATELINE_EMBED_ORIGINS="none"))
    expect(marks(page).first).to_be_visible()
    page.get_by_role("button", name="Share or save").click()
    panel = page.get_by_test_id("stPopoverBody")
    expect(panel.get_by_text("Other sites may not show this collection")).to_be_visible()
    expect(panel.get_by_text("<iframe")).to_have_count(0)
