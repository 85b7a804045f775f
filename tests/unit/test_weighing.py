"""When, where and what: the rules' answer and the others possible, weighed together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fixtures.event_gold import GOLD, needs_corpora, read_fitted
from fixtures.short_texts import PUBLISHED, place_of, read

from geodata.evaluation.event_gold import read_event_gold
from geodata.evaluation.weighing.dates import iter_date_questions
from geodata.evaluation.weighing.questions import Notes, Question, fit_weights, read_gold
from geodata.evaluation.weighing.scenes import iter_scene_questions
from geodata.events.extractor import PatternExtractor
from geodata.events.gist import NOTHING
from geodata.events.scenes import Scene
from geodata.events.tellings import Telling
from geodata.events.weighing import dates, scenes, types
from geodata.events.weighing.choosing import as_ruled, find_likelier
from geodata.events.weighing.types import Kind
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import Pipeline, open_pipeline
from geodata.recognition.linear import LinearModel, to_json

MODEL = LinearModel(
    templates=("colour",), weights=({"red": 1.0, "blue": 2.5, "green": 1.9},), provenance={}
)


@pytest.mark.parametrize(
    ("answers", "by", "best"),
    [
        (["red", "blue"], 1.0, 1),
        (["red", "blue"], 1.5, 0),  # likelier, but not by more than that
        (["red", "green", "blue"], 0.5, 2),
        (["blue", "blue", "blue"], 0.0, 0),
        (["unheard of", "red"], 0.5, 1),  # says nothing, for or against
        (["red"], 0.0, 0),
    ],
)
def test_another_answer_takes_over_only_where_it_is_far_likelier(
    answers: list[str], by: float, best: int
) -> None:
    assert find_likelier(MODEL, [(answer,) for answer in answers], by=by) == best


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.fixture(scope="module")
def ruled(gazetteer: Gazetteer) -> Pipeline:
    """The rules alone."""
    extractor = PatternExtractor(
        gazetteer, choose_date=as_ruled, choose_scene=as_ruled, choose_type=as_ruled
    )
    return replace(open_pipeline(gazetteer), extractor=extractor)


LATER_DAY = (
    "BAMAKO - Gunmen killed nine people at a village market near Bankass in central Mali, two "
    "officials said on Saturday.\n\nThe attackers arrived on motorcycles on Thursday afternoon, "
    "said a trader who lost his brother. They fired for an hour and burned stalls."
)


def test_day_told_further_on_is_the_days_of_what_was_told_without_one(
    pipeline: Pipeline, ruled: Pipeline
) -> None:
    first = read(pipeline, LATER_DAY)[0]
    assert (first.date.start, first.date.end) == (date(2024, 11, 28), date(2024, 11, 28))
    assert first.date.span is not None
    assert first.date.span.of(LATER_DAY) == "Thursday afternoon"
    assert read(ruled, LATER_DAY)[0].date.start == date(2024, 11, 30)


@pytest.mark.parametrize(
    ("text", "ruled_place", "place"),
    [
        (
            "The oil company, whose head office is at San Donato Milanese, stopped deliveries.\n\n"
            "Separately, Carabinieri at Brindisi said two brothers were arrested on Friday for "
            "dismantling 70 stolen scooters in a shed.",
            "San Donato Milanese",
            "Brindisi",
        ),
        (
            "In Uzbekistan, customs officers at Termez on Tuesday found 118 kg of opium in a truck "
            "of raisins that had arrived from Mazar-i-Sharif in Afghanistan and was going to "
            "Samara. The driver was detained.",
            "Afghanistan",
            "Tirmiz",
        ),
    ],
)
def test_scene_may_be_a_place_that_another_sentence_names(
    pipeline: Pipeline, ruled: Pipeline, text: str, ruled_place: str, place: str
) -> None:
    assert place_of(read(ruled, text)[-1]) == ruled_place
    assert place_of(read(pipeline, text)[-1]) == place


def noted(gazetteer: Gazetteer, text: str, name: str) -> dict[str, tuple[Telling, tuple[Any, ...]]]:
    """All answers that were possible for each trigger of a text, for one of the three choices."""
    notes: Notes[Any] = Notes()
    extractor = PatternExtractor(gazetteer, **{name: notes})
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    result = pipeline.run(Article(id="t", text=text, published=PUBLISHED))
    assert result.failures == ()
    return {trigger.of(text): answers for trigger, answers in notes.seen.items()}


TWO_ITEMS = (
    "- A bomb exploded at a market in Baghdad on Thursday, killing two people.\n\n"
    "- Rebels shelled Idlib on Friday, killing a child.\n\n"
    "- A man was shot dead in Homs on Wednesday.\n"
)


def test_no_item_of_a_list_takes_a_place_or_a_day_from_another(gazetteer: Gazetteer) -> None:
    scenes = noted(gazetteer, TWO_ITEMS, "choose_scene")
    telling, choices = scenes["shelled"]
    names = [_name(choice.scene_of(telling)) for choice in choices]
    assert names == ["Idlib"]
    _, days = noted(gazetteer, TWO_ITEMS, "choose_date")["shelled"]
    assert [day.dated.date.start for day in days] == [date(2024, 11, 29)]


ONE_STORY = (
    "A bomb exploded at a market in Baghdad on Thursday, killing two people. Police in Basra said "
    "on Friday that a man had been arrested in Mosul. Baghdad was calm, the governor said."
)


def test_rules_answer_comes_first_and_every_other_place_and_day_once(
    gazetteer: Gazetteer,
) -> None:
    telling, choices = noted(gazetteer, ONE_STORY, "choose_scene")["exploded"]
    names = [_name(choice.scene_of(telling)) for choice in choices]
    assert names[0] == "Baghdad"
    assert sorted(str(name) for name in names) == ["Baghdad", "Basrah", "Mosul"]
    _, days = noted(gazetteer, ONE_STORY, "choose_date")["exploded"]
    starts = [day.dated.date.start for day in days]
    assert starts == [date(2024, 11, 28), date(2024, 11, 29)]


def test_no_day_after_the_publication_is_possible(gazetteer: Gazetteer) -> None:
    text = "A bomb exploded in Baghdad, killing two. The market is to open again on 9 December."
    _, days = noted(gazetteer, text, "choose_date")["exploded"]
    assert [day.dated.date.start for day in days] == [PUBLISHED]


def test_places_told_side_by_side_and_those_of_history_are_not_weighed(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "Rebels captured Homs, Hama and Idlib on Friday. In 2012 a bomb killed nine people in "
        "Damascus."
    )
    assert noted(gazetteer, text, "choose_scene") == {}


def test_a_type_is_weighed_against_those_that_its_reports_may_give_it(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "A greengrocer was stabbed to death outside his shop in Adana on Friday evening after a "
        "quarrel with a neighbour over a parking space, the family said."
    )
    _, kinds = noted(gazetteer, text, "choose_type")["stabbed to death"]
    names = [kind.sub_event_type for kind in kinds]
    assert names[0] == "Homicide"
    assert "Assault" in names
    assert len(set(names)) == len(names)
    assert NOTHING not in names  # all of its words tell an event


@pytest.mark.parametrize(
    ("name", "templates"),
    [
        ("choose_date", dates.TEMPLATES),
        ("choose_scene", scenes.TEMPLATES),
        ("choose_type", types.TEMPLATES),
    ],
)
def test_every_observation_has_a_template(
    name: str, templates: tuple[str, ...], gazetteer: Gazetteer
) -> None:
    for _, answers in noted(gazetteer, ONE_STORY, name).values():
        assert {len(answer.values) for answer in answers} == {len(templates)}


@needs_corpora
@pytest.mark.parametrize(
    ("name", "module", "ask"),
    [
        ("date", dates, iter_date_questions),
        ("scene", scenes, iter_scene_questions),
    ],
)
def test_shipped_weights_are_those_of_the_gold(
    name: str,
    module: ModuleType,
    ask: Callable[..., Sequence[Question]],
    gazetteer: Gazetteer,
) -> None:
    """Whoever fits again gets the same file; it knows nothing of the unseen articles."""
    gold = read_fitted()
    asked = ask(gold, gazetteer)
    home = Path(dates.__file__).parent
    shipped = json.loads((home / module.WEIGHTS).read_text("utf-8"))
    penalty = shipped["provenance"]["penalty"]
    model, provenance = fit_weights(asked, templates=module.TEMPLATES, penalty=penalty)
    fitted = json.loads(to_json({name: model}, provenance=provenance))
    assert fitted["provenance"] == shipped["provenance"]
    for template, table in fitted[name].items():
        assert table == pytest.approx(shipped[name][template], abs=0.02)


def test_nothing_is_fitted_to_what_a_broken_stage_leaves(gazetteer: Gazetteer) -> None:
    def broken(_telling: Telling, _kinds: Sequence[Kind]) -> Kind:
        raise ValueError("of no use")

    extractor = PatternExtractor(gazetteer, choose_type=broken)
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    gold = read_event_gold(GOLD / "events")
    with pytest.raises(RuntimeError, match="of no use"):
        list(read_gold(pipeline, gold, Notes()))


def _name(scene: Scene | None) -> str | None:
    place = scene.resolution.place if scene else None
    return place.name if place else None
