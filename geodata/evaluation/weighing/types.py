"""The types that events may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from geodata.evaluation.event_gold import GoldArticle
from geodata.evaluation.events import find_truth, judge_incidents
from geodata.evaluation.gist import fit_record
from geodata.evaluation.told_sentences import iter_told
from geodata.evaluation.weighing.questions import Notes, Question, read_gold
from geodata.events.confidence import unrated
from geodata.events.extractor import PatternExtractor
from geodata.events.gist import GistModel, parse_model, read_gist
from geodata.events.weighing.choosing import as_ruled
from geodata.events.weighing.types import Kind
from geodata.events.word_vectors import read_vectors
from geodata.gazetteer import Gazetteer
from geodata.pipeline import open_pipeline

_PARTS = 4


def iter_type_questions(
    gold: Iterable[GoldArticle], gazetteer: Gazetteer, *, gist_model: GistModel | None = None
) -> Iterator[Question]:
    """Every event that the rules tell as news; `gist_model` stands in for the one that ships.

    Where gold has no incident of its type it is another that happened there and then, or none.
    """
    notes: Notes[Kind] = Notes()
    read = partial(read_gist, model=gist_model)
    extractor = PatternExtractor(
        gazetteer, rate=unrated, read=read, choose_type=notes, choose_toll=as_ruled
    )
    pipeline = replace(open_pipeline(gazetteer), extractor=extractor)
    for article, result in read_gold(pipeline, gold, notes):
        for reports, score in judge_incidents(article, result):
            if all(event.history for event in reports) and not score.right:
                continue
            for event in reports:
                types = find_truth(event, article, result)
                _, kinds = notes.seen[event.trigger]
                yield Question(
                    answers=tuple(kind.values for kind in kinds),
                    right=tuple(kind.sub_event_type in types for kind in kinds),
                )


def iter_in_parts(gold: Sequence[GoldArticle], gazetteer: Gazetteer) -> Iterator[Question]:
    """The same for articles that the gist is fitted to.

    It speaks too well of these: they are parted in four, and each part is read by a gist fitted to
    the others.
    """
    for part in range(_PARTS):
        others = [article for number, article in enumerate(gold) if number % _PARTS != part]
        model = parse_model(fit_record(list(iter_told(others))), read_vectors())
        yield from iter_type_questions(gold[part::_PARTS], gazetteer, gist_model=model)
