"""Scores a geoparser against gold documents: recognition, end to end, and resolution alone.

The measures are those of the public comparison (micro-averages over the mentions of a corpus):

* recognition, exact or overlapping spans, one to one, over every gold toponym;
* end to end: the span overlaps a gold one *and* the point lies within the threshold of it; gold
  without a point is in no denominator, an answer without a point is none;
* gold spans: the share of gold toponyms with a point that are put within the threshold.

"Areal" lets a whole country, which gold gives a radius, be right anywhere within that radius.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodata.evaluation.matching import align, largest_matching, overlap_cost
from geodata.gazetteer.spatial import distance_km
from geodata.gold import GoldToponym
from geodata.model import Span

THRESHOLD_KM = 161.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A place name that a geoparser found; `point` is None where it does not know the place."""

    span: Span
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Precision, recall and their harmonic mean, from counts; nan where nothing was counted."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else math.nan

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return self.right / self.gold if self.gold else math.nan

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted else math.nan

    def __add__(self, other: Rate) -> Rate:
        return Rate(
            right=self.right + other.right,
            predicted=self.predicted + other.predicted,
            gold=self.gold + other.gold,
        )


NOTHING = Rate(right=0, predicted=0, gold=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one or more documents; in `gold_spans`, `predicted` equals `gold`."""

    exact: Rate = NOTHING
    overlap: Rate = NOTHING
    strict: Rate = NOTHING
    areal: Rate = NOTHING
    gold_spans_strict: Rate = NOTHING
    gold_spans_areal: Rate = NOTHING
    ceiling: Rate = NOTHING

    def __add__(self, other: Score) -> Score:
        return Score(
            exact=self.exact + other.exact,
            overlap=self.overlap + other.overlap,
            strict=self.strict + other.strict,
            areal=self.areal + other.areal,
            gold_spans_strict=self.gold_spans_strict + other.gold_spans_strict,
            gold_spans_areal=self.gold_spans_areal + other.gold_spans_areal,
            ceiling=self.ceiling + other.ceiling,
        )


def score_document(gold: Sequence[GoldToponym], predictions: Sequence[Prediction]) -> Score:
    """Recognition and end-to-end figures of one document."""
    gold_spans = [toponym.span for toponym in gold]
    spans = [prediction.span for prediction in predictions]
    matched = largest_matching(len(gold), len(spans), cost=overlap_cost(gold_spans, spans))
    counts = {"predicted": len(spans), "gold": len(gold)}
    return Score(
        exact=Rate(right=len(set(gold_spans) & set(spans)), **counts),
        overlap=Rate(right=len(matched), **counts),
        strict=_end_to_end(gold, predictions, areal=False),
        areal=_end_to_end(gold, predictions, areal=True),
    )


def score_gold_spans(gold: Sequence[GoldToponym], predictions: Sequence[Prediction]) -> Score:
    """Resolution figures of one document, for a resolver that was handed the gold spans."""
    located = [toponym for toponym in gold if toponym.point is not None]
    pairs = align(
        [toponym.span for toponym in located], [prediction.span for prediction in predictions]
    )

    def rate(*, areal: bool) -> Rate:
        right = sum(
            error_within_limit(located[i], predictions[j].point, areal=areal) is not None
            for i, j in pairs.items()
        )
        return Rate(right=right, predicted=len(located), gold=len(located))

    return Score(gold_spans_strict=rate(areal=False), gold_spans_areal=rate(areal=True))


def error_within_limit(
    gold: GoldToponym, point: tuple[float, float] | None, *, areal: bool
) -> float | None:
    """The error in km when `point` is near enough to be right, else None."""
    if gold.point is None or point is None:
        return None
    limit = max(THRESHOLD_KM, gold.radius_km or 0.0) if areal else THRESHOLD_KM
    error = distance_km(*gold.point, *point)
    return error if error <= limit else None


def total(scores: Iterable[Score]) -> Score:
    """The scores of several documents as one."""
    return sum(scores, Score())


def _end_to_end(
    gold: Sequence[GoldToponym], predictions: Sequence[Prediction], *, areal: bool
) -> Rate:
    located = [toponym for toponym in gold if toponym.point is not None]
    unlocated = [toponym for toponym in gold if toponym.point is None]
    answers = [prediction for prediction in predictions if prediction.point is not None]

    def cost(i: int, j: int) -> float | None:
        if not located[i].span.overlaps(answers[j].span):
            return None
        return error_within_limit(located[i], answers[j].point, areal=areal)

    right = largest_matching(len(located), len(answers), cost=cost)
    used = set(right.values())
    left_out = sum(
        j not in used
        and not any(toponym.span.overlaps(answer.span) for toponym in located)
        and any(toponym.span.overlaps(answer.span) for toponym in unlocated)
        for j, answer in enumerate(answers)
    )
    return Rate(right=len(right), predicted=len(answers) - left_out, gold=len(located))
