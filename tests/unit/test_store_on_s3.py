"""The store on a server that speaks S3, with nothing said but the usual environment variables.

Skipped where no such server is at hand: moto's (`pip install "moto[s3,server]"`) is too large to
ask of everybody who runs the tests.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from fixtures.reports import hostile_result, seed_result

from geodata.filters import EventFilter
from geodata.queries import EventQueries
from geodata.store import DeltaStore

SERVER = shutil.which("moto_server")
ALL = EventFilter(history=True)
_PATIENCE_S = 60

pytestmark = pytest.mark.skipif(not SERVER, reason="moto_server, a local S3, is not installed")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - a server of this machine alone
        [str(SERVER), "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL
    )
    http = urllib3.PoolManager(retries=False)
    deadline = time.monotonic() + _PATIENCE_S
    try:
        while True:
            try:
                if http.request("PUT", f"http://127.0.0.1:{port}/bucket").status == 200:
                    break
            except urllib3.exceptions.HTTPError:
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def environment(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "DATELINE_HOME": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("environment")
def test_events_are_written_queried_and_compared() -> None:
    store = DeltaStore("s3://bucket/events")
    assert store.write([seed_result()]) == 1
    queries = EventQueries.open(store)
    assert queries.count(ALL).total == 10
    since = queries.data_version
    assert not queries.is_stale()
    store.write([hostile_result()])
    assert queries.is_stale()
    assert queries.refresh()
    assert queries.count(ALL).total == 18
    assert queries.changes_since(since, ALL).added == 8
    stored = store.read_article(seed_result().article.id)
    assert stored
    assert stored.article.text == seed_result().article.text


@pytest.mark.usefixtures("environment")
def test_a_public_set_is_made_anew_there_without_a_past() -> None:
    store = DeltaStore("s3://bucket/private")
    store.write([seed_result()])
    public = DeltaStore("s3://bucket/public")
    articles, events = store.read_articles(), store.read_events()
    assert public.publish(articles, events)
    assert public.publish(articles, events.slice(4))
    assert not public.publish(articles, events.slice(4))
    assert EventQueries.open(public).count(ALL).total == 6
    snapshot = public.snapshot()
    assert len(snapshot.events.history()) == 1
