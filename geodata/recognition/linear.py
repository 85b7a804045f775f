"""A logistic model with one weight per observed value: small, fast and readable as a table."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from geodata.errors import LexiconError


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """`weights[n]` maps the values of the n-th template to what they add to the log odds.

    Values never seen in training add nothing. `provenance` says what it was trained on.
    """

    templates: tuple[str, ...]
    weights: tuple[Mapping[str, float], ...]
    provenance: Mapping[str, object]

    def log_odds(self, values: Sequence[str]) -> float:
        """The log odds for the values of one candidate, in the order of `templates`."""
        total = 0.0
        for table, value in zip(self.weights, values, strict=True):
            total += table.get(value, 0.0)
        return total


def probability(log_odds: float) -> float:
    """Log odds as a probability, safe against overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def read_model(package: str, name: str, *, templates: tuple[str, ...]) -> LinearModel:
    """The model that a package ships as a JSON file.

    Raises LexiconError when it was trained with other templates.
    """
    record = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    if set(record["weights"]) != set(templates):
        raise LexiconError(
            f"{name} was trained with other observations than the program makes",
            remedy=f"train it anew: python -m {package}.train",
        )
    return LinearModel(
        templates=templates,
        weights=tuple(record["weights"][template] for template in templates),
        provenance=record["provenance"],
    )


def to_json(model: LinearModel) -> str:
    """The model as the JSON file that `read_model` reads."""
    provenance = json.dumps(dict(model.provenance))
    return f'{{"provenance": {provenance},\n"weights": {tables_json(model)}}}\n'


def tables_json(model: LinearModel) -> str:
    """The weights as JSON: sorted, rounded, one line a template."""
    lines = [
        f"{json.dumps(template)}: "
        + json.dumps({value: round(weight, 3) for value, weight in sorted(table.items())})
        for template, table in zip(model.templates, model.weights, strict=True)
    ]
    return "{\n" + ",\n".join(lines) + "\n}"
