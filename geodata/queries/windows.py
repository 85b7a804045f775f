"""What the map shows in one range of tiles: clusters where there is much, events where little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import date
from typing import Any

from geodata.errors import FilterError
from geodata.filters import EventFilter
from geodata.queries.answers import Clusters, Playback, SingleEvents, Window
from geodata.queries.colouring import TYPE, Colouring, to_sql
from geodata.queries.counts import check_interval
from geodata.queries.database import TILE_ZOOM, Database
from geodata.queries.mercator import BITS, to_degrees

MOST_SINGLE_EVENTS = 1500
MOST_SENTENCES = 200
MOST_PLAYED = 60_000
_SMALL_STORE = 50_000  # where it costs nothing to read 200 sentences with every window
_CELLS_PER_TILE_BITS = 2  # a tile of 256 pixels has 4 by 4 cells
_MOST_ZOOM = BITS - _CELLS_PER_TILE_BITS - 4
_WIDEST_TILES = 64
_LONGEST_SENTENCE = 400


def read_window(
    database: Database,
    wanted: EventFilter,
    *,
    zoom: int,
    x0: int,
    y0: int,
    x1: int,
    y1: int,
    colouring: Colouring,
) -> Window:
    """The window of tiles x0 to x1 and y0 to y1, both inclusive, at a zoom.

    Columns beyond the last go on at the first, across the antimeridian; rows beyond the square are
    cut off. Cells are parts of tiles, so that their counts add up to the whole whatever the window;
    the same question has the same answer to the byte.
    """
    condition, parameters = _condition(database, wanted, zoom=zoom, x=(x0, x1), y=(y0, y1))
    cells, total = [], 0
    if database.size > MOST_SINGLE_EVENTS:
        cells = _cells(database, condition, parameters, zoom=zoom, colouring=colouring)
        total = sum(cell["count"] for cell in cells)
    few = total <= MOST_SINGLE_EVENTS
    events = _single_events(database, condition, parameters) if few else None
    return Window(
        version=database.version,
        zoom=zoom,
        total=len(events.event_ids) if events else total,
        event_types=database.event_types,
        clusters=None if few else _clusters(database, cells),
        events=events,
    )


def read_playback(
    database: Database,
    wanted: EventFilter,
    *,
    by: str,
    zoom: int,
    x0: int,
    y0: int,
    x1: int,
    y1: int,
) -> Playback:
    """The window's cells by day, week or month, for the filter's own dates.

    Raises FilterError where that is too much to send; a longer interval or a smaller window helps.
    """
    check_interval(by)
    condition, parameters = _condition(database, wanted, zoom=zoom, x=(x0, x1), y=(y0, y1))
    shift = BITS - zoom - _CELLS_PER_TILE_BITS
    rows = database.fetch(
        f"SELECT date_trunc('{by}', event_date)::DATE AS start, y >> {shift} AS line, "
        f"x >> {shift} AS cell, count(*), sum(x), sum(y) FROM events WHERE {condition} "
        "AND event_date IS NOT NULL GROUP BY ALL ORDER BY start, line, cell "
        f"LIMIT {MOST_PLAYED + 1}",
        parameters,
    )
    if len(rows) > MOST_PLAYED:
        raise FilterError(
            f"too much to play by {by}", remedy="choose a longer interval, or a smaller area"
        )
    sums: dict[tuple[int, int], list[int]] = {}
    frames: dict[date, list[int]] = {}
    for start, line, cell, count, x_sum, y_sum in rows:
        total = sums.setdefault((line, cell), [len(sums), 0, 0, 0])
        total[1:] = [total[1] + count, total[2] + int(x_sum), total[3] + int(y_sum)]
        frames.setdefault(start, []).extend((total[0], count))
    points = [to_degrees(x / count, y / count) for _, count, x, y in sums.values()]
    return Playback(
        version=database.version,
        by=by,
        latitudes=[round(latitude, 4) for latitude, _ in points],
        longitudes=[round(longitude, 4) for _, longitude in points],
        starts=list(frames),
        frames=list(frames.values()),
    )


def _condition(
    database: Database, wanted: EventFilter, *, zoom: int, x: tuple[int, int], y: tuple[int, int]
) -> tuple[str, tuple[object, ...]]:
    if not 0 <= zoom <= _MOST_ZOOM:
        raise FilterError(f"no such zoom: {zoom}", remedy=f"use 0 to {_MOST_ZOOM}")
    columns = _columns(*x, zoom=zoom)
    north, south = max(y[0], 0), min(y[1], (1 << zoom) - 1)
    if max(columns[1] - columns[0], south - north) >= _WIDEST_TILES:
        raise FilterError(
            f"a window of {x[1] - x[0] + 1} by {y[1] - y[0] + 1} tiles is too wide",
            remedy=f"ask for at most {_WIDEST_TILES} tiles a side",
        )
    condition = database.where(wanted)
    sides = [_side("x", *columns, zoom=zoom), _side("y", north, south, zoom=zoom)]
    return (
        " AND ".join([condition.sql, *(side for side, _ in sides)]),
        (*condition.parameters, *(value for _, values in sides for value in values)),
    )


def _columns(first: int, last: int, *, zoom: int) -> tuple[int, int]:
    """The columns with the first one inside the square; all of them where they go around it."""
    around = 1 << zoom
    if last - first + 1 >= around:
        return 0, around - 1
    return first % around, first % around + last - first


def _side(axis: str, first: int, last: int, *, zoom: int) -> tuple[str, tuple[int, ...]]:
    """The condition that a point lies in these columns or lines of tiles."""
    around, shift = 1 << zoom, BITS - zoom
    if (first, last) == (0, around - 1):
        return f"{axis} IS NOT NULL", ()
    if last >= around:
        return f"({axis} >= ? OR {axis} < ?)", (first << shift, (last + 1 - around) << shift)
    return f"{axis} >= ? AND {axis} < ?", (first << shift, (last + 1) << shift)


def _cells(
    database: Database,
    condition: str,
    parameters: tuple[object, ...],
    *,
    zoom: int,
    colouring: Colouring,
) -> list[dict[str, Any]]:
    """Each cell with events, in the order of its line and column.

    One number for each tile is quicker to group by than two for each cell, as long as a cell holds
    whole tiles.
    """
    shift = BITS - zoom - _CELLS_PER_TILE_BITS
    group = "tile" if zoom + _CELLS_PER_TILE_BITS <= TILE_ZOOM else f"y >> {shift}, x >> {shift}"
    classes = to_sql(colouring)
    rows = database.fetch(
        f"SELECT min_y >> {shift} AS line, min_x >> {shift} AS cell, "
        f"{classes.number} AS number, sum(n)::BIGINT, "
        "sum(x_sum), sum(y_sum), min(min_x), max(max_x), min(min_y), max(max_y), min(first) "
        f"FROM (SELECT {classes.expression} AS class, count(*) AS n, "
        "sum(x) AS x_sum, sum(y) AS y_sum, min(x) AS min_x, max(x) AS max_x, "
        "min(y) AS min_y, max(y) AS max_y, min(position) AS first "
        f"FROM {classes.table} WHERE {condition} GROUP BY {group}, class) "
        "GROUP BY line, cell, number ORDER BY line, cell, number",
        (*classes.parameters, *parameters),
    )
    cells: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for line, cell, *figures in rows:
        cells[line, cell].append(tuple(figures))
    return [_merge(parts) for parts in cells.values()]


def _clusters(database: Database, cells: list[dict[str, Any]]) -> Clusters:
    singles = [cell["position"] for cell in cells if cell["count"] == 1]
    rows = (
        database.fetch(
            f"SELECT position, event_id, {TYPE} FROM events WHERE position IN (SELECT unnest(?))",
            [singles],
        )
        if singles
        else ()
    )
    lone = {position: (event_id, kind) for position, event_id, kind in rows}
    found = [lone.get(cell["position"], (None, -1)) for cell in cells]
    return Clusters(
        latitudes=[cell["latitude"] for cell in cells],
        longitudes=[cell["longitude"] for cell in cells],
        counts=[cell["count"] for cell in cells],
        mixes=[cell["mix"] for cell in cells],
        one_spot=[cell["one_spot"] for cell in cells],
        event_ids=[event_id for event_id, _ in found],
        types=[kind for _, kind in found],
    )


def _merge(parts: list[tuple[Any, ...]]) -> dict[str, Any]:
    """One cell from its rows, one for each class of event in it."""
    classes, counts, x_sums, y_sums, lefts, rights, tops, bottoms, positions = zip(
        *parts, strict=True
    )
    count = sum(counts)
    latitude, longitude = to_degrees(int(sum(x_sums)) / count, int(sum(y_sums)) / count)
    return {
        "latitude": round(latitude, 5),
        "longitude": round(longitude, 5),
        "count": count,
        "mix": [number for pair in zip(classes, counts, strict=True) for number in pair],
        "one_spot": min(lefts) == max(rights) and min(tops) == max(bottoms),
        "position": min(positions),
    }


def _single_events(
    database: Database, condition: str, parameters: tuple[object, ...]
) -> SingleEvents:
    rows = database.fetch(
        f"SELECT event_id, round(latitude, 5), round(longitude, 5), {TYPE}, "
        "coalesce(geo_precision, 0), coalesce(round(radius_km, 1), 0), "
        "event_date - DATE '1970-01-01', event_date_end - event_date, "
        "place, actor_groups.actors, position, source "
        f"FROM events JOIN actor_groups USING (actor_group) WHERE {condition} "
        f"ORDER BY event_id, position LIMIT {MOST_SINGLE_EVENTS}",
        parameters,
    )
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(12)]
    ids, latitudes, longitudes, types, precisions, radii, days, lengths = columns[:8]
    places, actors, positions, sources = columns[8:]
    place_names, place_codes = _coded(places)
    groups, group_codes = _coded([tuple(group) for group in actors])
    sentences = None
    if len(ids) <= MOST_SENTENCES and database.size <= _SMALL_STORE:
        read = database.read_rows(positions, ["sentence"])["sentence"].to_pylist()
        sentences = [_clip(sentence) for sentence in read]
    return SingleEvents(
        event_ids=ids,
        latitudes=latitudes,
        longitudes=longitudes,
        types=types,
        precisions=precisions,
        radii_km=radii,
        days=days,
        lengths=lengths,
        places=place_codes,
        actors=group_codes,
        place_names=place_names,
        actor_groups=[list(group) for group in groups],
        sentences=sentences,
        sources=sources if sentences is not None else None,
    )


def _coded(values: list[Any]) -> tuple[list[Any], list[int]]:
    """The distinct values in order of appearance, and for each value its index; None is -1."""
    codes: dict[Hashable, int] = {}
    for value in values:
        if value is not None:
            codes.setdefault(value, len(codes))
    return list(codes), [-1 if value is None else codes[value] for value in values]


def _clip(sentence: str | None) -> str:
    if sentence is None or len(sentence) <= _LONGEST_SENTENCE:
        return sentence or ""
    return sentence[: _LONGEST_SENTENCE - 1].rstrip() + "…"
