"""How well the kind of use is told: the place itself, its people, its government, part of a name.

Judged on the toponyms that were found; what is missed is recognition's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geodata.evaluation.matching import largest_matching, overlap_cost
from geodata.evaluation.scores import NOTHING, Rate
from geodata.gold import GoldToponym
from geodata.model import Toponym, ToponymKind

KindRates = dict[ToponymKind, Rate]
_VALUES = frozenset(kind.value for kind in ToponymKind)


def score_kinds(gold: Sequence[GoldToponym], toponyms: Sequence[Toponym]) -> KindRates:
    """The rate of each kind in one document; empty where its gold tells kinds of place, not of use.

    `gold` counts the found toponyms that are of a kind, `predicted` those that were taken for it.
    """
    kinds = [ToponymKind(toponym.kind) for toponym in gold if toponym.kind in _VALUES]
    if len(kinds) < len(gold):
        return {}
    spans = [toponym.span for toponym in toponyms]
    pairs = largest_matching(
        len(gold), len(spans), cost=overlap_cost([toponym.span for toponym in gold], spans)
    )
    rates: KindRates = {}
    for i, j in pairs.items():
        actual, told = kinds[i], toponyms[j].kind
        right = int(actual == told)
        _count(rates, actual, Rate(right=right, predicted=0, gold=1))
        _count(rates, told, Rate(right=0, predicted=1, gold=0))
    return rates


def add_rates(rates: Mapping[ToponymKind, Rate], more: Mapping[ToponymKind, Rate]) -> KindRates:
    """The rates of several documents as one."""
    added = dict(rates)
    for kind, rate in more.items():
        _count(added, kind, rate)
    return added


def format_kinds(rates: Mapping[ToponymKind, Rate]) -> list[str]:
    """The rates as the lines of a table."""
    lines = ["                       found   precision  recall      F1"]
    for kind in ToponymKind:
        if kind in rates:
            rate = rates[kind]
            lines.append(
                f"{kind.value:<20}{rate.gold:>8}"
                f"{rate.precision:>12.3f}{rate.recall:>8.3f}{rate.f1:>8.3f}"
            )
    return lines


def _count(rates: KindRates, kind: ToponymKind, rate: Rate) -> None:
    rates[kind] = rates.get(kind, NOTHING) + rate
