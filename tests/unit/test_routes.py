"""Downloads over real HTTP: the selection of the link, in files that other programs read."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlencode

import duckdb
import pandas as pd
import pyogrio
import pytest
import urllib3
from fixtures.reports import hostile_result, seed_result
from fixtures.serving import serve_routes

from dashboard.layers.base import STATIC, read_script
from dashboard.layers.window import ask_window
from dashboard.routes import downloads
from dashboard.state import MapStyle, ViewState, to_query
from dashboard.tiles import Tiles
from geodata import schema
from geodata.filters import EventFilter
from geodata.gazetteer import Gazetteer
from geodata.queries import ColourBy, EventQueries
from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
RUSSIA = EventFilter(actors=("Military Forces of Russia",))
SELECTIONS = (
    EventFilter(),
    EventFilter(history=True),
    RUSSIA,
    EventFilter(event_types=("Battles", "Strategic developments"), text="rebels"),
    EventFilter(bounds=(35.0, 36.0, 36.5, 38.0)),
    EventFilter(actors=("nobody",)),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("routes") / "store"
    DeltaStore(path).write([seed_result(), hostile_result()])
    return path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    with serve_routes(store) as address:
        yield address


@pytest.fixture(scope="module")
def queries(store: Path) -> EventQueries:
    return EventQueries.open(DeltaStore(store))


def get(address: str, method: str = "GET") -> urllib3.BaseHTTPResponse:
    return HTTP.request(method, address)


def link(wanted: EventFilter) -> str:
    return urlencode(to_query(ViewState(filter=wanted)), doseq=True)


def wanted_ids(queries: EventQueries, wanted: EventFilter) -> set[str]:
    return set(queries.rows(wanted, columns=("event_id",), limit=1000)["event_id"])


@pytest.mark.parametrize("wanted", SELECTIONS)
def test_pandas_reads_the_selection_from_the_csv(
    url: str, queries: EventQueries, wanted: EventFilter
) -> None:
    frame = pd.read_csv(io.BytesIO(get(f"{url}/data/events.csv?{link(wanted)}").data))
    assert set(frame["event_id"]) == wanted_ids(queries, wanted)
    assert list(frame.columns) == [column.name for column in schema.EVENTS]


@pytest.mark.parametrize("wanted", SELECTIONS)
def test_duckdb_reads_the_selection_from_the_geoparquet(
    url: str, queries: EventQueries, wanted: EventFilter, tmp_path: Path
) -> None:
    file = tmp_path / "events.parquet"
    file.write_bytes(get(f"{url}/data/events.parquet?{link(wanted)}").data)
    rows = duckdb.connect().execute("SELECT event_id FROM read_parquet(?)", [str(file)]).fetchall()
    assert {event_id for (event_id,) in rows} == wanted_ids(queries, wanted)


@pytest.mark.parametrize("wanted", SELECTIONS[:-1])
def test_gdal_reads_the_selection_from_the_geojson(
    url: str, queries: EventQueries, wanted: EventFilter, tmp_path: Path
) -> None:
    file = tmp_path / "events.geojson"
    file.write_bytes(get(f"{url}/data/events.geojson?{link(wanted)}").data)
    table = pyogrio.read_arrow(file)[1]
    assert set(table["event_id"].to_pylist()) == wanted_ids(queries, wanted)
    expected = queries.count(wanted).mapped
    geometries = table[table.schema.names[-1]]
    assert len(geometries) - geometries.null_count == expected


def test_gdal_reads_the_mapped_events_from_the_kml(
    url: str, queries: EventQueries, tmp_path: Path
) -> None:
    file = tmp_path / "events.kml"
    file.write_bytes(get(f"{url}/data/events.kml").data)
    assert pyogrio.read_info(file)["features"] == queries.count().mapped


def test_an_empty_selection_is_a_whole_file(url: str) -> None:
    query = link(EventFilter(actors=("nobody",)))
    assert json.loads(get(f"{url}/data/events.geojson?{query}").data)["features"] == []
    ET.fromstring(get(f"{url}/data/events.kml?{query}").data)  # noqa: S314


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("geojson", "application/geo+json"),
        ("kml", "application/vnd.google-earth.kml+xml"),
        ("parquet", "application/vnd.apache.parquet"),
        ("ris", "application/x-research-info-systems"),
    ],
)
def test_a_download_says_what_it_is_and_is_never_shown_as_a_page(
    url: str, suffix: str, media_type: str
) -> None:
    answer = get(f"{url}/data/events.{suffix}")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="dateline-events.{suffix}"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_bad_parameter_is_dropped_and_said(url: str, queries: EventQueries) -> None:
    answer = get(f"{url}/data/events.csv?from=soon&actor=Military+Forces+of+Russia")
    frame = pd.read_csv(io.BytesIO(answer.data))
    assert set(frame["event_id"]) == wanted_ids(queries, RUSSIA)
    said = answer.headers["Dateline-Dropped"]
    assert said.isascii()
    assert "“from=soon” in this link was dropped" in unquote(said)


def test_a_link_cannot_write_headers(url: str) -> None:
    answer = get(f"{url}/data/events.csv?from=a%0d%0aSet-Cookie:%20b=c")
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer.headers["Dateline-Dropped"]


def test_the_csv_comes_in_the_columns_of_acled(url: str) -> None:
    frame = pd.read_csv(io.BytesIO(get(f"{url}/data/events.csv?layout=acled").data))
    assert {"event_id_cnty", "inter1", "notes"} <= set(frame.columns)


def test_an_unknown_layout_is_a_problem_in_json(url: str) -> None:
    answer = get(f"{url}/data/events.csv?layout=%3Cb%3E")
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "dateline, acled, ucdp" in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("suffix", ["exe", "html", "..%2f..%2fetc%2fpasswd"])
def test_there_is_nothing_but_the_known_files(url: str, suffix: str) -> None:
    assert get(f"{url}/data/events.{suffix}").status == 404


def test_a_selection_that_is_too_large_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_EVENTS", 3)
    answer = get(f"{url}/data/events.csv")
    assert answer.status == 400
    assert "narrow the filters" in json.loads(answer.data)["detail"]
    assert get(f"{url}/data/events.csv?{link(RUSSIA)}").status == 200


def test_downloads_wait_their_turn_and_free_it_when_broken_off(url: str) -> None:
    broken = [HTTP.request("GET", f"{url}/data/events.csv", preload_content=False)]
    for answer in broken:
        answer.read(10)
        answer.close()
    for _ in range(3 * 4):
        assert get(f"{url}/data/events.csv").status == 200


def test_a_download_too_many_is_told_to_come_back(url: str) -> None:
    # The server may still be tidying up after the answer before this one.
    taken = [downloads._SLOTS.acquire(timeout=10) for _ in range(4)]
    try:
        assert all(taken)
        answer = get(f"{url}/data/events.csv")
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
    finally:
        for _ in filter(None, taken):
            downloads._SLOTS.release()


def test_asking_for_the_headers_alone_makes_no_file(url: str, queries: EventQueries) -> None:
    answer = get(f"{url}/data/events.csv", "HEAD")
    assert answer.data == b""
    assert int(answer.headers["Dateline-Events"]) == queries.count().total
    assert int(answer.headers["Dateline-Version"]) == queries.version


def test_there_is_no_way_to_write(url: str) -> None:
    assert get(f"{url}/data/events.csv", "POST").status == 405


def test_a_store_that_is_not_there_is_a_problem_in_json(tmp_path: Path) -> None:
    with serve_routes(tmp_path / "none") as address:
        answer = get(f"{address}/data/events.csv")
    assert answer.status == 503
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "detail" in json.loads(answer.data)


def test_the_routes_stand_under_the_path_of_a_host(store: Path) -> None:
    with serve_routes(store, base_path="maps/news") as address:
        assert address.endswith("/maps/news")
        assert get(f"{address}/data/events.csv").status == 200


def test_the_snapshot_of_a_link_holds_its_selection(url: str, queries: EventQueries) -> None:
    if not (STATIC / "lib/leaflet/leaflet.js").is_file():
        pytest.skip("Leaflet has not been fetched: make assets")
    answer = get(f"{url}/data/snapshot.html?{link(RUSSIA)}&to=never")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dateline-snapshot.html"'
    assert "to=never" in unquote(answer.headers["Dateline-Dropped"])
    block = answer.data.decode().split('<script type="application/json" id="data">')[1]
    data = json.loads(block.partition("</script>")[0])
    assert set(data["events"]["id"]) == wanted_ids(queries, RUSSIA)


def test_the_maps_scripts_come_in_one_file_that_may_be_kept(url: str) -> None:
    answer = get(f"{url}/map/script.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.data.decode() == read_script()


@pytest.mark.parametrize("colour_by", list(ColourBy))
def test_a_window_is_what_the_page_would_have_sent(
    url: str, queries: EventQueries, colour_by: ColourBy
) -> None:
    tiles = Tiles(zoom=5, x0=18, y0=11, x1=20, y1=13)
    link = to_query(ViewState(filter=RUSSIA, map_style=MapStyle(colour_by=colour_by)))
    asked = urlencode({**link, "win": "5,18,11,20,13"}, doseq=True)
    sent = ask_window(queries, RUSSIA, tiles=tiles, colour_by=colour_by)
    answer = get(f"{url}/map/window.json?{asked}&version={queries.version}")
    assert json.loads(answer.data) == json.loads(json.dumps(sent))
    assert len(sent["events"]["id"]) == queries.count(RUSSIA).mapped > 0
    assert (sent["colours"] is None) == (colour_by is ColourBy.TYPE)


def test_a_window_of_another_version_is_refused(url: str, queries: EventQueries) -> None:
    address = f"{url}/map/window.json?win=3,0,0,7,7&version={queries.version + 1}"
    assert get(address).status == 409


@pytest.mark.parametrize("query", ["", "win=a", "win=3,0,0,70,7", "win=19,0,0,1,1"])
def test_a_window_that_makes_no_sense_is_refused(url: str, query: str) -> None:
    assert get(f"{url}/map/window.json?{query}").status == 400


def test_a_playback_adds_up_to_the_reports_that_the_map_shows(
    url: str, queries: EventQueries
) -> None:
    wanted = EventFilter(actors=("Hay'at Tahrir al-Sham",))
    link = urlencode({**to_query(ViewState(filter=wanted)), "win": "3,0,0,7,7"}, doseq=True)
    played = json.loads(get(f"{url}/map/playback.json?{link}").data)
    assert played["by"] == "day"
    assert sum(sum(frame[1::2]) for frame in played["frames"]) == queries.count(wanted).mapped > 0
    assert played["starts"] == sorted(played["starts"])
    assert get(f"{url}/map/playback.json?{link}&version={queries.version}").status == 200
    assert get(f"{url}/map/playback.json?{link}&version={queries.version + 1}").status == 409
    months = json.loads(get(f"{url}/map/playback.json?{link}&by=month").data)
    assert (months["by"], len(months["starts"])) == ("month", 2)


@pytest.mark.parametrize("query", ["", "win=a", "win=3,0,0,70,7", "win=3,0,0,7,7&by=year"])
def test_a_playback_that_makes_no_sense_is_refused(url: str, query: str) -> None:
    assert get(f"{url}/map/playback.json?{query}").status == 400


def test_a_name_finds_its_places_the_likeliest_first(url: str, gazetteer: Gazetteer) -> None:
    found = json.loads(get(f"{url}/map/places.json?name=Aleppo").data)["places"]
    assert [place["kind"] for place in found[:2]] == ["town", "region"]
    assert found[0]["address"] == "Aleppo, Syria"
    assert abs(found[0]["latitude"] - 36.2) < 0.1
    assert len(json.loads(get(f"{url}/map/places.json?name=Springfield").data)["places"]) == 6
    assert json.loads(get(f"{url}/map/places.json?name=zzxxqq").data)["places"] == []


@pytest.mark.parametrize("name", ["", "%20", "a" * 101, "%00", "Aleppo%0AIdlib"])
def test_what_is_no_name_is_refused(url: str, name: str) -> None:
    assert get(f"{url}/map/places.json?name={name}").status == 400
