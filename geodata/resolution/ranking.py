"""Ranks the senses of an article's names: a first look at each alone, then with all the others."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.recognition.linear import LinearModel, read_models
from geodata.resolution.called import heed_kinds
from geodata.resolution.features import ALONE, TEMPLATES, Grounds, observe_all, observe_each
from geodata.resolution.namesakes import doubt_namesakes

PARTS = {"alone": ALONE, "whole": TEMPLATES}
ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """`alone` judges a name by itself, `whole` with the votes of the article's other names."""

    alone: LinearModel
    whole: LinearModel

    @property
    def provenance(self) -> Mapping[str, object]:
        """What the weights were trained on."""
        return self.whole.provenance


def rank(grounds: Grounds, ranking: Ranking) -> None:
    """Set the probabilities of every name's senses.

    The first look gives the votes of the second; the second's those of the third.
    """
    look_alone(grounds, ranking.alone)
    for left in reversed(range(ROUNDS)):
        # what is sure already is looked at once, in the end, for the reasons that it is given
        look_around(grounds, ranking.whole, fewest=2 if left else 1)
    if doubt_namesakes(grounds):
        # what the namesakes drew to their regions is judged again
        look_around(grounds, ranking.whole, fewest=2)
        doubt_namesakes(grounds)
    heed_kinds(grounds)


def look_alone(grounds: Grounds, model: LinearModel) -> None:
    """Set the probabilities of every name's senses without the other names' votes."""
    _judge(grounds, observe_each(grounds), model)


def look_around(grounds: Grounds, model: LinearModel, *, fewest: int = 1) -> None:
    """Set the probabilities of every name's senses from the votes of the others as they stand.

    Names of fewer than `fewest` senses keep what they have.
    """
    _judge(grounds, observe_all(grounds, fewest=fewest), model)


def _judge(grounds: Grounds, observed: list[list[tuple[str, ...]]], model: LinearModel) -> None:
    for name, values in zip(grounds.names, observed, strict=True):
        if values or not name.senses.rows:
            name.observed = values
            name.probabilities = softmax(model, values) if values else []


def softmax(model: LinearModel, observed: Sequence[Sequence[str]]) -> list[float]:
    """The probability of each sense, adding up to 1."""
    if len(observed) == 1:
        return [1.0]
    scores = [model.log_odds(values) for values in observed]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def read_ranking(package: str, name: str) -> Ranking:
    """The ranking that a package ships."""
    models = read_models(package, name, templates=PARTS)
    return Ranking(alone=models["alone"], whole=models["whole"])
