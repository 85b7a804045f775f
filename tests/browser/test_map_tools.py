"""The tools on the map: how it is drawn, finding a place, measuring, the whole screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from fixtures.application import serve
from fixtures.reports import crowd_tables, seed_result
from playwright.sync_api import FrameLocator, Page, expect
from steps import OpenPage, event_map, expect_on_map, mark, marks, popup, settle

from geodata import schema
from geodata.gazetteer import Gazetteer
from geodata.store import DeltaStore

# A picture that our own server has; what is asked of it says which tile was wanted.
TILES = "../../app/static/lib/leaflet/images/marker-icon.png?{z}/{x}/{y}"


@pytest.fixture(scope="module")
def pacific_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """1,800 reports on one spot in Fiji, 600 in Samoa, on the other side of the antimeridian."""
    article, reader = crowd_tables(2400)
    events = reader.read_all().to_pylist()
    for number, event in enumerate(events):
        event["latitude"], event["longitude"] = (-17.8, 178.0) if number % 4 else (-13.8, -171.8)
    table = pa.Table.from_pylist(events, schema=schema.arrow(schema.EVENTS))
    store = tmp_path_factory.mktemp("pacific") / "store"
    DeltaStore(store).write_table(article, table.to_reader())
    with serve(store) as url:
        yield url


def open_panel(page: Page) -> FrameLocator:
    shown = event_map(page)
    shown.get_by_role("button", name="How the map is drawn").click()
    return shown


def key(page: Page) -> list[str]:
    return event_map(page).locator(".legend li").all_inner_texts()


def test_colours_can_stand_for_actors_or_time(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    shown = open_panel(page)
    shown.get_by_role("radio", name="Actor").check()
    expect(shown.get_by_role("list", name="Key")).to_contain_text("Hay'at Tahrir al-Sham")
    expect(page).to_have_url(re.compile("colour=actor"))
    expect_on_map(page, 8)
    expect(mark(page, "Hay'at Tahrir al-Sham")).to_be_visible()
    shown.get_by_role("radio", name="Time").check()
    expect(shown.get_by_role("list", name="Key")).to_contain_text("1 December 2024")
    settle(page)
    other = open_page(page.url)
    expect(event_map(other).get_by_role("list", name="Key")).to_contain_text("1 December 2024")
    settle(other)
    assert key(other) == key(page)


def test_marks_keep_the_shapes_of_their_types_in_other_colours(
    open_page: OpenPage, seed_url: str
) -> None:
    shape = ".mark[aria-label^='Battles, Damascus'] path.shape"
    pages = [open_page(seed_url), open_page(f"{seed_url}/?colour=time")]
    for page in pages:
        settle(page)
    by_type, by_time = (event_map(page).locator(shape) for page in pages)
    assert by_type.get_attribute("d") == by_time.get_attribute("d")
    assert by_type.get_attribute("style") != by_time.get_attribute("style")


def test_density_is_drawn_in_place_of_marks_that_can_still_be_reached(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(seed_url)
    shown = open_panel(page)
    shown.get_by_label("Density").check()
    expect(shown.locator("canvas.heat")).to_be_attached()
    expect(page).to_have_url(re.compile("heat=1"))
    settle(page)
    drawn = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
    coloured = f"canvas => ({drawn})(canvas).data.filter((value, i) => i % 4 === 3 && value).length"
    assert shown.locator("canvas.heat").evaluate(coloured) > 1000
    face = mark(page, "Battles, Damascus").locator(".face")
    expect(face).to_have_css("opacity", "0")
    mark(page, "Battles, Damascus").focus()
    expect(face).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(popup(page)).to_contain_text("near Damascus")


def test_a_background_is_asked_for_only_where_it_is_chosen(
    open_page: OpenPage, start_server: Callable[..., str], tmp_path: Path
) -> None:
    DeltaStore(tmp_path / "store").write([seed_result()])
    url = start_server(tmp_path / "store", DATELINE_TILES=TILES)
    page = open_page(f"{url}/?map=outline")
    expect(event_map(page).locator(".country").nth(200)).to_be_attached()
    expect(event_map(page).locator(".leaflet-tile")).to_have_count(0)
    shown = open_panel(page)
    with page.expect_request(re.compile(r"marker-icon\.png\?\d+/\d+/\d+")):
        shown.get_by_label("Map", exact=True).check()
    expect(page).not_to_have_url(re.compile("map="))
    expect(shown.get_by_role("link", name="OpenStreetMap")).to_have_attribute("target", "_blank")
    settle(page)
    drawings = shown.locator(".leaflet-container").get_attribute("data-drawings")
    shown.get_by_label("Outline only").check()
    expect(shown.locator(".leaflet-tile")).to_have_count(0)
    settle(page)
    now = shown.locator(".leaflet-container").get_attribute("data-drawings")
    assert int(now or 0) > int(drawings or 0)  # the map was never loaded anew


def test_a_place_is_found_by_its_name(
    open_page: OpenPage, seed_url: str, gazetteer: Gazetteer
) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    box = event_map(page).get_by_role("combobox", name="Find a place")
    box.fill("Damascus, Syria")
    box.press("Enter")
    places = event_map(page).get_by_role("listbox", name="Places")
    expect(places.get_by_role("option").first).to_contain_text("Damascus")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"at=33\.5\d*%2C36\.\d+%2C1\d"))
    expect(event_map(page).locator(".leaflet-tooltip")).to_contain_text("Damascus")
    expect(mark(page, "Battles, Damascus")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(event_map(page).locator(".found")).to_have_count(0)


def test_of_several_places_one_is_chosen_by_keyboard(
    open_page: OpenPage, seed_url: str, gazetteer: Gazetteer
) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    box = event_map(page).get_by_role("combobox", name="Find a place")
    box.fill("Springfield")
    options = event_map(page).get_by_role("option")
    expect(options).to_have_count(6)
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    wanted = options.nth(1).locator("span").first.inner_text()
    box.press("Enter")
    expect(box).to_have_value(wanted)
    box.fill("zzxxqq")
    box.press("Enter")
    expect(event_map(page).get_by_text("No such place is known.")).to_be_visible()


def test_a_distance_is_measured_by_mouse_and_by_keyboard(
    open_page: OpenPage, seed_url: str
) -> None:
    page = open_page(f"{seed_url}/?at=34.8,37,7")
    shown = event_map(page)
    shown.get_by_role("button", name="Measure a distance").click()
    said = shown.locator(".measured")
    expect(said).to_contain_text("Escape ends")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)  # the map pans
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"^\d+(\.\d)? km, \d+(\.\d)? miles$"))
    before = said.inner_text()
    shown.locator(".leaflet-container").click(position={"x": 300, "y": 60})
    expect(said).not_to_have_text(before)
    page.keyboard.press("Backspace")
    expect(said).to_have_text(before)
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()
    expect(shown.locator(".way")).to_have_count(0)


def test_the_map_takes_the_whole_screen(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url)
    expect(marks(page)).to_have_count(3)
    event_map(page).get_by_role("button", name="Full screen").click()
    leave = event_map(page).get_by_role("button", name="Leave full screen")
    expect(leave).to_be_visible()
    leave.click()
    expect(event_map(page).get_by_role("button", name="Full screen")).to_be_visible()


def test_all_reports_are_drawn_on_either_side_of_the_antimeridian(
    open_page: OpenPage, pacific_url: str
) -> None:
    for at in ("-15,179,5", "-15,-176,5", "0,175,2", "0,-175,1", ""):
        page = open_page(f"{pacific_url}/?at={at}" if at else pacific_url)
        expect(marks(page).first).to_be_visible()
        expect_on_map(page, 2400)
        settle(page)
        frame = page.locator("iframe.stCustomComponentV1").bounding_box()
        assert frame
        for box in [one.bounding_box() for one in marks(page).all()]:
            assert box
            assert frame["x"] <= box["x"] <= frame["x"] + frame["width"]


def test_many_reports_of_one_spot_are_listed_in_the_table_at_any_zoom(
    open_page: OpenPage, pacific_url: str
) -> None:
    page = open_page(f"{pacific_url}/?at=-15,179,5")
    mark(page, "1,800 reports").click()
    expect(event_map(page).get_by_role("button", name="Come closer")).to_be_visible()
    event_map(page).get_by_role("button", name="List them in the table").click()
    expect(page).to_have_url(re.compile("box=-17.8"))
    expect(page.get_by_role("table", name="Reports 1 to 25 of 1,800")).to_be_visible()


def test_on_a_phone_no_tool_lies_on_another(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url, width=390, height=844)
    expect(marks(page).first).to_be_visible()
    settle(page)
    controls = event_map(page).locator(
        ".leaflet-control:not([hidden], .leaflet-control-attribution)"
    )
    boxes = [box for control in controls.all() if (box := control.bounding_box())]
    assert len(boxes) >= 6
    for i, one in enumerate(boxes):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= 390
        for other in boxes[:i]:
            apart_x = (
                one["x"] >= other["x"] + other["width"] or other["x"] >= one["x"] + one["width"]
            )
            apart_y = (
                one["y"] >= other["y"] + other["height"] or other["y"] >= one["y"] + one["height"]
            )
            assert apart_x or apart_y


def test_on_a_phone_the_tools_make_room_for_a_report(open_page: OpenPage, seed_url: str) -> None:
    page = open_page(seed_url, width=390, height=844)
    mark(page, "Battles, Damascus").click()
    expect(popup(page)).to_be_visible()
    measure = event_map(page).get_by_role("button", name="Measure a distance")
    expect(measure).to_be_hidden()
    page.keyboard.press("Escape")
    expect(popup(page)).to_have_count(0)
    expect(event_map(page).locator(".tools")).to_be_visible()
