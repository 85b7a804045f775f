"""Spellings that mean the same place: other transliterations, and names an edit away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# A similarity with which no wider search is worth its time.
CLOSE_ENOUGH = 0.8
_CONSONANTS = "bdfhklmnrst"
# What a name that sounds alike gets for that, and what the likeness of its spelling adds.
_SAME_SOUND, _SOUND_WEIGHT = 0.5, 0.48
_LEAST_ALIKE = 0.4
# Names that do not sound alike: how many edits may lie between, what their similarity is worth.
_MOST_EDITS, _LEAST_SIMILAR, _EDIT_WEIGHT = 2, 0.6, 0.9


class Ring(NamedTuple):
    """Skeletons to look under at one distance, and how many places of each are compared.

    The most important places come first; `rows` bounds what a common skeleton may cost.
    """

    skeletons: Sequence[str]
    rows: int
    same_sound: bool


def rings(sounds: str) -> tuple[Ring, ...]:
    """Where to look for a name of this skeleton: the same sound first, then all an edit away."""
    if not sounds:
        return ()
    same = Ring((sounds,), 150, same_sound=True)
    return (same, Ring(_an_edit_away(sounds), 4, same_sound=False)) if len(sounds) > 2 else (same,)


def score_spelling(folded: str, spellings: Sequence[str], *, same_sound: bool) -> float:
    """How alike a folded name and the nearest of a place's folded names are, 0 to 1.

    Names that sound alike lie in 0.7 to 0.98; others are worth a little less than their edit
    distance alone, and 0 when more than two edits away. 1 is kept for equal names.
    """
    cutoff = _LEAST_ALIKE if same_sound else _LEAST_SIMILAR
    nearest = process.extractOne(
        folded, spellings, scorer=OSA.normalized_similarity, score_cutoff=cutoff
    )
    if nearest is None:
        return 0.0
    spelling, similarity, _ = nearest
    if similarity == 1.0:
        return 1.0
    if same_sound:
        return _SAME_SOUND + _SOUND_WEIGHT * similarity
    if OSA.distance(folded, spelling, score_cutoff=_MOST_EDITS) > _MOST_EDITS:
        return 0.0
    return _EDIT_WEIGHT * similarity


def _an_edit_away(sounds: str) -> tuple[str, ...]:
    splits = [(sounds[:n], sounds[n:]) for n in range(len(sounds) + 1)]
    away = {head + tail[1:] for head, tail in splits if tail}
    away.update(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1)
    away.update(head + sign + tail for head, tail in splits for sign in _CONSONANTS)
    away.update(head + sign + tail[1:] for head, tail in splits if tail for sign in _CONSONANTS)
    away.discard(sounds)
    return tuple(sorted(away))
