"""What is only said: no event, but kept, marked, and shown where asked for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.filters import EventFilter
from geodata.gazetteer import Gazetteer
from geodata.incidents import find_incidents
from geodata.model import ActorRole, Article, Event
from geodata.pipeline import Pipeline, open_pipeline
from geodata.queries import EventQueries
from geodata.store import DeltaStore

PUBLISHED = date(2024, 12, 1)  # a Sunday
ATTACK = "Gunmen killed two people in Homs on Saturday."
CONDEMNED = "The Syrian government condemned the attack in Idlib, state media said on Friday."


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def said(pipeline: Pipeline, text: str) -> tuple[Event, ...]:
    result = pipeline.run(Article(id="t", text=text, published=PUBLISHED))
    assert result.failures == ()
    assert not any(event.event_type == "Statements" for event in result.events)
    assert result.incidents == find_incidents(result.events)
    return result.statements


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Hezbollah vowed to retaliate.", "Threat or vow", "Hezbollah"),
        (
            "Turkey called for restraint in the region.",
            "Demand or appeal",
            "Government of Turkey",
        ),
        (
            "Russia denied that it had bombed the hospital.",
            "Refusal or denial",
            "Government of Russia",
        ),
        ("Iran praised the fighters.", "Praise or support", "Government of Iran"),
    ],
)
def test_a_statement_is_marked_with_its_kind_and_who_made_it(
    pipeline: Pipeline, text: str, kind: str, who: str
) -> None:
    (statement,) = said(pipeline, text)
    assert (statement.event_type, statement.sub_event_type) == ("Statements", kind)
    assert statement.actors[0].name == who


@pytest.mark.parametrize(
    ("text", "who", "to_whom"),
    [
        (
            "Poland demanded that Israel ease the blockade.",
            "Government of Poland",
            "Government of Israel",
        ),
        (
            "Bangladesh rejected an Indian proposal on trade.",
            "Government of Bangladesh",
            "Government of India",
        ),
        (
            "A senior French official praised the rebels of Mali.",
            "Government of France",
            "Rebels (Mali)",
        ),
    ],
)
def test_who_says_it_and_to_whom_are_told_by_what_stands_before_and_behind(
    pipeline: Pipeline, text: str, who: str, to_whom: str
) -> None:
    (statement,) = said(pipeline, text)
    roles = {actor.role: actor.name for actor in statement.actors}
    assert roles == {ActorRole.INITIATOR: who, ActorRole.TARGET: to_whom}


def test_place_where_somebody_is_asked_asks_nothing(pipeline: Pipeline) -> None:
    assert said(pipeline, "In Singapore, bankers have been asked how trusts are moved.") == ()


def test_what_is_condemned_lends_the_statement_neither_place_nor_day(pipeline: Pipeline) -> None:
    (statement,) = said(pipeline, f"{ATTACK} {CONDEMNED}")
    assert statement.resolution is None
    assert statement.date.start == date(2024, 11, 29)


def test_a_meeting_is_where_it_is_held(pipeline: Pipeline) -> None:
    (statement,) = said(pipeline, "Russian officials held talks with Iran in Doha on Saturday.")
    assert statement.resolution is not None
    assert statement.resolution.toponym.text == "Doha"
    assert statement.date.start == date(2024, 11, 30)


@pytest.mark.parametrize(
    "text", ["Nobody condemned it.", "The weather threatened the harvest.", "It was condemned."]
)
def test_without_somebody_who_speaks_there_is_none(pipeline: Pipeline, text: str) -> None:
    assert said(pipeline, text) == ()


def test_stored_statements_are_hidden_until_asked_for(pipeline: Pipeline, tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    article = Article(id="t", text=f"{ATTACK} {CONDEMNED}", published=PUBLISHED)
    store.write([pipeline.run(article)])
    queries = EventQueries.open(store)
    assert queries.count().total == queries.count().incidents == 2  # those of Homs and Idlib
    for wanted in (EventFilter(statements=True), EventFilter(event_types=("Statements",))):
        types = queries.rows(wanted)["event_type"].tolist()
        assert "Statements" in types


def test_extract_prints_them_where_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.jsonl"
    path.write_text(json.dumps({"text": CONDEMNED, "published": "2024-12-01"}), encoding="utf-8")

    def types(*options: str) -> list[str]:
        assert main(["extract", str(path), "--quiet", *options]) == 0
        record = json.loads(capsys.readouterr().out)
        return [event["event_type"] for event in record["events"]]

    assert "Statements" not in types()
    assert types("--statements")[-1:] == ["Statements"]
