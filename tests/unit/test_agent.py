"""Streamlit's agent interface: off unless it is switched on, then a program sees the page."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3
from fixtures.application import serve
from fixtures.private import serve_private
from fixtures.reports import seed_result

from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
ACCEPT = {"Accept": "application/json, text/event-stream"}
CLIENT = {"name": "test", "version": "1"}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": CLIENT},
}
LIST_TOOLS = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agent") / "store"
    DeltaStore(path).write([seed_result()])
    return path


def ask(url: str, path: str, body: object, **headers: str) -> urllib3.BaseHTTPResponse:
    address = f"{url.rstrip('/')}/_stcore/agent/{path}"
    return HTTP.request("POST", address, json=body, headers={**ACCEPT, **headers})


def test_it_is_off_unless_it_is_asked_for(store: Path) -> None:
    with serve(store) as url:
        assert ask(url, "interact", {}).status == 403
        assert ask(url, "mcp", INITIALIZE).status == 400


def test_a_program_sees_the_page_and_has_its_tools(store: Path) -> None:
    with serve(store, "--server.enableAgentApi", "true") as url:
        assert ask(url, "mcp", INITIALIZE).json()["result"]["serverInfo"]["name"] == "streamlit"
        tools = ask(url, "mcp", LIST_TOOLS).json()["result"]["tools"]
        assert "interact" in {tool["name"] for tool in tools}
        page = ask(url, "interact", {})
        assert page.status == 200
        assert "9 reports of 8 incidents" in page.data.decode()


def test_it_tells_nothing_of_a_private_collection(store: Path, tmp_path: Path) -> None:
    with serve_private(store, tmp_path, STREAMLIT_SERVER_ENABLE_AGENT_API="true") as private:
        assert ask(private.url, "interact", {}).status == 401
        assert ask(private.url, "mcp", INITIALIZE).status == 401
        seen = ask(private.url, "interact", {}, **private.cookie("Vera Viewer"))
        assert seen.status == 200
        assert "This collection is private." in seen.data.decode()
        assert "reports of" not in seen.data.decode()
