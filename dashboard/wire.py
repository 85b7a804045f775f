"""A wire from a run of the page to the visitor's map, on which a layer comes before the page's own.

Streamlit's front end renders the whole page before it hands the map its layer. The same layer sent
by wire is drawn meanwhile, and the page's own then changes nothing. Where no wire holds, as when a
balancer leads it to another process, the page's own layer is the one that is drawn.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from weakref import WeakValueDictionary

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

_PATH = "/map/wire"
_NO_SUCH_WIRE = 4404  # a close code of our own: the session has ended, or is another process's
_TAKEN_OVER = 4409


class Wire:
    """One session's wire; it holds as long as the session keeps it."""

    def __init__(self) -> None:
        self._key = secrets.token_urlsafe(16)  # by which its map asks for it; nobody guesses it
        self._sent = 0
        self._latest = b""
        self._end: _End | None = None
        self._drawn = threading.Event()
        _WIRES[self._key] = self

    @property
    def name(self) -> list[object]:
        """The key, and the number of the latest layer: the map takes none of before it."""
        return [self._key, self._sent]

    def is_held(self) -> bool:
        """Whether a map is at the other end."""
        return self._end is not None

    def wait(self, timeout_s: float) -> None:
        """Wait until the map has drawn what it was sent; a new map comes when it has."""
        self._drawn.wait(timeout_s)

    def note_drawn(self) -> None:
        """The map says that its latest layer is on screen."""
        self._drawn.set()

    def send(self, layer: Mapping[str, object]) -> None:
        """Send a layer from any thread, without waiting; nothing where it is the one of before."""
        text = json.dumps(layer, separators=(",", ":"), allow_nan=False)
        digest = hashlib.sha256(text.encode()).digest()
        if digest == self._latest:
            return
        self._latest = digest
        self._sent += 1
        if end := self._end:
            self._drawn.clear()
            with suppress(RuntimeError):  # the server is being stopped
                end.loop.call_soon_threadsafe(end.put, f"[{self._sent},{text}]")

    def attach(self, end: _End) -> None:
        """Give the wire to a map; the one that had it, as before a reload, is let go."""
        if self._end:
            self._end.put(None)
        self._end = end
        self._drawn.set()

    def detach(self, end: _End) -> None:
        """The map is gone."""
        if self._end is end:
            self._end = None
            self._drawn.set()  # nobody waits for it


_WIRES: WeakValueDictionary[str, Wire] = WeakValueDictionary()


class _End:
    """Where a map takes its layers from, the latest alone; None ends it."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._next: asyncio.Queue[str | None] = asyncio.Queue(1)

    def put(self, layer: str | None) -> None:
        if self._next.full():
            self._next.get_nowait()
        self._next.put_nowait(layer)

    async def send_all(self, websocket: WebSocket) -> None:
        while (layer := await self._next.get()) is not None:
            await websocket.send_text(layer)
        await websocket.close(_TAKEN_OVER)


def build_route(base_path: str) -> WebSocketRoute:
    """The way to all wires, `?key=` of one, under the base path ("" or "/maps/news")."""
    return WebSocketRoute(base_path + _PATH, _hold)


async def _hold(websocket: WebSocket) -> None:
    """Be one end of a wire until its map is gone."""
    await websocket.accept()
    wire = _WIRES.get(websocket.query_params.get("key", ""))
    if wire is None:
        await websocket.close(_NO_SUCH_WIRE)
        return
    end = _End()
    wire.attach(end)
    tasks = [
        asyncio.create_task(end.send_all(websocket)),
        asyncio.create_task(_listen(websocket, wire)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        wire.detach(end)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(websocket: WebSocket, wire: Wire) -> None:
    """A map says one thing, however it puts it: that it has drawn."""
    while (await websocket.receive())["type"] != "websocket.disconnect":
        wire.note_drawn()
