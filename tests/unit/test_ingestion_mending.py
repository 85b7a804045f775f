"""What an ingest makes good that one before it left: failed articles, reports not yet merged."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.gazetteer import Gazetteer
from geodata.ingestion import ingest
from geodata.model import Article, Event, Resolution
from geodata.pipeline import Pipeline, open_pipeline
from geodata.store import DeltaStore

TEXTS = (
    "At least 25 people were killed on Saturday when a car bomb exploded in Azaz, Syria.",
    "A car bomb exploded in Azaz in northern Syria on Saturday, killing 13 people.",
)
# As `ingest`, but killed after the articles are written, as by a machine without memory: at once,
# or where it is told to wait when its standard input ends.
KILLED = """
import os, signal, sys
from geodata import ingestion
from geodata.pipeline import open_pipeline
from geodata.store import DeltaStore
def die(*_):
    print("written", flush=True)
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
ingestion._Run.merge = die
store = DeltaStore(sys.argv[2])
ingestion.ingest([sys.argv[1]], store=store, pipeline=open_pipeline(), progress=False)
"""


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    rows = [
        {"id": str(number), "text": text, "published": "2024-12-01"}
        for number, text in enumerate(TEXTS)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


class Breaking:
    """An extractor that fails for one article, as a language model may."""

    id = "breaking"

    def extract(self, article: Article, _places: tuple[Resolution, ...]) -> tuple[Event, ...]:
        if article.id == "1":
            raise ValueError("no answer")
        return ()


def test_the_next_ingest_puts_together_what_a_killed_one_left(
    pipeline: Pipeline, articles: Path, tmp_path: Path
) -> None:
    store = DeltaStore(tmp_path / "store")
    command = [sys.executable, "-c", KILLED, str(articles), store.uri]
    run = subprocess.run(command, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our own
    assert run.returncode == -signal.SIGKILL
    assert store.article_ids() == {"0", "1"}
    assert len(set(store.read_events()["incident_id"].to_pylist())) == 2
    assert store.unmerged_runs()
    summary = ingest([articles], store=store, pipeline=pipeline, progress=False)
    assert summary.new_articles == 0
    assert len(set(store.read_events()["incident_id"].to_pylist())) == 1
    assert not store.unmerged_runs()


class Beside:
    """An extractor during whose work another process ingests, up to where it would merge."""

    id = "beside"

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self.process: subprocess.Popen[str] | None = None

    def extract(self, _article: Article, _places: tuple[Resolution, ...]) -> tuple[Event, ...]:
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "written\n"
        return ()


def test_an_ingest_that_ends_leaves_the_mark_of_one_killed_beside_it(
    pipeline: Pipeline, articles: Path, tmp_path: Path
) -> None:
    """The second began before the first wrote anything and ends before the first is killed."""
    store = DeltaStore(tmp_path / "store")
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "other", "text": "The mayor of Azaz was glad."}', encoding="utf-8")
    beside = Beside([sys.executable, "-c", KILLED, str(articles), store.uri])
    ingest([other], store=store, pipeline=replace(pipeline, extractor=beside), progress=False)
    assert beside.process is not None
    with beside.process as process:
        process.communicate("")
    assert process.returncode == -signal.SIGKILL
    assert store.article_ids() == {"0", "1", "other"}
    assert len(set(store.read_events()["incident_id"].to_pylist())) == 2
    assert store.unmerged_runs()
    ingest([articles], store=store, pipeline=pipeline, progress=False)
    assert len(set(store.read_events()["incident_id"].to_pylist())) == 1
    assert not store.unmerged_runs()


def test_an_ingest_with_nothing_new_changes_nothing(
    pipeline: Pipeline, articles: Path, tmp_path: Path
) -> None:
    store = DeltaStore(tmp_path / "store")
    ingest([articles], store=store, pipeline=pipeline, progress=False)
    version = store.version()
    assert not store.unmerged_runs()
    ingest([articles], store=store, pipeline=pipeline, progress=False)
    assert store.version() == version


def test_failed_articles_are_read_again_where_asked(
    pipeline: Pipeline, articles: Path, tmp_path: Path
) -> None:
    store = DeltaStore(tmp_path / "store")
    broken = replace(pipeline, extractor=Breaking())
    assert len(ingest([articles], store=store, pipeline=broken, progress=False).failures) == 1
    assert store.failed_article_ids() == {"1"}
    assert ingest([articles], store=store, pipeline=pipeline, progress=False).new_articles == 0
    again = ingest([articles], store=store, pipeline=pipeline, progress=False, retry_failed=True)
    assert (again.new_articles, again.known_articles, again.failures) == (1, 1, ())
    assert store.failed_article_ids() == frozenset()
    assert store.read_events()["article_id"].to_pylist() == ["1"]
    assert store.read_articles().num_rows == 2
