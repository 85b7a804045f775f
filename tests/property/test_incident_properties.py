"""Incidents across articles are a matter of the reports, never of how they came in."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import schema
from geodata.incidents import (
    ROW_COLUMNS,
    find_changes,
    find_incidents,
    from_event,
    from_row,
    merging,
)
from geodata.model import Article, ArticleResult, DateBasis, Event
from geodata.rows import to_rows
from tests.property.strategies import results
from tests.unit.test_incidents import DAY, RUSSIA, SYRIA, UNKNOWN, report

# Few places on both sides of a degree, few days and culprits, so that the reports meet.
EVENTS = st.builds(
    lambda number, article, type_, days, column, who, basis, radius_km: report(
        f"{number:07}",
        article=article,
        sub_event_type=type_,
        day=DAY + timedelta(days=days),
        point=(35.99 + column % 3 * 0.01, 36.98 + column * 0.015),
        who=who,
        basis=basis,
        radius_km=radius_km,
    ),
    number=st.integers(0, 10**6),
    article=st.sampled_from("abcd"),
    type_=st.sampled_from(["Air/drone strike", "Attack", "Armed clash", "Peaceful protest"]),
    days=st.integers(0, 3),
    column=st.integers(0, 6),
    who=st.sampled_from([None, RUSSIA, SYRIA, UNKNOWN]),
    basis=st.sampled_from([DateBasis.STATED, DateBasis.PUBLICATION]),
    radius_km=st.sampled_from([0.0, 12.0]),
)
CORPUS = st.lists(EVENTS, min_size=1, max_size=25, unique_by=lambda event: event.id)


def to_result(article_id: str, events: list[Event]) -> ArticleResult:
    return ArticleResult(
        article=Article(id=article_id, text="x"),
        resolutions=(),
        events=tuple(events),
        incidents=find_incidents(events),
    )


@settings(max_examples=40, deadline=None)
@given(events=CORPUS, order=st.permutations("abcd"), at_once=st.sampled_from([1, 10_000]))
def test_articles_one_by_one_give_the_incidents_of_all_reports_at_once(
    events: list[Event], order: list[str], at_once: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_REPORTS_AT_ONCE", at_once)
        stored = take_in(events, order)
    expected = {
        event_id: incident.id
        for incident in find_incidents(events)
        for event_id in incident.event_ids
    }
    assert {event_id: row["incident_id"] for event_id, row in stored.items()} == expected


def take_in(events: list[Event], order: list[str]) -> dict[str, dict[str, object]]:
    """The rows by event id, after the articles came in one by one."""
    by_article = defaultdict(list)
    for event in events:
        by_article[event.article_id].append(event)
    stored: dict[str, dict[str, object]] = {}
    for article_id in order:
        for row in to_rows(to_result(article_id, by_article[article_id])).to_pylist():
            stored[row["event_id"]] = row
        if not stored:
            continue
        table = pa.Table.from_pylist(list(stored.values()), schema=schema.arrow(schema.EVENTS))
        batches = table.select(ROW_COLUMNS).to_batches()
        for event_id, incident_id in find_changes(batches, article_ids=[article_id]).items():
            stored[event_id]["incident_id"] = incident_id
    return stored


@given(result=results())
def test_a_row_says_of_a_report_what_the_event_says(result: ArticleResult) -> None:
    rows = to_rows(result).select(ROW_COLUMNS).to_pylist()
    assert [from_row(row) for row in rows] == [from_event(event) for event in result.events]
