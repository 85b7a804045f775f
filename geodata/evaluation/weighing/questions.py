"""What weights are fitted to: what may be an event's date, scene or type, and which is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from geodata.evaluation.event_gold import GoldArticle
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values, find_likelier
from geodata.model import ArticleResult, Span
from geodata.pipeline import Pipeline
from geodata.recognition.linear import LinearModel
from geodata.resolution.fitting import fit_ranking

MIN_COUNT = 3

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is observed of each answer that an event may have, the rules' first; which are right."""

    answers: tuple[Values, ...]
    right: tuple[bool, ...]


class Notes(Generic[Answer]):
    """A chooser that takes the rules' answers and keeps all that were possible, by trigger."""

    def __init__(self) -> None:
        self.seen: dict[Span, tuple[Telling, tuple[Answer, ...]]] = {}

    def __call__(self, telling: Telling, answers: Sequence[Answer]) -> Answer:
        """The rules' answer, noted with the others."""
        match = telling.primary
        trigger = telling.sentence.span_of(match.first, match.end)
        self.seen[trigger] = (telling, tuple(answers))
        return answers[0]


def read_gold(
    pipeline: Pipeline, gold: Iterable[GoldArticle], notes: Notes[Answer]
) -> Iterator[tuple[GoldArticle, ArticleResult]]:
    """Articles with what the pipeline reads in them, `notes` being of one at a time.

    Raises RuntimeError for one that breaks a stage: nothing may be fitted to what is left.
    """
    for article in gold:
        notes.seen.clear()
        result = pipeline.run(article.article)
        if result.failures:
            raise RuntimeError(f"{article.article.id}: {result.failures[0]}")
        yield article, result


def fit_weights(
    questions: Iterable[Question], *, templates: tuple[str, ...], penalty: float
) -> tuple[LinearModel, dict[str, object]]:
    """The weights of questions that have a right answer, and the provenance to ship with them."""
    usable = [one for one in questions if any(one.right)]
    provenance: dict[str, object] = {
        "trained_on": "articles written and coded for this repository, tests/gold",
        "licence": "as the program",
        "events": len(usable),
        "penalty": penalty,
    }
    model = fit_ranking(
        [(one.answers, one.right) for one in usable],
        templates=templates,
        penalty=penalty,
        min_count=MIN_COUNT,
        provenance=provenance,
    )
    return model, provenance


def count_right(model: LinearModel, questions: Sequence[Question], *, by: float) -> str:
    """How many questions the rules, the weights and the best of all answers get right."""
    weighed = sum(one.right[find_likelier(model, one.answers, by=by)] for one in questions)
    ruled = sum(one.right[0] for one in questions)
    best = sum(any(one.right) for one in questions)
    return (
        f"{len(questions)} unseen events, right: {ruled} by rules, "
        f"{weighed} as weighed, {best} at best"
    )
