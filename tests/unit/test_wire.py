"""A session's wire to its map: the latest layer, to one map, as long as both are there."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator

import pytest
from fixtures.serving import serve_routes
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from dashboard.wire import Wire


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_routes(tmp_path_factory.mktemp("no store"), base_path="maps") as url:
        yield url.replace("http://", "ws://") + "/map/wire"


def hold(url: str, key: object) -> ClientConnection:
    return connect(f"{url}?key={key}")


def hear(socket: ClientConnection) -> object:
    return json.loads(socket.recv(timeout=10))


def hear_the_end(socket: ClientConnection) -> int:
    """The code with which the server closes."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=10)
    assert closed.value.rcvd
    return closed.value.rcvd.code


def listen(wire: Wire, url: str) -> ClientConnection:
    """A map at the wire's end, once the server knows of it."""
    socket = hold(url, wire.name[0])
    wire.wait(10)
    assert wire.is_held()
    return socket


def test_a_layer_comes_with_its_number_and_the_same_one_once(url: str) -> None:
    wire = Wire()
    with listen(wire, url) as socket:
        wire.send({"notice": "first"})
        assert hear(socket) == [1, {"notice": "first"}]
        wire.send({"notice": "first"})
        wire.send({"notice": "second"})
        assert hear(socket) == [2, {"notice": "second"}]
    assert wire.name[1] == 2


def test_who_waits_for_a_map_goes_on_when_it_comes_and_when_it_has_drawn(url: str) -> None:
    wire = Wire()
    assert took(wire, 0.2) > 0.19  # in vain
    with listen(wire, url) as socket:
        took(wire, 3600)
        wire.send({"notice": "first"})
        assert took(wire, 0.2) > 0.19
        hear(socket)
        socket.send("drawn")
        took(wire, 3600)
        wire.send({"notice": "second"})
    took(wire, 3600)  # nobody is there to draw


def took(wire: Wire, timeout_s: float) -> float:
    started = time.monotonic()
    wire.wait(timeout_s)
    return time.monotonic() - started


def test_a_map_that_is_loaded_anew_takes_the_wire_over(url: str) -> None:
    wire = Wire()
    with listen(wire, url) as before, hold(url, wire.name[0]) as now:
        assert hear_the_end(before) == 4409
        wire.send({"notice": "here"})
        assert hear(now) == [1, {"notice": "here"}]


@pytest.mark.parametrize("key", ["", "guessed", "x" * 5000])
def test_nothing_is_behind_a_key_that_no_session_has(url: str, key: str) -> None:
    Wire()
    with hold(url, key) as socket:
        assert hear_the_end(socket) == 4404


def test_a_wire_ends_with_its_session(url: str) -> None:
    wire = Wire()
    key = wire.name[0]
    del wire
    gc.collect()
    with hold(url, key) as socket:
        assert hear_the_end(socket) == 4404
