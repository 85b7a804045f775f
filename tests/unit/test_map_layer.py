"""A window of events as the arrays that the map's script reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit_folium
from fixtures.reports import seed_result
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Template

from dashboard.layers.base import SCRIPTS, STATIC, build_map
from dashboard.layers.events import EventsLayer, to_script
from dashboard.layers.window import ask_window, to_wishes
from dashboard.palette import STYLES
from dashboard.state import MapStyle
from dashboard.tiles import Tiles, parse_tiles
from dashboard.views.event_map import Sent, parse
from geodata.filters import EventFilter
from geodata.model import STATEMENTS
from geodata.queries import ColourBy, EventQueries
from geodata.store import DeltaStore

WORLD = {"zoom": 3, "x0": 0, "y0": 0, "x1": 7, "y1": 7}


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> EventQueries:
    store = DeltaStore(tmp_path_factory.mktemp("layer") / "store")
    store.write([seed_result()])
    return EventQueries.open(store)


def make_layer(queries: EventQueries) -> dict[str, object]:
    window = ask_window(queries, EventFilter(), tiles=Tiles(**WORLD), colour_by=ColourBy.TYPE)
    return window | to_wishes(look=(1, None), selected=None)


def test_every_mapped_event_is_in_the_layer_once(queries: EventQueries) -> None:
    layer = make_layer(queries)
    events = layer["events"]
    assert len(events["id"]) == len(set(events["id"])) == queries.count().mapped == 8
    assert {len(column) for column in events.values()} == {8}


def test_the_extent_is_the_box_around_the_mapped_events(queries: EventQueries) -> None:
    assert queries.extent() == (33.5102, 36.29128, 36.20124, 37.22436)
    assert queries.extent(EventFilter(event_types=("Crime",))) is None


def test_a_country_is_never_pinned(queries: EventQueries) -> None:
    assert "Syria" not in make_layer(queries)["places"]


def test_the_same_state_gives_the_same_bytes(queries: EventQueries) -> None:
    assert to_script(make_layer(queries)) == to_script(make_layer(queries))


@given(st.text(), st.text(alphabet='{}%#"\\\\ <>&`$'))
@example("</script><img src=x onerror=alert(1)> `${1}`", "{{ 7 * 7 }} {% raw %} {# {%")
@example("\u2028\x00\U0001f600", '{"{{}}')
def test_words_of_an_article_stay_words(first: str, second: str) -> None:
    layer = {"sentence": first, "nested": [{"place": second}], "none": {}}
    script = to_script(layer)
    assert not set("<>&\u2028\x00") & set(script)
    assert json.loads(script) == layer
    # Folium renders the script as a template once more: that must change nothing.
    assert Template(script).render() == script


def test_the_map_is_sent_alike_on_every_run_but_for_its_layer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **sent: calls.append(sent))
    for layer in ({"a": 1}, {"a": 2}):
        streamlit_folium.st_folium(
            build_map(), key="map", feature_group_to_add=EventsLayer(layer), returned_objects=[]
        )
    first, second = calls
    changing = {name for name in first if first[name] != second[name]}
    assert changing == {"feature_group", "on_change"}
    assert "L.map(" in str(first["script"])
    assert "dateline.start(map_div, {" in str(first["script"])
    assert 'dateline.draw({"a":1});' in str(first["feature_group"])


def test_all_files_of_the_base_map_are_there() -> None:
    links = [url for _, url in [*build_map().default_js, *build_map().default_css]]
    ours = [url.split("?")[0].split("static/", 1)[1] for url in links if "app/static/" in url]
    assert len(ours) >= 2
    assert all((STATIC / name).is_file() for name in ours)


def test_one_request_brings_all_scripts_of_the_map() -> None:
    links = [url for _, url in build_map().default_js if "app/static/" not in url]
    assert [link.split("?")[0] for link in links] == ["../../map/script.js"]
    on_disk = {path.stem for path in (STATIC / "map").glob("*.js")}
    assert set(SCRIPTS) == on_disk


def test_every_type_of_event_has_a_colour_and_a_shape_of_its_own() -> None:
    lexicon = Path("geodata/lexicon/event_types.csv").read_text(encoding="utf-8")
    types = {line.split(",")[0] for line in lexicon.splitlines()[1:]}
    assert {*types, STATEMENTS} == set(STYLES)
    assert len({(style.colour, style.shape) for style in STYLES.values()}) == len(STYLES)
    symbols = (STATIC / "map/symbols.js").read_text(encoding="utf-8")
    assert all(f"    {style.shape}:" in symbols for style in STYLES.values())


def test_the_layer_is_one_call_to_the_script_of_the_base_map() -> None:
    layer = EventsLayer({"a": 1})
    layer.add_to(build_map())
    script = next(iter(layer._children.values()))._template.module.script(
        next(iter(layer._children.values()))
    )
    assert script == 'dateline.draw({"a":1});'


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "text",
        {},
        {"win": "abc", "at": 3, "style": [1, 2], "sel": 7, "seq": "x", "box": [1, 2]},
        {"win": [5, 3, 0, 1, 1], "at": [100, 0, 3]},
        {"win": [40, 0, 0, 1, 1], "at": [None, None, None]},
    ],
)
def test_what_makes_no_sense_from_the_map_is_dropped(value: object) -> None:
    assert parse(value) == Sent()


def test_a_window_wider_than_a_screen_is_cut() -> None:
    sent = parse({"win": [10, 0, 0, 1023, 1023]})
    assert sent.tiles == Tiles(zoom=10, x0=0, y0=0, x1=23, y1=23)


def test_tiles_go_on_across_the_antimeridian_and_never_around_the_world() -> None:
    assert parse_tiles([3, 6, 2, 9, 4]) == Tiles(zoom=3, x0=6, y0=2, x1=9, y1=4)
    assert parse_tiles([3, 6, 2, 14, 4]) is None
    assert parse_tiles([3, 8, 2, 9, 4]) is None
    assert parse_tiles([3, 1, 2]) is None


def test_a_style_from_the_map_is_one_that_there_is() -> None:
    assert parse({"style": ["satellite", "actor", 1]}).style == MapStyle(
        background="satellite", colour_by=ColourBy.ACTOR, heat=True
    )
    assert parse({"style": ["http://x/", ["actor"], {}]}).style == MapStyle()
