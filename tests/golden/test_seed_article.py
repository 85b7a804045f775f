"""What must come out of the seed article, coded by hand; a rewrite of the extractor keeps it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.articles import iter_articles
from geodata.gazetteer import Gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.model import ActorRole, Article, ArticleResult, Event, GeoPrecision
from geodata.pipeline import open_pipeline

ROOT = Path(__file__).parents[2]
GOLD = json.loads((Path(__file__).parent / "2024-12-01-aleppo.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result(gazetteer: Gazetteer) -> ArticleResult:
    ((_, article),) = iter_articles([ROOT / "seeds" / "2024-12-01-aleppo.txt"])
    assert isinstance(article, Article)
    return open_pipeline(gazetteer).run(article)


def is_pinned(event: Event) -> bool:
    place = event.resolution.place if event.resolution else None
    return place is not None and event.geo_precision != GeoPrecision.COUNTRY


def lies_near(event: Event, point: list[float], within_km: float) -> bool:
    place = event.resolution.place if event.resolution else None
    return (
        is_pinned(event)
        and place is not None
        and distance_km(place.latitude, place.longitude, *point) <= within_km
    )


def tells(event: Event, gold: dict[str, Any], text: str) -> bool:
    names = {actor.name for actor in event.actors if actor.role is ActorRole.INITIATOR}
    start, end = event.date.start, event.date.end
    return (
        event.sub_event_type in gold["types"]
        and lies_near(event, gold["point"], gold["within_km"])
        and start is not None
        and end is not None
        and date.fromisoformat(gold["from"]) <= start <= end <= date.fromisoformat(gold["to"])
        and (not gold["initiators"] or bool(names & set(gold["initiators"])))
        and any(words in event.sentence.of(text) for words in gold["words"])
        and not event.history
    )


@pytest.mark.parametrize("gold", GOLD["incidents"], ids=lambda gold: str(gold["what"]))
def test_incident_is_found_once_with_its_reports(
    result: ArticleResult, gold: dict[str, Any]
) -> None:
    """Each incident coded by hand is one incident, told by a sentence of the article."""
    text = result.article.text
    telling = {event.id for event in result.events if tells(event, gold, text)}
    found = [one for one in result.incidents if telling & set(one.event_ids)]
    assert len(found) == 1, [event.sentence.of(text) for event in result.events]
    assert len(found[0].event_ids) >= gold.get("reports", 1)


@pytest.mark.parametrize("gold", GOLD["scenes"], ids=lambda gold: str(gold["words"]))
def test_every_event_of_a_sentence_is_put_where_the_sentence_says(
    result: ArticleResult, gold: dict[str, Any]
) -> None:
    """A caption, a storming and a skirmish lie where their own words put them, nowhere else."""
    text = result.article.text
    told = [event for event in result.events if gold["words"] in event.sentence.of(text)]
    assert told
    for event in told:
        assert lies_near(event, gold["point"], gold["within_km"]), event.sentence.of(text)


@pytest.mark.parametrize("words", GOLD["battles"])
def test_fighting_for_a_place_is_a_battle(result: ArticleResult, words: str) -> None:
    """What armies and rebels storm, seize or skirmish for is coded as a battle."""
    text = result.article.text
    types = {event.event_type for event in result.events if words in event.sentence.of(text)}
    assert "Battles" in types
    assert "Violence against civilians" not in types


def test_every_offset_indexes_the_article(result: ArticleResult) -> None:
    """Trigger, place and actors stand in the article where an event says they do."""
    text = result.article.text
    for event in result.events:
        assert event.sentence.contains(event.trigger)
        assert event.sentence.of(text) in text
        if event.resolution is not None:
            toponym = event.resolution.toponym
            assert toponym.span.of(text) == toponym.text
        for actor in event.actors:
            assert actor.span is None or actor.span.of(text) == actor.mention


def test_no_scene_is_where_somebody_only_spoke_or_came_from(result: ArticleResult) -> None:
    """Moscow, Iran, Iraq, the UK and namesakes in the United States are never the scene."""
    for event in result.events:
        place = event.resolution.place if event.resolution else None
        if place is not None:
            assert place.country_code not in GOLD["never_countries"]
        for never in GOLD["never_places"]:
            assert not lies_near(event, never["point"], never["within_km"])


def test_the_past_is_told_as_history(result: ArticleResult) -> None:
    """What happened in the years of the background keeps its year and is marked as history."""
    years = {event.date.start.year for event in result.events if event.history and event.date.start}
    assert years <= set(GOLD["history_years"])
    assert years
    news = [event for event in result.events if not event.history]
    assert all(event.date.start and event.date.start.year == 2024 for event in news)


def test_pictures_pin_the_road_to_a_town_in_its_province(result: ArticleResult) -> None:
    """Maaret al-Numan is Ma'arrat an-Nu'man in Idlib province."""
    (found,) = [
        resolution for resolution in result.resolutions if "Numan" in resolution.toponym.text
    ]
    assert found.place is not None
    assert distance_km(found.place.latitude, found.place.longitude, 35.643, 36.668) < 10


def test_no_war_is_started_by_what_was_only_said(result: ArticleResult) -> None:
    """Plans, fears and denials ("a coup will take place") are no events."""
    text = result.article.text
    for words in ("a coup will take place", "has not been attacked", "would defeat"):
        assert not any(words in event.sentence.of(text) for event in result.events)
