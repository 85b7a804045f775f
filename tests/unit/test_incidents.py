"""Which reports are one happening, whatever order they are read in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.incidents import find_incidents, grouping
from geodata.incidents.reports import Report
from geodata.incidents.rule import may_be_one
from geodata.model import (
    Actor,
    ActorKind,
    ActorRole,
    Candidate,
    DateBasis,
    Event,
    EventDate,
    GeoPrecision,
    Place,
    Resolution,
    ResolutionStatus,
    Span,
    TimePrecision,
    Toll,
    Toponym,
    ToponymKind,
)

DAY = date(2024, 11, 30)
RUSSIA = ("Military Forces of Russia", ActorKind.EXTERNAL, "RU")
SYRIA = ("Military Forces of Syria", ActorKind.STATE_FORCES, "SY")
UNKNOWN = ("Unidentified Armed Group (Syria)", ActorKind.POLITICAL_MILITIA, "SY")
Who = tuple[str, ActorKind, str]


def report(
    name: str,
    *,
    sub_event_type: str = "Air/drone strike",
    day: date = DAY,
    basis: DateBasis = DateBasis.STATED,
    point: tuple[float, float] = (36.2, 37.16),
    radius_km: float = 0.0,
    who: Who | None = None,
    article: str = "a",
) -> Event:
    """A report of an air strike on Aleppo, unless said otherwise."""
    place = Place(
        id=f"geonames:{point}", name="x", latitude=point[0], longitude=point[1], feature_code="PPL"
    )
    toponym = Toponym(span=Span(0, 1), text="x", kind=ToponymKind.LITERAL, recognizer="test")
    actors = (
        (
            Actor(
                name=who[0], role=ActorRole.INITIATOR, kind=who[1], mention="x", country_code=who[2]
            ),
        )
        if who
        else ()
    )
    return Event(
        id=name,
        article_id=article,
        event_type="Explosions/Remote violence",
        sub_event_type=sub_event_type,
        trigger=Span(0, 1),
        sentence=Span(0, 1),
        date=EventDate(start=day, end=day, precision=TimePrecision.DAY, basis=basis),
        resolution=Resolution(
            toponym=toponym,
            place=place,
            status=ResolutionStatus.RESOLVED,
            geo_precision=GeoPrecision.SITE,
            score=1.0,
            candidates=(Candidate(place=place, score=1.0),),
            resolver="test",
        ),
        geo_precision=GeoPrecision.SITE,
        radius_km=radius_km,
        actors=actors,
        toll=Toll(),
        attribution=None,
        history=False,
        confidence=0.5,
        extractor="test",
    )


def together(*events: Event) -> bool:
    """Whether all the events are one incident."""
    return len(find_incidents(events)) == 1


def test_same_type_place_and_day_is_one_incident_that_says_why() -> None:
    """Reports that agree are merged, across articles too, and the reasons are given."""
    (incident,) = find_incidents([report("1"), report("2", article="b", who=RUSSIA)])
    assert incident.event_ids == ("1", "2")
    assert "same place" in incident.reasons
    assert "same day" in incident.reasons


def test_other_place_day_or_type_is_another_incident() -> None:
    """Reports that differ in what, where or when stay apart."""
    assert not together(report("1"), report("2", point=(35.93, 36.63)))
    assert not together(report("1"), report("2", day=DAY + timedelta(days=1)))
    assert not together(report("1"), report("2", sub_event_type="Peaceful protest"))


def test_neighbouring_villages_stay_apart() -> None:
    """Two villages a few kilometres from each other are two places."""
    assert not together(report("1", point=(49.66, 37.70)), report("2", point=(49.63, 37.68)))


def test_assumed_day_may_be_a_day_late() -> None:
    """A date taken from the publication meets the stated day before it."""
    late = report("2", day=DAY + timedelta(days=1), basis=DateBasis.PUBLICATION)
    assert together(report("1"), late)


def test_different_culprits_are_different_incidents() -> None:
    """Who is said to have done it parts reports that agree in all else."""
    assert not together(report("1", who=RUSSIA), report("2", who=SYRIA))


def test_report_that_names_nobody_joins_no_two_culprits() -> None:
    """An anonymous report cannot make one incident of two that name different culprits."""
    found = find_incidents([report("1", who=RUSSIA), report("2"), report("3", who=SYRIA)])
    assert len(found) == 2


def test_unidentified_group_may_be_anybody_armed() -> None:
    """Gunmen whom one report does not know may be the group that another names."""
    group = ("Hay'at Tahrir al-Sham", ActorKind.REBELS, "SY")
    assert together(report("1", who=UNKNOWN), report("2", who=group))


REPORTS = st.builds(
    lambda number, type_, days, column, who, basis: report(
        f"{number}",
        sub_event_type=type_,
        day=DAY + timedelta(days=days),
        point=(36.2, 37.1 + column * 0.01),
        who=who,
        basis=basis,
    ),
    number=st.integers(0, 10**6),
    type_=st.sampled_from(["Air/drone strike", "Attack", "Armed clash", "Peaceful protest"]),
    days=st.integers(0, 3),
    column=st.integers(0, 6),
    who=st.sampled_from([None, RUSSIA, SYRIA, UNKNOWN]),
    basis=st.sampled_from([DateBasis.STATED, DateBasis.PUBLICATION]),
)


@given(st.lists(REPORTS, max_size=25, unique_by=lambda event: event.id), st.randoms())
def test_order_of_reading_changes_nothing(events: list[Event], random: object) -> None:
    """Incidents are the same for every order, and each report is in exactly one."""
    found = find_incidents(events)
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_incidents(shuffled) == found
    told = sorted(event_id for incident in found for event_id in incident.event_ids)
    assert told == sorted(event.id for event in events)


def test_comparisons_grow_with_the_number_of_reports_not_with_its_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reports of many days and places are compared with a few each, however many there are."""
    compared = 0

    def count(first: Report, second: Report, told_as: Mapping[str, frozenset[str]]) -> bool:
        nonlocal compared
        compared += 1
        return may_be_one(first, second, told_as)

    def comparisons(reports: int) -> int:
        nonlocal compared
        compared = 0
        find_incidents(
            report(
                f"{number}",
                day=DAY + timedelta(days=number % 365),
                point=(number % 60 * 1.0, number // 60 % 120 * 1.0),
            )
            for number in range(reports)
        )
        return compared

    monkeypatch.setattr(grouping, "may_be_one", count)
    assert comparisons(8000) <= 16 * max(comparisons(500), 500)
