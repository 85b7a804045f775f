"""Chooses, among overlapping candidates, the set that is likeliest as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.gazetteer import NameKind
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists

_LONG = 3
_IN_NAMES = frozenset({"port"})  # "Port of Spain"
_SORTS = frozenset({"settlement", "admin", "site", "street", "water", "land"})


def with_whole_names(
    candidates: Sequence[CandidateSpan], log_odds: Sequence[float], *, lists: WordLists
) -> list[float]:
    """The log odds, where those of a long name of a place are at least those of the names in it.

    "Norte de Santander" and "San Pedro Sula" are no Norte, Santander or San Pedro, however well
    known these are; the gazetteer would not have so many words in a row by chance.
    """
    odds = list(log_odds)
    long = [index for index, candidate in enumerate(candidates) if _is_whole(candidate, lists)]
    if not long:
        return odds
    by_first: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        by_first.setdefault(candidate.first, []).append(index)
    for index in long:
        first, last = candidates[index].first, candidates[index].last
        inner = [
            other
            for at in range(first, last + 1)
            for other in by_first.get(at, ())
            if candidates[other].last <= last and other != index
        ]
        chosen = select([candidates[n] for n in inner], [odds[n] for n in inner])
        if chosen:
            odds[index] = max(odds[index], sum(odds[inner[n]] for n in chosen))
    return odds


def _is_whole(candidate: CandidateSpan, lists: WordLists) -> bool:
    """Whether a place is called so in three words, none of which says in English what it is.

    In "City of Norfolk" and "San Fernando City" the shorter name may well be meant.
    """
    if candidate.last - candidate.first + 1 < _LONG or not candidate.rows:
        return False
    words = candidate.key.split()
    return (
        candidate.kinds[0] in (NameKind.MAIN, NameKind.ALTERNATE)
        and (lists.before.get(words[0]) not in _SORTS or words[0] in _IN_NAMES)
        and lists.after.get(words[-1]) not in _SORTS
    )


def select(candidates: Sequence[CandidateSpan], log_odds: Sequence[float]) -> list[int]:
    """Indexes of the candidates that do not overlap and whose positive log odds sum up highest.

    Of sets as likely the one with the longest names is chosen. Weighted interval scheduling, linear
    in the number of candidates but for sorting.
    """
    promising = sorted(
        (index for index, odds in enumerate(log_odds) if odds > 0),
        key=lambda index: (candidates[index].last, -candidates[index].first),
    )
    if not promising:
        return []
    # best[n]: the highest sum over the first n promising candidates, and who is last in it
    best = [0.0]
    taken: list[bool] = []
    before: list[int] = []
    for n, index in enumerate(promising):
        first = candidates[index].first
        earlier = n
        while earlier and candidates[promising[earlier - 1]].last >= first:
            earlier -= 1
        with_it = best[earlier] + log_odds[index]
        taken.append(with_it >= best[n])
        before.append(earlier)
        best.append(max(with_it, best[n]))
    chosen: list[int] = []
    n = len(promising)
    while n:
        if taken[n - 1]:
            chosen.append(promising[n - 1])
            n = before[n - 1]
        else:
            n -= 1
    return chosen[::-1]
