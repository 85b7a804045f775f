"""What a sentence tells by all of its words, where none of them is a trigger."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fixtures.short_texts import place_of, read

from geodata.evaluation.event_gold import read_event_gold
from geodata.evaluation.gist import fit_table, format_table, iter_told
from geodata.events import gist
from geodata.events.gist import read_gist, to_match
from geodata.events.sentences import Sentence, split_sentences
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import Pipeline, open_pipeline

GOLD = Path(__file__).parents[1] / "gold"
TABLE = {
    "": {"": 0.0, "Flood": 0.0, "Fire": 0.0},
    **{stem: {"Flood": 4.0} for stem in ("brown", "water", "crept")},
    **{stem: {"Fire": 4.0} for stem in ("smoke", "spark")},
    **{stem: {"": 0.1} for stem in ("about", "their", "house", "every")},
}


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def sentence(text: str) -> Sentence:
    (one,) = split_sentences(text)
    return one


def test_words_together_tell_a_type_and_which_of_them_says_most() -> None:
    told = sentence("Brown water crept about their house every hour.")
    found = read_gist(told, TABLE)
    assert found is not None
    assert (found.sub_event_type, told.words[found.word]) == ("Flood", "brown")
    assert found.likelihood > 0.9
    match = to_match(found, told)
    assert (match.first, match.last, match.trigger.sub_event_type) == (0, 1, "Flood")


@pytest.mark.parametrize(
    "text",
    [
        "Brown water crept.",  # too few words to say
        "About their house every winter about their house we sing.",
        "Nobody here has ever known any of these words before.",
    ],
)
def test_words_that_say_too_little_tell_nothing(text: str) -> None:
    assert read_gist(sentence(text), TABLE) is None


def test_shipped_weights_are_those_of_the_gold() -> None:
    """Whoever trains again gets the same file; it knows nothing of the unseen passages."""
    told = [
        one
        for name in ("passages", "events", "news")
        for one in iter_told(read_event_gold(GOLD / name))
    ]
    shipped = json.loads(Path(gist.__file__).with_name(gist.WEIGHTS).read_text("utf-8"))
    fitted = fit_table(told)
    assert fitted.keys() == shipped["weights"].keys()
    assert shipped["provenance"]["texts"] == len(told)
    for stem, row in fitted.items():
        assert shipped["weights"][stem] == pytest.approx(row, abs=0.02)


def test_surest_types_of_unseen_passages_are_right() -> None:
    """The table that docs/accuracy.md states: where it is likely it is nearly always right."""
    shipped = json.loads(Path(gist.__file__).with_name(gist.WEIGHTS).read_text("utf-8"))["weights"]
    lines = format_table(shipped, read_event_gold(GOLD / "passages-unseen")).splitlines()
    texts, right = next(line.split()[1:] for line in lines if line.split()[0] == str(gist.LIKELY))
    assert int(texts) >= 50
    assert float(right) >= 0.9


UNTOLD = (
    "Dozens of people in Jacobabad fainted on Friday and were put on drips in the hospital as the "
    "thermometer stood at 52 degrees Celsius."
)


def test_event_without_a_trigger_needs_its_own_place_and_day(pipeline: Pipeline) -> None:
    (event,) = read(pipeline, UNTOLD)
    assert event.sub_event_type == "Extreme temperature"
    assert place_of(event) == "Jacobabad"
    assert event.date.start == date(2024, 11, 29)
    assert read(pipeline, UNTOLD.replace("Jacobabad", "the city")) == ()
    assert read(pipeline, UNTOLD.replace(" on Friday", "")) == ()


def test_negated_words_tell_nothing(pipeline: Pipeline) -> None:
    result = pipeline.run(
        Article(
            id="x",
            text=f"If {UNTOLD[0].lower()}{UNTOLD[1:]}",
            published=date(2024, 11, 30),
        )
    )
    assert result.events == ()
