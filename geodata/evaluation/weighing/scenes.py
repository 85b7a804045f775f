"""The places that may be the scenes of events of right type and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geodata.evaluation.event_gold import GoldArticle, GoldIncident
from geodata.evaluation.events import in_days, is_at
from geodata.evaluation.weighing.questions import Notes, Question, read_gold
from geodata.events.confidence import unrated
from geodata.events.extractor import PatternExtractor
from geodata.events.scenes import Scene
from geodata.events.weighing.choosing import as_ruled
from geodata.events.weighing.scenes import Choice
from geodata.gazetteer import Gazetteer
from geodata.model import GeoPrecision
from geodata.pipeline import open_pipeline


def iter_scene_questions(gold: Iterable[GoldArticle], gazetteer: Gazetteer) -> Iterator[Question]:
    """Every event whose type and days are right, so that the place is all that is in question."""
    notes: Notes[Choice] = Notes()
    extractor = PatternExtractor(
        gazetteer, rate=unrated, choose_scene=notes, choose_type=as_ruled, choose_toll=as_ruled
    )
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    for article, result in read_gold(pipeline, gold, notes):
        for event in result.events:
            told = [
                one
                for one in article.incidents
                if event.sub_event_type in one.types and in_days(event, one)
            ]
            if told and event.trigger in notes.seen:
                telling, choices = notes.seen[event.trigger]
                yield Question(
                    answers=tuple(choice.values for choice in choices),
                    right=tuple(_is_right(choice.scene_of(telling), told) for choice in choices),
                )


def _is_right(scene: Scene | None, told: Iterable[GoldIncident]) -> bool:
    """Whether a scene is where gold has the event: in no one place where gold has none."""
    place = scene.resolution.place if scene else None
    precision = scene.geo_precision if scene else None
    placed = place is not None and precision is not GeoPrecision.COUNTRY
    return any(
        is_at(place, precision, one) and (one.point is not None or not placed) for one in told
    )
