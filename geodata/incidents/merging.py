"""Reports of many articles put together: only what new ones can touch, area by area.

The rows wait in a temporary DuckDB file, by tile of a degree. Of a few tiles with new reports those
around them are read, and those around what these reach, until nothing more can change; the rule is
that of `group`. Memory holds the neighbourhood of these few, however many reports there are.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from geodata.incidents.grouping import find_reached, group
from geodata.incidents.reports import ROW_COLUMNS, Report, from_row
from geodata.incidents.rule import (
    CELLS_PER_DEGREE,
    CELLS_ROUND_THE_EARTH,
    Cell,
    cell_of,
    neighbours,
    read_told_as,
)

_OTHER_TYPES = {
    "event_date": "DATE", "event_date_end": "DATE",
    "latitude": "DOUBLE", "longitude": "DOUBLE", "radius_km": "DOUBLE",
}  # fmt: skip
_COLUMN_TYPES = ", ".join(f"{name} {_OTHER_TYPES.get(name, 'VARCHAR')}" for name in ROW_COLUMNS)
_MEMORY_LIMIT = "1GB"
_REPORTS_AT_ONCE = 10_000
_ROUND = CELLS_ROUND_THE_EARTH
_TILE = f"floor(line / {CELLS_PER_DEGREE})::INTEGER * 360 + cell // {CELLS_PER_DEGREE}"


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
        for cells in waiting.iter_areas():
            changes.update(_find_changes_around(cells, waiting, told_as))
    return changes


def _find_changes_around(
    cells: set[Cell], waiting: _Waiting, told_as: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """The changes among all that the new reports of these cells may be one happening with."""
    near = _Near()
    looked_at = cells
    unread = _around(cells)
    while True:
        near.add(waiting.read(unread))
        reports = list(near.members)
        seeds = [
            index
            for index, report in enumerate(reports)
            if report in near.new and report.point and cell_of(report.point) in cells
        ]
        reached = [reports[index] for index in find_reached(reports, seeds, told_as=told_as)]
        reached_cells = {cell_of(report.point) for report in reached if report.point}
        unread = _around(reached_cells - looked_at) - _around(looked_at)
        if not unread:
            break
        looked_at = looked_at | reached_cells
    incidents = group({report: near.members[report] for report in reached}, told_as=told_as)
    return {
        event_id: incident.id
        for incident in incidents
        for event_id in incident.event_ids
        if near.incident_of[event_id] != incident.id
    }


class _Near:
    """The reports read so far: their event ids, which of them are new, and their incidents."""

    def __init__(self) -> None:
        self.members: dict[Report, list[str]] = defaultdict(list)
        self.new: set[Report] = set()
        self.incident_of: dict[str, str] = {}

    def add(self, rows: Iterable[dict[str, object]]) -> None:
        for row in rows:
            report = from_row(row)
            event_id = str(row["event_id"])
            self.members[report].append(event_id)
            self.incident_of[event_id] = str(row["incident_id"])
            if row["new"]:
                self.new.add(report)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The rows in DuckDB: `reports` has the columns, `tile`, `line` and `cell`, and `new`."""

    connection: duckdb.DuckDBPyConnection

    def iter_areas(self) -> Iterator[set[Cell]]:
        """The cells with new reports, in portions of tiles with some thousand reports."""
        tiles = self.connection.execute(
            "SELECT tile, count(*) FROM reports GROUP BY tile HAVING bool_or(new) ORDER BY tile"
        ).fetchall()
        area: list[int] = []
        held = 0
        for tile, count in tiles:
            if area and held + count > _REPORTS_AT_ONCE:
                yield self._new_cells(area)
                area, held = [], 0
            area.append(tile)
            held += count
        if area:
            yield self._new_cells(area)

    def _new_cells(self, tiles: list[int]) -> set[Cell]:
        return set(
            self.connection.execute(
                "SELECT DISTINCT line, cell FROM reports WHERE new AND tile IN (SELECT unnest(?))",
                [tiles],
            ).fetchall()
        )

    def read(self, cells: set[Cell]) -> Iterator[dict[str, object]]:
        """The rows of some cells."""
        lines, columns = zip(*sorted(cells), strict=True)
        tiles = sorted({_tile(line, column) for line, column in cells})
        found = self.connection.sql(
            f"SELECT {', '.join(ROW_COLUMNS)}, new FROM reports "  # noqa: S608
            "WHERE tile IN (SELECT unnest($1)) AND (line, cell) IN "
            "(SELECT (line, cell) FROM (SELECT unnest($2) AS line, unnest($3) AS cell))",
            params=[tiles, list(lines), list(columns)],
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
    connection.execute(f"CREATE TABLE unsorted ({_COLUMN_TYPES}, line INTEGER, cell INTEGER)")
    for batch in rows:
        connection.register("batch", pa.Table.from_batches([batch]))
        connection.execute(
            f"INSERT INTO unsorted SELECT {', '.join(ROW_COLUMNS)}, "  # noqa: S608
            f"floor(latitude * {CELLS_PER_DEGREE}), "
            f"(floor(longitude * {CELLS_PER_DEGREE})::INTEGER + {_ROUND}) % {_ROUND} FROM batch "
            "WHERE initiators IS NOT NULL AND latitude IS NOT NULL AND event_date IS NOT NULL"
        )
    is_new = "true" if new is None else "article_id IN (SELECT unnest($1))"
    connection.execute(
        f"CREATE TABLE reports AS SELECT *, {_TILE} AS tile, {is_new} AS new "  # noqa: S608
        "FROM unsorted ORDER BY tile",
        [] if new is None else [sorted(new)],
    )
    connection.execute("DROP TABLE unsorted")


def _around(cells: Iterable[Cell]) -> set[Cell]:
    return {neighbour for cell in cells for neighbour in neighbours(cell)}


def _tile(line: int, cell: int) -> int:
    return line // CELLS_PER_DEGREE * 360 + cell // CELLS_PER_DEGREE
