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
from playwright.sync_api import Browser, expect, sync_playwright
from steps import event_map, mark, marks, popup

IMAGES = ROOT / "docs" / "images"
DESKTOP, PHONE = (1400, 900), (390, 844)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        ingest = [sys.executable, "-m", "geodata", "ingest", "seeds", "--store", str(store)]
        subprocess.run(ingest, cwd=ROOT, check=True)  # noqa: S603 - our own command
        with serve(store) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            for theme in ("light", "dark"):
                take(browser, url, name=f"map-{theme}", size=DESKTOP, theme=theme, open_report=True)
                take(browser, url, name=f"phone-{theme}", size=PHONE, theme=theme)
            browser.close()


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
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, device_scale_factor=2
    )
    page.goto(url)
    expect(marks(page).first).to_be_visible()
    expect(event_map(page).locator(".country").nth(200)).to_be_attached()
    if open_report:
        mark(page, "reports at Idlib").click()
        event_map(page).locator(".report").first.click()
        expect(popup(page)).to_be_visible()
        expect(page.get_by_role("article").locator("p .chosen").first).to_be_visible()
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
    page.close()


if __name__ == "__main__":
    main()
