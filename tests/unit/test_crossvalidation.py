"""Cross-validation of geoparsing: every document is read by weights that were not fitted to it."""

from __future__ import annotations

import pytest

from geodata.evaluation.crossvalidation import cross_validate
from geodata.gazetteer import Gazetteer
from geodata.gold import GoldDocument, GoldToponym
from geodata.model import Article, Span

pytest.importorskip("numpy", reason="training needs numpy (tests/requirements.txt)")

TOWNS = ("Aleppo", "Damascus", "Beirut", "Baghdad", "Mosul", "Cairo", "Tripoli", "Khartoum")


def document(town: str, gazetteer: Gazetteer) -> GoldDocument:
    place = gazetteer.find(town)[0]
    point = place.latitude, place.longitude
    text = f"Rebels attacked a convoy near {town} on Monday. Police in {town} said two died."
    starts = text.index(town), text.rindex(town)
    marks = tuple(GoldToponym(span=Span(at, at + len(town)), point=point) for at in starts)
    article = Article(id=town, text=text)
    return GoldDocument(corpus="made", article=article, toponyms=marks)


def test_what_is_learned_from_the_other_folds_finds_places_never_seen(gazetteer: Gazetteer) -> None:
    (report,) = cross_validate(
        [document(town, gazetteer) for town in TOWNS], gazetteer=gazetteer, folds=2
    )
    assert report.documents == len(TOWNS)
    assert report.score.overlap.f1 > 0.9
    assert report.score.gold_spans_areal.recall > 0.8
