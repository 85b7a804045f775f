"""What stands right beside a candidate: gaps, the words before and after, the run it is part of."""

from __future__ import annotations

from geodata.gazetteer import NameKind
from geodata.recognition.context import Context
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists

_END_OF_SENTENCE = frozenset(".!?\n")
_QUOTES = frozenset("\"'“”‘’«»")


def gap(between: str, *, start: bool) -> str:
    """What a gap is: space, comma, hyphen, stop (or the text's edge), quote, bracket, other."""
    if between == " ":
        return "space"
    if not between:
        return "stop"
    if not _END_OF_SENTENCE.isdisjoint(between):
        return "stop"
    if between == ", ":
        return "comma"
    if between == "-":
        return "hyphen"
    if "(" in between or ")" in between:
        return "bracket"
    if not _QUOTES.isdisjoint(between):
        return "open" if start and between[0].isspace() else "quote"
    return "dash" if "-" in between or "–" in between or "—" in between else "other"


def class_before(scan: Scan, first: int, lists: WordLists) -> str:
    """The class of the word before, else what it looks like."""
    if first == 0:
        return "start"
    before = scan.lower[first - 1].rstrip(".")
    group = lists.before.get(before)
    if group:
        return group
    if scan.possessive(first - 1):
        return "possessive"
    if scan.capital[first - 1]:
        return "given" if before in lists.given_names else "capital"
    return "number" if before[0].isdigit() else "word"


def group_after(scan: Scan, index: int, lists: WordLists) -> str | None:
    """The class of a word behind a name.

    "Damboa local government area" is an area's name, "Jenin refugee camp" a settlement's.
    """
    if is_local_government(scan, index):
        return "admin"
    if scan.lower[index : index + 2] == ["refugee", "camp"]:
        return "settlement"
    return lists.after.get(scan.lower[index].rstrip("."))


def is_local_government(scan: Scan, index: int) -> bool:
    """Whether the words from `index` on are "Local Government", as Nigeria calls its districts."""
    return scan.lower[index : index + 2] == ["local", "government"]


def class_after(scan: Scan, last: int, lists: WordLists) -> str:
    """The class of the word after, with "+" when it is capitalised, else what it looks like."""
    if last + 1 >= len(scan):
        return "end"
    after = scan.lower[last + 1].rstrip(".")
    group = group_after(scan, last + 1, lists)
    if group:
        return group + ("+" if scan.capital[last + 1] else "")
    if scan.capital[last + 1]:
        return "surname" if after in lists.surnames else "capital"
    return "number" if after[0].isdigit() else "word"


def known_word(scan: Scan, index: int, lists: WordLists) -> str:
    """The word itself when it is one of the most common or of a class, else ""."""
    if not 0 <= index < len(scan):
        return ""
    word = scan.lower[index]
    return word if lists.level.get(word) == 10 or word in lists.before else ""


def second_before(scan: Scan, first: int, lists: WordLists) -> str:
    """What stands before an "of" or "the" that stands before the name: "city of", "Bank of"."""
    if (
        first < 2
        or scan.lower[first - 1] not in ("of", "the", "and", "in")
        or ("." in scan.gaps[first - 1])
    ):
        return ""
    word = scan.lower[first - 2]
    group = lists.before.get(word) or lists.after.get(word)
    return f"{group or 'word'}{'+' if scan.capital[first - 2] else ''} {scan.lower[first - 1]}"


def run_before(first: int, context: Context) -> str:
    """What stands right before the name in its run of capitalised words: a title, a given name."""
    scan, lists = context.scan, context.lists
    if first == 0 or not scan.capital[first - 1] or not scan.joins(first):
        return ""
    if scan.possessive(first - 1):
        return "name's" if first - 1 in context.names[1] else "possessive"
    before = scan.lower[first - 1].rstrip(".")
    if len(before) == 1:
        return "initial"
    group = lists.before.get(before)
    if group:
        return group
    if before in lists.given_names:
        return "given"
    named = context.names[1].get(first - 1)
    if named is None:
        return "other"
    return "demonym" if named.kinds[0] == NameKind.DEMONYM else "name"


def share(percent: float | None) -> str:
    """How many people bear a name: high, mid, low, 0 for an unknown share, "" for nobody known."""
    if percent is None:
        return ""
    return "0" if percent == 0 else "low" if percent < 0.01 else "mid" if percent < 0.1 else "high"


def enumeration(candidate: CandidateSpan, context: Context) -> str:
    """What stands before and after, where only a comma or "and" comes between: an enumeration."""
    scan = context.scan
    before = after = "none"
    first, last = candidate.first, candidate.last
    if scan.gaps[first] == ", ":
        named = context.names[1].get(first - 1)
        before = context.group(named) if named else "other"
    elif first > 1 and scan.lower[first - 1] in ("and", "or") and scan.gaps[first] == " ":
        named = context.names[1].get(first - 2)
        before = "and " + context.group(named) if named else "other"
    if scan.gaps[last + 1] == ", ":
        named = context.names[0].get(last + 1)
        after = context.group(named) if named else "other"
    elif last + 2 < len(scan) and scan.lower[last + 1] in ("and", "or"):
        named = context.names[0].get(last + 2)
        after = "and " + context.group(named) if named else "other"
    return f"{before} {after}"


def run_after(scan: Scan, last: int, context: Context) -> tuple[str, str]:
    """What the next word of the same run is, and the class of the run's last word."""
    index = last + 1
    if scan.possessive(last) or not (
        index < len(scan) and scan.capital[index] and scan.joins(index)
    ):
        return "", ""
    lists = context.lists
    after = scan.lower[index]
    end = index
    while end + 1 < min(len(scan), last + 6) and scan.capital[end + 1] and scan.joins(end + 1):
        end += 1
    group = group_after(scan, index, lists)
    if is_local_government(scan, index):
        return "admin", "admin"
    if not group:
        is_name = after in lists.surnames or after in context.surnames
        group = "initial" if len(after) == 1 else "surname" if is_name else "other"
    return group, lists.after.get(scan.lower[end], "other")


def person(last: int, given: str, context: Context) -> str:
    """How common a given name and the family name after it are, and whether the run ends there."""
    scan, lists = context.scan, context.lists
    index = last + 1
    if scan.possessive(last) or not (
        index < len(scan) and scan.capital[index] and scan.gaps[index] == " "
    ):
        return ""
    after = scan.lower[index]
    if scan.possessive(index):
        after = after[:-2]
    surname = share(lists.surnames.get(after))
    ends = index + 1 >= len(scan) or not (scan.capital[index + 1] and scan.joins(index + 1))
    word = "word" if after in lists.level else ""
    return f"{given} {surname} {word} {'ends' if ends else ''}"
