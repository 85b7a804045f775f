"""Whose a number of dead is, of all those that an article tells."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.event_gold import needs_corpora, read_fitted
from fixtures.short_texts import PUBLISHED, read

from geodata.evaluation.weighing.questions import Notes, fit_weights
from geodata.evaluation.weighing.tolls import iter_toll_questions
from geodata.events.deaths import iter_deaths
from geodata.events.extractor import PatternExtractor
from geodata.events.sentences import split_sentences
from geodata.events.toll import read_toll_words
from geodata.events.weighing import tolls
from geodata.events.weighing.tolls import Number
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import Pipeline, open_pipeline
from geodata.recognition.linear import to_json

WORDS = read_toll_words()


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine people were killed, two of them children.", [(9, "counted"), (2, "part")]),
        ("Six of the dead were from Kurchi.", [(6, "part")]),
        (
            "17 soldiers died in the raid and 96 rebels were killed.",
            [(17, "counted"), (96, "counted"), (113, "all")],
        ),
        ("The driver was shot dead.", [(1, "one")]),
        ("A sixth man died in the ambulance.", [(1, "counted"), (6, "ordinal")]),
        ("Nobody was hurt.", [(0, "nobody")]),
        ("The march ended at noon.", []),
        ("Two men were arrested.", []),
    ],
)
def test_every_number_of_dead_is_told_with_how(text: str, told: list[tuple[int, str]]) -> None:
    found = iter_deaths(split_sentences(text), WORDS)
    assert [(one.count.best, one.words.value) for one in found] == told


def killed(pipeline: Pipeline, text: str) -> list[int | None]:
    return [event.toll.killed.best if event.toll.killed else None for event in read(pipeline, text)]


FURTHER_ON = (
    "A car bomb went off outside the police headquarters in Baghdad on Thursday. Windows broke "
    "half a mile away. Doctors counted eleven dead."
)


def test_number_told_further_on_is_the_events(pipeline: Pipeline) -> None:
    assert killed(pipeline, FURTHER_ON) == [11]
    (event,) = read(pipeline, FURTHER_ON)
    assert event.toll.killed is not None
    assert event.toll.killed.span.of(FURTHER_ON) == "eleven"


def test_number_of_another_event_is_not_taken(pipeline: Pipeline) -> None:
    text = (
        "Shells fell on Homs on Thursday, breaking windows.\n\nIn Basra, a bus overturned on "
        "Friday and nine people were killed."
    )
    assert killed(pipeline, text) == [None, 9]


def test_dead_of_a_whole_war_are_nobodys(pipeline: Pipeline) -> None:
    text = (
        "Shells fell on a market in Idlib on Thursday. More than 300,000 people have been killed "
        "in the country since 2011."
    )
    assert killed(pipeline, text) == [None]


def test_injured_come_with_the_dead_of_another_sentence(pipeline: Pipeline) -> None:
    text = FURTHER_ON.replace("eleven dead", "eleven dead and 30 wounded")
    (event,) = read(pipeline, text)
    assert event.toll.injured is not None
    assert event.toll.injured.best == 30


def test_rules_answer_comes_first_then_none_then_each_number_once(gazetteer: Gazetteer) -> None:
    notes: Notes[Number] = Notes()
    extractor = PatternExtractor(gazetteer, choose_toll=notes)
    text = "A bomb killed nine people in Baghdad on Thursday. Nine had died there in May, and four."
    article = Article(id="t", text=text, published=PUBLISHED)
    result = replace(open_pipeline(gazetteer), extractor=extractor).run(article)
    assert result.failures == ()
    _, numbers = next(iter(notes.seen.values()))
    told = [one.killed.best if one.killed else None for one in numbers]
    assert told[:2] == [9, None]
    assert len(set(told)) == len(told)
    assert {len(one.values) for one in numbers} == {len(tolls.TEMPLATES)}


@needs_corpora
def test_shipped_weights_are_those_of_the_gold(gazetteer: Gazetteer) -> None:
    gold = read_fitted()
    shipped = json.loads((Path(tolls.__file__).parent / tolls.WEIGHTS).read_text("utf-8"))
    model, provenance = fit_weights(
        iter_toll_questions(gold, gazetteer),
        templates=tolls.TEMPLATES,
        penalty=shipped["provenance"]["penalty"],
    )
    fitted = json.loads(to_json({"toll": model}, provenance=provenance))
    assert fitted["provenance"] == shipped["provenance"]
    for template, table in fitted["toll"].items():
        assert table == pytest.approx(shipped["toll"][template], abs=0.02)
