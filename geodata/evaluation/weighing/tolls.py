"""The numbers of dead that events of right type, days and place may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geodata.evaluation.event_gold import GoldArticle, GoldIncident
from geodata.evaluation.events import fits_in
from geodata.evaluation.weighing.questions import Notes, Question, read_gold
from geodata.events.confidence import unrated
from geodata.events.extractor import PatternExtractor
from geodata.events.weighing.tolls import Number
from geodata.gazetteer import Gazetteer
from geodata.model import ArticleResult, Count, Event
from geodata.pipeline import open_pipeline


def iter_toll_questions(gold: Iterable[GoldArticle], gazetteer: Gazetteer) -> Iterator[Question]:
    """Every event that is right but for its toll, which is all that is in question.

    Where gold has no number, none and nobody are both right. One report of an incident need not
    tell the number that another tells by the rules.
    """
    notes: Notes[Number] = Notes()
    extractor = PatternExtractor(gazetteer, rate=unrated, choose_toll=notes)
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    for article, result in read_gold(pipeline, gold, notes):
        for event in result.events:
            told = [one for one in article.incidents if fits_in(event, one)]
            if told and event.trigger in notes.seen:
                _, numbers = notes.seen[event.trigger]
                right = {one.killed for one in told} | _also_right(event, told, result)
                yield Question(
                    answers=tuple(number.values for number in numbers),
                    right=tuple(_best_of(number.killed) in right for number in numbers),
                )


def _also_right(
    event: Event, told: Iterable[GoldIncident], result: ArticleResult
) -> set[int | None]:
    """What an event may tell beside the number that gold has: nobody, or no number."""
    if any(one.killed is None for one in told):
        return {0}
    by_others = any(
        other.id != event.id and fits_in(other, one) and _best_of(other.toll.killed) == one.killed
        for one in told
        for other in result.events
    )
    return {None} if by_others else set()


def _best_of(count: Count | None) -> int | None:
    return count.best if count else None
