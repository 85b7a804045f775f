"""What a place name stands for: the place, its people, its government, or a part of a name."""

from __future__ import annotations

from geodata.gazetteer import NameKind
from geodata.model import ToponymKind
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists

_SPEAKERS = frozenset({"country", "capital", "adm1", "region", "continent"})
_RELATIVE = frozenset({"which", "who", "has", "have", "had", "also", "again", "later", "is"})


def kind_of(candidate: CandidateSpan, scan: Scan, *, group: str, lists: WordLists) -> ToponymKind:
    """The kind of a recognised name; `group` is the class of its most important place."""
    if candidate.kinds and candidate.kinds[0] == NameKind.DEMONYM:
        return ToponymKind.DEMONYM
    if _inside_a_name(candidate, scan, lists):
        return ToponymKind.PART_OF_NAME
    if group in _SPEAKERS and _acts(candidate, scan, lists):
        return ToponymKind.METONYM
    return ToponymKind.LITERAL


def _inside_a_name(candidate: CandidateSpan, scan: Scan, lists: WordLists) -> bool:
    """ "Paris Police Department", "Bank of England": an organisation's word in the same run."""
    after = candidate.last + 1
    while after < min(len(scan), candidate.last + 5) and scan.capital[after] and scan.joins(after):
        if lists.after.get(scan.lower[after]) == "organization":
            return not scan.possessive(candidate.last)
        after += 1
    first = candidate.first
    return (
        first >= 2
        and scan.lower[first - 1] == "of"
        and scan.capital[first - 2]
        and lists.before.get(scan.lower[first - 2]) == "organization"
    )


def _acts(candidate: CandidateSpan, scan: Scan, lists: WordLists) -> bool:
    """ "Moscow said", "Moscow, which responded", "condemned by Iran": it does what states do."""
    first, after = candidate.first, candidate.last + 1
    if scan.possessive(candidate.last):
        return False
    if first and (
        scan.lower[first - 1] == "of" or lists.before.get(scan.lower[first - 1]) == "locative"
    ):
        return False  # "officials in Ukraine said": somebody else acts
    skipped = 0
    while after < len(scan) and skipped < 2 and scan.lower[after] in _RELATIVE:
        if scan.gaps[after] not in (" ", ", "):
            return False
        after += 1
        skipped += 1
    if (
        after < len(scan)
        and scan.gaps[after] == " "
        and not scan.capital[after]
        and lists.after.get(scan.lower[after]) == "state_verb"
    ):
        return True
    return (
        first >= 2
        and scan.lower[first - 1] == "by"
        and lists.after.get(scan.lower[first - 2]) == "state_verb"
    )
