"""Makes the pictures of the documentation from a running page: `make screenshots`.

The seed article is read by the real pipeline into a store of its own; the pictures are written to
docs/images, at desktop and phone width, light and dark.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from fixtures.application import CHROMIUM, CHROMIUM_FLAGS, ROOT, serve
from playwright.sync_api import Browser, Page, expect, sync_playwright
from steps import event_map, mark, marks, popup

IMAGES = ROOT / "docs" / "images"
DESKTOP, PHONE = (1400, 900), (390, 844)
REST_MS = 1000  # for a map that makes room for a popup


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        ingest = [sys.executable, "-m", "geodata", "ingest", "seeds", "--store", str(store)]
        subprocess.run(ingest, cwd=ROOT, check=True)  # noqa: S603 - our own command
        file = Path(folder) / "aleppo.html"
        save = [
            sys.executable,
            "-m",
            "dashboard",
            "snapshot",
            "--store",
            str(store),
            "-o",
            str(file),
        ]
        subprocess.run(save, cwd=ROOT, check=True)  # noqa: S603 - our own command
        with serve(store) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            for theme in ("light", "dark"):
                take(browser, url, name=f"map-{theme}", size=DESKTOP, theme=theme, open_report=True)
                take(browser, url, name=f"phone-{theme}", size=PHONE, theme=theme)
                take_snapshot(browser, file, name=f"snapshot-{theme}", theme=theme)
            take_share_panel(browser, url)
            browser.close()


def take_snapshot(browser: Browser, file: Path, *, name: str, theme: str) -> None:
    """One picture of a saved file with its first report chosen."""
    page = open_page(browser, file.as_uri(), size=DESKTOP, theme=theme)
    page.locator("#reports .item").first.get_by_role("button").click()
    expect(page.locator(".leaflet-popup .event")).to_be_visible()
    page.wait_for_timeout(REST_MS)
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
    page.close()


def take_share_panel(browser: Browser, url: str) -> None:
    """One picture of the open share panel."""
    page = open_page(browser, f"{url}/?type=Battles", size=DESKTOP, theme="light")
    expect(marks(page).first).to_be_visible()
    page.get_by_role("button", name="Share or save").click()
    expect(page.get_by_text("OGC API - Features")).to_be_visible()
    expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")).to_have_count(3)
    page.wait_for_timeout(REST_MS)
    page.screenshot(path=IMAGES / "share-light.png", animations="disabled")
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
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
    page.close()


if __name__ == "__main__":
    main()
