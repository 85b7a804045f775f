"""Fits linear models to observed values; needs numpy, and is used for training only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.recognition.linear import LinearModel

_STEPS = 300
_RATE = 0.1

Floats = NDArray[np.float64]
Index = dict[tuple[int, str], int]
"""The position of every (template, value) in a vector of weights; 0 stands for all others."""


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[bool],
    *,
    templates: tuple[str, ...],
    penalty: float,
    min_count: int,
    provenance: Mapping[str, object],
) -> LinearModel:
    """Logistic regression with an L2 penalty.

    Values seen fewer than `min_count` times get no weight. The result depends on the rows only.
    """
    index = index_values(rows, min_count=min_count)
    table = to_table(rows, index)
    target: Floats = np.array(labels, dtype=np.float64)

    def gradient(weights: Floats) -> Floats:
        residual = 1 / (1 + np.exp(-weights[table].sum(axis=1))) - target
        return spread_back(residual, table, len(weights)) + penalty * weights

    weights = descend(gradient, len(index) + 1, rate=_RATE)
    return to_model(weights, index, templates=templates, provenance=provenance)


def index_values(rows: Sequence[Sequence[str]], *, min_count: int) -> Index:
    """A position for every value seen often enough."""
    counts = Counter((n, value) for row in rows for n, value in enumerate(row))
    frequent = sorted(item for item, count in counts.items() if count >= min_count)
    return {item: position for position, item in enumerate(frequent, 1)}


def to_table(rows: Sequence[Sequence[str]], index: Index) -> NDArray[np.int64]:
    """The positions of the values of each row."""
    return np.array(
        [[index.get((n, value), 0) for n, value in enumerate(row)] for row in rows], dtype=np.int64
    )


def spread_back(pull: Floats, table: NDArray[np.int64], size: int) -> Floats:
    """What each weight gets of the pull on the rows that it takes part in."""
    spread: Floats = np.bincount(
        table.ravel(), weights=np.repeat(pull, table.shape[1]), minlength=size
    ).astype(np.float64)
    return spread


def descend(gradient: Callable[[Floats], Floats], size: int, *, rate: float) -> Floats:
    """The weights that a gradient leads to from zero, by Adam; the first stays zero."""
    weights: Floats = np.zeros(size)
    mean: Floats = np.zeros(size)
    spread: Floats = np.zeros(size)
    for step in range(1, _STEPS + 1):
        slope = gradient(weights)
        slope[0] = 0.0
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        falling = rate * min(1.0, 3 * (1 - step / (_STEPS + 1)))
        weights -= falling * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def to_model(
    weights: Floats,
    index: Index,
    *,
    templates: tuple[str, ...],
    provenance: Mapping[str, object],
) -> LinearModel:
    """The weights as one table a template."""
    tables: list[dict[str, float]] = [{} for _ in templates]
    for (n, value), position in index.items():
        tables[n][value] = float(weights[position])
    return LinearModel(templates=templates, weights=tuple(tables), provenance=provenance)
