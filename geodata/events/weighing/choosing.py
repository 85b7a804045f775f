"""Choosing between the rules' answer and others by a model that can be read as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from geodata.events.tellings import Telling
from geodata.recognition.linear import LinearModel

Answer = TypeVar("Answer")
Values = tuple[str, ...]
"""What is observed of an answer, one value for each template of a model."""


def as_ruled(_telling: Telling, answers: Sequence[Answer]) -> Answer:
    """The rules' own answer, whatever else is possible."""
    return answers[0]


def likelihood_of(model: LinearModel, answers: Sequence[Values], position: int) -> float:
    """How likely the answer at a position is, of all of them."""
    odds = [model.log_odds(values) for values in answers]
    highest = max(odds)
    powers = [math.exp(one - highest) for one in odds]
    return powers[position] / sum(powers)


def find_likelier(model: LinearModel, answers: Sequence[Values], *, by: float) -> int:
    """The position of the likeliest answer: 0, the rules' own, unless another is likelier.

    `by` is how much likelier it has to be, as a logarithm; of equals the first is taken.
    """
    odds = [model.log_odds(values) for values in answers]
    best = max(range(len(odds)), key=lambda position: (odds[position], -position))
    return best if odds[best] - odds[0] > by else 0
