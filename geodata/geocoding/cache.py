"""Answers of geocoding services, kept in an SQLite file across runs and processes."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geodata.errors import GeocoderError

_DAY_S = 86_400.0


class AnswerCache:
    """What services answered, by request; "no such place" is an answer, an outage is none.

    An answer is a list of plain records, [] for "no such place". It is kept for `max_age_days`.
    GeocoderError when the file is not a cache.
    """

    def __init__(
        self,
        path: Path,
        *,
        max_age_days: float = 180.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._path = path
        self._max_age_s = max_age_days * _DAY_S
        self._clock = clock
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False, timeout=30.0)
        self._run(
            "CREATE TABLE IF NOT EXISTS answers"
            " (request TEXT PRIMARY KEY, answered_at REAL NOT NULL, answer TEXT NOT NULL)"
        )

    def find(self, request: str) -> list[dict[str, Any]] | None:
        """The answer to a request, None when it is not known or too old."""
        rows = self._run(
            "SELECT answer FROM answers WHERE request = ? AND answered_at > ?",
            (request, self._clock() - self._max_age_s),
        )
        return json.loads(rows[0][0]) if rows else None

    def store(self, request: str, answer: list[dict[str, Any]]) -> None:
        """Keep an answer."""
        self._run(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)",
            (request, self._clock(), json.dumps(answer, ensure_ascii=False)),
        )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _run(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock, self._connection:
                return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise GeocoderError(
                f"the cache {self._path} cannot be used: {error}", remedy="remove the file"
            ) from error
