"""The days that events of right type and place may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geodata.evaluation.event_gold import GoldArticle
from geodata.evaluation.events import in_place, is_within
from geodata.evaluation.weighing.questions import Notes, Question, read_gold
from geodata.events.confidence import unrated
from geodata.events.extractor import PatternExtractor
from geodata.events.weighing.choosing import as_ruled
from geodata.events.weighing.dates import Day
from geodata.gazetteer import Gazetteer
from geodata.pipeline import open_pipeline


def iter_date_questions(gold: Iterable[GoldArticle], gazetteer: Gazetteer) -> Iterator[Question]:
    """Every event whose type and place are right, so that the date is all that is in question."""
    notes: Notes[Day] = Notes()
    extractor = PatternExtractor(
        gazetteer,
        rate=unrated,
        choose_date=notes,
        choose_scene=as_ruled,
        choose_type=as_ruled,
        choose_toll=as_ruled,
    )
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    for article, result in read_gold(pipeline, gold, notes):
        for event in result.events:
            told = [
                one
                for one in article.incidents
                if event.sub_event_type in one.types and in_place(event, one)
            ]
            if told and event.trigger in notes.seen:
                _, days = notes.seen[event.trigger]
                yield Question(
                    answers=tuple(day.values for day in days),
                    right=tuple(
                        any(is_within(day.dated.date, one) for one in told) for day in days
                    ),
                )
