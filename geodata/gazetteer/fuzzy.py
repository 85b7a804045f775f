"""Spellings that mean the same place: other transliterations, and names an edit away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA, Levenshtein

from geodata.gazetteer.keys import ARTICLES, skeleton

# How many places of one skeleton are compared, the most important ones.
MAX_ROWS = 150
# A similarity with which no wider search is worth its time.
CLOSE_ENOUGH = 0.8
_CONSONANTS = "bdfhklmnrst"
# What a name that only sounds alike gets at the least, and one that does not at the most.
_SAME_SOUND, _SOUND_WEIGHT = 0.6, 0.38
_LEAST_SIMILAR = 0.6


def iter_skeleton_rings(sounds: str) -> Iterator[Iterable[str]]:
    """Sets of skeletons to look under, each farther off: the skeleton, then all an edit away."""
    if not sounds:
        return
    yield (sounds,)
    if len(sounds) >= 3:
        yield _an_edit_away(sounds)


def score_spelling(folded: str, spellings: Iterable[str]) -> float:
    """How alike a folded name and the nearest of a place's folded names are, 0 to 1.

    Names that sound alike lie in 0.6 to 0.98; others are worth their edit distance alone, and 0
    below 0.6. 1 is kept for equal names.
    """
    bare, sounds = _bare(folded), skeleton(folded)
    best = 0.0
    for spelling in spellings:
        if spelling == folded:
            return 1.0
        other = _bare(spelling)
        ratio = OSA.normalized_similarity(bare, other)
        if skeleton(spelling) == sounds:
            ratio = _SAME_SOUND + _SOUND_WEIGHT * ratio
        elif ratio < _LEAST_SIMILAR or Levenshtein.distance(bare, other, score_cutoff=2) > 2:
            continue
        else:
            ratio *= 0.9
        best = max(best, ratio)
    return best


def _bare(folded: str) -> str:
    return " ".join(word for word in folded.split(" ") if word not in ARTICLES) or folded


def _an_edit_away(sounds: str) -> set[str]:
    splits = [(sounds[:n], sounds[n:]) for n in range(len(sounds) + 1)]
    away = {head + tail[1:] for head, tail in splits if tail}
    away.update(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1)
    away.update(head + sign + tail for head, tail in splits for sign in _CONSONANTS)
    away.update(head + sign + tail[1:] for head, tail in splits if tail for sign in _CONSONANTS)
    away.discard(sounds)
    return away
