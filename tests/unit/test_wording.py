"""Counts, dates and places in words."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import wording

EVENT = {
    "event_date": date(2024, 11, 30),
    "event_date_end": date(2024, 11, 30),
    "time_precision": 1,
    "date_basis": "stated",
    "place": "Aleppo",
    "place_status": "mapped",
    "geo_precision": 1,
    "admin1": "Aleppo",
    "country": "Syria",
    "actor1": "Russia",
    "actor2": None,
    "actors": ["Russia"],
}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 12, 1), date(2024, 12, 1), "1 December 2024"),
        (date(2024, 12, 1), date(2024, 12, 3), "1 to 3 December 2024"),
        (date(2024, 11, 29), date(2024, 12, 1), "29 November to 1 December 2024"),
        (date(2023, 12, 31), date(2024, 1, 1), "31 December 2023 to 1 January 2024"),
    ],
)
def test_a_range_of_days_says_month_and_year_once(first: date, last: date, words: str) -> None:
    assert wording.days(first, last) == words


def test_the_headline_counts_reports_incidents_and_days() -> None:
    first, last = date(2024, 11, 29), date(2024, 12, 1)
    assert (
        wording.headline(reports=14, incidents=9, first=first, last=last)
        == "14 reports of 9 incidents, 29 November to 1 December 2024"
    )
    assert wording.headline(reports=1, incidents=1, first=None, last=None) == (
        "1 report of 1 incident"
    )
    assert wording.headline(reports=0, incidents=0, first=None, last=None) == "No reports"


def test_the_line_on_placement_names_each_reason() -> None:
    by_status = {"mapped": 12, "country only": 1, "not found": 1}
    assert wording.placement(by_status) == "14 reports, 12 on the map, 1 country only, 1 not found"


def test_where_nothing_is_left_out_the_line_says_so() -> None:
    assert wording.placement({"mapped": 3}) == "3 reports, all on the map"
    assert wording.placement({"mapped": 1}) == "1 report, on the map"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "30 November 2024"),
        ({"event_date": None, "event_date_end": None}, "date unknown"),
        (
            {
                "event_date": date(2016, 1, 1),
                "event_date_end": date(2016, 12, 31),
                "time_precision": 4,
            },
            "2016",
        ),
        (
            {
                "event_date": date(2024, 11, 1),
                "event_date_end": date(2024, 11, 30),
                "time_precision": 3,
            },
            "November 2024",
        ),
        ({"date_basis": "publication"}, "30 November 2024 (assumed from the publication)"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(changes: dict[str, object], words: str) -> None:
    assert wording.when({**EVENT, **changes}) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Aleppo, Syria"),
        ({"geo_precision": 2, "admin1": "Idlib"}, "near Aleppo, Idlib, Syria"),
        (
            {"geo_precision": 2, "place": "27 km east of Idlib", "admin1": None},
            "about 27 km east of Idlib, Syria",
        ),
        (
            {"geo_precision": 2, "place": "between Idlib and Latakia", "admin1": None},
            "between Idlib and Latakia, Syria",
        ),
        (
            {"place": "Syria", "admin1": None, "geo_precision": 4, "place_status": "country only"},
            "somewhere in Syria",
        ),
        (
            {
                "place": "Atlantis",
                "admin1": None,
                "country": None,
                "geo_precision": None,
                "place_status": "not found",
            },
            "“Atlantis” (place not found)",
        ),
        ({"place": None}, "no place named"),
    ],
)
def test_a_place_is_said_as_exactly_as_it_is_known(changes: dict[str, object], words: str) -> None:
    assert wording.where({**EVENT, **changes}) == words


def test_confidence_is_said_where_a_program_coded_the_event() -> None:
    assert wording.confidence({**EVENT, "confidence": 0.7900000214576721}) == "confidence 79 %"
    assert wording.confidence({**EVENT, "confidence": None}) == ""


def test_actors_are_said_with_the_initiator_first() -> None:
    changes = {"actor2": "Rebels", "actors": ["Russia", "Rebels", "Turkey"]}
    assert wording.who({**EVENT, **changes}) == "Russia → Rebels, Turkey"
    assert wording.who({**EVENT, "actor1": None, "actors": []}) == ""
    likely = {**EVENT, **changes, "actor1_basis": "context"}
    assert wording.who(likely) == "likely Russia → Rebels, Turkey"


def test_words_for_a_label_hold_no_markdown() -> None:
    assert wording.plain("![x](http://a.b) :red[c] <i>") == (
        r"\!\[x\]\(http\://a\.b\) \:red\[c\] \<i\>"
    )
