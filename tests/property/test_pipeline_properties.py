"""Whatever the text, the pipeline gives a result, and every span of it fits the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.gazetteer import Gazetteer
from geodata.model import Article, ArticleResult, Span
from geodata.pipeline import Pipeline, open_pipeline
from geodata.rows import to_article_row, to_rows

WORDS = (
    "Rebels troops police a an the Syrian Russian Turkish HTS Aleppo Damascus Idlib Moscow Paris "
    "Texas killed wounded seized bombed protesters marched at least 13 dozens of people on in near "
    "between and from Saturday last night yesterday 2016 November 30, said told “Hay’at St. U.S. "
    "province city (AP) A km north KURSK: was shelled 3 Nov - – . , : ; "
    "\n \r\n \u200f \u202e 💥 ' \" ` ${x} <script> e\u0301"
).split(" ")
PROSE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
GLUED = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
# No pattern may take longer the more ways there are to part a run of one thing.
UNITS = st.lists(st.sampled_from([*WORDS, "a", "1", "A.", "A-", "1,"]), min_size=1, max_size=3)
ENDLESS = st.builds(str.__mul__, UNITS.map(" ".join) | UNITS.map("".join), st.integers(1, 300))
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=120)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def iter_spans(result: ArticleResult) -> Iterator[Span]:
    for event in result.events:
        yield event.trigger
        yield event.sentence
        yield from (actor.span for actor in event.actors if actor.span)
        if event.date.span:
            yield event.date.span
        if event.attribution:
            yield event.attribution.span


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=PROSE | GLUED | ENDLESS | ANYTHING, title=ANYTHING, published=DAYS)
def test_any_article_gives_a_result_whose_spans_fit_and_that_can_be_stored(
    pipeline: Pipeline, text: str, title: str, published: date | None
) -> None:
    result = pipeline.run(Article(id="a", text=text, title=title, published=published))
    assert result.failures == ()
    for resolution in result.resolutions:
        toponym = resolution.toponym
        assert toponym.span.of(text) == toponym.text
    spans = [resolution.toponym.span for resolution in result.resolutions]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.end <= len(text) for span in iter_spans(result))
    assert to_rows(result).num_rows == len(result.events)
    assert to_article_row(result).num_rows == 1
    assert result == pipeline.run(result.article)
