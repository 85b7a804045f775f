"""Makes the pictures of the documentation from a running page: `make screenshots`.

The seed article is read by the real pipeline into a store of its own; the pictures are written to
docs/images, at desktop and phone width, light and dark.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from fixtures.application import CHROMIUM, CHROMIUM_FLAGS, ROOT, serve
from fixtures.private import serve_private
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from steps import event_map, mark, marks, popup, title

from geodata.store import DeltaStore

IMAGES = ROOT / "docs" / "images"
DESKTOP, PHONE, SMALL, LOW = (1400, 900), (390, 844), (900, 560), (900, 190)
TWIN = ("--grid-km", "25", "--as-of", "2025-06-01", "--delay-days", "14", "--strike", "Assad")
REST_MS = 1000  # for a map that makes room for a popup


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        store, file, twin = folder / "store", folder / "aleppo.html", folder / "public"
        run("geodata", "ingest", "seeds", "--store", str(store))
        run("dashboard", "snapshot", "--store", str(store), "-o", str(file))
        run("dashboard", "publish", "--store", str(store), "--to", str(twin), *TWIN)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        with serve(store) as url:
            for theme in ("light", "dark"):
                take(browser, url, name=f"map-{theme}", size=DESKTOP, theme=theme, open_report=True)
                take(browser, url, name=f"phone-{theme}", size=PHONE, theme=theme)
                take_snapshot(browser, file, name=f"snapshot-{theme}", theme=theme)
            take_share_panel(browser, url)
            take_plain(browser, f"{url}/{find_incident(store)}", name="incident-light")
            take_plain(browser, f"{url}/ogc?f=html", name="ogc-light")
        with serve(twin) as url:
            take(browser, url, name="twin-light", size=DESKTOP, theme="light", open_report=True)
        with serve_private(store, folder) as private:
            take_sign_in(browser, private.url)
        with serve(folder / "none", DATELINE_GAZETTEER=str(folder / "gazetteer")) as url:
            take_first_start(browser, url)
        browser.close()


def run(module: str, *words: str) -> None:
    subprocess.run([sys.executable, "-m", module, *words], cwd=ROOT, check=True)  # noqa: S603


def save(page: Page, name: str) -> None:
    """The picture of a page, in the 256 colours that serve it best: a third of the size."""
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    colours = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    colours.save(IMAGES / f"{name}.png", optimize=True)


def find_incident(store: Path) -> str:
    """The address of the incident that most reports tell."""
    told = Counter(DeltaStore(store).read_events()["incident_id"].to_pylist())
    return f"incident/{told.most_common(1)[0][0]}"


def take_plain(browser: Browser, url: str, *, name: str) -> None:
    """One picture of a page that is plain HTML."""
    page = open_page(browser, url, size=SMALL, theme="light")
    expect(title(page)).to_be_visible()
    save(page, name)
    page.close()


def take_sign_in(browser: Browser, url: str) -> None:
    """The way in to a private collection, and what somebody sees who is not on its list."""
    page = open_page(browser, f"{url}/?type=Battles", size=SMALL, theme="light")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.wait_for_timeout(REST_MS)
    save(page, "sign-in-light")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sam Stranger").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.wait_for_timeout(REST_MS)
    save(page, "not-listed-light")
    page.close()


def take_first_start(browser: Browser, url: str) -> None:
    """What a visitor sees while a server without a store reads the articles that came with it."""
    page = open_page(browser, url, size=LOW, theme="light")
    expect(page.get_by_text("Opening the gazetteer")).to_be_visible()
    page.wait_for_timeout(REST_MS)
    save(page, "first-start-light")
    page.close()


def take_snapshot(browser: Browser, file: Path, *, name: str, theme: str) -> None:
    """One picture of a saved file with its first report chosen."""
    page = open_page(browser, file.as_uri(), size=DESKTOP, theme=theme)
    page.locator("#reports .item").first.get_by_role("button").click()
    expect(page.locator(".leaflet-popup .event")).to_be_visible()
    page.wait_for_timeout(REST_MS)
    save(page, name)
    page.close()


def take_share_panel(browser: Browser, url: str) -> None:
    """One picture of the open share panel."""
    page = open_page(browser, f"{url}/?type=Battles", size=DESKTOP, theme="light")
    expect(marks(page).first).to_be_visible()
    page.get_by_role("button", name="Share or save").click()
    expect(page.get_by_text("OGC API - Features")).to_be_visible()
    expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")).to_have_count(3)
    page.wait_for_timeout(REST_MS)
    save(page, "share-light")
    page.close()


def open_page(browser: Browser, url: str, *, size: tuple[int, int], theme: str) -> Page:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, device_scale_factor=2
    )
    page.goto(url)
    return page


def take(
    browser: Browser,
    url: str,
    *,
    name: str,
    size: tuple[int, int],
    theme: str,
    open_report: bool = False,
) -> None:
    """One picture of the page, on request with the first report of the largest spot opened."""
    page = open_page(browser, url, size=size, theme=theme)
    expect(marks(page).first).to_be_visible()
    expect(event_map(page).locator(".country").nth(200)).to_be_attached()
    if open_report:
        mark(page, "reports at Idlib").click()
        event_map(page).locator(".report").first.click()
        expect(popup(page)).to_be_visible()
        expect(page.get_by_role("article").locator("p .chosen").first).to_be_visible()
        page.wait_for_timeout(REST_MS)
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    save(page, name)
    page.close()


if __name__ == "__main__":
    main()
