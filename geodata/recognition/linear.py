"""A logistic model with one weight per observed value: small, fast and readable as a table."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import repeat

from geodata.errors import LexiconError


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """`weights[n]` maps the values of the n-th template to what they add to the log odds.

    Values never seen in training add nothing. `provenance` says what it was trained on.
    """

    templates: tuple[str, ...]
    weights: tuple[dict[str, float], ...]
    provenance: Mapping[str, object]

    def log_odds(self, values: Sequence[str]) -> float:
        """The log odds for the values of one candidate, in the order of `templates`."""
        return sum(map(dict.get, self.weights, values, repeat(0.0)))

    def __len__(self) -> int:
        return sum(map(len, self.weights))


def untrained(templates: tuple[str, ...]) -> LinearModel:
    """A model without weights: everything is even odds."""
    return LinearModel(templates=templates, weights=({},) * len(templates), provenance={})


def probability(log_odds: float) -> float:
    """Log odds as a probability, safe against overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def read_models(
    package: str, name: str, *, templates: Mapping[str, tuple[str, ...]]
) -> dict[str, LinearModel]:
    """The models that a package ships as one JSON file, by their names.

    Raises LexiconError when they were trained with other templates.
    """
    record = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    found: dict[str, LinearModel] = {}
    for part, names in templates.items():
        weights = record[part]
        if set(weights) != set(names):
            raise LexiconError(
                f"{name} was trained with other observations than the program makes",
                remedy="fit it again, as CONTRIBUTING.md says",
            )
        found[part] = LinearModel(
            templates=names,
            weights=tuple(weights[template] for template in names),
            provenance=record["provenance"],
        )
    return found


def to_json(models: Mapping[str, LinearModel], *, provenance: Mapping[str, object]) -> str:
    """Models as the JSON file that `read_models` reads: sorted, rounded, one line a template."""
    parts = [f'"provenance": {json.dumps(dict(provenance))}']
    parts += [f'"{part}": {_tables(model)}' for part, model in models.items()]
    return "{" + ",\n".join(parts) + "}\n"


def _tables(model: LinearModel) -> str:
    lines = [
        f"{json.dumps(template)}: "
        + json.dumps({value: round(weight, 3) for value, weight in sorted(table.items())})
        for template, table in zip(model.templates, model.weights, strict=True)
    ]
    return "{\n" + ",\n".join(lines) + "\n}"
