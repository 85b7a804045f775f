"""One-to-one pairs of gold and predicted spans: the largest set there is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from geodata.model import Span

Cost = Callable[[int, int], float | None]
"""(gold index, predicted index) -> how bad the pair is; None: they cannot be paired."""


def largest_matching(gold_count: int, predicted_count: int, *, cost: Cost) -> dict[int, int]:
    """{gold index: predicted index}: as many pairs as possible, cheap ones tried first.

    Augmenting paths (Kuhn's algorithm): a pair once matched is re-routed, never dropped.
    """
    costs: list[list[tuple[float, int]]] = [
        sorted(
            (price, predicted)
            for predicted in range(predicted_count)
            if (price := cost(gold, predicted)) is not None
        )
        for gold in range(gold_count)
    ]
    owner: dict[int, int] = {}

    def augment(gold: int, tried: set[int]) -> bool:
        for _, predicted in costs[gold]:
            if predicted in tried:
                continue
            tried.add(predicted)
            if predicted not in owner or augment(owner[predicted], tried):
                owner[predicted] = gold
                return True
        return False

    for gold in sorted(range(gold_count), key=lambda i: costs[i][0][0] if costs[i] else math.inf):
        augment(gold, set())
    return {gold: predicted for predicted, gold in owner.items()}


def overlap_cost(gold: Sequence[Span], predicted: Sequence[Span]) -> Cost:
    """Pairs must share a character; equal spans come first, then longer overlaps."""

    def cost(i: int, j: int) -> float | None:
        one, other = gold[i], predicted[j]
        common = min(one.end, other.end) - max(one.start, other.start)
        if common <= 0:
            return None
        return -math.inf if one == other else -float(common)

    return cost


def align(gold: Sequence[Span], predicted: Sequence[Span]) -> dict[int, int]:
    """The overlap matching in which equal spans are always paired with each other."""
    by_span = {span: j for j, span in enumerate(predicted)}
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, span in enumerate(gold):
        exact = by_span.get(span)
        if exact is not None and exact not in taken:
            pairs[i] = exact
            taken.add(exact)
    rest_gold = [i for i in range(len(gold)) if i not in pairs]
    rest_predicted = [j for j in range(len(predicted)) if j not in taken]
    more = largest_matching(
        len(rest_gold),
        len(rest_predicted),
        cost=overlap_cost([gold[i] for i in rest_gold], [predicted[j] for j in rest_predicted]),
    )
    return pairs | {rest_gold[i]: rest_predicted[j] for i, j in more.items()}
