"""Place names that the gazetteer lacks, proposed where the words around make a place likely.

"Lone Oak Road", "Henry County", "the village of Achguara", "stormed Najarah", "Kayamla village".
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.gazetteer import Gazetteer, NameKind
from geodata.recognition.beside import group_after, is_local_government
from geodata.recognition.context import Context
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan, Shape, propose
from geodata.recognition.words import WordLists

MIN_SIMILARITY = 0.9
_MAX_ALIKE = 3
_MAX_RUN = 4
_MAX_LISTED = 2
_CUES = frozenset(
    {"locative", "taking", "direction", "settlement", "admin", "site", "water", "land"}
)
_HOLDING = frozenset("control capture recapture seizure fall siege outskirts liberation".split())
_ATTACKS = frozenset(
    """attack attacks raid raids assault assaults strike strikes airstrike airstrikes bombing
    bombardment shelling advance offensive onslaught""".split()
)
_WAS = (["was"], ["were"])
_BEFALLS = frozenset(
    "shelled bombed bombarded flooded inundated submerged besieged overrun razed".split()
)
_ROADS = frozenset("road highway motorway expressway route axis railway line".split())
_DASHES = frozenset({"-", "–"})
_LARGE_CITY = 5.2  # 150,000 people, in powers of ten
_PLACING = frozenset({"in", "at", "near", "outside", "inside", "around"})
_CALLED = frozenset({"settlement", "admin"})  # "Kayamla village"
_LEADING = frozenset(
    {"water", "land", "site", "settlement", "generic"}
)  # "Lake Erie", "Tell Rifaat"
_PATTERNS = frozenset({"street", "admin", "settlement", "water", "land", "site"})
_DAYS = frozenset({"weekday", "month"})


def iter_patterns(scan: Scan, start: int, end: int, lists: WordLists) -> Iterator[CandidateSpan]:
    """Streets, counties, rivers and the like inside a run of capitalised words."""
    start = _first_of_name(scan, start, end, lists)
    for last in range(start + 1, end):
        group = lists.after.get(scan.lower[last].rstrip("."))
        if group in _PATTERNS and not _is_faction(scan, start, last + 1, lists):
            first = max(start, last - _MAX_RUN)
            shape = Shape.STREET if group == "street" else Shape.PATTERN
            yield propose(scan, first, last, shape)
    if 2 <= end - start <= _MAX_RUN and lists.before.get(scan.lower[start]) in _LEADING:
        yield propose(scan, start, end - 1, Shape.PATTERN)


def iter_unknown(
    scan: Scan, start: int, end: int, *, gazetteer: Gazetteer, lists: WordLists
) -> Iterator[CandidateSpan]:
    """A whole run that the gazetteer has not, as it stands or spelled a little differently."""
    start = _first_of_name(scan, start, end, lists)
    for index in range(start, end - 1):
        if scan.possessive(index):
            start = index + 1  # "Mogadishu's Wadajir"
    while end - start > 1 and lists.after.get(scan.lower[end - 1]) in _DAYS:
        end -= 1
    if not 0 < end - start <= _MAX_RUN or _is_day(scan, start, lists):
        return
    if end - start == 1 and (scan.lower[start] in lists.peoples or scan.words[start].isdigit()):
        return  # "the Shiite city of", "In 1999"
    if _is_faction(scan, start, end, lists):
        return
    proposed = propose(scan, start, end - 1, Shape.CUE)
    if gazetteer.entry(proposed.key).rows:
        return
    rows = _alike(scan, proposed, gazetteer)
    if rows:
        kinds = (int(NameKind.MAIN),) * len(rows)
        yield proposed._replace(shape=Shape.NAME, rows=rows, kinds=kinds)
    elif (
        _is_announced(scan, start, lists)
        or _is_held(scan, start)
        or _suffers(scan, end)
        or _is_called(scan, end, lists)
        or _is_listed(scan, start, end, lists)
    ):
        yield proposed


def is_certain(candidate: CandidateSpan, context: Context) -> bool:
    """Whether the words beside a name that is no ordinary word leave nothing but a place.

    "The village of Qaza Ali" is certain although people are called so, "near Ali" is not.
    """
    scan, lists = context.scan, context.lists
    first, last = candidate.first, candidate.last
    in_government = is_local_government(scan, last + 1)
    goes_on = last + 1 < len(scan) and scan.capital[last + 1] and scan.joins(last + 1)
    likeness = rarity(scan, first, last, lists)
    if likeness == "word" and last > first and _is_large(candidate, context):
        likeness = "rare"  # "Wad Madani", though a wad is a word
    if candidate.kinds[:1] == (NameKind.DEMONYM,) or likeness == "word":
        return False
    if candidate.rows and _names_road(scan, first, last):
        return True
    if goes_on and not in_government:
        return False
    if candidate.rows and scan.lower[max(0, first - 2) : first] == ["island", "of"]:
        return True
    if in_government or _is_called(scan, last + 1, lists) or _is_settlement(scan, first, lists):
        return True
    return likeness == "rare" and (
        (_is_placed(scan, first) and _is_large(candidate, context))
        or (last > first and lists.after.get(scan.lower[last]) == "admin")
        or _is_reached(scan, first, lists)
        or _is_held(scan, first)
        or _suffers(scan, last + 1)
    )


def as_unknown(candidate: CandidateSpan, context: Context) -> CandidateSpan | None:
    """A little known name as it would be proposed if the gazetteer lacked it, None where not.

    Being known in the gazetteer is no reason against "in the Makhmour area".
    """
    scan, lists = context.scan, context.lists
    first, last = candidate.first, candidate.last
    if candidate.shape != Shape.NAME or NameKind.DEMONYM in candidate.kinds:
        return None
    goes_on = last + 1 < len(scan) and scan.capital[last + 1] and scan.joins(last + 1)
    if goes_on or rarity(scan, first, last, lists) != "rare" or _is_day(scan, first, lists):
        return None
    announced = (
        _is_announced(scan, first, lists) or _is_held(scan, first) or _suffers(scan, last + 1)
    )
    if not (announced or _is_called(scan, last + 1, lists)):
        return None
    return candidate._replace(rows=(), kinds=(), shape=Shape.CUE)


def _is_large(candidate: CandidateSpan, context: Context) -> bool:
    """Whether a place of the name is a large city, whatever else is called so."""
    importance = context.gazetteer.columns.importance
    return bool(candidate.rows) and importance[candidate.rows[0]] >= _LARGE_CITY


def _is_placed(scan: Scan, first: int) -> bool:
    """Whether a preposition that places go with stands before: "in Wad Madani", "of Cluj"."""
    return first > 0 and scan.gaps[first].isspace() and scan.lower[first - 1] in _PLACING | {"of"}


def _names_road(scan: Scan, first: int, last: int) -> bool:
    """Whether it is one of the two places that a road is called after: "the Damboa-Biu road"."""
    for here, there in ((last + 1, last + 2), (first, last + 1)):
        if 0 < here < len(scan) and scan.gaps[here] in _DASHES and scan.capital[here - 1]:
            return any(scan.lower[n] in _ROADS for n in range(there, min(there + 2, len(scan))))
    return False


def _is_settlement(scan: Scan, first: int, lists: WordLists) -> bool:
    """Whether the words before say what it is: "the village of"."""
    return (
        first > 1
        and scan.lower[first - 1] == "of"
        and scan.gaps[first].isspace()
        and lists.before.get(scan.lower[first - 2]) in _CALLED
    )


def _is_reached(scan: Scan, first: int, lists: WordLists) -> bool:
    """Whether somebody is near it or takes it: "outside", "stormed"."""
    if first == 0 or not scan.gaps[first].isspace():
        return False
    before = scan.lower[first - 1]
    return before in _PLACING or lists.before.get(before) == "taking"


def rarity(scan: Scan, first: int, last: int, lists: WordLists) -> str:
    """What the likeliest other use of any of the words is: "word", "person", or "rare".

    A word such as County or Tell, which says what is named, is left out of a longer name.
    """
    if last > first and lists.after.get(scan.lower[last]) in _PATTERNS:
        last -= 1
    elif last > first and lists.before.get(scan.lower[first]) in _LEADING:
        first += 1
    found = "rare"
    for index in range(first, last + 1):
        if index in scan.articles:
            continue
        word = scan.lower[index][:-2] if scan.possessive(index) else scan.lower[index]
        if word in lists.level:
            return "word"
        if word in lists.given_names or lists.surnames.get(word, 0.0) > 0:
            found = "person"
    return found


def _first_of_name(scan: Scan, start: int, end: int, lists: WordLists) -> int:
    """Where a run begins without the "In" or "The" of a sentence's start."""
    while (
        start < end
        and lists.level.get(scan.lower[start], 99) <= 10
        and (lists.before.get(scan.lower[start]) == "locative" or scan.lower[start] == "the")
    ):
        start += 1
    return start


def _alike(scan: Scan, proposed: CandidateSpan, gazetteer: Gazetteer) -> tuple[int, ...]:
    """Places spelled about like a name with an Arabic article: "Maaret al-Numan"."""
    if scan.articles.isdisjoint(range(proposed.first, proposed.last)):
        return ()
    found = gazetteer.find_fuzzy_rows(proposed.key, limit=_MAX_ALIKE)
    return tuple(row for row, similarity in found if similarity >= MIN_SIMILARITY)


def _is_day(scan: Scan, index: int, lists: WordLists) -> bool:
    """Whether a word is a day or a month: "in Saturday's raid"."""
    word = scan.lower[index]
    return lists.after.get(word[:-2] if scan.possessive(index) else word) in _DAYS


def _is_held(scan: Scan, start: int) -> bool:
    """Whether the words before are "control of" or "the attack on": what is held or attacked."""
    if start < 2 or not scan.gaps[start].isspace():
        return False
    preposition, deed = scan.lower[start - 1], scan.lower[start - 2]
    return (preposition == "of" and deed in _HOLDING) or (preposition == "on" and deed in _ATTACKS)


def _suffers(scan: Scan, end: int) -> bool:
    """Whether the words after say what befalls places only: "was shelled twice"."""
    following = scan.lower[end : end + 3]
    return following[:1] in _WAS and not _BEFALLS.isdisjoint(following[1:])


def _is_announced(scan: Scan, start: int, lists: WordLists) -> bool:
    """Whether the words before announce a place: "near", "the village of", "stormed"."""
    cue = start - 1
    if cue < 0 or not scan.gaps[start].isspace():
        return False
    if scan.lower[cue] in ("of", "the") and cue:
        cue -= 1
    return lists.before.get(scan.lower[cue]) in _CUES


def _is_faction(scan: Scan, start: int, end: int, lists: WordLists) -> bool:
    """Whether a run names a side by its faith: "Islamic State"."""
    return (
        end - start == 2
        and scan.lower[start] in lists.peoples
        and scan.lower[start + 1].startswith("state")
    )


def _is_called(scan: Scan, end: int, lists: WordLists) -> bool:
    """Whether the word after says what it is: "Kayamla village"."""
    return (
        end < len(scan)
        and scan.gaps[end] == " "
        and not scan.capital[end]
        and group_after(scan, end, lists) in _CALLED
    )


def _is_listed(scan: Scan, start: int, end: int, lists: WordLists) -> bool:
    """Whether it is told beside another name and is no person's: "Zangang and Mayit"."""
    if end - start > _MAX_LISTED or start < 2:
        return False
    for word in scan.lower[start:end]:
        if word in lists.given_names or word in lists.surnames or word in lists.level:
            return False
    if scan.gaps[start] == ", ":
        return scan.capital[start - 1]
    return scan.lower[start - 1] == "and" and scan.capital[start - 2]
