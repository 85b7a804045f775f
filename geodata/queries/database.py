"""The events of one version of a store in DuckDB, laid out for the map's questions.

What filters, clusters and counts read is held in memory with small integers: web-mercator x and y
at 30 bits, days, enumerations for types, places and names, one code for each group of actors that
occurs. Sentences, titles and all else stay in the store's own files and are read by position for
the few rows that somebody looks at.

    events        one row per event: `position`, its file and row in `source`; the columns below;
                  `tile`, the number of its tile in `tiles`, in order of which the rows lie
    tiles         the tiles of `TILE_ZOOM` with events
    actor_groups  actor_group -> actors, a list of names
    filed         the files themselves: `position` and all columns of `schema.EVENTS`
    source        the same as people corrected it, without what they hid
    corrected     the few rows of it that they changed, in memory
    matches_...   the positions in which a text was found, see `filters.matches_table`
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from typing import Any

import duckdb
import pyarrow as pa

from geodata import schema
from geodata.edits import Overlay, correct_rows
from geodata.errors import QueryError, StoreError
from geodata.filters import DOUBTFUL, SURE, EventFilter, Where, where
from geodata.mirror import file_names, local_files
from geodata.model import STATEMENTS
from geodata.queries.deadlines import Deadlines
from geodata.queries.mercator import BITS, SQL_X, SQL_Y
from geodata.queries.search import TextSearch
from geodata.versions import Snapshot

_log = logging.getLogger(__name__)

CODED = (
    "event_type", "sub_event_type", "place_status", "place", "country", "admin1",
    "source", "extractor", "attribution",
)  # fmt: skip
_PLAIN = (
    "event_id", "event_date", "event_date_end", "latitude", "longitude", "geo_precision",
    "radius_km", "fatalities",
)  # fmt: skip
_SQL_TYPES = {
    pa.string(): "VARCHAR", pa.date32(): "DATE", pa.float64(): "DOUBLE", pa.float32(): "FLOAT",
    pa.int32(): "INTEGER", pa.int8(): "TINYINT", pa.bool_(): "BOOLEAN",
    pa.list_(pa.string()): "VARCHAR[]",
}  # fmt: skip
_ACTOR_KEY = "coalesce(array_to_string(actors, chr(31)), '')"
_MEMORY_LIMIT = "2GB"
_DIRECT_GROUPS_BITS = 17  # tiles times types of a whole world: each group has a place of its own
TILE_ZOOM = 8
_TILE_BITS = BITS - TILE_ZOOM
_BATCH_ROWS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the events: those of some files, by name, and those of some ids in any file."""

    files: Collection[str]
    event_ids: Collection[str] = ()


class Database:
    """One version of the events, read only; many threads may ask at once.

    A question that takes longer than `timeout_s` raises QueryError. `only` loads a part of the
    events, whether their articles are complete or not.
    """

    def __init__(self, snapshot: Snapshot, *, timeout_s: float, only: Part | None = None) -> None:
        self.version = snapshot.version
        self.snapshot = snapshot
        self._timeout_s = timeout_s
        self._deadlines = Deadlines(timeout_s)
        self._connection = duckdb.connect(
            config={
                "allocator_background_threads": True,  # what loading needed is given back
                "autoinstall_known_extensions": False,
                "memory_limit": _MEMORY_LIMIT,
                "perfect_ht_threshold": _DIRECT_GROUPS_BITS,
                "temp_directory": "",
            }
        )
        self._connection.execute("SET enable_progress_bar = false")
        self._texts = TextSearch(self._cursor)
        try:
            self._open_files(snapshot, only)
            self._open_source(snapshot.overlay())
            complete = local_files(snapshot.articles) if only is None else None
            self._load(article_files=complete and [escape(file) for file in complete])
            self.event_types = self.values("event_type")
        except duckdb.Error as error:
            raise StoreError(
                f"the events cannot be loaded: {error}",
                remedy="restore the store from a copy, or move it away and ingest again",
            ) from error

    def fetch(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of an answer; callers bound it by LIMIT or by grouping."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def stream(self, sql: str, parameters: Sequence[object]) -> Iterator[pa.RecordBatch]:
        """An answer of any size, batch by batch, as slowly as it is taken."""
        with self._errors(), self._connection.cursor() as cursor:
            yield from cursor.sql(sql, params=list(parameters)).to_arrow_reader(_BATCH_ROWS)

    def where(self, wanted: EventFilter, *, leave_out: str | None = None) -> Where:
        """`filters.where`, once the text that it looks for has been searched."""
        condition = where(wanted, leave_out=leave_out)
        if wanted.text and leave_out != "text":
            self._texts.find(wanted.text)
        return condition

    def values(self, column: str) -> tuple[str, ...]:
        """Every value of a column in `CODED`, in alphabetical order, which is that of its codes."""
        ((values,),) = self.fetch(f"SELECT enum_range(NULL::{column}_code)")
        return tuple(values)

    def read_rows(self, positions: Sequence[int], columns: Sequence[str]) -> pa.Table:
        """These columns of these rows, read from the store's files, in the order asked for."""
        listed = ", ".join(f'"{column}"' for column in columns)
        if not positions:
            return self._arrow(f"SELECT {listed} FROM source LIMIT 0", ())
        files = sorted({position >> 32 for position in positions})
        rows = sorted({position & 0xFFFFFFFF for position in positions})
        found = self._arrow(
            f"SELECT position, {listed} FROM source WHERE file_index IN ({_numbers(files)}) "
            f"AND file_row_number IN ({_numbers(rows)}) AND position IN ({_numbers(positions)})",
            (),
        )
        place_of = {position: index for index, position in enumerate(found["position"].to_pylist())}
        return found.take([place_of[p] for p in positions]).select(columns)

    def _arrow(self, sql: str, parameters: Sequence[object]) -> pa.Table:
        with self._cursor() as cursor:
            return cursor.sql(sql, params=list(parameters)).to_arrow_table()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with (
            self._connection.cursor() as cursor,
            self._errors(),
            self._deadlines.watch(cursor),
        ):
            yield cursor

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except duckdb.InterruptException as error:
            raise QueryError(
                f"the question took longer than {self._timeout_s:g} s",
                remedy="narrow the dates or the area, then ask again",
            ) from error
        except duckdb.Error as error:
            _log.warning("a question failed: %s", error)  # it may name the server's own folders
            raise QueryError(
                "the question failed", remedy="ask again; the program's log says why"
            ) from error

    def _open_files(self, snapshot: Snapshot, only: Part | None) -> None:
        """`filed`: a view of all files, or a table of what is wanted of them."""
        # DuckDB takes * ? [ in a path for a pattern.
        files = [escape(file) for file in local_files(snapshot.events)]
        if only is None:
            self._connection.execute(f"CREATE VIEW filed AS {self._select(files)}")
            return
        whole: list[str] = []
        others: list[str] = []
        for file, name in zip(files, file_names(snapshot.events), strict=True):
            (whole if name in only.files else others).append(file)
        rest = self._select(others if only.event_ids else [], first_index=len(whole))
        self._connection.execute(
            f"CREATE TABLE filed AS {self._select(whole)} UNION ALL BY NAME "
            f"{rest} WHERE event_id IN (SELECT unnest($1))",
            [list(only.event_ids)],
        )

    def _select(self, files: list[str], *, first_index: int = 0) -> str:
        """All columns of these files; those that no file has yet are null."""
        files_sql = "(SELECT 0 AS file_index, 0 AS file_row_number WHERE false)"
        present: set[str] = set()
        if files:
            listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
            files_sql = f"read_parquet([{listed}], union_by_name = true)"
            described = self._connection.execute(f"DESCRIBE FROM {files_sql}").fetchall()
            present = {name for name, *_ in described}
        columns = ", ".join(
            f'"{column.name}"'
            if column.name in present
            else f'NULL::{_SQL_TYPES[column.type]} AS "{column.name}"'
            for column in schema.EVENTS
        )
        return (
            f"SELECT ((file_index + {first_index})::BIGINT << 32) | file_row_number AS position, "
            f"file_index + {first_index} AS file_index, file_row_number, {columns} FROM {files_sql}"
        )

    def _open_source(self, overlay: Overlay) -> None:
        """The view `source`: the files, and in place of the rows that people changed, theirs."""
        self._connection.execute("CREATE VIEW source AS FROM filed")
        if not overlay:
            return
        concerned = "SELECT * FROM source WHERE event_id IN (SELECT unnest($1))"
        found = self._connection.sql(concerned, params=[list(overlay)]).to_arrow_table()
        if not found.num_rows:
            return
        self._connection.register("changed", correct_rows(found, overlay))
        self._connection.execute("CREATE TABLE corrected AS FROM changed")
        self._connection.unregister("changed")
        self._connection.execute(
            "CREATE OR REPLACE VIEW source AS SELECT * FROM filed "
            f"WHERE position NOT IN ({_numbers(found['position'].to_pylist())}) "
            "UNION ALL SELECT * FROM corrected"
        )

    def _load(self, *, article_files: list[str] | None) -> None:
        for column in CODED:
            self._create_codes(f"{column}_code", f'"{column}"')
        self._create_codes("actor_group_code", _ACTOR_KEY)
        self._connection.execute(
            "CREATE TABLE actor_groups AS "
            f"SELECT {_ACTOR_KEY}::actor_group_code AS actor_group, "
            "coalesce(any_value(actors), []) AS actors FROM source GROUP BY 1"
        )
        coded = ", ".join(f'"{column}"::{column}_code AS "{column}"' for column in CODED)
        complete = "true" if article_files is None else "false"
        if article_files:
            complete = "article_id IN (SELECT article_id FROM read_parquet($1))"
        self._connection.execute(
            f"CREATE TABLE tiles AS SELECT ({SQL_X}) >> {_TILE_BITS} AS tile_x, "
            f"({SQL_Y}) >> {_TILE_BITS} AS tile_y, "
            "row_number() OVER (ORDER BY tile_x, tile_y)::INTEGER AS tile FROM source GROUP BY 1, 2"
        )
        self._connection.execute(
            "CREATE TABLE events AS WITH shared AS (SELECT incident_id, "
            "row_number() OVER ()::INTEGER - 1 AS shared_incident, "
            "max(coalesce(confidence, 1)) AS surest "
            "FROM source GROUP BY incident_id HAVING count(*) > 1) "
            "SELECT position, shared_incident, "
            f"{', '.join(_PLAIN)}, {coded}, {_ACTOR_KEY}::actor_group_code AS actor_group, "
            "coalesce(history, false) AS history, "
            f"event_type IS NOT DISTINCT FROM '{STATEMENTS}' AS statement, "
            f"coalesce(confidence >= {SURE}::FLOAT, true) AS sure, "
            # A happening is as sure as the surest report of it.
            f"coalesce(surest, confidence, 1) < {DOUBTFUL}::FLOAT AND NOT statement AS doubtful, "
            "x, y, tile "
            f"FROM (SELECT *, {SQL_X} AS x, {SQL_Y} AS y FROM source WHERE {complete}) "
            "LEFT JOIN shared USING (incident_id) LEFT JOIN tiles "
            f"ON tile_x = x >> {_TILE_BITS} AND tile_y = y >> {_TILE_BITS} ORDER BY tile",
            [article_files] if article_files else [],
        )
        ((self.size, self.last_shared_incident),) = self.fetch(
            "SELECT count(*), coalesce(max(shared_incident), 0) FROM events"
        )

    def _create_codes(self, name: str, expression: str) -> None:
        self._connection.execute(
            f"CREATE TYPE {name} AS ENUM (SELECT DISTINCT {expression} AS value FROM source "
            "WHERE value IS NOT NULL ORDER BY value)"
        )


def _numbers(values: Sequence[int]) -> str:
    return ", ".join(map(str, values))
