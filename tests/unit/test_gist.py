"""What a sentence tells by all of its words, whether or not one of them is a trigger."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from fixtures.event_gold import CORPORA, FITTED_TO, GOLD, needs_corpora
from fixtures.short_texts import place_of, read

from geodata.evaluation.event_gold import read_all, read_event_gold
from geodata.evaluation.gist import fit_record, format_table
from geodata.evaluation.told_sentences import iter_told
from geodata.evaluation.word_vectors import reduce_vectors
from geodata.events import gist
from geodata.events.context import Context, stems_of
from geodata.events.gist import NOTHING, Gist, GistModel, parse_model, read_gist, to_match
from geodata.events.sentences import Sentence, split_sentences
from geodata.events.word_vectors import WordVectors, read_vectors
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import Pipeline, open_pipeline

SHIPPED = Path(gist.__file__).with_name(gist.WEIGHTS)
VECTORS = WordVectors(
    rows={"soggy": 0, "singed": 1},
    matrix=np.array([[127, 0], [0, 127]], dtype=np.int8),
)
MODEL = parse_model(
    {
        "kinds": ["", "Fire", "Flood"],
        "bias": [0.0, 0.0, 0.0],
        "meaning": [[0.0, 0.0, 2.0], [0.0, 2.0, 0.0]],  # the first dimension is that of water
        "around": [[0.0, 0.0, 2.0], [0.0, 2.0, 0.0]] * 3,  # before, after, title
        "signs": {"date False": [9.0, 0.0, 0.0]},
        "stems": {
            **{stem: {"Flood": 4.0} for stem in ("brown", "water", "crept")},
            **{stem: {"Fire": 4.0} for stem in ("smoke", "sparks")},
            **{
                stem: {"": 0.1}
                for stem in ("about", "their", "house", "every", "winter", "dark", "garden")
            },
        },
    },
    VECTORS,
)


NOWHERE = (0.0,) * 6


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def gist_of(text: str, model: GistModel = MODEL) -> tuple[Gist | None, Sentence]:
    (sentence,) = split_sentences(text)
    return read_gist(context_of(stems_of(sentence, text)), model), sentence


def context_of(
    stems: tuple[str, ...], around: tuple[float, ...] = NOWHERE, signs: tuple[str, ...] = ()
) -> Context:
    return Context(stems, np.array(around, dtype=np.float32), signs)


def test_words_together_tell_a_type_and_which_of_them_says_most() -> None:
    found, sentence = gist_of("Brown water crept about their house every winter.")
    assert found is not None
    assert (found.sub_event_type, sentence.words[found.word]) == ("Flood", "brown")
    assert found.likelihood > 0.9
    assert sum(found.likelihoods.values()) == pytest.approx(1)
    match = to_match(found, sentence)
    assert (match.first, match.last, match.trigger.sub_event_type) == (0, 1, "Flood")


@pytest.mark.parametrize(
    ("word", "told"), [("soggy", "Flood"), ("singed", "Fire"), ("quiet", NOTHING)]
)
def test_a_word_never_fitted_speaks_by_what_it_means(word: str, told: str) -> None:
    found, sentence = gist_of(
        f"About their house and garden every dark winter the {word} carpet lies."
    )
    assert found is not None
    assert found.sub_event_type == told
    if told:
        assert sentence.words[found.word] == word


PLAIN = ("about", "their", "house", "every", "winter", "dark", "garden")


@pytest.mark.parametrize(
    ("around", "told"),
    [
        ((1.0, 0.0, 0.0, 0.0, 0.0, 0.0), "Flood"),  # water in the sentence before
        ((0.0, 0.0, 0.0, 1.0, 0.0, 0.0), "Fire"),  # fire in the one after
        ((0.0, 0.0, 0.0, 0.0, 1.0, 0.0), "Flood"),  # water in the title
        (NOWHERE, NOTHING),
    ],
)
def test_what_is_told_around_a_sentence_speaks_too(around: tuple[float, ...], told: str) -> None:
    found = read_gist(context_of(PLAIN, around), MODEL)
    assert found is not None
    assert found.sub_event_type == told


def test_a_sign_speaks_for_what_it_was_fitted_to() -> None:
    water = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    with_day = read_gist(context_of(PLAIN, water, ("date True", "unheard of")), MODEL)
    without = read_gist(context_of(PLAIN, water, ("date False",)), MODEL)
    assert with_day is not None
    assert without is not None
    assert (with_day.sub_event_type, without.sub_event_type) == ("Flood", NOTHING)


def test_names_say_nothing() -> None:
    lower, _ = gist_of("About their house and garden every dark winter the water crept.")
    named, _ = gist_of("About their house and garden every dark winter the Water Crept.")
    assert lower is not None
    assert named is not None
    assert (lower.sub_event_type, named.sub_event_type) == ("Flood", NOTHING)


@pytest.mark.parametrize(
    "text", ["Brown water crept.", "Nobody here has ever known any of these words before."]
)
def test_too_few_words_say_nothing_at_all(text: str) -> None:
    assert gist_of(text)[0] is None


def test_shipped_vectors_know_what_words_are_used_alike() -> None:
    vectors = read_vectors()

    def alike(one: str, other: str) -> float:
        a, b = vectors.sum((one[:6],)), vectors.sum((other[:6],))
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert alike("knifed", "stabbed") > 0.6 > 0.2 > alike("knifed", "flooded")
    assert alike("torched", "ablaze") > 0.6
    assert not vectors.sum(("aleppo",)).any()  # names have none


def test_vectors_are_reduced_to_stems_in_which_common_words_count_more() -> None:
    words = [*(f"w{number}" for number in range(150)), "flooded", "floodlit"]
    vectors = {word: [0.0, 1.0, 0, 0] for word in words} | {
        "flooded": [3.0, 0.0, 0, 0],
        "floodlit": [0.0, 1.0, 0, 0],
    }
    stems, matrix = reduce_vectors(words, vectors, {"floode", "floodl", "flood", "w0"})
    assert stems == ["floode", "floodl"]  # "w0" is too common to say anything
    assert matrix[0, 0] > 0 == matrix[0, 1]
    assert matrix.dtype == np.int8


@needs_corpora
def test_shipped_weights_are_those_of_the_gold() -> None:
    """Whoever trains again gets the same file; it knows nothing of the unseen passages."""
    folders = (read_all([folder], texts=CORPORA) for folder in FITTED_TO)
    told = [one for gold in folders for one in iter_told(gold)]
    shipped = json.loads(SHIPPED.read_text("utf-8"))
    fitted = fit_record(told)
    assert fitted["kinds"] == shipped["kinds"]
    assert fitted["stems"].keys() == shipped["stems"].keys()
    assert shipped["provenance"]["texts"] == len(told)
    assert fitted["bias"] == pytest.approx(shipped["bias"], abs=0.02)
    assert fitted["signs"].keys() == shipped["signs"].keys()
    for part in ("meaning", "around"):
        for mine, theirs in zip(fitted[part], shipped[part], strict=True):
            assert mine == pytest.approx(theirs, abs=0.02)


def test_surest_types_of_unseen_passages_are_right() -> None:
    """The table that docs/accuracy.md states: where it is likely it is nearly always right."""
    model = parse_model(json.loads(SHIPPED.read_text("utf-8")), read_vectors())
    lines = format_table(model, read_event_gold(GOLD / "passages-unseen")).splitlines()
    texts, right = next(line.split()[1:] for line in lines if line.split()[0] == "0.4")
    assert int(texts) >= 50
    assert float(right) >= 0.85


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


def test_what_is_only_supposed_tells_nothing(pipeline: Pipeline) -> None:
    result = pipeline.run(
        Article(
            id="x",
            text=f"If {UNTOLD[0].lower()}{UNTOLD[1:]}",
            published=date(2024, 11, 30),
        )
    )
    assert result.events == ()


def test_words_around_a_trigger_give_its_event_the_type(pipeline: Pipeline) -> None:
    """To capture is to take a town, until it is gang members who are captured."""
    (event,) = read(
        pipeline,
        "Since Sunday, soldiers and police have captured 29 suspected gang members hiding in "
        "Apopa, the security ministry says under the state of exception.",
    )
    assert event.sub_event_type == "Arrests"
