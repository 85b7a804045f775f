"""Fits a ranking to names whose right senses are known; needs numpy, for training only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.recognition.fitting import (
    Floats,
    descend,
    index_values,
    spread_back,
    to_model,
    to_table,
)
from geodata.recognition.linear import LinearModel

_RATE = 0.05

Question = tuple[Sequence[Sequence[str]], Sequence[float]]
"""The observed values of each sense of a name, and how right each is, 0 to 1 (one at least is)."""


def fit_ranking(
    questions: Sequence[Question],
    *,
    templates: tuple[str, ...],
    penalty: float,
    min_count: int,
    provenance: Mapping[str, object],
) -> LinearModel:
    """Conditional logit with an L2 penalty: the right senses of a name share the probability.

    Values seen fewer than `min_count` times get no weight.
    """
    rows = [values for observed, _ in questions for values in observed]
    index = index_values(rows, min_count=min_count)
    table = to_table(rows, index)
    right: Floats = np.array([answer for _, answers in questions for answer in answers], np.float64)
    sizes = [len(answers) for _, answers in questions]
    starts: NDArray[np.int64] = np.cumsum([0, *sizes[:-1]])
    owner: NDArray[np.int64] = np.repeat(np.arange(len(sizes)), sizes)

    def gradient(weights: Floats) -> Floats:
        scores = weights[table].sum(axis=1)
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares = powers / np.add.reduceat(powers, starts)[owner]
        right_shares = shares * right
        wanted = right_shares / np.add.reduceat(right_shares, starts)[owner]
        return spread_back(shares - wanted, table, len(weights)) + penalty * weights

    weights = descend(gradient, len(index) + 1, rate=_RATE)
    return to_model(weights, index, templates=templates, provenance=provenance)
