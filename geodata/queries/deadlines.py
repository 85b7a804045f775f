"""Questions that take too long are interrupted, all of them by one thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


class Deadlines:
    """Interrupts what has run for `timeout_s`.

    A thread for each question would cost more than most answers do. This one ends by itself when
    there is nothing left to watch.
    """

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._due: dict[duckdb.DuckDBPyConnection, float] = {}
        self._watching = False

    @contextmanager
    def watch(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Interrupt the cursor if what happens within takes too long."""
        with self._lock:
            self._due[cursor] = time.monotonic() + self._timeout_s
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._interrupt, daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._due.pop(cursor, None)

    def _interrupt(self) -> None:
        """Sleep until the next one is due; later ones are due later."""
        while True:
            with self._lock:
                now = time.monotonic()
                for cursor in [one for one, due in self._due.items() if due <= now]:
                    del self._due[cursor]
                    cursor.interrupt()
                if not self._due:
                    self._watching = False
                    return
                pause = min(self._due.values()) - now
            time.sleep(pause)
