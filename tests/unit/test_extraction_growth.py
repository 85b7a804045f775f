"""What extraction costs grows with the length of a text, not with its square."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fixtures.steps import count_steps

from geodata.evaluation.event_gold import read_event_gold
from geodata.gazetteer import Gazetteer
from geodata.model import Article, Event
from geodata.pipeline import Pipeline, open_pipeline

TOLD = (
    "A fire broke out in a house on Monday and two people died. "
    "Two men were shot dead in Syria. Rebels of Jaysh al-Islam attacked an army post near Homs. "
)
SHORT, LONG = 300, 2400


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def test_eight_times_the_events_cost_about_eight_times_as_much(pipeline: Pipeline) -> None:
    extractor = pipeline.extractor
    assert extractor is not None

    def steps(sentences: int) -> int:
        text = TOLD * (sentences // 3)
        article = Article(id="long", text=text, published=date(2024, 12, 1))
        resolutions = pipeline.run(article).resolutions
        events: list[Event] = []
        taken = count_steps(lambda: events.extend(extractor.extract(article, resolutions)))
        assert len(events) > sentences // 3
        return taken

    steps(SHORT)
    assert steps(LONG) < 10 * steps(SHORT)


def test_the_whole_way_of_a_long_text_of_many_kinds_costs_by_its_length(
    pipeline: Pipeline, news: str
) -> None:
    def steps(times: int) -> int:
        article = Article(id="long", text=news * times, published=date(2024, 12, 1))
        return count_steps(lambda: pipeline.run(article))

    steps(1)
    assert steps(12) < 7.5 * steps(2)


@pytest.fixture(scope="module")
def news() -> str:
    """Twelve articles in one text."""
    gold = read_event_gold(Path("tests/gold/news"))
    return "\n\n".join(one.article.text for one in gold[:12])
