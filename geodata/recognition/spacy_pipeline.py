"""A spaCy pipeline of the user's own as recogniser: `--recognizer spacy:en_core_web_trf`.

spaCy is no requirement of the program; it and the pipeline are installed by whoever wants them.
"""

from __future__ import annotations

import importlib
from bisect import bisect_right
from typing import Any

from geodata.errors import ExtractorError
from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameEntry, NameKind
from geodata.model import Article, Span, Toponym
from geodata.recognition.groups import group_of
from geodata.recognition.kinds import kind_of
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan, Shape
from geodata.recognition.words import word_lists

# The labels of spaCy's pipelines (OntoNotes, CoNLL, WikiNER) that stand for places, and the one of
# peoples, which are toponyms where the gazetteer knows them as demonyms.
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PEOPLES = "NORP"


class SpacyRecognizer:
    """Takes the places that a spaCy pipeline finds, and says what kind of use each is."""

    def __init__(self, pipeline: Any, *, gazetteer: Gazetteer) -> None:
        """Wrap a loaded pipeline, anything that `spacy.load` returns."""
        self._pipeline = pipeline
        self._gazetteer = gazetteer
        self._groups = tuple(group_of(code) for code in gazetteer.features)
        self._lists = word_lists()
        meta = pipeline.meta
        self.id = f"spacy:{meta.get('lang')}_{meta.get('name')}:{meta.get('version')}"

    def recognize(self, article: Article) -> tuple[Toponym, ...]:
        """The place names of an article, in the order of the text, never overlapping."""
        scan = Scan(article.text)
        # spaCy bounds the memory of its statistical parts by refusing long texts; an article is
        # bounded already when it is read.
        self._pipeline.max_length = max(self._pipeline.max_length, len(article.text) + 1)
        found = (
            self._toponym(article, scan, entity) for entity in self._pipeline(article.text).ents
        )
        return tuple(toponym for toponym in found if toponym)

    def _toponym(self, article: Article, scan: Scan, entity: Any) -> Toponym | None:
        """The toponym of an entity without its article and possessive; None if it is no place."""
        start, end = entity.start_char, entity.end_char
        if article.text[start:end].lower().startswith("the "):
            start += len("the ")
        first = bisect_right(scan.starts, start) - 1
        last = bisect_right(scan.starts, end - 1) - 1
        if first < 0 or last < first:
            return None
        if scan.possessive(last):
            end = min(end, scan.ends[last] - 2)
        entry = self._gazetteer.entry(fold(article.text[start:end]))
        is_demonym = entry.kinds[:1] == (NameKind.DEMONYM,)
        if entity.label_ not in _PLACES and not (entity.label_ == _PEOPLES and is_demonym):
            return None
        candidate = CandidateSpan(first, last, end, Shape.NAME, "", entry.rows, entry.kinds)
        span = Span(start, end)
        return Toponym(
            span=span,
            text=span.of(article.text),
            kind=kind_of(candidate, scan, group=self._group(entry), lists=self._lists),
            recognizer=self.id,
        )

    def _group(self, entry: NameEntry) -> str:
        return self._groups[self._gazetteer.columns.feature[entry.rows[0]]] if entry.rows else ""


def load_spacy(name: str, *, gazetteer: Gazetteer) -> SpacyRecognizer:
    """The recogniser of an installed pipeline, or of one in a folder.

    Raises ExtractorError where spaCy or the pipeline is not installed, or finds no entities.
    """
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise ExtractorError("spaCy is not installed", remedy="pip install spacy") from error
    try:
        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise ExtractorError(
            f"spaCy cannot load the pipeline {name!r}: {error}",
            remedy=f"python -m spacy download {name}",
        ) from error
    if not {"ner", "entity_ruler", "span_ruler"} & set(pipeline.pipe_names):
        raise ExtractorError(f"the spaCy pipeline {name!r} finds no named entities")
    return SpacyRecognizer(pipeline, gazetteer=gazetteer)
