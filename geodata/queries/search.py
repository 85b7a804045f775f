"""Which rows hold the words looked for: found once, for all the questions that ask for them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import duckdb

from geodata.filters import matches_table
from geodata.fulltext import patterns

TEXTS_KEPT = 32
_ROWS_KEPT = 4_000_000  # of all texts together, 8 bytes each


@dataclass(slots=True)
class _Matches:
    """The rows of one text; whoever looks for the same text waits, others do not."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rows: int | None = None


class TextSearch:
    """The tables `filters.matches_table(text)` of a database, made when first asked for."""

    def __init__(
        self, cursor: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
    ) -> None:
        self._cursor = cursor
        self._lock = threading.Lock()
        self._searched: OrderedDict[str, _Matches] = OrderedDict()

    def find(self, text: str) -> None:
        """Make the table of a text, where it is not there yet."""
        table = matches_table(text)
        with self._lock:
            matches = self._searched.setdefault(table, _Matches())
            self._searched.move_to_end(table)
        with matches.lock:
            if matches.rows is None:
                matches.rows = self._search(table, patterns(text))
        self._drop_oldest()

    def _search(self, table: str, wanted: tuple[str, ...]) -> int:
        held = " AND ".join(
            f"(regexp_matches(sentence, ${number}, 'i') OR regexp_matches(title, ${number}, 'i'))"
            for number in range(1, len(wanted) + 1)
        )
        with self._cursor() as cursor:
            ((rows,),) = cursor.execute(
                f"CREATE OR REPLACE TABLE {table} AS SELECT position FROM source "
                f"WHERE {held or 'true'}",
                list(wanted),
            ).fetchall()
        return int(rows)

    def _drop_oldest(self) -> None:
        with self._lock:
            while len(self._searched) > 1 and (
                len(self._searched) > TEXTS_KEPT
                or sum(one.rows or 0 for one in self._searched.values()) > _ROWS_KEPT
            ):
                oldest, _ = self._searched.popitem(last=False)
                with self._cursor() as cursor:
                    cursor.execute(f"DROP TABLE IF EXISTS {oldest}")
