"""Filters: parameters apart from SQL, senseless values refused, one sentence for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geodata.errors import FilterError
from geodata.filters import (
    EXACT_PLACES,
    DateMatch,
    EventFilter,
    Sureness,
    describe,
    filter_showing,
    where,
)

ALEPPO_DAYS = {"date_from": date(2024, 11, 29), "date_to": date(2024, 12, 1)}


def test_the_default_wants_all_news() -> None:
    assert where(EventFilter()).sql == "NOT history AND NOT statement AND NOT doubtful"
    everything = EventFilter(history=True, statements=True, sureness=Sureness.ALL)
    assert where(everything).sql == "true"


def test_statements_are_wanted_by_the_switch_or_by_their_type() -> None:
    assert where(EventFilter(statements=True)).sql == "NOT history AND NOT doubtful"
    assert "NOT statement" not in where(EventFilter(event_types=("Statements",))).sql
    assert describe(EventFilter(statements=True)) == (
        "All events, without history and with statements"
    )


def test_how_sure_reports_have_to_be() -> None:
    sure, everything = EventFilter(sureness=Sureness.SURE), EventFilter(sureness=Sureness.ALL)
    assert where(sure).sql == "NOT history AND NOT statement AND sure"
    assert where(everything).sql == "NOT history AND NOT statement"
    assert describe(sure) == "Events of a confidence of 0.7 or more, without history"
    assert describe(everything) == "All events, without history and with doubtful reports"


@pytest.mark.parametrize(
    ("report", "wanted"),
    [
        ({"history": False, "event_type": "Battles", "confidence": 0.5}, EventFilter()),
        ({"history": False, "event_type": "Battles", "confidence": None}, EventFilter()),
        ({"history": True, "event_type": "Battles", "confidence": 0.2}, EventFilter(history=True)),
        (
            {"history": False, "event_type": "Battles", "confidence": 0.19},
            EventFilter(sureness=Sureness.ALL),
        ),
        (
            {"history": None, "event_type": "Statements", "confidence": 0.1},
            EventFilter(statements=True),
        ),
    ],
)
def test_a_report_is_shown_by_the_narrowest_filter(
    report: dict[str, Any], wanted: EventFilter
) -> None:
    assert filter_showing(report) == wanted


def test_values_are_parameters_and_never_sql() -> None:
    hostile = "x' OR 1=1; --"
    condition = where(
        EventFilter(
            event_types=(hostile,), actors=(hostile,), text=hostile, countries=(hostile, "b")
        )
    )
    assert hostile not in condition.sql
    assert condition.sql.count("?") == len(condition.parameters)


def test_a_left_out_field_is_not_applied() -> None:
    wanted = EventFilter(actors=("HTS",), event_types=("Battles",), history=True, **ALEPPO_DAYS)
    assert "Battles" not in where(wanted, leave_out="event_types").parameters
    assert "actor_group" not in where(wanted, leave_out="actors").sql
    assert "event_date" not in where(wanted, leave_out="dates").sql


def test_certainly_needs_the_whole_interval_and_possibly_a_day_of_it() -> None:
    everything = EventFilter(history=True, statements=True, sureness=Sureness.ALL, **ALEPPO_DAYS)
    possibly = where(everything)
    certainly = where(replace(everything, date_match=DateMatch.CERTAINLY))
    assert possibly.sql == "event_date_end >= ? AND event_date <= ?"
    assert certainly.sql == "event_date >= ? AND event_date_end <= ?"


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(date_from=date(2024, 12, 1), date_to=date(2024, 11, 1)),
        EventFilter(text="x" * 201),
        EventFilter(actors=tuple(map(str, range(1001)))),
        EventFilter(bounds=(10, 0, 5, 0)),
        EventFilter(bounds=(0, 0, 91, 0)),
        EventFilter(bounds=(0, -181, 0, 0)),
        EventFilter(bounds=(0, 0, float("nan"), 0)),
    ],
)
def test_senseless_values_are_refused_with_a_remedy(wanted: EventFilter) -> None:
    with pytest.raises(FilterError) as raised:
        where(wanted)
    assert raised.value.remedy
    with pytest.raises(FilterError):
        describe(wanted)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (EventFilter(), "All events, without history"),
        (
            EventFilter(actors=("Hay'at Tahrir al-Sham",), **ALEPPO_DAYS),
            "Events from 29 November to 1 December 2024 by Hay'at Tahrir al-Sham, without history",
        ),
        (
            EventFilter(date_from=date(2024, 12, 30), date_to=date(2025, 1, 2), history=True),
            "Events from 30 December 2024 to 2 January 2025, with history",
        ),
        (
            EventFilter(date_from=date(2024, 1, 1), date_match=DateMatch.CERTAINLY),
            "Events certainly since 1 January 2024, without history",
        ),
        (EventFilter(date_to=date(2024, 1, 1)), "Events until 1 January 2024, without history"),
        (
            EventFilter(date_from=date(2024, 1, 1), date_to=date(2024, 1, 1)),
            "Events on 1 January 2024, without history",
        ),
        (
            EventFilter(actors=("A", "B", "C"), countries=("Syria", "Iraq")),
            "Events by A, B or C in Syria or Iraq, without history",
        ),
        (
            EventFilter(event_types=("A", "B", "C", "D", "E", "F")),
            "Events of type A, B, C or 3 others, without history",
        ),
        (
            EventFilter(text="citadel", geo_precisions=EXACT_PLACES, bounds=(35.5, 36, 37, 38)),
            "Events placed to the very site that mention “citadel” "
            "between 35.5° and 37° north, 36° and 38° east, without history",
        ),
    ],
)
def test_a_filter_is_said_in_one_sentence(wanted: EventFilter, sentence: str) -> None:
    assert describe(wanted) == sentence
