"""A user's own spaCy pipeline in place of the default recogniser."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from geodata.errors import ExtractorError
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.recognition import GazetteerRecognizer, open_recognizer

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (tests/requirements.txt)")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline on disk, made for the test: a tokenizer and an entity ruler."""
    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "Aleppo"},
            {"label": "GPE", "pattern": "the United States"},
            {"label": "GPE", "pattern": "Moscow"},
            {"label": "NORP", "pattern": "Syrian"},
            {"label": "NORP", "pattern": "Republicans"},
            {"label": "PERSON", "pattern": "Jordan Smith"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipeline") / "places"
    made.to_disk(folder)
    return folder


def test_the_places_of_the_pipeline_become_toponyms_with_their_kinds(
    pipeline: Path, gazetteer: Gazetteer
) -> None:
    text = (
        "Moscow said Syrian troops left Aleppo's suburbs. "
        "Jordan Smith and Republicans in the United States disagreed."
    )
    recognizer = open_recognizer(f"spacy:{pipeline}", gazetteer=gazetteer)
    found = recognizer.recognize(Article(id="x", text=text))
    assert [(toponym.text, toponym.kind.value) for toponym in found] == [
        ("Moscow", "metonym"),
        ("Syrian", "demonym"),
        ("Aleppo", "literal"),
        ("United States", "literal"),
    ]
    assert all(toponym.span.of(text) == toponym.text for toponym in found)
    assert recognizer.id.startswith("spacy:en_")


def test_a_text_longer_than_spacys_own_limit_is_read(pipeline: Path, gazetteer: Gazetteer) -> None:
    recognizer = open_recognizer(f"spacy:{pipeline}", gazetteer=gazetteer)
    text = "Aleppo fell. " + "x" * 1_000_001
    assert [t.text for t in recognizer.recognize(Article(id="x", text=text))] == ["Aleppo"]


def test_a_pipeline_that_is_not_installed_is_named_with_the_remedy(gazetteer: Gazetteer) -> None:
    with pytest.raises(ExtractorError, match=r"en_core_web_none.*spacy download"):
        open_recognizer("spacy:en_core_web_none", gazetteer=gazetteer)


def test_a_pipeline_without_entities_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ExtractorError, match="no named entities"):
        open_recognizer(f"spacy:{tmp_path / 'bare'}", gazetteer=gazetteer)


def test_without_spacy_the_error_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ExtractorError, match="pip install spacy"):
        open_recognizer("spacy:en_core_web_sm", gazetteer=gazetteer)


def test_the_default_is_the_gazetteers(gazetteer: Gazetteer) -> None:
    assert isinstance(open_recognizer(gazetteer=gazetteer), GazetteerRecognizer)


def test_an_unknown_recogniser_is_refused_by_name(gazetteer: Gazetteer) -> None:
    with pytest.raises(ExtractorError, match="'magic'"):
        open_recognizer("magic", gazetteer=gazetteer)
