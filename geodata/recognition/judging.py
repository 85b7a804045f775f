"""How likely each candidate is a place name: by itself, then by how the article uses it elsewhere.

"Strickland was arrested in Strickland": what is certain in one sentence carries over to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.recognition.context import Context
from geodata.recognition.features import TEMPLATES, observe
from geodata.recognition.kin import observe_kin
from geodata.recognition.linear import LinearModel, read_models
from geodata.recognition.proposals import as_unknown
from geodata.recognition.spans import CandidateSpan

ECHOES = (
    "own",  # the log odds of the candidate itself, in halves
    "best",  # the highest of the same name elsewhere in the article
    "mean",
    "own_best",
    "kin",  # where its places lie, by the other names of the article
)
PARTS = {"alone": TEMPLATES, "echoes": ECHOES}
_LIMIT = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """`alone` judges a candidate by `TEMPLATES`, `echoes` all candidates of one name together."""

    alone: LinearModel
    echoes: LinearModel

    def log_odds(self, candidates: Sequence[CandidateSpan], context: Context) -> list[float]:
        """The log odds of each candidate being a place name."""
        alone = [self._alone(candidate, context) for candidate in candidates]
        return [
            self.echoes.log_odds(values) for values in observe_echoes(candidates, alone, context)
        ]

    def _alone(self, candidate: CandidateSpan, context: Context) -> float:
        odds = self.alone.log_odds(observe(candidate, context))
        if odds < 0 and (unknown := as_unknown(candidate, context)):
            return max(odds, self.alone.log_odds(observe(unknown, context)))
        return odds


def read_judge(package: str, name: str) -> Judge:
    """The judge that a package ships."""
    models = read_models(package, name, templates=PARTS)
    return Judge(alone=models["alone"], echoes=models["echoes"])


def observe_echoes(
    candidates: Sequence[CandidateSpan], log_odds: Sequence[float], context: Context
) -> list[tuple[str, ...]]:
    """The values of `ECHOES` for each candidate, from the log odds of each by itself."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        by_key[candidate.key].append(index)
    kin = tuple(observe_kin(candidates, log_odds, context))
    observed: list[tuple[str, ...]] = [()] * len(candidates)
    for same in by_key.values():
        if len(same) == 1:
            own = log_odds[same[0]]
            observed[same[0]] = (_halves(own), "", "", _whole(own), kin[same[0]])
            continue
        ranked = sorted((log_odds[index] for index in same), reverse=True)
        total = sum(ranked)
        for index in same:
            own = log_odds[index]
            best = ranked[1] if own == ranked[0] else ranked[0]
            mean = (total - own) / (len(same) - 1)
            pair = f"{_whole(own)} {_whole(best)}"
            observed[index] = (_halves(own), _halves(best), _halves(mean), pair, kin[index])
    return observed


def _halves(odds: float) -> str:
    return str(round(2 * max(-_LIMIT, min(_LIMIT, odds))))


def _whole(odds: float) -> str:
    return str(round(max(-4.0, min(4.0, odds))))
