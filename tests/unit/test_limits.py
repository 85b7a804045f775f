"""One client's requests are bounded, another's are not touched, and no header makes one of many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import urllib3
from fixtures.application import ROOT, serve
from fixtures.reports import seed_result

from dashboard.access import limits
from dashboard.access.limits import Turns, find_client, read_per_minute
from dashboard.access.policy import AccessError
from geodata.store import DeltaStore

HTTP = urllib3.PoolManager(retries=False)
FILE = "data/events.csv"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_turns_come_back_one_by_one() -> None:
    clock = Clock()
    turns = Turns(6, clock=clock)
    assert [turns.take("a") for _ in range(6)] == [0.0] * 6
    assert turns.take("a") == pytest.approx(10)
    assert turns.take("b") == 0.0
    clock.now += 9
    assert turns.take("a") == pytest.approx(1)  # what was refused costs nothing
    clock.now += 1
    assert turns.take("a") == 0.0
    assert turns.take("a") == pytest.approx(10)
    clock.now += 3600
    assert [turns.take("a") for _ in range(6)] == [0.0] * 6
    assert turns.take("a") > 0


def test_a_window_of_the_map_takes_a_fifth_of_a_turn() -> None:
    turns = Turns(6, clock=Clock())
    assert [turns.take("a", 0.2) for _ in range(25)] == [0.0] * 25
    assert turns.take("a") == 0.0
    assert turns.take("a", 0.2) == pytest.approx(2)


def test_many_clients_take_bounded_room_and_the_latest_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "_MOST_CLIENTS", 10)
    turns = Turns(1, clock=Clock())
    for number in range(1000):
        assert turns.take(f"client {number}") == 0.0
    assert len(turns._spent_until) <= 10
    assert turns.take("client 999") > 0


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002"),
        ("unix:", "unix:"),
    ],
)
def test_a_client_is_an_address_or_a_network(host: str, client: str) -> None:
    assert find_client({"client": (host, 1)}) == client


def test_a_connection_without_an_address_is_one_client() -> None:
    assert find_client({"client": None}) == find_client({}) == ""


def test_the_limit_is_a_number_or_the_server_does_not_start() -> None:
    assert read_per_minute({}) == 600
    assert read_per_minute({"DATELINE_REQUESTS_PER_MINUTE": "0"}) == 0
    for given in ("", "-1", "1.5", "many", "٣", "9" * 10):
        with pytest.raises(AccessError, match="is not a number of requests"):
            read_per_minute({"DATELINE_REQUESTS_PER_MINUTE": given})
    started = subprocess.run(
        [sys.executable, "-c", "import dashboard.app"],
        cwd=ROOT,
        env={"DATELINE_REQUESTS_PER_MINUTE": "many"},
        capture_output=True,
        check=False,
    )
    assert started.returncode == 1
    assert b"The dashboard does not start: " in started.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("limits") / "store"
    DeltaStore(path).write([seed_result()])
    return path


def status(url: str, path: str = FILE, **headers: str) -> int:
    return HTTP.request("GET", f"{url.rstrip('/')}/{path}", headers=headers).status


def test_who_asks_too_often_waits_and_the_page_still_opens(store: Path) -> None:
    settings = {"DATELINE_REQUESTS_PER_MINUTE": "3", "FORWARDED_ALLOW_IPS": "192.0.2.1"}
    with serve(store, **settings) as url:
        # Nobody is believed who is not named; each could be another client otherwise.
        tries = [status(url, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(3)]
        assert tries == [200] * 3
        answer = HTTP.request("GET", url.rstrip("/") + "/no/such/page")
        assert answer.status == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 20
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        for path in ("", "_stcore/health", "app/static/map/map.js", "map/script.js"):
            assert status(url, path) == 200


def test_behind_a_trusted_proxy_each_visitor_is_one_client(store: Path) -> None:
    settings = {"DATELINE_REQUESTS_PER_MINUTE": "1", "FORWARDED_ALLOW_IPS": "127.0.0.1"}
    with serve(store, **settings) as url:
        for visitor in ("198.51.100.1", "198.51.100.2", "2001:db8::1"):
            assert status(url, **{"X-Forwarded-For": visitor}) == 200
            assert status(url, **{"X-Forwarded-For": visitor}) == 429
        # The proxy adds whom it saw to what a visitor claims.
        assert status(url, **{"X-Forwarded-For": "203.0.113.5, 198.51.100.1"}) == 429
