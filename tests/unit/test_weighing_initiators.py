"""Who likely began what is told without saying who, of all that an article tells of."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.event_gold import needs_corpora, read_fitted
from fixtures.short_texts import PUBLISHED, read

from geodata.evaluation.weighing.initiators import iter_initiator_questions
from geodata.evaluation.weighing.questions import Notes, fit_weights
from geodata.events.extractor import PatternExtractor
from geodata.events.weighing import initiators
from geodata.events.weighing.initiators import Cast
from geodata.gazetteer import Gazetteer
from geodata.model import Actor, ActorBasis, ActorRole, Article
from geodata.pipeline import Pipeline, open_pipeline
from geodata.recognition.linear import to_json
from geodata.rows import to_rows

UNCLAIMED = (
    "A bomb went off in a market in Maiduguri on Friday, killing nine people. No one claimed "
    "responsibility, but Boko Haram insurgents have often attacked the city. On Thursday Boko "
    "Haram fighters stormed a barracks of the Nigerian army in Konduga and killed four soldiers."
)


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def initiator(pipeline: Pipeline, text: str) -> Actor:
    """Who begins the first event of a text."""
    return next(
        actor for actor in read(pipeline, text)[0].actors if actor.role is ActorRole.INITIATOR
    )


def test_group_told_further_on_likely_began_it_and_says_where_it_stands(
    pipeline: Pipeline,
) -> None:
    actor = initiator(pipeline, UNCLAIMED)
    assert (actor.name, actor.basis) == ("Boko Haram", ActorBasis.CONTEXT)
    assert actor.span is not None
    assert actor.span.of(UNCLAIMED) == "Boko Haram insurgents"


@pytest.mark.parametrize(
    ("text", "who", "basis"),
    [
        (
            "Gunmen shot dead four miners in Zamfara on Friday. Boko Haram is active in Borno.",
            "Unidentified Armed Group (Nigeria)",
            ActorBasis.STATED,
        ),
        (
            "A bomb went off in a market in Kidapawan on Friday, killing nine people.",
            "Unidentified Armed Group (Philippines)",
            ActorBasis.ASSUMED,
        ),
        (
            "A bomb went off in a market in Kidapawan on Friday, killing nine people. The Taliban "
            "are in talks with Washington.",
            "Unidentified Armed Group (Philippines)",
            ActorBasis.ASSUMED,
        ),
    ],
)
def test_nobody_is_named_without_good_reason(
    pipeline: Pipeline, text: str, who: str, basis: ActorBasis
) -> None:
    actor = initiator(pipeline, text)
    assert (actor.name, actor.basis) == (who, basis)


def test_who_is_only_likely_decides_nothing_about_incidents(gazetteer: Gazetteer) -> None:
    article = Article(id="t", text=UNCLAIMED, published=PUBLISHED)
    row = to_rows(open_pipeline(gazetteer).run(article)).to_pylist()[0]
    assert (row["actor1"], row["actor1_basis"]) == ("Boko Haram", "context")
    assert json.loads(row["initiators"]) == []


def test_rules_answer_comes_first_then_every_actor_once(gazetteer: Gazetteer) -> None:
    notes: Notes[Cast] = Notes()
    extractor = PatternExtractor(gazetteer, choose_cast=notes)
    article = Article(id="t", text=UNCLAIMED, published=PUBLISHED)
    result = replace(open_pipeline(gazetteer), extractor=extractor).run(article)
    assert result.failures == ()
    _, casts = next(iter(notes.seen.values()))
    names = [one.actors[0].name for one in casts]
    assert names[0] == "Unidentified Armed Group (Nigeria)"
    assert {"Boko Haram", "Military Forces of Nigeria"} <= set(names)
    assert len(set(names)) == len(names)
    assert {len(one.values) for one in casts} == {len(initiators.TEMPLATES)}


@needs_corpora
def test_shipped_weights_are_those_of_the_gold(gazetteer: Gazetteer) -> None:
    gold = read_fitted()
    shipped = json.loads((Path(initiators.__file__).parent / initiators.WEIGHTS).read_text("utf-8"))
    model, provenance = fit_weights(
        iter_initiator_questions(gold, gazetteer),
        templates=initiators.TEMPLATES,
        penalty=shipped["provenance"]["penalty"],
    )
    fitted = json.loads(to_json({"initiator": model}, provenance=provenance))
    assert fitted["provenance"] == shipped["provenance"]
    for template, table in fitted["initiator"].items():
        assert table == pytest.approx(shipped["initiator"][template], abs=0.02)
