"""Every door of a private collection, tried without a key, with false keys and with the right one.

The whole application runs as `streamlit run` starts it, with sign-in set up.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from fixtures.application import ROOT
from fixtures.private import Private, serve_private
from fixtures.reports import seed_result
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
VALUES = {
    "suffix": "csv",
    "event_id": seed_result().events[0].id,
    "incident_id": seed_result().incidents[0].id,
}
NAMES = (b"Aleppo", b"rebels")
WORDS = (*NAMES, b"reports of")
LIST_ROUTES = """
import json
from dashboard.app import app
print(json.dumps([
    [route.path, sorted(getattr(route, "methods", None) or ["GET"]), type(route).__name__]
    for route in app._build_starlette_app().routes
]))
"""
DAY_S = 24 * 3600


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doors") / "store"
    DeltaStore(path).write([seed_result()])
    return path


@pytest.fixture(scope="module")
def private(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Private]:
    with serve_private(store, tmp_path_factory.mktemp("private")) as served:
        yield served


def list_routes() -> list[tuple[str, list[str], str]]:
    """All addresses of the application, its own and Streamlit's, with their methods and kind."""
    listed = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", LIST_ROUTES],
        cwd=ROOT,
        env={**os.environ, "DATELINE_ACCESS": "public"},
        capture_output=True,
        check=True,
    )
    return [tuple(route) for route in json.loads(listed.stdout)]


ROUTES = list_routes()
SHELL = {
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/bidi-components/{path:path}",
    "/component/{path:path}",
    "/app/static/{path:path}",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/_stcore/stream",
    "/map/script.js",
    "",  # Streamlit's own files, by their names in the next test
}


def fill(path: str) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda name: VALUES.get(name[1], "x"), path)


def get(url: str, headers: dict[str, str] | None = None) -> urllib3.BaseHTTPResponse:
    return HTTP.request("GET", url, headers=headers)


def test_the_list_of_routes_holds_the_pages_and_our_own() -> None:
    paths = {path for path, _, _ in ROUTES}
    assert paths >= SHELL
    assert paths >= {"/data/events.{suffix}", "/feed.atom", "/ogc", "/event/{event_id}"}


@pytest.mark.parametrize(
    ("path", "method"),
    [(path, method) for path, methods, _ in ROUTES if path not in SHELL for method in methods],
)
def test_every_other_door_is_shut_to_strangers(private: Private, path: str, method: str) -> None:
    answer = HTTP.request(method, private.url + fill(path))
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not any(word in answer.data for word in WORDS)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/favicon.png",
        "/_stcore/health",
        "/_stcore/host-config",
        "/app/static/map/map.js",
        "/map/script.js",
    ],
)
def test_the_shell_of_the_page_is_open_and_holds_no_report(private: Private, path: str) -> None:
    answer = get(private.url + path)
    assert answer.status == 200
    assert not any(word in answer.data for word in NAMES)


@pytest.mark.parametrize("path", ["//data/events.csv", "/data/events.csv/", "/DATA/events.csv"])
def test_no_spelling_leads_around(private: Private, path: str) -> None:
    host, port = private.url.removeprefix("http://").split(":")
    # urllib3 tidies a path up before it asks.
    answer = urllib3.HTTPConnectionPool(host, int(port)).urlopen("GET", path, redirect=False)
    assert answer.status == 401


def test_a_person_on_the_list_has_the_file(private: Private) -> None:
    answer = get(f"{private.url}/data/events.csv", private.cookie("Vera Viewer"))
    assert answer.status == 200
    assert b"Aleppo" in answer.data
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("case", "status"),
    [
        ({"secret": "0" * 64}, 401),
        ({"age_s": 40 * DAY_S}, 401),
        ({"age_s": -3600, "iat": 1}, 401),
        ({"iat": None}, 401),
        ({"origin": "https://elsewhere.example"}, 401),
        ({"origin": None}, 401),
        ({"is_logged_in": False}, 401),
        ({"email": "sam@elsewhere.example"}, 403),
        ({"email_verified": False}, 403),
        ({"email_verified": None}, 403),
        ({"email": None}, 403),
    ],
    ids=str,
)
def test_a_false_or_stale_cookie_opens_nothing(
    private: Private, case: dict[str, object], status: int
) -> None:
    cookie = private.cookie("Vera Viewer", **case)  # type: ignore[arg-type]
    answer = get(f"{private.url}/data/events.csv", cookie)
    assert answer.status == status
    assert not any(word in answer.data for word in WORDS)


@pytest.mark.parametrize(
    "value", ["", "x", "chunks-3", "null", "a.b.c", '"{}"', "%00", "=" * 4000, "chunks-999999999"]
)
def test_a_cookie_that_nobody_signed_opens_nothing(private: Private, value: str) -> None:
    cookie = {"Cookie": f"_streamlit_user={value}"}
    assert get(f"{private.url}/data/events.csv", cookie).status == 401


def test_a_changed_cookie_opens_nothing(private: Private) -> None:
    good = private.cookie("Vera Viewer")["Cookie"]
    name, _, value = good.partition("=")
    payload, stamp, signature = value.rsplit(".", 2)
    for forged in (
        f"{payload}.{stamp}.{signature[:-2]}AA",
        f"{payload[:-4]}AAAA.{stamp}.{signature}",
        f"{payload}..{signature}",
        payload,
    ):
        answer = get(f"{private.url}/data/events.csv", {"Cookie": f"{name}={forged}"})
        assert answer.status == 401


def test_a_cookie_of_another_name_is_no_key(private: Private) -> None:
    good = private.cookie("Vera Viewer")["Cookie"].partition("=")[2]
    for name in ("_streamlit_user_tokens", "_streamlit_session", "user"):
        answer = get(f"{private.url}/data/events.csv", {"Cookie": f"{name}={good}"})
        assert answer.status == 401


def test_viewers_do_not_send_files_and_editors_may(private: Private) -> None:
    address, token = f"{private.url}/_stcore/upload_file/none/file", generate_xsrf_token_string()
    said = {"Vera Viewer": b"not on this collection's list", "Ed Editor": b"Invalid session_id"}
    for person, words in said.items():
        headers = {**with_xsrf(private, person, token), "X-Xsrftoken": token}
        answer = HTTP.request("PUT", address, fields={"file": ("a.txt", b"words")}, headers=headers)
        assert words in answer.data


def test_a_strangers_map_is_not_let_to_a_wire(private: Private) -> None:
    address = private.url.replace("http://", "ws://") + "/map/wire?key=guessed"
    with pytest.raises(InvalidStatus) as refused:
        connect(address)
    assert refused.value.response.status_code == 403
    with connect(address, additional_headers=private.cookie("Vera Viewer")) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=10)
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4404  # let in, and no session's


def test_a_browser_is_told_where_to_sign_in(private: Private) -> None:
    answer = get(f"{private.url}/event/{VALUES['event_id']}", {"Accept": "text/html"})
    assert answer.status == 401
    assert f'<a href="/?event={VALUES["event_id"]}">'.encode() in answer.data
    answer = get(f"{private.url}/data/events.csv", {"Accept": "text/html"})
    assert b'<a href="/">' in answer.data
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_endless_address_is_refused(private: Private) -> None:
    assert get(f"{private.url}/data/events.csv?text={'a' * 9000}").status == 414


def listen(url: str, *, headers: dict[str, str], xsrf: str | None = None) -> bytes:
    """All that the page sends over its socket until its script has run."""
    run = BackMsg()
    run.rerun_script.query_string = ""
    heard = b""
    with connect(
        url.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=["streamlit", *([xsrf] if xsrf else [])],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    ) as socket:
        socket.send(run.SerializeToString())
        while True:
            data = socket.recv(timeout=60)
            assert isinstance(data, bytes)
            heard += data
            said = ForwardMsg.FromString(data)
            if said.WhichOneof("type") == "script_finished":
                return heard


def with_xsrf(private: Private, person: str, token: str, **changes: object) -> dict[str, str]:
    cookie = private.cookie(person, **changes)["Cookie"]  # type: ignore[arg-type]
    return {"Cookie": f"{cookie}; _streamlit_xsrf={token}", "Origin": private.url}


def test_the_socket_tells_a_person_on_the_list_the_reports(private: Private) -> None:
    token = generate_xsrf_token_string()
    heard = listen(private.url, headers=with_xsrf(private, "Vera Viewer", token), xsrf=token)
    assert b"Aleppo" in heard
    assert b"reports of" in heard


def test_the_socket_tells_nobody_else_anything(private: Private) -> None:
    token = generate_xsrf_token_string()
    tries = {
        "stranger": listen(private.url, headers={}),
        "without the page's token": listen(
            private.url, headers=with_xsrf(private, "Vera Viewer", token)
        ),
        "without an origin": listen(private.url, headers=private.cookie("Vera Viewer"), xsrf=token),
        "not on the list": listen(
            private.url, headers=with_xsrf(private, "Sam Stranger", token), xsrf=token
        ),
        "forged": listen(
            private.url,
            headers=with_xsrf(private, "Vera Viewer", token, secret="0" * 64),
            xsrf=token,
        ),
        "long ago": listen(
            private.url, headers=with_xsrf(private, "Vera Viewer", token, iat=1), xsrf=token
        ),
    }
    for case, heard in tries.items():
        assert heard, case
        assert not any(word in heard for word in WORDS), case


@pytest.mark.parametrize(
    "setting", [{"DATELINE_ACCESS": "private"}, {"DATELINE_VIEWERS": "vera@example.org"}], ids=str
)
def test_a_server_with_half_a_setting_does_not_start(setting: dict[str, str]) -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import dashboard.app"],
        cwd=ROOT,
        env={**os.environ, **setting},
        capture_output=True,
        check=False,
    )
    assert started.returncode == 1
    assert b"The dashboard does not start: " in started.stderr
    assert b"Traceback" not in started.stderr


def test_a_socket_from_another_page_is_closed(private: Private) -> None:
    headers = {**private.cookie("Vera Viewer"), "Origin": "https://elsewhere.example"}
    with pytest.raises(Exception, match="403"):
        listen(private.url, headers=headers)
