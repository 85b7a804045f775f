"""One request a second for the whole process, whatever the thread and the service.

That is Nominatim's usage policy (https://operations.osmfoundation.org/policies/nominatim/).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class RequestLimiter:
    """Lets callers through one at a time, at least an interval apart.

    `clock` and `sleep` are those of the `time` module unless a test hands in its own.
    """

    def __init__(
        self,
        *,
        interval_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval_s = interval_s
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at = float("-inf")

    def wait(self) -> None:
        """Return when it is the caller's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at)
            self._free_at = turn + self._interval_s
        if turn > now:
            self._sleep(turn - now)

    def hold(self, seconds: float) -> None:
        """Let nobody through for some seconds from now."""
        with self._lock:
            self._free_at = max(self._free_at, self._clock() + seconds)


# The one limiter of the process: a limit that each geocoder kept for itself would be none.
PROCESS_LIMITER = RequestLimiter()
