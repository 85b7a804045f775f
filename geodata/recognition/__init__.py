"""Toponym recognition: which spans of an article are place names, and what they stand for."""

from geodata.errors import ExtractorError
from geodata.gazetteer import Gazetteer
from geodata.protocols import Recognizer
from geodata.recognition.recognizer import GazetteerRecognizer
from geodata.recognition.spacy_pipeline import SpacyRecognizer, load_spacy

__all__ = ["DEFAULT", "GazetteerRecognizer", "SpacyRecognizer", "open_recognizer"]

DEFAULT = "gazetteer"
_SPACY = "spacy:"


def open_recognizer(name: str = DEFAULT, *, gazetteer: Gazetteer) -> Recognizer:
    """The recogniser of a name: "gazetteer", or "spacy:" and the name of an installed pipeline.

    Raises ExtractorError for a name that is neither, and where the pipeline cannot be loaded.
    """
    if name == DEFAULT:
        return GazetteerRecognizer(gazetteer)
    if name.startswith(_SPACY):
        return load_spacy(name.removeprefix(_SPACY), gazetteer=gazetteer)
    raise ExtractorError(
        f"no recogniser is called {name!r}", remedy=f"{DEFAULT}, or {_SPACY}NAME of a pipeline"
    )
