"""Articles through the stages and into the store, with stages that break on purpose."""

from __future__ import annotations

import logging
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.corpus import Corpus
from geodata.errors import GazetteerError
from geodata.events import PatternExtractor
from geodata.gazetteer import Gazetteer
from geodata.ingestion import ingest
from geodata.model import Article, Event, Resolution, Toponym
from geodata.pipeline import Pipeline, open_pipeline
from geodata.schema import PlaceStatus
from geodata.store import DeltaStore

SEEDS = Path(__file__).parents[2] / "seeds"
REPORT = "A car bomb killed 13 people in Baghdad on Saturday, police said."


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    return DeltaStore(tmp_path / "store")


class BreaksOn:
    """A stage that fails on articles with a certain word, and else finds nothing."""

    id = "breaks"

    def __init__(self, word: str, error: Exception) -> None:
        self.word = word
        self.error = error

    def recognize(self, article: Article) -> tuple[Toponym, ...]:
        if self.word in article.text:
            raise self.error
        return ()

    def resolve(self, article: Article, toponyms: tuple[Toponym, ...]) -> tuple[Resolution, ...]:
        return ()

    def extract(self, article: Article, resolutions: tuple[Resolution, ...]) -> tuple[Event, ...]:
        self.recognize(article)
        return ()


def write_reports(folder: Path, count: int) -> Path:
    path = folder / "reports.jsonl"
    lines = (
        f'{{"id": "{n}", "text": "{REPORT}", "published": "2024-12-01"}}\n' for n in range(count)
    )
    path.write_text("".join(lines))
    return path


def test_every_toponym_stands_in_the_text_where_its_span_says(pipeline: Pipeline) -> None:
    text = (SEEDS / "2024-12-01-aleppo.txt").read_text()
    result = pipeline.run(Article(id="a", text=text))
    assert not result.failures
    assert len(result.resolutions) > 30
    for resolution in result.resolutions:
        assert resolution.toponym.span.of(text) == resolution.toponym.text


def test_a_run_gives_the_same_result_every_time(pipeline: Pipeline) -> None:
    article = Article(id="a", text=REPORT)
    assert pipeline.run(article) == pipeline.run(article)


def test_every_event_belongs_to_one_incident(pipeline: Pipeline) -> None:
    result = pipeline.run(Article(id="a", text=REPORT))
    told = [event_id for incident in result.incidents for event_id in incident.event_ids]
    assert sorted(told) == sorted(event.id for event in result.events)


@pytest.mark.parametrize(
    "text", ["", " \n", "\U0001f4a5" * 50, "\u202eabc", "a" * 50_000, "٣ قتلى"]
)
def test_strange_texts_give_a_result_without_failures(pipeline: Pipeline, text: str) -> None:
    assert pipeline.run(Article(id="a", text=text)).failures == ()


def test_a_stage_that_breaks_is_named_and_what_came_before_it_is_kept(pipeline: Pipeline) -> None:
    breaking = replace(pipeline, extractor=BreaksOn("bomb", ValueError("no such word")))
    result = breaking.run(Article(id="a", text=REPORT))
    [failure] = result.failures
    assert (failure.stage, failure.error, failure.detail) == (
        "extraction",
        "ValueError",
        "no such word",
    )
    assert [resolution.toponym.text for resolution in result.resolutions] == ["Baghdad"]
    assert result.events == ()


def test_a_broken_gazetteer_stops_the_run_rather_than_failing_every_article(
    pipeline: Pipeline,
) -> None:
    breaking = replace(pipeline, recognizer=BreaksOn("", GazetteerError("gone")))
    with pytest.raises(GazetteerError):
        breaking.run(Article(id="a", text=REPORT))


def test_without_an_extractor_the_pipeline_stops_at_the_places(gazetteer: Gazetteer) -> None:
    result = open_pipeline(gazetteer, events=False).run(Article(id="a", text=REPORT))
    assert result.resolutions
    assert result.events == ()


def test_a_corpus_goes_on_past_what_fails_and_names_it(
    pipeline: Pipeline, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Rain."}\n{"text": \n{"text": "A bomb."}\n{"text": "Snow."}\n')
    corpus = Corpus([tmp_path / "missing.txt", path])
    breaking = replace(pipeline, extractor=BreaksOn("bomb", ValueError("no such word")))
    with caplog.at_level(logging.ERROR):
        texts = [result.article.text for result in corpus.iter_results(breaking)]
    assert texts == ["Rain.", "A bomb.", "Snow."]
    origins = [failure.origin for failure in corpus.failures]
    assert origins == [str(tmp_path / "missing.txt"), f"{path}:2", f"{path}:3"]
    assert all(origin in caplog.text for origin in origins)


def test_a_corpus_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(500):
            file.write(f'{{"id": {number}, "text": "{REPORT * 100}"}}\n')
    finds_nothing = BreaksOn("no such word", ValueError())
    stages = Pipeline(recognizer=finds_nothing, resolver=finds_nothing)
    tracemalloc.start()
    count = sum(1 for _ in Corpus([path]).iter_results(stages))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 500
    assert peak < path.stat().st_size / 4


def test_ingest_counts_what_it_wrote(pipeline: Pipeline, store: DeltaStore) -> None:
    summary = ingest([SEEDS], store=store, pipeline=pipeline, progress=False)
    events = store.read_events()
    assert summary.new_articles == 1
    assert sum(summary.toponyms.values()) > 30
    assert sum(summary.events.values()) == events.num_rows > 0
    assert summary.incidents == len(set(events["incident_id"].to_pylist()))
    mapped = summary.events[PlaceStatus.MAPPED]
    assert mapped > 0
    assert f"{mapped} mapped" in summary.describe()


def test_ingesting_twice_changes_nothing(pipeline: Pipeline, store: DeltaStore) -> None:
    ingest([SEEDS], store=store, pipeline=pipeline, progress=False)
    version = store.version()
    again = ingest([SEEDS], store=store, pipeline=pipeline, progress=False)
    assert (again.new_articles, again.known_articles) == (0, 1)
    assert store.version() == version


def test_one_article_named_twice_is_read_once(
    pipeline: Pipeline, store: DeltaStore, tmp_path: Path
) -> None:
    path = write_reports(tmp_path, 3)
    summary = ingest([path, path], store=store, pipeline=pipeline, progress=False)
    assert (summary.new_articles, summary.known_articles) == (3, 3)
    assert store.article_ids() == {"0", "1", "2"}


def test_a_dry_run_counts_the_same_and_writes_nothing(
    pipeline: Pipeline, store: DeltaStore, tmp_path: Path
) -> None:
    path = write_reports(tmp_path, 2)
    dry = ingest([path], store=store, pipeline=pipeline, progress=False, dry_run=True)
    assert not Path(store.uri).exists()
    assert dry == ingest([path], store=store, pipeline=pipeline, progress=False)


def test_an_interrupted_ingest_is_mended_by_the_next_one(
    pipeline: Pipeline, store: DeltaStore, tmp_path: Path
) -> None:
    path = write_reports(tmp_path, 450)
    only_places = replace(pipeline, extractor=None)

    class StopsAfter(BreaksOn):
        left = 430

        def recognize(self, article: Article) -> tuple[Toponym, ...]:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return ()

    stopping = replace(only_places, recognizer=StopsAfter("", ValueError()))
    with pytest.raises(KeyboardInterrupt):
        ingest([path], store=store, pipeline=stopping, progress=False)
    kept = len(store.article_ids())
    assert 0 < kept < 450
    summary = ingest([path], store=store, pipeline=only_places, progress=False)
    assert (summary.known_articles, summary.new_articles) == (kept, 450 - kept)


def test_the_pattern_extractor_is_the_default(pipeline: Pipeline) -> None:
    assert isinstance(pipeline.extractor, PatternExtractor)
