"""What an event's and an incident's address say to those who run no script."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import urllib3
from fixtures.reports import HOSTILE, hostile_result, seed_result
from fixtures.serving import serve_routes

from dashboard.state import from_query
from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
SEED, HOSTILE_RESULT = seed_result(), hostile_result()
TWICE_TOLD = next(one for one in SEED.incidents if len(one.event_ids) == 2)


class Card(HTMLParser):
    """The elements of a card with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))

    def handle_data(self, words: str) -> None:
        self.text += words

    def meta(self, name: str) -> str:
        (content,) = [
            attributes["content"]
            for tag, attributes in self.found
            if tag == "meta" and name in attributes.values()
        ]
        return content or ""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("cards") / "store"
    DeltaStore(path).write([SEED, HOSTILE_RESULT])
    with serve_routes(path, base_path="maps/news") as address:
        yield address


def read(address: str) -> Card:
    answer = HTTP.request("GET", address)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return Card(answer.data.decode())


def test_an_event_has_title_and_words_for_a_preview(url: str) -> None:
    event = next(event for event in SEED.events if event.sub_event_type == "Armed clash")
    card = read(f"{url}/event/{event.id}")
    title = "Armed clash, near Damascus, Syria, 1 December 2024"
    assert card.meta("og:title") == title
    assert card.meta("og:description") == event.sentence.of(SEED.article.text)


def test_a_card_says_its_own_address_whatever_was_added_to_it(url: str) -> None:
    for address in (f"{url}/event/{SEED.events[0].id}", f"{url}/incident/{TWICE_TOLD.id}"):
        assert read(f"{address}?utm_source=x&fbclid=%22%3E").meta("og:url") == address


def test_a_browser_goes_on_to_the_event_on_the_map(url: str) -> None:
    event = SEED.events[0]
    address = f"{url}/event/{event.id}"
    onwards = urljoin(address, read(address).meta("refresh").partition("url=")[2])
    assert onwards.startswith(f"{url}/?")
    view, dropped = from_query(parse_qs(urlsplit(onwards).query))
    assert (view.event_id, dropped) == (event.id, ())


def test_the_link_to_a_report_of_the_past_shows_history_too(url: str) -> None:
    past = next(event for event in SEED.events if event.history)
    page = HTTP.request("GET", f"{url}/event/{past.id}").data.decode()
    (link,) = [dict(a)["href"] for tag, a in Card(page).found if tag == "a"]
    view, dropped = from_query(parse_qs(urlsplit(str(link)).query))
    assert (view.event_id, view.filter.history, dropped) == (past.id, True, ())


def test_an_incident_lists_its_reports_and_stays(url: str) -> None:
    card = read(f"{url}/incident/{TWICE_TOLD.id}")
    assert card.meta("og:title").endswith(": 2 reports")
    links = {attributes["href"] for tag, attributes in card.found if tag == "a"}
    assert links == {f"../?event={event_id}" for event_id in TWICE_TOLD.event_ids}
    assert not [attributes for _, attributes in card.found if "http-equiv" in attributes]


@pytest.mark.parametrize("event", HOSTILE_RESULT.events, ids=str)
def test_words_of_an_article_are_no_markup(url: str, event: object) -> None:
    card = read(f"{url}/event/{event.id}")  # type: ignore[attr-defined]
    number = HOSTILE_RESULT.events.index(event)
    assert {tag for tag, _ in card.found} <= {
        "html", "head", "meta", "title", "style", "body",
        "h1", "article", "p", "blockquote", "a", "b",
    }  # fmt: skip
    assert HOSTILE[number].replace("\x00", "\ufffd") in card.text.replace("\x00", "\ufffd")


@pytest.mark.parametrize("path", ["event/none", "incident/none", "event/..%2f..%2fetc"])
def test_what_is_not_there_is_not_found(url: str, path: str) -> None:
    assert HTTP.request("GET", f"{url}/{path}").status == 404
