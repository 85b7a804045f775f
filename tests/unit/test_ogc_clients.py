"""OGC API - Features over real HTTP, read by programs that are not ours: GDAL and OWSLib."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyogrio
import pytest
import urllib3
from fixtures.reports import HOSTILE, crowd_tables, hostile_result, seed_result
from fixtures.serving import serve_routes
from owslib.ogcapi.features import Features

from geodata import schema
from geodata.filters import EventFilter, Sureness
from geodata.queries import EventQueries
from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
CROWD = 2500

pytestmark = pytest.mark.skipif(
    "OAPIF" not in pyogrio.list_drivers(), reason="this GDAL has no driver for OGC API - Features"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ogc") / "store"
    DeltaStore(path).write([seed_result(), hostile_result()])
    return path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    with serve_routes(store, base_path="maps") as address:
        yield f"{address}/ogc"


@pytest.fixture(scope="module")
def queries(store: Path) -> EventQueries:
    return EventQueries.open(DeltaStore(store))


def get(address: str, **headers: str) -> urllib3.BaseHTTPResponse:
    return HTTP.request("GET", address, headers=headers)


def read(address: str) -> dict[str, Any]:
    answer = get(address)
    assert answer.status == 200, answer.data
    document: dict[str, Any] = json.loads(answer.data)
    return document


def ids(queries: EventQueries, wanted: EventFilter) -> set[str]:
    return set(queries.rows(wanted, columns=("event_id",), limit=1000)["event_id"])


def read_by_gdal(url: str, **options: object) -> Any:
    _, table = pyogrio.read_arrow(f"OAPIF:{url}", layer="events", **options)
    return table


def test_gdal_reads_all_events_with_their_columns(url: str, queries: EventQueries) -> None:
    table = read_by_gdal(url)
    assert set(table["event_id"].to_pylist()) == ids(queries, EventFilter())
    names = {column.name for column in schema.EVENTS} - {"latitude", "longitude"}
    assert names <= set(table.schema.names)
    info = pyogrio.read_info(f"OAPIF:{url}", layer="events")
    assert info["crs"] in ("OGC:CRS84", "EPSG:4326")


def test_gdal_reads_a_box(url: str, queries: EventQueries) -> None:
    west, south, east, north = 36.5, 36.0, 38.0, 37.0
    table = read_by_gdal(url, bbox=(west, south, east, north))
    wanted = EventFilter(bounds=(south, west, north, east))
    assert set(table["event_id"].to_pylist()) == ids(queries, wanted)
    assert 0 < len(table) < queries.count().total


def test_gdal_reads_by_a_property(url: str, queries: EventQueries) -> None:
    table = read_by_gdal(url, where="event_type = 'Battles'")
    assert set(table["event_id"].to_pylist()) == ids(queries, EventFilter(event_types=("Battles",)))


def test_gdal_follows_the_pages_to_the_end(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    store.write_table(*crowd_tables(CROWD))
    with serve_routes(Path(store.uri)) as address:
        table = read_by_gdal(f"{address}/ogc")
        assert len(set(table["event_id"].to_pylist())) == CROWD
        one_by_one = read(f"{address}/ogc/collections/events/items?limit=1000&offset=2000")
        assert one_by_one["numberReturned"] == 500
        assert "next" not in {link["rel"] for link in one_by_one["links"]}


def test_owslib_finds_the_collection_and_reads_its_items(url: str, queries: EventQueries) -> None:
    client = Features(url)
    assert client.feature_collections() == ["events"]
    assert (
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
        in (client.conformance()["conformsTo"])
    )
    assert client.api()["openapi"].startswith("3.0")
    page = client.collection_items("events", limit=5)
    assert (page["numberReturned"], page["numberMatched"]) == (5, queries.count().total)
    everything = client.collection_items("events", limit=1000)
    assert {feature["id"] for feature in everything["features"]} == ids(queries, EventFilter())


def test_owslib_reads_box_time_and_one_item(url: str, queries: EventQueries) -> None:
    client = Features(url)
    page = client.collection_items("events", bbox=[36.5, 36.0, 38.0, 37.0], limit=1000)
    wanted = EventFilter(bounds=(36.0, 36.5, 37.0, 38.0))
    assert {feature["id"] for feature in page["features"]} == ids(queries, wanted)
    page = client.collection_items("events", datetime_="2024-12-01/..", limit=1000)
    wanted = EventFilter(date_from=date(2024, 12, 1))
    assert {feature["id"] for feature in page["features"]} == ids(queries, wanted)
    event_id = page["features"][0]["id"]
    assert client.collection_item("events", event_id)["properties"]["event_id"] == event_id


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"datetime": "2024-11-30"}, {"date_from": "2024-11-30", "date_to": "2024-11-30"}),
        (
            {"datetime": "2024-11-30T12:00:00Z"},
            {"date_from": "2024-11-30", "date_to": "2024-11-30"},
        ),
        ({"datetime": "../2024-11-28"}, {"date_to": "2024-11-28"}),
        ({"datetime": "2024-12-01/"}, {"date_from": "2024-12-01"}),
        ({"actor": "Military Forces of Russia"}, {"actors": ("Military Forces of Russia",)}),
        ({"country": "Syria", "event_type": "Battles"}, {"event_types": ("Battles",)}),
        ({"history": "true"}, {"history": True}),
        ({"sureness": "sure"}, {"sureness": Sureness.SURE}),
        ({"sureness": "all"}, {"sureness": Sureness.ALL}),
        ({"bbox": "36.5,36,0,38,37,9"}, {"bounds": (36.0, 36.5, 37.0, 38.0)}),
    ],
)
def test_items_follow_their_parameters(
    url: str, queries: EventQueries, query: dict[str, str], wanted: dict[str, Any]
) -> None:
    fields = {
        name: date.fromisoformat(value) if name.startswith("date_") else value
        for name, value in wanted.items()
    }
    page = read(f"{url}/collections/events/items?limit=1000&{urlencode(query)}")
    assert {feature["id"] for feature in page["features"]} == ids(queries, EventFilter(**fields))


def test_pages_are_whole_and_link_to_each_other(url: str, queries: EventQueries) -> None:
    seen: list[str] = []
    address: str | None = f"{url}/collections/events/items?limit=4&history=true"
    while address:
        page = read(address)
        assert page["numberMatched"] == queries.count(EventFilter(history=True)).total
        seen += [feature["id"] for feature in page["features"]]
        links = {link["rel"]: link["href"] for link in page["links"]}
        address = links.get("next")
        assert address is None or "history=true" in address
    assert len(seen) == len(set(seen)) == queries.count(EventFilter(history=True)).total


@pytest.mark.parametrize(
    "query",
    [
        "bbox=1,2,3",
        "bbox=nan,0,1,1",
        "bbox=0,50,1,40",
        "datetime=yesterday",
        "datetime=../..",
        "datetime=2024-12-02/2024-12-01",
        "limit=0",
        "limit=many",
        "limit=-1",
        "offset=-1",
        "offset=99999999999",
        "history=perhaps",
        "colour=red",
        "f=pdf",
        "limit=1&limit=2",
    ],
)
def test_what_is_not_understood_is_refused_with_a_reason(url: str, query: str) -> None:
    answer = get(f"{url}/collections/events/items?{query}")
    assert answer.status == 400
    assert json.loads(answer.data)["detail"]


@pytest.mark.parametrize(
    "path", ["collections/others", "collections/others/items", "collections/events/items/none"]
)
def test_what_is_not_there_is_not_found(url: str, path: str) -> None:
    assert get(f"{url}/{path}").status == 404


def test_a_limit_above_the_most_is_the_most(url: str) -> None:
    assert read(f"{url}/collections/events/items?limit=999999")["numberReturned"] > 0


def test_every_link_of_the_entrance_leads_somewhere(url: str) -> None:
    seen, open_ = set(), [url]
    while open_:
        address = open_.pop()
        answer = get(address)
        assert answer.status == 200, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        seen.add(address)
        if "json" in answer.headers["Content-Type"]:
            document = json.loads(answer.data)
            parts = [document, *document.get("collections", [])]
            links = [link for part in parts for link in part.get("links", [])]
            for link in links:
                assert link["href"].startswith(url)
                if link["href"] not in seen:
                    open_.append(link["href"])
    assert f"{url}/conformance" in seen


def test_links_start_from_the_address_that_the_server_is_told(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_URL", "https://maps.example/news/")
    links = read(f"{url}/collections")["links"]
    assert {link["href"].partition("?")[0] for link in links} == {
        "https://maps.example/news/ogc/collections"
    }


def test_html_is_for_browsers_and_for_who_asks(url: str) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for answer in (get(f"{url}/collections?f=html"), get(f"{url}/collections", **browser)):
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert b"<h1>Collections</h1>" in answer.data
    assert get(f"{url}/collections", Accept="*/*").headers["Content-Type"] == "application/json"


def test_the_interface_is_described_for_people_too(url: str) -> None:
    answer = get(f"{url}/api?f=html")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert b"west,south,east,north in degrees" in answer.data


def test_words_of_an_article_are_no_markup_in_html(url: str) -> None:
    page = get(f"{url}/collections/events/items?f=html&limit=1000").data.decode()
    assert "&lt;script&gt;window.ran = 1" in page
    assert "<script" not in page
    assert "<img" not in page
    assert HOSTILE[0] not in page


def test_properties_have_the_types_of_the_schema(url: str) -> None:
    described = read(f"{url}/collections/events/schema")["properties"]["properties"]["properties"]
    for feature in read(f"{url}/collections/events/items")["features"]:
        for name, value in feature["properties"].items():
            kind = {"string": str, "integer": int, "number": float, "boolean": bool, "array": list}
            if value is not None:
                wanted = kind[described[name]["type"]]
                assert isinstance(value, int | float if wanted is float else wanted), name


def test_new_events_are_there_at_once(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    store.write([])
    with serve_routes(tmp_path / "store") as address:
        items = f"{address}/ogc/collections/events/items"
        assert read(items)["numberMatched"] == 0
        assert read(f"{address}/ogc/collections/events")["extent"]["temporal"]["interval"] == [
            [None, None]
        ]
        store.write([seed_result()])
        assert read(items)["numberMatched"] == 9
