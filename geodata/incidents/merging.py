"""Reports of many articles put together: only what new ones can touch, area by area.

The rows wait in a temporary DuckDB file, by tile of a degree. Of a few tiles with new reports those
around them in place and time are read, and those around what these reach, until nothing more can
change; the rule is that of `group`. Memory holds the neighbourhood of these few, however many
reports there are.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from geodata.incidents.grouping import find_reached, group
from geodata.incidents.reports import ROW_COLUMNS, Report, from_row
from geodata.incidents.rule import (
    CELLS_PER_DEGREE,
    CELLS_ROUND_THE_EARTH,
    neighbours,
)
from geodata.lexicon.told_as import read_told_as

_OTHER_TYPES = {
    "event_date": "DATE", "event_date_end": "DATE",
    "latitude": "DOUBLE", "longitude": "DOUBLE", "radius_km": "DOUBLE",
}  # fmt: skip
_COLUMN_TYPES = ", ".join(f"{name} {_OTHER_TYPES.get(name, 'VARCHAR')}" for name in ROW_COLUMNS)
_MEMORY_LIMIT = "1GB"
_REPORTS_AT_ONCE = 10_000
_PERIOD_DAYS = 64  # reports that may be one begin less than two weeks apart, or on the same day
_SPOT_TYPES = "line INTEGER, cell INTEGER, period INTEGER"
_ROUND = CELLS_ROUND_THE_EARTH
_TILE = f"floor(line / {CELLS_PER_DEGREE})::INTEGER * 360 + cell // {CELLS_PER_DEGREE}"

Spot = tuple[int, int, int]
"""A cell, as line and cell in it, and a period of days: the piece in which rows are read."""


def find_changes(
    rows: Iterable[pa.RecordBatch],
    *,
    article_ids: Iterable[str] | None = None,
    folder: Path | None = None,
) -> dict[str, str]:
    """The reports whose incident is another one, as event id -> incident id.

    `rows` are all reports with `ROW_COLUMNS`; looked at are those of `article_ids` (None: of all
    articles) and what they may be one happening with. A report without a day or a point stays in
    its article's incident. Rows without `initiators` were imported and stay as they came. `folder`
    is the user's folder of word lists.
    """
    told_as = read_told_as(folder=folder)
    changes: dict[str, str] = {}
    with _open_waiting(rows, article_ids) as waiting:
        for spots in waiting.iter_areas():
            changes.update(_find_changes_around(spots, waiting, told_as))
    return changes


def _find_changes_around(
    spots: set[Spot], waiting: _Waiting, told_as: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """The changes among all that the new reports of these spots may be one happening with."""
    near = _Near()
    looked_at = spots
    unread = _around(spots)
    while True:
        near.add(waiting.read(unread))
        reports = list(near.members)
        seeds = [
            index
            for index, report in enumerate(reports)
            if report in near.new and near.spot_of[report] in spots
        ]
        reached = [reports[index] for index in find_reached(reports, seeds, told_as=told_as)]
        reached_spots = {near.spot_of[report] for report in reached}
        unread = _around(reached_spots - looked_at) - _around(looked_at)
        if not unread:
            break
        looked_at = looked_at | reached_spots
    incidents = group({report: near.members[report] for report in reached}, told_as=told_as)
    return {
        event_id: incident.id
        for incident in incidents
        for event_id in incident.event_ids
        if near.incident_of[event_id] != incident.id
    }


class _Near:
    """The reports read so far: their event ids, spots, which are new, and their incidents."""

    def __init__(self) -> None:
        self.members: dict[Report, list[str]] = defaultdict(list)
        self.spot_of: dict[Report, Spot] = {}
        self.new: set[Report] = set()
        self.incident_of: dict[str, str] = {}

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            report = from_row(row)
            self.members[report].append(row["event_id"])
            self.spot_of[report] = (row["line"], row["cell"], row["period"])
            self.incident_of[row["event_id"]] = row["incident_id"]
            if row["new"]:
                self.new.add(report)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The rows in DuckDB: `reports` has the columns, `tile`, the spot and `new`."""

    connection: duckdb.DuckDBPyConnection

    def iter_areas(self) -> Iterator[set[Spot]]:
        """The spots with new reports, in portions of tiles with some thousand reports."""
        tiles = self.connection.execute(
            "SELECT tile, count(*) FROM reports GROUP BY tile HAVING bool_or(new) ORDER BY tile"
        ).fetchall()
        area: list[int] = []
        held = 0
        for tile, count in tiles:
            if area and held + count > _REPORTS_AT_ONCE:
                yield self._new_spots(area)
                area, held = [], 0
            area.append(tile)
            held += count
        if area:
            yield self._new_spots(area)

    def _new_spots(self, tiles: list[int]) -> set[Spot]:
        return set(
            self.connection.execute(
                "SELECT DISTINCT line, cell, period FROM reports "
                "WHERE new AND tile IN (SELECT unnest(?))",
                [tiles],
            ).fetchall()
        )

    def read(self, spots: set[Spot]) -> Iterator[dict[str, Any]]:
        """The rows of some spots, each with its spot."""
        lines, cells, periods = map(list, zip(*sorted(spots), strict=True))
        tiles = sorted({_tile(line, cell) for line, cell, _ in spots})
        found = self.connection.sql(
            "SELECT * FROM reports SEMI JOIN "
            "(SELECT unnest($2) AS line, unnest($3) AS cell, unnest($4) AS period) "
            "USING (line, cell, period) WHERE tile IN (SELECT unnest($1))",
            params=[tiles, lines, cells, periods],
        )
        return iter(found.to_arrow_table().to_pylist())


@contextmanager
def _open_waiting(
    rows: Iterable[pa.RecordBatch], article_ids: Iterable[str] | None
) -> Iterator[_Waiting]:
    with tempfile.TemporaryDirectory(prefix="dateline-incidents-") as folder:
        connection = duckdb.connect(
            Path(folder) / "reports.duckdb",
            config={
                "autoinstall_known_extensions": False,
                "memory_limit": _MEMORY_LIMIT,
                "temp_directory": folder,
            },
        )
        with connection:
            connection.execute("SET enable_progress_bar = false")
            new = set(article_ids) if article_ids is not None else None
            _fill(connection, rows, new)
            yield _Waiting(connection)


def _fill(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[pa.RecordBatch], new: set[str] | None
) -> None:
    connection.execute(f"CREATE TABLE unsorted ({_COLUMN_TYPES}, {_SPOT_TYPES})")
    for batch in rows:
        connection.register("batch", pa.Table.from_batches([batch]))
        connection.execute(
            f"INSERT INTO unsorted SELECT {', '.join(ROW_COLUMNS)}, "  # noqa: S608
            f"floor(latitude * {CELLS_PER_DEGREE}), "
            f"(floor(longitude * {CELLS_PER_DEGREE})::INTEGER + {_ROUND}) % {_ROUND}, "
            f"(event_date - DATE '0001-01-01' + 1) // {_PERIOD_DAYS} FROM batch "
            "WHERE initiators IS NOT NULL AND latitude IS NOT NULL AND event_date IS NOT NULL"
        )
    is_new = "true" if new is None else "article_id IN (SELECT unnest($1))"
    connection.execute(
        f"CREATE TABLE reports AS SELECT *, {_TILE} AS tile, {is_new} AS new "  # noqa: S608
        "FROM unsorted ORDER BY tile",
        [] if new is None else [sorted(new)],
    )
    connection.execute("DROP TABLE unsorted")


def _around(spots: Iterable[Spot]) -> set[Spot]:
    return {
        (*cell, period + later)
        for *here, period in spots
        for cell in neighbours((here[0], here[1]))
        for later in (-1, 0, 1)
    }


def _tile(line: int, cell: int) -> int:
    return line // CELLS_PER_DEGREE * 360 + cell // CELLS_PER_DEGREE
