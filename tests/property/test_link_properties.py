"""Links: what goes into the address bar comes back as the same view."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.backgrounds import KEYS
from dashboard.state import MAX_ZOOM, MapStyle, MapView, ViewState, from_query, to_query
from geodata.filters import DateMatch, EventFilter, Sureness
from geodata.model import GeoPrecision
from geodata.queries import SORTABLE, ColourBy
from geodata.versions import DataVersion

NAMES = st.lists(
    st.text(min_size=1, max_size=200).filter(lambda t: t.isprintable() and t.strip()),
    max_size=4,
    unique=True,
).map(tuple)
PRECISIONS = st.lists(st.sampled_from(GeoPrecision), unique=True).map(tuple)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
LATITUDES = st.integers(-900_000, 900_000).map(lambda number: number / 10_000)
LONGITUDES = st.integers(-1_800_000, 1_800_000).map(lambda number: number / 10_000)

NUMBERS = st.integers(0, 10**6)


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    south, north = sorted((draw(LATITUDES), draw(LATITUDES)))
    box = (south, draw(LONGITUDES), north, draw(LONGITUDES))
    return EventFilter(
        date_from=draw(st.sampled_from((None, first))),
        date_to=draw(st.sampled_from((None, last))),
        date_match=draw(st.sampled_from(DateMatch)),
        event_types=draw(NAMES),
        sub_event_types=draw(NAMES),
        actors=draw(NAMES),
        countries=draw(NAMES),
        admin1=draw(NAMES),
        sources=draw(NAMES),
        extractors=draw(NAMES),
        attributions=draw(NAMES),
        place_statuses=draw(NAMES),
        text=draw(NAMES.map(lambda names: names[0] if names else "")),
        history=draw(st.booleans()),
        statements=draw(st.booleans()),
        sureness=draw(st.sampled_from(Sureness)),
        geo_precisions=draw(PRECISIONS),
        bounds=draw(st.sampled_from((None, box))),
    )


@st.composite
def views(draw: st.DrawFn) -> ViewState:
    at = MapView(
        latitude=draw(LATITUDES), longitude=draw(LONGITUDES), zoom=draw(st.integers(0, MAX_ZOOM))
    )
    return ViewState(
        filter=draw(filters()),
        map_view=draw(st.sampled_from((None, at))),
        in_view=draw(st.booleans()),
        map_style=MapStyle(
            background=draw(st.sampled_from(("", *KEYS))),
            colour_by=draw(st.sampled_from(ColourBy)),
            heat=draw(st.booleans()),
        ),
        event_id=draw(st.none() | st.from_regex(r"[A-Za-z0-9:._\-]{1,100}", fullmatch=True)),
        order_by=draw(st.sampled_from(SORTABLE)),
        descending=draw(st.booleans()),
        page=draw(st.integers(1, 10**6)),
        made_with=draw(st.none() | st.builds(DataVersion, events=NUMBERS, edits=NUMBERS)),
    )


@given(views())
def test_a_link_leads_back_to_the_view_it_was_made_from(view: ViewState) -> None:
    assert from_query(to_query(view)) == (view, ())


@given(
    st.dictionaries(
        st.sampled_from(["at", "box", "from", "event", "x", "page", "map", "colour", "heat"]),
        st.lists(st.text()),
    )
)
def test_no_link_breaks_the_page(query: dict[str, list[str]]) -> None:
    view, dropped = from_query(query)
    assert from_query(to_query(view)) == (view, ())
    assert all(sentence.endswith(".") for sentence in dropped)


@given(views())
def test_the_page_as_it_opens_has_a_bare_address(view: ViewState) -> None:
    assert to_query(ViewState()) == {}
    assert (to_query(view) == {}) == (view == ViewState())
