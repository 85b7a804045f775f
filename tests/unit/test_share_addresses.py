"""The addresses of the share panel: short, readable, and harmless in somebody's page."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from dashboard.state import MapView, ViewState, from_query
from dashboard.views.share import Addresses
from geodata.filters import EventFilter
from geodata.versions import DataVersion

VIEW = ViewState(
    filter=EventFilter(actors=('He said "no" <b>',), date_from=date(2024, 11, 30)),
    map_view=MapView(latitude=36.2, longitude=37.16, zoom=8),
    event_id="485ffc3d58941ab6",
)
HOME = "https://maps.example/news"


def source_of(markup: str) -> str:
    found: list[dict[str, str | None]] = []

    class Frames(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            assert tag == "iframe"
            found.append(dict(attributes))

    Frames().feed(markup)
    (frame,) = found
    return frame["src"] or ""


def test_the_link_leads_back_to_the_view() -> None:
    address = Addresses(home=HOME, view=VIEW).page
    assert address.startswith(f"{HOME}/?")
    assert from_query(parse_qs(urlsplit(address).query)) == (VIEW, ())


def test_the_link_to_the_page_as_it_opens_is_bare() -> None:
    assert Addresses(home=HOME, view=ViewState()).page == f"{HOME}/"


def test_a_chosen_report_has_an_address_of_its_own() -> None:
    assert Addresses(home=HOME, view=VIEW).report == f"{HOME}/event/485ffc3d58941ab6"
    assert Addresses(home=HOME, view=ViewState()).report is None


def test_the_frame_shows_the_view_embedded_in_the_colours_asked_for() -> None:
    query = parse_qs(urlsplit(source_of(Addresses(home=HOME, view=VIEW).frame(theme=""))).query)
    assert query["embed"] == ["true"]
    assert "embed_options" not in query
    assert from_query(query) == (VIEW, ())
    dark = source_of(Addresses(home=HOME, view=VIEW).frame(theme="dark_theme"))
    assert parse_qs(urlsplit(dark).query)["embed_options"] == ["dark_theme"]


def test_a_file_follows_the_filter_alone() -> None:
    address = Addresses(home=HOME, view=VIEW).file("data/events.csv")
    assert address.startswith(f"{HOME}/data/events.csv?")
    view, dropped = from_query(parse_qs(urlsplit(address).query))
    assert (view, dropped) == (ViewState(filter=VIEW.filter), ())


def test_a_file_names_the_version_and_the_feed_does_not() -> None:
    to = Addresses(home=HOME, view=ViewState(filter=VIEW.filter, made_with=DataVersion(events=12)))
    assert "v=12" in urlsplit(to.file("data/events.csv")).query.split("&")
    assert "v=12" not in to.feed


def test_no_address_ends_a_link_of_markdown() -> None:
    view = ViewState(filter=EventFilter(text="a) [b](javascript:c)"))
    address = Addresses(home=HOME, view=view).file("data/events.csv")
    assert not set("()[] <>") & set(address)
