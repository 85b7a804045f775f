"""In which sentence a coded incident is told."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.evaluation.alignment import align, count_rarities
from geodata.evaluation.event_gold import GoldArticle, GoldIncident
from geodata.events.extractor import PatternExtractor
from geodata.events.sentences import split_sentences
from geodata.events.toll import read_toll_words
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import open_pipeline

TEXT = (
    "The week was a hard one. The Danube had the old town to itself by Monday.\n\n"
    "In Basra a lorry left the road on Tuesday, and nine people did not come home. The hospital "
    "asked for blood.\n\nPupils in Mosul stood before the gate on Wednesday with candles."
)


def incident(what: str, kind: str, **values: object) -> GoldIncident:
    given: dict[str, object] = {
        "what": what,
        "types": frozenset({kind}),
        "start": date(2024, 11, 25),
        "end": date(2024, 11, 30),
        "point": None,
        "within_km": 0.0,
        "country_code": "IQ",
        "initiator_kinds": frozenset(),
        "killed": None,
        "optional": False,
    }
    return GoldIncident(**(given | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (incident("river floods the old town", "Flood"), 1),
        (incident("lorry crash", "Transport accident", point=(30.5, 47.8), within_km=30.0), 2),
        (incident("vigil of pupils at school gate", "Peaceful protest"), 4),
        (
            incident(
                "unrest", "Violent demonstration", start=date(2024, 11, 27), end=date(2024, 11, 27)
            ),
            4,
        ),
    ],
)
def test_words_place_and_day_together_find_the_sentence(
    told: GoldIncident, sentence: int, gazetteer: Gazetteer
) -> None:
    article = Article(id="t", text=TEXT, published=date(2024, 11, 30))
    gold = GoldArticle(article=article, incidents=(told,), never_scenes=frozenset())
    resolutions = open_pipeline(gazetteer).run(article).resolutions
    scores = align(
        told,
        split_sentences(TEXT),
        PatternExtractor(gazetteer).facts_of(article, resolutions),
        rarities=count_rarities([gold]),
        toll_words=read_toll_words(),
    )
    assert scores.index(max(scores)) == sentence
