"""A saved view opened from disk, with the network off, in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixtures.reports import HOSTILE, hostile_result, seed_result
from playwright.sync_api import Browser, Locator, Page, expect
from steps import PATIENCE_MS

from benchmarks.scale import GED, write_store
from dashboard.snapshot.building import build_snapshot
from geodata.filters import EventFilter
from geodata.queries import EventQueries
from geodata.store import DeltaStore

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
MOST_BYTES = 5_000_000
OpenFile = Callable[..., Page]


@pytest.fixture
def open_file(browser: Browser) -> Iterator[OpenFile]:
    """Opens a file in a browser without a network; complaints and requests fail the test."""
    complaints: list[str] = []
    with ExitStack() as contexts:

        def open_(
            file: Path,
            *,
            link: str = "",
            width: int = 1400,
            height: int = 900,
            theme: str = "light",
        ) -> Page:
            size = {"width": width, "height": height}
            context = browser.new_context(viewport=size, color_scheme=theme, offline=True)
            contexts.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("console", lambda said: complaints.append(said.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("request", lambda request: note_request(request.url, file, complaints))
            page.goto(f"{file.as_uri()}{link}")
            return page

        yield open_
    assert not complaints


def note_request(url: str, file: Path, complaints: list[str]) -> None:
    if url.partition("#")[0] != file.as_uri() and not url.startswith("data:"):
        complaints.append(f"request: {url}")


def save(store: Path, file: Path) -> Path:
    queries = EventQueries.open(DeltaStore(store))
    file.write_bytes(build_snapshot(queries, EventFilter(), made=MADE))
    return file


@pytest.fixture(scope="session")
def seed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed-file")
    DeltaStore(folder / "store").write([seed_result()])
    return save(folder / "store", folder / "aleppo.html")


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile-file")
    DeltaStore(folder / "store").write([hostile_result()])
    return save(folder / "store", folder / "hostile.html")


@pytest.fixture(scope="session")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not GED.exists():
        pytest.skip("the shared benchmarks are not on this machine")
    folder = tmp_path_factory.mktemp("large-file")
    write_store(folder / "store", rows=10_000)
    return save(folder / "store", folder / "large.html")


def headline(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def items(page: Page) -> Locator:
    return page.locator("#reports .item")


def mark(page: Page, name: str) -> Locator:
    return page.locator(".mark").and_(page.get_by_role("button", name=name)).first


def expect_on_map(page: Page, count: int) -> None:
    """The marks stand for so many reports, once the map has come to rest."""
    names = page.locator(".mark")
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while (found := sum(map(reports_of, names.evaluate_all(NAMES)))) != count:
        assert time.monotonic() < deadline, f"{found} on the map, not {count}"


NAMES = "marks => marks.map((mark) => mark.getAttribute('aria-label') ?? '')"


def reports_of(name: str) -> int:
    count = re.match(r"([\d,]+) reports?\b", name)
    return int(count[1].replace(",", "")) if count else 1


def test_a_file_opens_offline_with_map_list_timeline_and_sources(
    open_file: OpenFile, seed_file: Path
) -> None:
    page = open_file(seed_file)
    expect(headline(page)).to_have_text("9 reports of 8 incidents, 27 November to 1 December 2024")
    expect(page.get_by_text("8 on the map, 1 country only")).to_be_visible()
    expect(items(page)).to_have_count(9)
    expect_on_map(page, 8)
    expect(page.locator(".country").nth(200)).to_be_attached()
    expect(page.get_by_text("Syria", exact=True).first).to_be_visible()
    expect(page.get_by_role("img", name="Reports per day").locator(".slot")).to_have_count(21)
    expect(page.locator("#sources li")).to_have_count(1)
    expect(page.get_by_text("SHA-256 of its data")).to_be_visible()


def test_the_filters_change_everything_together_without_a_server(
    open_file: OpenFile, seed_file: Path
) -> None:
    page = open_file(seed_file)
    page.get_by_label("Who").select_option("Military Forces of Russia")
    expect(headline(page)).to_have_text("1 report of 1 incident, 27 to 30 November 2024")
    expect(items(page)).to_have_count(1)
    expect_on_map(page, 1)
    expect(page).to_have_url(re.compile("actor=Military"))
    page.get_by_role("button", name="Clear all filters").click()
    expect(items(page)).to_have_count(9)
    page.get_by_role("group", name="Type of event").get_by_role("button", name="Battles").click()
    expect(items(page)).to_have_count(3)
    page.get_by_label("From").fill("2024-12-01")
    expect(headline(page)).to_have_text("1 report of 1 incident, 1 December 2024")
    page.get_by_role("button", name="Clear all filters").click()
    page.get_by_label("Words").fill("AIRPORT")
    expect(items(page)).to_have_count(1)
    page.get_by_label("Words").fill("nowhere at all")
    expect(headline(page)).to_have_text("No reports")
    expect(page.locator(".mark")).to_have_count(0)


def test_a_click_on_a_bar_shows_its_day_and_another_one_all_again(
    open_file: OpenFile, seed_file: Path
) -> None:
    page = open_file(seed_file)
    bar = page.locator(".slot", has_text="1 December 2024: 3 reports")
    bar.click()
    expect(items(page)).to_have_count(3)
    expect(page).to_have_url(re.compile("from=2024-12-01&to=2024-12-01"))
    page.locator(".slot", has_text="1 December 2024: 3 reports").click()
    expect(items(page)).to_have_count(9)


def test_map_and_list_choose_the_same_report(open_file: OpenFile, seed_file: Path) -> None:
    page = open_file(seed_file)
    mark(page, "Battles, Damascus").click()
    popup = page.locator(".leaflet-popup .event")
    expect(popup).to_contain_text("near Damascus, Syria")
    expect(page.locator(".item.chosen")).to_contain_text("Rebels are currently marching")
    page.get_by_role("button", name="Close popup").click()
    expect(page.locator(".item.chosen")).to_have_count(0)
    items(page).filter(has_text="airport").get_by_role("button").click()
    expect(popup).to_contain_text("Aleppo International Airport")
    expect(page).to_have_url(re.compile("event="))


def test_the_address_of_a_view_opens_it_again(open_file: OpenFile, seed_file: Path) -> None:
    page = open_file(seed_file)
    page.get_by_label("Who").select_option("Hay'at Tahrir al-Sham")
    mark(page, "Battles, Damascus").click()
    expect(page).to_have_url(re.compile("actor=.*event="))
    again = open_file(seed_file, link="#" + page.url.partition("#")[2])
    expect(headline(again)).to_have_text(headline(page).inner_text())
    expect(again.locator(".leaflet-popup .event")).to_contain_text("near Damascus, Syria")


def test_an_address_that_makes_no_sense_is_passed_over(
    open_file: OpenFile, seed_file: Path
) -> None:
    link = "#from=soon&actor=%3Cb%3E&type=x&box=1,2&event=../../etc"
    expect(items(open_file(seed_file, link=link))).to_have_count(9)


def test_words_of_an_article_never_run_and_are_shown_as_they_stand(
    open_file: OpenFile, hostile_file: Path
) -> None:
    page = open_file(hostile_file)
    expect(items(page)).to_have_count(len(HOSTILE))
    for words in HOSTILE[:6]:
        item = items(page).filter(has_text=f"Strikes hit Aleppo: {words}")
        item.get_by_role("button").click()
        expect(page.locator(".leaflet-popup .event blockquote")).to_contain_text(words)
    page.locator(".mark").first.hover()
    assert page.evaluate("window.ran === undefined")
    assert page.locator("img, a[href^='javascript']").count() == 0


@pytest.mark.parametrize("file", ["seed_file", "hostile_file"])
def test_it_fits_a_phone(open_file: OpenFile, request: pytest.FixtureRequest, file: str) -> None:
    page = open_file(request.getfixturevalue(file), width=390, height=844)
    expect(items(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [390, 1000, 1400])
def test_the_key_leaves_the_scale_alone(open_file: OpenFile, seed_file: Path, width: int) -> None:
    page = open_file(seed_file, width=width)
    expect(page.locator(".legend li").first).to_be_visible()
    key, scale = (page.locator(one).bounding_box() for one in (".legend", ".leaflet-control-scale"))
    assert key
    assert scale
    assert key["x"] + key["width"] <= scale["x"]


def test_dark_is_dark_everywhere(open_file: OpenFile, seed_file: Path) -> None:
    page = open_file(seed_file, theme="dark")
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    for selector in ("body", ".leaflet-container", "#from", ".legend"):
        colour = page.locator(selector).evaluate("e => getComputedStyle(e).backgroundColor")
        assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 64, selector


def test_ten_thousand_events_are_a_small_file_that_can_be_used(
    open_file: OpenFile, large_file: Path
) -> None:
    assert large_file.stat().st_size < MOST_BYTES
    page = open_file(large_file)
    page.locator("[data-drawings]").wait_for()
    page.get_by_label("Who").select_option(index=1)
    expect(headline(page)).not_to_have_text(re.compile("^10,000"))


def test_many_events_add_up_at_every_zoom_and_are_listed_by_pages(
    open_file: OpenFile, large_file: Path
) -> None:
    page = open_file(large_file)
    mapped = re.search(r"([\d,]+) on the map", page.locator("#placement").inner_text())
    assert mapped
    expect_on_map(page, int(mapped[1].replace(",", "")))
    expect(items(page)).to_have_count(25)
    page.get_by_role("button", name="Later page").click()
    expect(page.get_by_text("26 to 50 of 10,000")).to_be_visible()


def test_the_file_plays_its_reports_over_time(open_file: OpenFile, seed_file: Path) -> None:
    page = open_file(seed_file)
    player = page.get_by_role("group", name="Reports over time")
    player.get_by_role("button", name="Play over time").click()
    player.get_by_role("combobox", name="Each step a").select_option("Week")
    slider = player.get_by_role("slider", name="Time shown")
    slider.press("Home")
    expect(player.locator("output")).to_have_text("25 November to 1 December 2024: 8 reports")
    slider.press("Escape")
    expect(page.locator(".mark").first).to_be_visible()


def test_the_file_draws_density_too(open_file: OpenFile, seed_file: Path) -> None:
    page = open_file(seed_file)
    page.get_by_role("button", name="How the map is drawn").click()
    page.get_by_label("Density").check()
    expect(page.locator("canvas.heat")).to_be_attached()
    page.get_by_label("Density").uncheck()
    expect(page.locator("canvas.heat")).to_have_count(0)
