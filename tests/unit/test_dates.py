"""Time expressions: what is found, what it means, and which one dates an event."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geodata.dates import Relation, TimeExpression, TimexType, assign_date, find_dates
from geodata.model import Article, DateBasis, EventDate, Span, TimePrecision
from geodata.text import sentences

SUNDAY = date(2024, 12, 1)
DEVELOPMENT = Path(__file__).parents[1] / "fixtures" / "timex" / "development.jsonl"


def article(text: str, published: date | None = SUNDAY) -> Article:
    return Article(id="a", text=text, published=published)


def only(text: str, published: date | None = SUNDAY) -> TimeExpression:
    (expression,) = find_dates(article(text, published))
    return expression


def dated(text: str, trigger: str, published: date | None = SUNDAY) -> tuple[EventDate, bool]:
    """The date that `assign_date` gives to the first `trigger` of a text; is it history."""
    told = article(text, published)
    start = text.index(trigger)
    sentence = next(span for span in sentences(text) if span.start <= start < span.end)
    found = assign_date(
        told,
        sentence=sentence,
        trigger=Span(start, start + len(trigger)),
        expressions=find_dates(told),
    )
    return found.date, found.history


def rows() -> list[dict[str, object]]:
    return [json.loads(line) for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["id"]))
def test_development_sentences_have_exactly_these_timexes(row: dict[str, object]) -> None:
    found = find_dates(article(str(row["text"]), date.fromisoformat(str(row["published"]))))
    assert [[one.text, one.type.value, one.value] for one in found] == row["timexes"]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on November 30, 2024.", "2024-11-30", "2024-11-30", TimePrecision.DAY),
        ("over the past week.", "2024-11-24", "2024-12-01", TimePrecision.WEEK),
        ("in November 2024.", "2024-11-01", "2024-11-30", TimePrecision.MONTH),
        ("in late July 2024.", "2024-07-21", "2024-07-31", TimePrecision.MONTH),
        ("in early June 2024.", "2024-06-01", "2024-06-10", TimePrecision.MONTH),
        ("in mid-June 2024.", "2024-06-11", "2024-06-20", TimePrecision.MONTH),
        ("at the end of February 2024.", "2024-02-21", "2024-02-29", TimePrecision.MONTH),
        ("the second week of August 2024.", "2024-08-08", "2024-08-14", TimePrecision.MONTH),
        ("in 2016.", "2016-01-01", "2016-12-31", TimePrecision.YEAR),
        ("in the 1990s.", "1990-01-01", "1999-12-31", TimePrecision.YEAR),
        ("last week.", "2024-11-18", "2024-11-24", TimePrecision.WEEK),
        ("earlier this month.", "2024-12-01", "2024-12-01", TimePrecision.MONTH),
        ("November 28-29.", "2024-11-28", "2024-11-29", TimePrecision.WEEK),
        ("last summer.", "2024-06-01", "2024-08-31", TimePrecision.MONTH),
        ("three weeks ago.", "2024-11-04", "2024-11-10", TimePrecision.WEEK),
        ("last Saturday.", "2024-11-30", "2024-11-30", TimePrecision.DAY),
        ("on Sunday.", "2024-12-01", "2024-12-01", TimePrecision.DAY),
        ("this Friday.", "2024-11-29", "2024-11-29", TimePrecision.DAY),
        ("next Sunday.", "2024-12-08", "2024-12-08", TimePrecision.DAY),
        ("at Easter.", "2024-03-31", "2024-03-31", TimePrecision.DAY),
        ("at the weekend.", "2024-11-30", "2024-12-01", TimePrecision.WEEK),
        ("on Thursday 21st.", "2024-11-21", "2024-11-21", TimePrecision.DAY),
        ("on Wednesday the 13th.", "2024-11-13", "2024-11-13", TimePrecision.DAY),
        ("on Wednesday (27) night.", "2024-11-27", "2024-11-27", TimePrecision.DAY),
        ("on Monday, 5th Brigade", "2024-11-25", "2024-11-25", TimePrecision.DAY),
        ("two nights ago.", "2024-11-29", "2024-11-29", TimePrecision.DAY),
    ],
)
def test_an_expression_stands_for_these_days(
    text: str, start: str, end: str, precision: TimePrecision
) -> None:
    reading = only(text).reading
    assert (str(reading.start), str(reading.end), reading.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["for three days", "every Saturday", "a 44-day siege", "recently"])
def test_durations_sets_and_vague_words_date_nothing(text: str) -> None:
    assert only(text).date is None


@pytest.mark.parametrize("text", ["on Saturday", "last night", "yesterday", "in March", "tonight"])
def test_relative_words_stay_unresolved_in_an_article_without_a_date(text: str) -> None:
    expression = only(text, None)
    assert expression.date is not None
    assert expression.date.basis is DateBasis.UNRESOLVED
    assert expression.date.start is None


def test_a_stated_date_needs_no_publication_date() -> None:
    assert only("on 30 November 2024", None).reading.start == date(2024, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "The army said Saturday that it had left.",
        "Residents told AFP on Saturday that they fled.",
        "The ministry said in a statement Saturday.",
        "Officials on Saturday said nothing.",
        "The toll had risen, according to the ministry on Saturday.",
        "“It is over,” said General Ali Omar on Saturday.",
        "IDLIB, Syria, November 30 (Reuters) - A bomb exploded.",
    ],
)
def test_the_time_of_a_saying_or_a_dateline_is_marked(text: str) -> None:
    assert only(text).of_speech


@pytest.mark.parametrize(
    "text",
    [
        "The army said a bomb killed three people on Saturday.",
        "Five people were killed on Saturday, said police.",
        "Three were confirmed dead on Saturday.",
    ],
)
def test_the_time_of_what_is_told_is_not_taken_for_that_of_the_saying(text: str) -> None:
    assert not only(text).of_speech


def test_since_is_a_relation_and_between_ties_both_ends() -> None:
    since, monday, wednesday = find_dates(
        article("since Tuesday; between Monday and Wednesday", date(2024, 11, 28))
    )
    assert since.relation is Relation.SINCE
    assert {monday.relation, wednesday.relation} == {Relation.BETWEEN}
    assert monday.reading.start == wednesday.reading.start == date(2024, 11, 25)
    assert monday.reading.end == wednesday.reading.end == date(2024, 11, 27)
    assert (monday.value, wednesday.value) == ("2024-11-25", "2024-11-27")


@pytest.mark.parametrize(
    ("opening", "tonight"),
    [
        ("LIMA, 29 Nov (AFP) --", "2024-11-29"),
        ("LIMA, 1 Dec (AFP) --", "2024-12-01"),
        ("LIMA, 3 Nov (AFP) --", "2024-12-01"),  # no report is printed a month later
        ("LIMA (AFP) --", "2024-12-01"),
    ],
)
def test_a_day_in_the_dateline_is_today(opening: str, tonight: str) -> None:
    text = f"{opening} Three policemen were wounded tonight."
    last = find_dates(Article(id="a", text=text, published=date(2024, 12, 1)))[-1]
    assert (last.text, str(last.reading.start)) == ("tonight", tonight)


def test_impossible_days_are_not_dates() -> None:
    found = find_dates(article("on 31 April 2024 or 30/02/2024 or 2024-13-01"))
    assert all(one.type is not TimexType.DATE or len(one.value) < 10 for one in found)


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Police said Thursday that a bomb killed six on Wednesday.", "killed", "2024-11-27"),
        ("A bomb killed six in Homs, the third city, on Friday.", "killed", "2024-11-29"),
        ("Six died in Wednesday's attack, police said Friday.", "attack", "2024-11-27"),
        ("A bomb exploded. The attack happened early on Friday.", "exploded", "2024-11-29"),
        ("Rebels took Homs on Friday. They burned the town hall.", "burned", "2024-11-29"),
        (
            "Insurgents reached the citadel on Saturday, a day after they entered the city.",
            "reached",
            "2024-11-30",
        ),
        (
            "Insurgents reached the citadel on Saturday, a day after they entered the city.",
            "entered",
            "2024-11-29",
        ),
        (
            "Troops fled on Friday. Two days later, rebels shelled the road.",
            "shelled",
            "2024-12-01",
        ),
        (
            "Ankara said on Friday that a soldier was shot. Drones struck a base the same day.",
            "struck",
            "2024-11-29",
        ),
        ("Drones hit the base shortly before midnight on Friday.", "hit", "2024-11-29"),
        ("Gunmen came just after dawn on Friday and killed six.", "killed", "2024-11-29"),
        (
            "Shells fell on Saturday.\nJets bombed the city as fighters pressed the offensive"
            " they launched on Wednesday.",
            "bombed",
            "2024-11-30",
        ),
    ],
)
def test_the_expression_nearest_by_clause_dates_the_event(
    text: str, trigger: str, day: str
) -> None:
    found, history = dated(text, trigger)
    assert str(found.start) == day
    assert found.span is not None
    assert not history


def test_an_event_without_a_date_takes_the_publication_day_and_says_so() -> None:
    found, _ = dated("Gunmen killed two people in Homs.", "killed")
    assert (found.start, found.basis, found.span) == (SUNDAY, DateBasis.PUBLICATION, None)


def test_an_event_was_over_by_the_day_that_it_was_told() -> None:
    found, _ = dated("Gunmen killed two people in Homs, police said Friday.", "killed")
    assert (found.start, found.basis) == (date(2024, 11, 29), DateBasis.PUBLICATION)


def test_what_is_told_of_now_is_of_the_publication_day() -> None:
    found, _ = dated("Rebels took Homs on Friday. They are currently marching on.", "marching")
    assert (found.start, found.basis) == (SUNDAY, DateBasis.RELATIVE)


def test_without_any_date_an_event_is_unresolved() -> None:
    found, history = dated("Gunmen killed two people in Homs.", "killed", None)
    assert (found.start, found.basis, history) == (None, DateBasis.UNRESOLVED, False)


@pytest.mark.parametrize(
    ("text", "trigger", "year"),
    [
        ("The 2016 battle for the city was a turning point.", "battle", 2016),
        ("The president's brother died in a car crash in 1994.", "crash", 1994),
        ("The war began after 2011 protests turned violent.", "protests", 2011),
    ],
)
def test_what_is_long_past_keeps_its_year_and_is_history(
    text: str, trigger: str, year: int
) -> None:
    found, history = dated(text, trigger)
    assert found.start is not None
    assert (found.start.year, found.precision, history) == (year, TimePrecision.YEAR, True)


def test_the_first_since_a_year_does_not_date_the_event() -> None:
    found, history = dated("Jets made their first strikes on the city since 2016.", "strikes")
    assert (found.start, history) == (SUNDAY, False)


def test_since_a_day_is_the_interval_up_to_the_publication() -> None:
    found, _ = dated("Planes have bombed the town since Wednesday.", "bombed")
    assert (found.start, found.end) == (date(2024, 11, 27), SUNDAY)


def test_a_day_beside_a_saying_verb_that_is_the_event_dates_it() -> None:
    found, _ = dated(
        "Troops left on November 14. The government on Wednesday declared a state of emergency.",
        "declared",
    )
    assert found.start == date(2024, 11, 27)


def test_what_was_said_on_a_day_is_of_no_earlier_scene() -> None:
    """The strikes that the army told of on Friday were not those of two weeks before."""
    found, _ = dated(
        "Rebels took the town on November 14. The army said on Friday that its jets had carried "
        "out 88 strikes.",
        "strikes",
    )
    assert found.start == date(2024, 11, 29)
    assert found.basis is DateBasis.PUBLICATION


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A bus was held up on Tuesday. At La Ceiba, next day, a boat was stopped.", 27),
        ("He was shot on Tuesday. Next morning soldiers came.", 27),
        ("He was shot on Tuesday. Another was gunned down the very next evening.", 27),
        ("He was shot on Tuesday. The following afternoon shells fell.", 27),
    ],
)
def test_the_next_day_follows_the_day_told_before(text: str, day: int) -> None:
    _, last = find_dates(article(text))
    assert last.reading.start == date(2024, 11, day)
