"""What became of people, by the words that say so: "killed", "did not survive", "wounded"."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from pathlib import Path

from geodata.lexicon import read_lexicon


class Outcome(StrEnum):
    """What became of somebody."""

    KILLED = "killed"
    INJURED = "injured"


Outcomes = Mapping[str, tuple[tuple[tuple[str, ...], Outcome], ...]]
"""The phrases of `lexicon/outcomes.csv` as words with their outcome, by their first word."""


def read_outcomes(*, folder: Path | None = None) -> Outcomes:
    """The shipped list with a user's on top; `/` separates what may stand in one place."""
    found: dict[str, list[tuple[tuple[str, ...], Outcome]]] = {}
    columns = ("words", "outcome", "source")
    for entry in read_lexicon("outcomes", columns=columns, folder=folder):
        outcome = entry.choice("outcome", Outcome)
        for words in product(*(part.split("/") for part in entry.text("words").lower().split())):
            found.setdefault(words[0], []).append((words, outcome))
    return {first: tuple(phrases) for first, phrases in found.items()}


def mark_outcomes(
    words: tuple[str, ...], outcomes: Outcomes
) -> tuple[frozenset[Outcome] | None, ...]:
    """For each word the outcome that it, or the phrase that it begins, tells; None for none."""
    return tuple(_outcome_at(words, index, outcomes) for index in range(len(words)))


def _outcome_at(
    words: tuple[str, ...], index: int, outcomes: Outcomes
) -> frozenset[Outcome] | None:
    for phrase, outcome in outcomes.get(words[index], ()):
        if words[index : index + len(phrase)] == phrase:
            return frozenset({outcome})
    return None
