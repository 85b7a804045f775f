"""The time that extraction takes grows with the length of a text, not with its square."""

from __future__ import annotations

import time
from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import Pipeline, open_pipeline

TOLD = (
    "A fire broke out in a house on Monday and two people died. "
    "Two men were shot dead in Syria. Rebels of Jaysh al-Islam attacked an army post near Homs. "
)
SHORT, LONG = 300, 2400


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def test_eight_times_the_events_take_about_eight_times_as_long(pipeline: Pipeline) -> None:
    extractor = pipeline.extractor
    assert extractor is not None

    def seconds(sentences: int) -> float:
        """The least of two tries: what else the machine does only adds to them."""
        text = TOLD * (sentences // 3)
        article = Article(id="long", text=text, published=date(2024, 12, 1))
        resolutions = pipeline.run(article).resolutions
        taken = []
        for _ in range(2):
            started = time.process_time()
            events = extractor.extract(article, resolutions)
            taken.append(time.process_time() - started)
        assert len(events) > sentences // 3
        return min(taken)

    seconds(SHORT)
    assert seconds(LONG) < 20 * seconds(SHORT)
