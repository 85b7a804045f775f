"""What all tests share: the gazetteer, a home that is not the user's, and no network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

from geodata.gazetteer import Gazetteer, open_gazetteer

# How long an example takes depends on what else the machine does.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The embedded gazetteer; built where the program keeps it, if it is not there yet."""
    return open_gazetteer(progress=False)


@pytest.fixture(autouse=True, scope="session")
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that names no store must not write into the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_STORE", str(tmp_path_factory.mktemp("home") / "store"))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A test that connects to anything but this machine fails, and says where it wanted to go."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield
