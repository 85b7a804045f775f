"""What the page asks while the map is drawn is what its views ask for afterwards."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import page, session
from dashboard.views import filters, table, timeline
from geodata.filters import EventFilter
from geodata.queries import EventQueries
from geodata.store import DeltaStore
from tests.fixtures.reports import seed_result


@pytest.fixture
def queries(tmp_path: Path) -> EventQueries:
    store = DeltaStore(tmp_path / "seed")
    store.write([seed_result()])
    return EventQueries.open(store)


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(),
        EventFilter(date_from=date(2024, 11, 29), event_types=("Battles",)),
        EventFilter(countries=("Syria",), history=True),
    ],
)
def test_views_find_their_answers_ready(
    queries: EventQueries, monkeypatch: pytest.MonkeyPatch, wanted: EventFilter
) -> None:
    """Nothing is asked of the table a second time."""
    monkeypatch.setattr(session, "view", lambda: session.ViewState(filter=wanted))
    page.ask_ahead(queries, wanted)

    asked: list[Hashable] = []
    remembered = queries._remembered.get

    def get(key: Hashable, ask: Callable[[], Any]) -> Any:
        return remembered(key, lambda: (asked.append(key), ask())[1])

    monkeypatch.setattr(queries._remembered, "get", get)
    queries.count(wanted)
    timeline.ask(queries, wanted)
    filters.ask(queries, wanted, filters.FACETS)
    assert not table.read_rows(queries, wanted).empty
    assert asked == []


def test_days_are_those_of_the_filter(queries: EventQueries) -> None:
    """The first day on which anything may have happened, and the last."""
    everything = queries.count()
    assert queries.days() == (everything.first, everything.last)
    assert queries.days(EventFilter(date_from=date(2999, 1, 1))) is None
