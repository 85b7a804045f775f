"""Chooses, among overlapping candidates, the set that is likeliest as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.recognition.spans import CandidateSpan


def select(candidates: Sequence[CandidateSpan], log_odds: Sequence[float]) -> list[int]:
    """Indexes of the candidates that do not overlap and whose positive log odds sum up highest.

    Weighted interval scheduling, linear in the number of candidates but for sorting.
    """
    promising = sorted(
        (index for index, odds in enumerate(log_odds) if odds > 0),
        key=lambda index: (candidates[index].last, candidates[index].first),
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
        taken.append(with_it > best[n])
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
