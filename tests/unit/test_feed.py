"""The Atom feed: the latest events of a link, each once, whatever an article says."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from fixtures.reports import hostile_result, seed_result
from fixtures.serving import serve_routes

from geodata.filters import EventFilter
from geodata.queries import EventQueries
from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
ATOM = "{http://www.w3.org/2005/Atom}"
POINT = "{http://www.georss.org/georss}point"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("feed") / "store"
    DeltaStore(path).write([seed_result(), hostile_result()])
    return path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    with serve_routes(store, base_path="maps") as address:
        yield address


def read(address: str) -> ET.Element:
    answer = HTTP.request("GET", address)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/atom+xml"
    return ET.fromstring(answer.data)  # noqa: S314


def ids(feed: ET.Element) -> list[str]:
    found = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    return [event_id.removeprefix("urn:dateline:event:") for event_id in found]


def test_a_feed_has_the_events_of_its_link_once_each_latest_first(url: str, store: Path) -> None:
    queries = EventQueries.open(DeltaStore(store))
    feed = read(f"{url}/feed.atom")
    expected = queries.rows(EventFilter(), columns=("event_id",), descending=True)["event_id"]
    assert ids(feed) == list(expected)
    assert len(set(ids(feed))) == len(ids(feed))
    one = read(f"{url}/feed.atom?actor=Military+Forces+of+Russia")
    assert len(ids(one)) == 1
    assert one.findtext(f"{ATOM}title") == (
        "Dateline: Events by Military Forces of Russia, without history"
    )


def test_everything_that_atom_wants_is_there(url: str) -> None:
    feed = read(f"{url}/feed.atom?history=1")
    assert feed.findtext(f"{ATOM}id") == f"{url}/feed.atom?history=1"
    for part in [feed, *feed.iter(f"{ATOM}entry")]:
        assert part.findtext(f"{ATOM}title")
        assert (part.findtext(f"{ATOM}updated") or "").endswith("Z")
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.findtext(f"{ATOM}summary")
    assert [len(p.text.split()) for p in feed.iter(POINT) if p.text]


def test_an_entry_leads_to_its_event_on_the_page(url: str) -> None:
    feed = read(f"{url}/feed.atom")
    for entry, event_id in zip(feed.iter(f"{ATOM}entry"), ids(feed), strict=True):
        (link,) = [link for link in entry.iter(f"{ATOM}link") if link.get("rel") == "alternate"]
        address = link.get("href") or ""
        assert address == f"{url}/event/{event_id}"
        assert HTTP.request("GET", address).status == 200


def test_an_address_that_is_not_on_the_web_is_no_link(url: str) -> None:
    addresses = [link.get("href") or "" for link in read(f"{url}/feed.atom").iter(f"{ATOM}link")]
    assert all(address.startswith("http://127.0.0.1") for address in addresses)


def test_who_has_the_feed_already_gets_no_second_copy(url: str, store: Path) -> None:
    first = HTTP.request("GET", f"{url}/feed.atom")
    known = {"If-None-Match": first.headers["ETag"]}
    again = HTTP.request("GET", f"{url}/feed.atom", headers=known)
    assert (again.status, again.data) == (304, b"")
    other = HTTP.request("GET", f"{url}/feed.atom?history=1", headers=known)
    assert other.status == 200
    DeltaStore(store).write([seed_result()], replace=True)
    assert HTTP.request("GET", f"{url}/feed.atom", headers=known).status == 200


def test_an_empty_feed_is_whole(url: str) -> None:
    feed = read(f"{url}/feed.atom?actor=nobody")
    assert ids(feed) == []
    assert feed.findtext(f"{ATOM}updated")
