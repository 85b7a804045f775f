"""The repository's own gold for events, and the floors that it pins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fixtures.event_gold import CORPORA, needs_corpora

from geodata.errors import UnreadableInput
from geodata.evaluation.event_gold import (
    GoldArticle,
    GoldIncident,
    read_all,
    read_event_gold,
)
from geodata.evaluation.events import figures_of, score_article, score_events
from geodata.evaluation.floors import find_violations, read_floors
from geodata.evaluation.predictions import to_prediction
from geodata.gazetteer import Gazetteer
from geodata.model import Article, ArticleResult
from geodata.pipeline import open_pipeline

FOLDER = Path(__file__).parents[1] / "gold"
GOLD = FOLDER / "events"


@pytest.fixture(scope="module")
def results(gazetteer: Gazetteer) -> list[tuple[GoldArticle, ArticleResult]]:
    pipeline = open_pipeline(gazetteer)
    return [(gold, pipeline.run(gold.article)) for gold in read_event_gold(GOLD)]


def test_accuracy_lies_above_its_floors(
    results: list[tuple[GoldArticle, ArticleResult]],
) -> None:
    """The gold is the pinned one, and recall and precision do not fall below their floors."""
    floors = read_floors(GOLD)
    assert floors is not None, "the gold changed: measure anew and pin its digest in floors.json"
    score = score_events(results)
    assert find_violations({"events": figures_of(score)}, floors) == ()
    assert score.forbidden_scenes == 0


@pytest.mark.parametrize(
    "name",
    ["news", "news-unseen", "passages", "passages-unseen", "indirect", "indirect-unseen"],
)
def test_accuracy_on_news_of_others_lies_above_its_floors(gazetteer: Gazetteer, name: str) -> None:
    """Texts by other hands than the rules', read worse than the ones above."""
    floors = read_floors(FOLDER / name)
    assert floors is not None, "the gold changed: measure anew and pin its digest in floors.json"
    pipeline = open_pipeline(gazetteer)
    gold = read_event_gold(FOLDER / name)
    score = score_events((one, pipeline.run(one.article)) for one in gold)
    assert find_violations({"events": figures_of(score)}, floors) == ()


@pytest.mark.parametrize("article_id", ["sports-war-words", "business-war-words", "threats-only"])
def test_borrowed_words_of_war_give_nothing(
    results: list[tuple[GoldArticle, ArticleResult]], article_id: str
) -> None:
    """Sport, business and mere threats put nothing on the map."""
    (result,) = [result for gold, result in results if gold.article.id == article_id]
    assert result.events == ()


def test_score_tells_wrong_from_doubled_and_invented(
    results: list[tuple[GoldArticle, ArticleResult]],
) -> None:
    """Against other gold the same answers are wrong in the way that the gold makes them."""
    gold, result = next(pair for pair in results if pair[0].article.id == "abduction")
    (incident,) = gold.incidents

    def judged(**changes: object) -> GoldArticle:
        values = {name: getattr(incident, name) for name in GoldIncident.__slots__}
        return GoldArticle(
            article=gold.article,
            incidents=(GoldIncident(**{**values, **changes}),),
            never_scenes=frozenset(),
        )

    assert score_article(gold, result).right == 1
    assert score_article(judged(point=(0.0, 0.0)), result).wrong_scene == 1
    day = date(2015, 1, 1)
    assert score_article(judged(start=day, end=day), result).wrong_day == 1
    assert score_article(judged(types=frozenset({"Flood"})), result).invented == 1
    nothing = ArticleResult(article=gold.article, resolutions=(), events=(), incidents=())
    assert score_article(gold, nothing).recall == 0


def test_prediction_has_one_event_an_incident(
    results: list[tuple[GoldArticle, ArticleResult]],
) -> None:
    """What goes to a benchmark's scorer is an incident each, with date, point and actors."""
    _, result = next(pair for pair in results if pair[0].article.id == "car-bomb-two-tolls")
    prediction = to_prediction(result)
    assert prediction["id"] == "car-bomb-two-tolls"
    (event,) = prediction["events"]
    assert event["date"] == "2021-08-19"
    assert event["country"] == "Pakistan"
    assert event["lat"] == pytest.approx(30.18, abs=0.1)


@needs_corpora
@pytest.mark.parametrize("name", ["corpora", "corpora-unseen"])
def test_accuracy_on_real_articles_lies_above_its_floors(gazetteer: Gazetteer, name: str) -> None:
    """Articles that papers printed, coded for this repository, which does not carry their texts."""
    floors = read_floors(FOLDER / name)
    assert floors is not None, "the gold changed: measure anew and pin its digest in floors.json"
    pipeline = open_pipeline(gazetteer)
    gold = read_all([FOLDER / name], texts=CORPORA)
    score = score_events((one, pipeline.run(one.article)) for one in gold)
    assert find_violations({"events": figures_of(score)}, floors) == ()


def test_gold_without_texts_names_what_it_lacks() -> None:
    with pytest.raises(UnreadableInput, match="--texts"):
        read_event_gold(FOLDER / "corpora")


def test_texts_are_those_of_the_corpus_of_that_id(tmp_path: Path) -> None:
    """The day is the gold's, the text and the title are the corpus's."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        '{"id": "a-1", "corpus": "A", "title": "T", "published": null, "text": "Words.", '
        '"toponyms": []}\n',
        encoding="utf-8",
    )
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a-1", "published": "2024-12-01", "incidents": []}\n', encoding="utf-8")
    (one,) = read_all([gold], texts=corpus)
    assert (one.article.title, one.article.text) == ("T", "Words.")
    assert one.article.published == date(2024, 12, 1)


def test_bad_gold_names_its_line(tmp_path: Path) -> None:
    """A line that is no gold raises with the file and the line."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"gold\.jsonl, line 1"):
        read_event_gold(path)


def test_gold_articles_stand_on_their_own() -> None:
    """Every gold article has a date, and every scene that must never be is named in it."""
    articles = read_event_gold(GOLD)
    assert len(articles) >= 15
    for gold in articles:
        assert isinstance(gold.article, Article)
        assert all(name in gold.article.text for name in gold.never_scenes)
