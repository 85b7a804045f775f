"""Many people at once: filters and moves of the map, with thought.

A browser's part is played without a browser. For a filter it says over Streamlit's websocket which
widget has which value and listens until the run of the page has ended; for a move it fetches the
window, and when the map has come to rest has the map alone run. The time until the end of the run,
or until the window has come, is what the server took.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import statistics
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from http import HTTPStatus
from urllib.parse import urlencode

import urllib3
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.dashboard.serving import Server

_PEOPLE = 20
_ACTS = 14
_THINK_S = 1.0
_AT_REST_S = 0.3  # as in static/map/channel.js
_PATIENCE_S = 60
_HTTP = urllib3.PoolManager(maxsize=_PEOPLE)
_ENDED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)


def gather(server: Server) -> dict[str, float]:
    """Figures of twenty people; in a process of its own, since the browser's has its own loop."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_gather, (server,))


def _gather(server: Server) -> dict[str, float]:
    return asyncio.run(_gather_people(server))


async def _gather_people(server: Server) -> dict[str, float]:
    before = server.resident_mb()
    people = [Person(number=number) for number in range(_PEOPLE)]
    for person in people:
        await person.come(server.url)
    await asyncio.sleep(1)
    each_mb = (server.resident_mb() - before) / _PEOPLE
    await asyncio.gather(*(person.look_around() for person in people))
    for person in people:
        await person.leave()
    taken = [seconds for person in people for seconds in person.filters + person.moves]
    filters = [seconds for person in people for seconds in person.filters]
    moves = [seconds for person in people for seconds in person.moves]
    return {
        "session_mb": each_mb,
        "people_s": statistics.median(taken),
        "people_95_s": statistics.quantiles(taken, n=20, method="inclusive")[-1],
        "people_filter_s": statistics.median(filters),
        "people_pan_s": statistics.median(moves),
    }


@dataclass(slots=True)
class Person:
    """One visitor's session: what it knows of the page's widgets, and what it waited."""

    number: int
    filters: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    _connection: ClientConnection | None = None
    _map: tuple[str, str] | None = None  # widget, fragment
    _since: str | None = None  # widget
    _from: date | None = None
    _windows: str = ""  # their address
    _values: BackMsg = field(default_factory=BackMsg)

    async def come(self, url: str) -> None:
        """Open the page."""
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self._connection = await connect(address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        self._windows = f"{url}/map/window.json"
        await self._run()
        assert self._map
        assert self._since

    async def leave(self) -> None:
        """Close the page."""
        assert self._connection
        await self._connection.close()

    async def look_around(self) -> None:
        """Change a filter, or move the map, with a second of thought in between."""
        chance = random.Random(self.number)  # noqa: S311 - the same every time
        await asyncio.sleep(chance.uniform(0, _THINK_S))
        for _ in range(_ACTS):
            if chance.random() < 0.5:
                self.filters.append(await self._filter(chance))
            else:
                self.moves.append(await self._move(chance))
            await asyncio.sleep(chance.uniform(0.5, 1.5) * _THINK_S)

    async def _filter(self, chance: random.Random) -> float:
        day = self._from = date(1990, 1, 1) + timedelta(days=chance.randrange(9000))
        assert self._since
        state = self._state(self._since)
        del state.string_array_value.data[:]
        state.string_array_value.data.append(day.isoformat())
        return await self._run()

    async def _move(self, chance: random.Random) -> float:
        zoom = chance.randint(3, 9)
        x, y = (chance.randrange(2**zoom // 4, 3 * 2**zoom // 4) for _ in "xy")
        win = [zoom, x, y, min(x + 3, 2**zoom - 1), min(y + 2, 2**zoom - 1)]
        at = [chance.uniform(-40, 60), chance.uniform(-90, 120), zoom]
        taken = await asyncio.to_thread(self._fetch, win)
        await asyncio.sleep(_AT_REST_S)
        assert self._map
        widget, fragment = self._map
        value = {"win": win, "at": at, "sel": None, "seq": 0, "box": None}
        self._state(widget).json_value = json.dumps(value)
        await self._run(fragment)
        return taken

    def _fetch(self, win: list[int]) -> float:
        """Seconds until a window of the present filter has come."""
        asked = {"win": ",".join(map(str, win))} | ({"from": self._from} if self._from else {})
        started = time.perf_counter()
        answer = _HTTP.request("GET", f"{self._windows}?{urlencode(asked)}", timeout=_PATIENCE_S)
        assert answer.status == HTTPStatus.OK
        return time.perf_counter() - started

    def _state(self, widget: str) -> WidgetState:
        states = self._values.rerun_script.widget_states.widgets
        for state in states:
            if state.id == widget:
                return state
        return states.add(id=widget)

    async def _run(self, fragment: str = "") -> float:
        """Have the page, or one fragment, run; seconds until it has ended."""
        assert self._connection
        self._values.rerun_script.fragment_id = fragment
        started = time.perf_counter()
        await self._connection.send(self._values.SerializeToString())
        async with asyncio.timeout(_PATIENCE_S):
            async for frame in self._connection:
                message = ForwardMsg.FromString(frame)
                self._note(message)
                if message.WhichOneof("type") == "script_finished" and (
                    message.script_finished in _ENDED
                ):
                    break
        return time.perf_counter() - started

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "component_instance":
                self._map = (element.component_instance.id, message.delta.fragment_id)
            case "date_input" if element.date_input.label == "From":
                self._since = element.date_input.id
