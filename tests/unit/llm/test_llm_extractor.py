"""Events from a language model: what it says is taken as far as the article bears it out."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fixtures.model_server import (
    ARTICLE,
    PROTEST,
    SHELLING,
    TEXT,
    Model,
    claims,
    says,
)

from geodata.model import ActorKind, ActorRole, DateBasis, GeoPrecision
from geodata.pipeline import Pipeline


def test_a_good_answer_becomes_events_that_index_the_article(pipeline: Pipeline) -> None:
    Model.script = [claims(PROTEST, SHELLING)]
    result = pipeline.run(ARTICLE)
    assert result.failures == ()
    shelling, protest = result.events
    assert shelling.trigger.of(TEXT) == "shelled"
    assert shelling.sentence.of(TEXT) == TEXT.split(" In Aleppo")[0]
    assert (shelling.event_type, shelling.sub_event_type) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (shelling.date.start, shelling.date.basis) == (date(2024, 11, 30), DateBasis.RELATIVE)
    assert shelling.resolution is not None
    assert shelling.resolution.place is not None
    assert shelling.resolution.place.name == "Idlib"
    assert (shelling.geo_precision, shelling.radius_km) == (GeoPrecision.SITE, 0.0)
    assert shelling.toll.killed is not None
    assert (shelling.toll.killed.best, shelling.toll.killed.high) == (13, None)
    [actor] = shelling.actors
    assert (actor.mention, actor.role, actor.kind) == (
        "Government forces",
        ActorRole.INITIATOR,
        ActorKind.STATE_FORCES,
    )
    assert shelling.attribution is not None
    assert shelling.attribution.span.of(TEXT) == "the Syrian Observatory for Human Rights"
    assert shelling.extractor.startswith("llm:test-model:")
    assert (protest.trigger.of(TEXT), protest.date.start) == ("marched", date(2024, 11, 29))
    assert len(result.incidents) == 2


def test_the_model_is_sent_the_text_its_day_and_its_places_and_no_key_unless_there_is_one(
    pipeline: Pipeline,
) -> None:
    pipeline.run(ARTICLE)
    [(path, key, question)] = Model.asked
    assert (path, key, question["model"]) == ("/v1/chat/completions", None, "test-model")
    system, user = question["messages"]
    assert "Peaceful protest: " in system["content"]
    sent = json.loads(user["content"])
    assert sent == {"published": "2024-12-01", "places": ["Idlib", "Aleppo"], "text": TEXT}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quotation": "Government forces shelled Homs on Saturday"}, "does not say"),
        ({"quotation": "   "}, "does not say"),
        ({"trigger": "bombed"}, "does not say 'bombed'"),
        ({"trigger": "shell"}, "does not say 'shell'"),
        ({"place": "Damascus"}, "none of the article's places"),
        ({"place": "Syrian"}, "none of the article's places"),
        ({"when": "on Tuesday"}, "does not say"),
        ({"killed": "at least 14"}, "does not say"),
        ({"injured": "Government forces"}, "counts nobody"),
        ({"attribution": "Reuters"}, "does not say"),
        (
            {"actors": [{"mention": "Russia", "role": "initiator", "kind": "external"}]},
            "does not say",
        ),
        ({"sub_event_type": "Alien landing"}, "no type"),
        ({"start": 0, "end": 17}, "form"),
        ({"killed": 13}, "form"),
        ({"actors": [{"mention": "protesters", "role": "hero", "kind": "rebels"}]}, "form"),
    ],
)
def test_an_invention_is_refused_and_shown_and_the_rest_of_the_answer_stands(
    pipeline: Pipeline, change: dict[str, object], reason: str
) -> None:
    Model.script = [claims({**SHELLING, **change}, PROTEST)]
    result = pipeline.run(ARTICLE)
    assert [event.sub_event_type for event in result.events] == ["Peaceful protest"]
    [failure] = result.failures
    assert (failure.stage, failure.error) == ("extraction", "Invention")
    assert reason in failure.detail
    assert len(failure.detail) <= 300


@pytest.mark.parametrize("claim", [None, 7, [], "shelled", {}, {"events": []}])
def test_a_claim_of_another_form_is_refused(pipeline: Pipeline, claim: object) -> None:
    Model.script = [claims(claim)]
    result = pipeline.run(ARTICLE)
    assert result.events == ()
    assert [failure.error for failure in result.failures] == ["Invention"]


def test_days_are_read_by_the_rules_and_not_taken_from_the_model(pipeline: Pipeline) -> None:
    Model.script = [claims({**SHELLING, "when": None})]
    [event] = pipeline.run(ARTICLE).events
    assert event.date.start == date(2024, 11, 30)


def test_a_number_keeps_the_bounds_that_the_article_gives_it(pipeline: Pipeline) -> None:
    Model.script = [claims({**SHELLING, "killed": "13"})]
    [event] = pipeline.run(ARTICLE).events
    assert event.toll.killed is not None
    assert (event.toll.killed.best, event.toll.killed.low, event.toll.killed.high) == (13, 13, None)
    assert event.toll.killed.span.of(TEXT) == "13"


def test_an_event_without_a_place_stays_without_one(pipeline: Pipeline) -> None:
    Model.script = [claims({**SHELLING, "place": None})]
    [event] = pipeline.run(ARTICLE).events
    assert (event.resolution, event.geo_precision, event.radius_km) == (None, None, None)


def test_what_the_model_says_twice_is_one_event(pipeline: Pipeline) -> None:
    Model.script = [claims(SHELLING, SHELLING)]
    result = pipeline.run(ARTICLE)
    assert len(result.events) == 1
    assert result.failures == ()


@pytest.mark.parametrize(
    "wrap", ["```json\n{}\n```", "<think>War.</think>\n{}", "Here:\n{}\nDone."]
)
def test_an_answer_with_words_around_it_is_read(pipeline: Pipeline, wrap: str) -> None:
    Model.script = [says(wrap.replace("{}", json.dumps({"events": [SHELLING]})))]
    assert len(pipeline.run(ARTICLE).events) == 1
