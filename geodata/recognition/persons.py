"""People who are called like places: "Jordan Smith", "Paris Hilton"."""

from __future__ import annotations

from geodata.recognition.scan import Scan
from geodata.recognition.words import WordLists

# Shares of the population, in percent, from which a family name is believed: one that is no English
# word too, and one that is ("Green", "Young").
_KNOWN = 0.002
_COMMON = 0.1


def surnames(scan: Scan, lists: WordLists) -> set[str]:
    """The words that follow a given name or a title somewhere in the article."""
    found: set[str] = set()
    lower, capital = scan.lower, scan.capital
    for index in range(1, len(scan)):
        if not capital[index] or not capital[index - 1] or len(lower[index]) < 3:
            continue
        before = lower[index - 1]
        if len(before) == 1 and index > 1:
            before = lower[index - 2]
        if (before in lists.given_names and scan.gaps[index] == " ") or (
            lists.before.get(before) == "title" and scan.gaps[index] in (" ", ". ")
        ):
            found.add(lower[index].removesuffix("'s").removesuffix("’s"))
    return found


def is_person(scan: Scan, index: int, lists: WordLists) -> bool:
    """Whether a word is a given name with a family name after it, and nothing more in the run.

    "in Jordan Smith" is left open: a place may be called so.
    """
    after = index + 1
    if (
        after >= len(scan)
        or not scan.capital[after]
        or scan.gaps[after] != " "
        or scan.possessive(index)
        or scan.lower[index] not in lists.given_names
        or (index and lists.before.get(scan.lower[index - 1]) == "locative")
    ):
        return False
    possessive = scan.possessive(after)
    surname = scan.lower[after][:-2] if possessive else scan.lower[after]
    if surname in lists.after:
        return False
    if lists.surnames.get(surname, -1.0) < (_COMMON if surname in lists.level else _KNOWN):
        return False
    end = after + 1
    return possessive or end >= len(scan) or not (scan.capital[end] and scan.joins(end))
