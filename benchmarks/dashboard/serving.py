"""An application on a server of its own, and the memory that it needs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running application: its address, its process, the second of the clock it was started."""

    url: str
    pid: int
    started: float

    def resident_mb(self) -> float:
        """Memory that the server's process and those that it started hold now."""
        return sum(map(_resident_mb, _family(self.pid)))


@contextmanager
def serve(app: str, store: Path, **environment: str) -> Iterator[Server]:
    """`streamlit run` of a script of this repository over a store; gives it once it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port)]
    settings = ["--server.address", "127.0.0.1", "--server.headless", "true"]
    started = time.time()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, *settings],
        cwd=ROOT,
        env={
            **os.environ,
            "DATELINE_STORE": str(store),
            "DATELINE_TILES": "none",
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Server(url=f"http://127.0.0.1:{port}", pid=process.pid, started=started)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError("the server did not start")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [
            pid,
            *(one for child in children.read_text().split() for one in _family(int(child))),
        ]
    except OSError:
        return []


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
