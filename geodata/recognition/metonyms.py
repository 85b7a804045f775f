"""Names that stand for a government or a team: "Moscow said", "urged Pakistan", "Leeds drew"."""

from __future__ import annotations

from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists

_SPEAKERS = frozenset({"country", "capital", "adm1", "region", "continent"})
_TEAMS = _SPEAKERS | {"town", "seat", "quarter", "adm2", "adm"}
_HELPING = frozenset({"which", "who", "has", "have", "had", "also", "again", "later", "not"})
_BEING = frozenset({"is", "are"})
_MODALS = frozenset("will would may might could should must can to did does do".split())
_MOST_HELPING = 3
# What may follow a name that stands for itself; in "told Aleppo residents" it does not.
_FOLLOWING = frozenset(
    """to of that over for about against not after before on in and or as if from with at during
    again when while because but by who which whose last this until is are was were has have had
    will would may could should without under since than then""".split()
)
_OF_TOWNS = (["the", "capital"], ["the", "city"], ["the", "town"], ["the", "port"])
_MATCHED = frozenset({"to", "with", "against", "over", "by"})


def is_metonym(candidate: CandidateSpan, scan: Scan, *, group: str, lists: WordLists) -> bool:
    """Whether a name does, or is told, what only people can; `group` is the class of its place."""
    first, last = candidate.first, candidate.last
    if scan.possessive(last) or group not in _TEAMS:
        return False
    if _plays(first, last, scan, lists):
        return True
    if group not in _SPEAKERS:
        return False
    while first and scan.lower[first - 1] in ("the", "both"):
        first -= 1  # "urged the United States to"
    if not _is_where(first, scan, lists) and _acts(last, scan, lists):
        return True
    if _goes_on(last, scan):
        return False
    return (
        _is_agent(first, scan, lists)
        or _is_party(first, scan, lists)
        or (_stands_alone(last, scan) and _is_addressed(first, scan, lists))
    )


def _is_where(first: int, scan: Scan, lists: WordLists) -> bool:
    """ "Officials in Ukraine said", "marched in the capital Nairobi to demand": others act."""
    if first > 1 and scan.lower[first - 2 : first] in _OF_TOWNS:
        first -= 2
    before = scan.lower[first - 1] if first and scan.gaps[first] == " " else ""
    return before == "of" or lists.before.get(before) == "locative"


def _acts(last: int, scan: Scan, lists: WordLists) -> bool:
    """ "Moscow said", "Moscow, which has responded", "India and China agreed"."""
    at = _after_other_subject(last + 1, scan)
    helping = ""
    for _ in range(_MOST_HELPING):
        if at >= len(scan) or scan.gaps[at] not in (" ", ", "):
            return False
        if scan.lower[at] not in _HELPING | _BEING | _MODALS:
            break
        helping = scan.lower[at] if scan.lower[at] != "not" else helping
        at += 1
    if at >= len(scan) or scan.gaps[at] != " " or scan.capital[at] or _ends_passive(at, scan):
        return False
    verb = scan.lower[at]
    if helping in _BEING:
        return lists.is_metonymic(verb, "act_ing")
    if helping in _MODALS:
        return lists.is_metonymic(verb, "act_plain")
    return lists.after.get(verb) == "state_verb" or lists.is_metonymic(verb, "act")


def _after_other_subject(at: int, scan: Scan) -> int:
    """Where a clause goes on after "and China", which shares its subject."""
    if at >= len(scan) or scan.lower[at] != "and":
        return at
    other = end = at + (2 if scan.lower[at + 1 : at + 2] == ["the"] else 1)
    while end < len(scan) and scan.capital[end] and scan.joins(end):
        end += 1
    return end if end > other else at


def _ends_passive(verb: int, scan: Scan) -> bool:
    """ "Syria attacked by": a headline's passive."""
    return verb + 1 < len(scan) and scan.lower[verb + 1] == "by"


def _goes_on(last: int, scan: Scan) -> bool:
    """Whether a longer word or name begins with it: "Texas Fire Service", "Iran-backed"."""
    after = last + 1
    return after < len(scan) and (
        (scan.capital[after] and scan.joins(after)) or scan.gaps[after] in ("-", "–")
    )


def _stands_alone(last: int, scan: Scan) -> bool:
    """Whether a name is not there to tell whose residents or whose ministry the next words are."""
    after = last + 1
    return (
        after >= len(scan)
        or scan.gaps[after] != " "
        or scan.lower[after] in _FOLLOWING
        or scan.lower[after].isdigit()
    )


def _is_addressed(first: int, scan: Scan, lists: WordLists) -> bool:
    """ "Urged Pakistan", "called on Israel", "according to Ankara"."""
    if not first or scan.gaps[first] != " ":
        return False
    link, head = scan.lower[first - 1], scan.lower[first - 2] if first > 1 else ""
    return (
        lists.is_metonymic(link, "addressing")
        or (link == "to" and head == "according")
        or (link == "on" and head.startswith("call"))
    )


def _is_party(first: int, scan: Scan, lists: WordLists) -> bool:
    """ "Talks with Iran", "sanctions on Belarus", "an ally of Russia"."""
    if first < 2 or scan.gaps[first] != " ":
        return False
    link, head = scan.lower[first - 1], scan.lower[first - 2]
    if link == "and":  # "between Washington and Tehran"
        at = first - 2
        while at > 1 and (scan.capital[at] or scan.lower[at] == "the"):
            at -= 1
        return scan.lower[at] == "between" and lists.is_metonymic(scan.lower[at - 1], "relation")
    return (
        (link in ("with", "between") and lists.is_metonymic(head, "relation"))
        or (link in ("on", "against") and lists.is_metonymic(head, "pressure"))
        or (link == "of" and lists.is_metonymic(head, "side"))
    )


def _is_agent(first: int, scan: Scan, lists: WordLists) -> bool:
    """ "Condemned by Iran": what it did stands before."""
    if first < 2 or scan.lower[first - 1] != "by":
        return False
    verb = scan.lower[first - 2]
    return lists.after.get(verb) == "state_verb" or lists.is_metonymic(verb, "act")


def _plays(first: int, last: int, scan: Scan, lists: WordLists) -> bool:
    """ "Leeds lost 3-0 to Sunderland": either side of a match, told with its result or opponent."""
    verb = last + 1
    if (
        verb + 1 < len(scan)
        and scan.gaps[verb] == " "
        and not scan.capital[verb]
        and lists.is_metonymic(scan.lower[verb], "match")
        and (
            _is_score(verb + 1, scan)
            or scan.lower[verb + 1] in _MATCHED
            or (scan.capital[verb + 1] and scan.gaps[verb + 1] == " ")
        )
    ):
        return True
    if not first or scan.gaps[first] != " " or not _stands_alone(last, scan):
        return False
    before = first - 1
    if scan.lower[before] in _MATCHED:
        before -= 1
    if before > 0 and _is_score(before - 1, scan):
        before -= 2
    return before >= 0 and lists.is_metonymic(scan.lower[before], "match")


def _is_score(at: int, scan: Scan) -> bool:
    """Whether words `at` and `at + 1` are a result: "3-0"."""
    return (
        at + 1 < len(scan)
        and scan.words[at].isdigit()
        and scan.words[at + 1].isdigit()
        and scan.gaps[at + 1] in ("-", "–")
    )
