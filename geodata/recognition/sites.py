"""Sites named after a town: "Aleppo airport" is a place of its own where the gazetteer has it."""

from __future__ import annotations

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameKind
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists

_GENERIC = frozenset({"site", "water"})  # "dam" is of the latter
_MAX_WORDS = 3  # "international airport", "air base"


def at_site(
    candidate: CandidateSpan, scan: Scan, *, gazetteer: Gazetteer, lists: WordLists
) -> CandidateSpan:
    """The candidate with the words after it that make it a site, else the candidate itself."""
    if not candidate.rows or candidate.kinds[0] == NameKind.DEMONYM:
        return candidate
    for last in range(candidate.last + 1, min(len(scan), candidate.last + 1 + _MAX_WORDS)):
        if scan.gaps[last] != " " or scan.capital[last]:
            break
        if lists.after.get(scan.lower[last]) in _GENERIC:
            words = [fold(scan.text[scan.starts[candidate.first] : candidate.end])]
            words += (scan.key(index) for index in range(candidate.last + 1, last + 1))
            key = " ".join(words)
            entry = gazetteer.entry(key)
            if entry.rows:
                return candidate._replace(
                    last=last, end=scan.ends[last], key=key, rows=entry.rows, kinds=entry.kinds
                )
    return candidate
