"""Properties of time expressions that hold for any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from geodata.dates import assign_date, find_dates
from geodata.dates.grammar import ANY, READERS, iter_starts
from geodata.model import Article, Span

WORDS = st.sampled_from(
    """on Saturday night the 16th of November 30 2024 , . last week two days ago after before since
    2016 early Monday's May 5 1990s 8:30 p.m. said yesterday in March rebels a year half hour every
    daily between and to next month three-day 31 Feb. mid-2016 overnight the past decade weekend
    wee hours small this night before end morning
    nights winters once Christmas Eve Q3 12/31/2023 9999 0001 '80s spring""".split()
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))
DAYS = st.one_of(st.none(), st.dates())


@given(TEXTS, DAYS)
@example("yesterday", date.min)
@example("next century, tomorrow", date.max)
def test_expressions_are_in_order_apart_and_equal_to_their_words(
    text: str, published: date | None
) -> None:
    found = find_dates(Article(id="a", text=text, published=published))
    for expression in found:
        assert expression.span.of(text) == expression.text
        assert expression.value
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start


@given(TEXTS)
def test_the_sieve_of_starts_misses_no_expression(text: str) -> None:
    sieved = {start for start in iter_starts(text) if ANY.match(text, start)}
    for match in ANY.finditer(text):
        starts_at_word = match.start() == 0 or not text[match.start() - 1].isalnum()
        if starts_at_word and text[match.start()].isalnum():
            assert match.start() in sieved


@given(TEXTS)
def test_each_rule_reads_what_the_joint_pattern_gave_it(text: str) -> None:
    for start in iter_starts(text):
        match = ANY.match(text, start)
        if match is not None:
            own = READERS[str(match.lastgroup)][0].match(text, start)
            assert own is not None
            assert own.end() == match.end()


@given(TEXTS.filter(str.strip), DAYS)
def test_any_trigger_gets_a_date_that_is_an_interval_or_unresolved(
    text: str, published: date | None
) -> None:
    article = Article(id="a", text=text, published=published)
    whole = Span(0, len(text))
    found = assign_date(article, sentence=whole, trigger=whole, expressions=find_dates(article))
    assert (found.date.start is None) == (found.date.precision is None)
    if published is not None and found.date.start is None:
        assert not found.history
