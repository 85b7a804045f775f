"""Links that people typed, cut short or made up."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.state import MAX_VALUES, MapView, ViewState, from_query, to_query
from geodata.filters import EventFilter


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "yesterday"),
        ("from", "1066-10-14"),
        ("to", "2024-13-01"),
        ("dates", "maybe"),
        ("history", "yes"),
        ("box", "1,2,3"),
        ("box", "10,0,5,0"),
        ("at", "91,0,5"),
        ("at", "nan,0,5"),
        ("at", "36,37,5.5"),
        ("at", "36,37,99"),
        ("event", "../../etc/passwd"),
        ("sort", "sentence; DROP TABLE"),
        ("page", "0"),
        ("page", "٣"),
        ("text", "x" * 201),
        ("actor", "a\x00b"),
    ],
)
def test_a_bad_value_is_dropped_and_said(key: str, value: str) -> None:
    view, dropped = from_query({key: [value]})
    assert view == ViewState()
    assert len(dropped) == 1
    assert f"“{key}=" in dropped[0]


def test_good_values_beside_a_bad_one_are_kept() -> None:
    view, dropped = from_query({"actor": ["Russia"], "from": ["2024-11-30"], "page": ["x"]})
    assert view.filter == EventFilter(actors=("Russia",), date_from=date(2024, 11, 30))
    assert len(dropped) == 1


def test_a_range_that_ends_before_it_starts_is_dropped() -> None:
    view, dropped = from_query({"from": ["2024-12-02"], "to": ["2024-12-01"]})
    assert (view.filter.date_from, view.filter.date_to) == (None, None)
    assert "end before they start" in dropped[0]


def test_a_value_given_twice_is_dropped_where_only_one_makes_sense() -> None:
    view, dropped = from_query({"from": ["2024-12-01", "2024-12-02"]})
    assert view.filter.date_from is None
    assert "more than once" in dropped[0]


def test_more_values_than_anybody_needs_are_cut() -> None:
    view, dropped = from_query({"actor": [f"actor {number}" for number in range(99)]})
    assert len(view.filter.actors) == MAX_VALUES
    assert f"first {MAX_VALUES}" in dropped[0]


def test_keys_of_others_are_passed_over_in_silence() -> None:
    assert from_query({"utm_source": ["letter"], "embed": ["true"]}) == (ViewState(), ())


def test_a_link_is_short_and_readable() -> None:
    view = ViewState(
        filter=EventFilter(actors=("Russia",)),
        map_view=MapView(latitude=36.2, longitude=37.16, zoom=8),
    )
    assert to_query(view) == {"actor": ["Russia"], "at": ["36.2,37.16,8"]}
