"""The store that the benchmarks measure is made the same way each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scale import GED, write_store
from geodata.filters import EventFilter
from geodata.queries import EventQueries


@pytest.mark.skipif(not GED.exists(), reason="the shared benchmarks are not on this machine")
def test_the_same_arguments_give_the_same_events(tmp_path: Path) -> None:
    first, second = (write_store(tmp_path / name, rows=2000) for name in ("a", "b"))
    events = first.read_events().sort_by("event_id")
    assert events.equals(second.read_events().sort_by("event_id"))
    assert len(set(events["event_id"].to_pylist())) == len(set(events["sentence"].to_pylist()))
    counts = EventQueries.open(first).count(EventFilter())
    assert (counts.total, counts.incidents) == (2000, 1000)
