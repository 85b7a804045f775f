"""Who may have begun events of right type, day and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geodata.evaluation.event_gold import GoldArticle
from geodata.evaluation.events import fits_in
from geodata.evaluation.weighing.questions import Notes, Question, read_gold
from geodata.events.confidence import unrated
from geodata.events.extractor import PatternExtractor
from geodata.events.weighing.initiator_observations import first_initiator
from geodata.events.weighing.initiators import Cast
from geodata.gazetteer import Gazetteer
from geodata.pipeline import open_pipeline


def iter_initiator_questions(
    gold: Iterable[GoldArticle], gazetteer: Gazetteer
) -> Iterator[Question]:
    """Every event that is right but for who began it, which is all that is in question.

    Gold has kinds of actors, not names. Where it has none the rules' answer is as good as any.
    """
    notes: Notes[Cast] = Notes()
    extractor = PatternExtractor(gazetteer, rate=unrated, choose_cast=notes)
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    for article, result in read_gold(pipeline, gold, notes):
        for event in result.events:
            told = [one for one in article.incidents if fits_in(event, one)]
            if told and event.trigger in notes.seen:
                _, casts = notes.seen[event.trigger]
                kinds = frozenset[str]().union(*(one.initiator_kinds for one in told))
                yield Question(
                    answers=tuple(cast.values for cast in casts),
                    right=tuple(
                        _is_right(cast, kinds) if kinds else not number
                        for number, cast in enumerate(casts)
                    ),
                )


def _is_right(cast: Cast, kinds: frozenset[str]) -> bool:
    initiator = first_initiator(cast.actors)
    return initiator is not None and initiator.kind.value in kinds
