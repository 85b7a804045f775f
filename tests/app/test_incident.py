"""The reports of one incident beside the chosen one: what they say, and why they are one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fixtures.market import write_market
from streamlit.testing.v1 import AppTest

from dashboard.views.incident import byline, find_claims
from geodata.filters import EventFilter
from geodata.gazetteer import Gazetteer
from geodata.pipeline import open_pipeline
from geodata.queries import EventQueries
from geodata.store import DeltaStore

OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="module")
def market(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_market(tmp_path_factory.mktemp("market"), pipeline=open_pipeline(gazetteer))


def event_of(store: Path, article_id: str) -> str:
    rows = EventQueries.open(DeltaStore(store)).rows(EventFilter())
    return str(rows[rows["article_id"] == article_id]["event_id"].iloc[0])


def shown(page: AppTest) -> dict[str, Any] | None:
    """What the component was given; None where it is not on the page."""
    assert not page.exception, page.exception
    for element in page.get("bidi_component"):
        if element.proto.component_name == "dateline_incident":
            data: dict[str, Any] = json.loads(element.proto.json)
            return data
    return None


def test_the_reports_of_the_incident_stand_beside_each_other(
    open_page: OpenPage, market: Path
) -> None:
    data = shown(open_page(market, event=event_of(market, "daily")))
    assert data is not None
    assert data["title"] == "3 reports of this incident"
    assert data["differences"] == "They differ: killed: 13 or 25."
    assert data["reasons"].startswith("Merged because: same type: Remote explosive")
    assert "same place" in data["reasons"]
    assert sorted(one["byline"] for one in data["reports"]) == [
        "<b>Daily</b>, 1 December 2024, according to state media",
        "Gazette, 2 December 2024, according to officials",
        "Wire, 1 December 2024, according to Syrian Observatory for Human Rights",
    ]
    assert [one["open"] for one in data["reports"]].count(True) == 1
    tolls = {
        words: differs for one in data["reports"] for words, differs in one["claims"] if differs
    }
    assert {"13 killed", "25 killed"} <= set(tolls)
    assert "30 November 2024" not in tolls
    told = [words for one in data["reports"] for words, _ in one["claims"]]
    assert "by Islamic State" in told


def test_a_single_report_and_no_chosen_one_show_nothing(open_page: OpenPage, market: Path) -> None:
    assert shown(open_page(market, event=event_of(market, "other"))) is None
    assert shown(open_page(market)) is None


def test_a_report_outside_the_filters_says_so(open_page: OpenPage, market: Path) -> None:
    page = open_page(market, event=event_of(market, "daily"), source="<b>Daily</b>")
    data = shown(page)
    assert data is not None
    assert sorted(one["outside"] for one in data["reports"]) == [False, True, True]


def test_what_is_not_said_contradicts_nothing() -> None:
    nothing = dict.fromkeys(
        ("sub_event_type", "event_type", "event_date", "event_date_end", "time_precision",
         "date_basis", "place", "place_status", "geo_precision", "admin1", "country", "fatalities",
         "injured", "actor1", "actor2", "source", "title", "published", "attribution")
    )  # fmt: skip
    one = {**nothing, "event_id": "1", "sub_event_type": "Attack", "fatalities": 3, "actors": []}
    other = {**nothing, "event_id": "2", "sub_event_type": "Attack", "actors": []}
    claims = find_claims([one, other])
    assert ("3 killed", False) in claims["1"]
    assert not any(differs for _, differs in claims["2"])
    assert byline(other) == "Unknown source"
