"""What the map's colours stand for: the same classes in the database and in the layer."""

from __future__ import annotations

from datetime import date

import pytest
from fixtures.reports import crowd_tables, seed_result

from dashboard.layers import colours
from dashboard.layers.window import to_window
from dashboard.tiles import Tiles
from geodata.filters import EventFilter
from geodata.queries import ColourBy, EventQueries
from geodata.store import DeltaStore

WORLD = {"zoom": 3, "x0": 0, "y0": 0, "x1": 7, "y1": 7}
EVERYTHING = EventFilter()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> EventQueries:
    store = DeltaStore(tmp_path_factory.mktemp("few") / "store")
    store.write([seed_result()])
    return EventQueries.open(store)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> EventQueries:
    store = DeltaStore(tmp_path_factory.mktemp("many") / "store")
    store.write_table(*crowd_tables(1600))
    return EventQueries.open(store)


def totals(mixes: list[list[int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for mix in mixes:
        for code, count in zip(mix[::2], mix[1::2], strict=True):
            found[code] = found.get(code, 0) + count
    return found


@pytest.mark.parametrize("by", [ColourBy.ACTOR, ColourBy.TIME])
def test_clusters_count_by_the_classes_that_single_events_have(
    many: EventQueries, by: ColourBy
) -> None:
    """The map of many events says by class what the maps of each part of them say."""
    colouring = colours.choose(many, EVERYTHING, by)
    window = many.window(**WORLD, colouring=colouring)
    assert window.clusters is not None
    from_clusters = totals(window.clusters.mixes)
    assert sum(from_clusters.values()) == 1600
    from_events: dict[int, int] = {}
    for day in range(1, 31):
        one_day = EventFilter(date_from=date(2024, 11, day), date_to=date(2024, 11, day))
        events = many.window(one_day, **WORLD, colouring=colouring).events
        assert events is not None
        for code in colours.classes_of(events, colouring):
            from_events[code] = from_events.get(code, 0) + 1
    assert from_clusters == from_events
    assert len(from_clusters) > 1


def test_spans_of_time_are_equal_and_cover_the_whole(many: EventQueries) -> None:
    colouring = colours.choose(many, EVERYTHING, ColourBy.TIME)
    assert colouring.starts[0] == date(2024, 11, 1)
    assert len(colouring.starts) == 6
    names = [name for name, _ in colours.key_of(many, EVERYTHING, colouring)]
    assert names[0] == "1 to 5 November 2024"
    assert names[-2:] == ["26 to 30 November 2024", "Date not known"]
    assert colouring.class_by_time(date(2020, 1, 1)) == 0
    assert colouring.class_by_time(None) == -1


def test_the_dates_of_the_filter_are_the_ends_of_the_colours(many: EventQueries) -> None:
    wanted = EventFilter(date_from=date(2024, 11, 10), date_to=date(2024, 11, 11))
    colouring = colours.choose(many, wanted, ColourBy.TIME)
    assert colouring.starts == (date(2024, 11, 10), date(2024, 11, 11))


def test_actors_asked_for_have_the_first_colours(few: EventQueries) -> None:
    wanted = EventFilter(actors=("Military Forces of Russia",))
    assert colours.choose(few, wanted, ColourBy.ACTOR).actors[0] == "Military Forces of Russia"


@pytest.mark.parametrize("by", list(ColourBy))
def test_every_number_of_a_layer_has_a_class(few: EventQueries, by: ColourBy) -> None:
    colouring = colours.choose(few, EVERYTHING, by)
    window = few.window(**WORLD, colouring=colouring)
    chosen = None
    if by is not ColourBy.TYPE:
        key = colours.key_of(few, EVERYTHING, colouring)
        chosen = colours.to_colours(window, colouring, key)
        assert all(0 <= code < len(chosen["classes"]) for code in chosen["events"])
        assert len(chosen["events"]) == 8
    layer = to_window(window, tiles=Tiles(**WORLD), colours=chosen)
    assert layer["colours"] == chosen


def test_nothing_to_colour_is_no_error(few: EventQueries) -> None:
    nothing = EventFilter(event_types=("Crime",))
    for by in ColourBy:
        colouring = colours.choose(few, nothing, by)
        assert few.window(nothing, **WORLD, colouring=colouring).total == 0
        assert len(colours.key_of(few, nothing, colouring)) >= 1
