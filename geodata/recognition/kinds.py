"""What a place name stands for: the place, its people, its government, or a part of a name."""

from __future__ import annotations

from geodata.gazetteer import NameKind
from geodata.model import ToponymKind
from geodata.recognition.metonyms import is_metonym
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists


def kind_of(candidate: CandidateSpan, scan: Scan, *, group: str, lists: WordLists) -> ToponymKind:
    """The kind of a recognised name; `group` is the class of its most important place."""
    if candidate.kinds and candidate.kinds[0] == NameKind.DEMONYM:
        return ToponymKind.DEMONYM
    if _begins_name(candidate, scan, lists) or _ends_name(candidate, scan, lists):
        return ToponymKind.PART_OF_NAME
    if is_metonym(candidate, scan, group=group, lists=lists):
        return ToponymKind.METONYM
    return ToponymKind.LITERAL


def _begins_name(candidate: CandidateSpan, scan: Scan, lists: WordLists) -> bool:
    """ "Paris Police Department": an organisation's word later in the same run."""
    after = candidate.last + 1
    while after < min(len(scan), candidate.last + 5) and scan.capital[after] and scan.joins(after):
        if lists.after.get(scan.lower[after]) == "organization":
            return not scan.possessive(candidate.last)
        after += 1
    return False


def _ends_name(candidate: CandidateSpan, scan: Scan, lists: WordLists) -> bool:
    """ "Bank of England", "Prince of Wales", "Islamic State of Iraq and the Levant"."""
    head = _head_before(candidate.first, scan)
    if head < 0 or not scan.capital[head]:
        return False
    word = scan.lower[head]
    phrase = f"{scan.lower[head - 1]} {word}" if head else word
    return (
        lists.before.get(word) == "organization"
        or lists.before.get(phrase) == "organization"
        or lists.is_metonymic(word, "nobility")
    )


def _head_before(first: int, scan: Scan) -> int:
    """The word that "of" and the name belong to, also over "Iraq and the"; -1 for none."""
    lower = scan.lower
    at = first - 1
    if at >= 0 and lower[at] == "the":
        at -= 1
    if at >= 0 and lower[at] == "and":
        at -= 1
        while at >= 0 and scan.capital[at]:
            at -= 1
    return at - 1 if at > 0 and lower[at] == "of" and scan.gaps[at] == " " else -1
