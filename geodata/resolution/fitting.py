"""Fits a ranking to names whose right senses are known; needs numpy, for training only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.recognition.linear import LinearModel

_STEPS = 300
_RATE = 0.05

Question = tuple[Sequence[Sequence[str]], Sequence[bool]]
"""The observed values of each sense of a name, and which senses are right (one at least)."""


def fit_ranking(
    questions: Sequence[Question],
    *,
    templates: tuple[str, ...],
    penalty: float,
    min_count: int,
    provenance: Mapping[str, object],
) -> LinearModel:
    """Conditional logit: the right senses of each name together get the highest probability.

    L2 penalty, Adam on the whole of the data; the result depends on the questions only.
    """
    rows = [values for observed, _ in questions for values in observed]
    index = _index(rows, min_count)
    table: NDArray[np.int64] = np.array(
        [[index.get((n, value), 0) for n, value in enumerate(row)] for row in rows], dtype=np.int64
    )
    right: NDArray[np.float64] = np.array(
        [answer for _, answers in questions for answer in answers], dtype=np.float64
    )
    sizes = [len(answers) for _, answers in questions]
    starts: NDArray[np.int64] = np.cumsum([0, *sizes[:-1]])
    owner: NDArray[np.int64] = np.repeat(np.arange(len(sizes)), sizes)
    size = len(index) + 1
    weights: NDArray[np.float64] = np.zeros(size)
    mean: NDArray[np.float64] = np.zeros(size)
    spread: NDArray[np.float64] = np.zeros(size)
    for step in range(1, _STEPS + 1):
        scores = weights[table].sum(axis=1)
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares = powers / np.add.reduceat(powers, starts)[owner]
        right_shares = shares * right
        wanted = right_shares / np.add.reduceat(right_shares, starts)[owner]
        pull = np.bincount(
            table.ravel(), weights=np.repeat(shares - wanted, table.shape[1]), minlength=size
        )
        gradient = pull + penalty * weights
        gradient[0] = 0.0
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        rate = _RATE * min(1.0, 3 * (1 - step / (_STEPS + 1)))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    tables: list[dict[str, float]] = [{} for _ in templates]
    for (n, value), position in index.items():
        tables[n][value] = float(weights[position])
    return LinearModel(templates=templates, weights=tuple(tables), provenance=provenance)


def _index(rows: Sequence[Sequence[str]], min_count: int) -> dict[tuple[int, str], int]:
    counts = Counter((n, value) for row in rows for n, value in enumerate(row))
    frequent = sorted(item for item, count in counts.items() if count >= min_count)
    return {item: position for position, item in enumerate(frequent, 1)}
