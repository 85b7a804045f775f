"""Fits a linear model to observed values; needs numpy, and is used for training only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.recognition.linear import LinearModel

_STEPS = 300
_RATE = 0.1


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[bool],
    *,
    templates: tuple[str, ...],
    penalty: float,
    min_count: int,
    provenance: Mapping[str, object],
) -> LinearModel:
    """Logistic regression with an L2 penalty, by Adam on the whole of the data.

    Values seen fewer than `min_count` times get no weight. The result depends on the rows only.
    """
    index = _index(rows, min_count)
    table: NDArray[np.int64] = np.array(
        [[index.get((n, value), 0) for n, value in enumerate(row)] for row in rows], dtype=np.int64
    )
    target: NDArray[np.float64] = np.array(labels, dtype=np.float64)
    size = len(index) + 1
    weights: NDArray[np.float64] = np.zeros(size)
    mean: NDArray[np.float64] = np.zeros(size)
    spread: NDArray[np.float64] = np.zeros(size)
    for step in range(1, _STEPS + 1):
        odds = weights[table].sum(axis=1)
        residual = 1 / (1 + np.exp(-odds)) - target
        data_gradient = np.bincount(
            table.ravel(), weights=np.repeat(residual, table.shape[1]), minlength=size
        )
        gradient = data_gradient + penalty * weights
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
    """A position for every value seen often enough; 0 is for all others."""
    counts = Counter((n, value) for row in rows for n, value in enumerate(row))
    frequent = sorted(item for item, count in counts.items() if count >= min_count)
    return {item: position for position, item in enumerate(frequent, 1)}
