"""Every span of an article that might be a place name, before anything is decided.

Names of the gazetteer come from walking its keys word by word. What it lacks is proposed where the
words around make a place likely: "Lone Oak Road", "Henry County", "the village of Achguara".
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameEntry, NameKind
from geodata.recognition.persons import is_person
from geodata.recognition.scan import Scan
from geodata.recognition.words import WordLists

MAX_WORDS = 7
MIN_SIMILARITY = 0.9
_MAX_ALIKE = 3
_MAX_RUN = 4
_CUES = frozenset({"locative", "direction", "settlement", "admin", "site", "water", "land"})
_LEADING = frozenset({"water", "land", "site", "settlement"})  # "Lake Erie", "Mount Hood"
_PATTERNS = frozenset({"street", "admin", "settlement", "water", "land", "site"})


class Shape(StrEnum):
    """Why a span was proposed."""

    NAME = "name"  # the gazetteer has it
    STREET = "street"
    PATTERN = "pattern"  # ends or begins with a word such as County, River, Lake
    CUE = "cue"  # unknown, after "in", "village of" and the like


class CandidateSpan(NamedTuple):
    """Words `first` to `last` (inclusive); `end` is the character where the name ends.

    `rows` and `kinds` are what the gazetteer files under it, most important first; () unless
    `shape` is NAME.
    """

    first: int
    last: int
    end: int
    shape: Shape
    key: str
    rows: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()


def find_candidates(scan: Scan, *, gazetteer: Gazetteer, lists: WordLists) -> list[CandidateSpan]:
    """All candidates, ordered by first word; they overlap."""
    found: list[CandidateSpan] = []
    run_end = 0  # the run of capitalised words that word `index` is in ends before this one
    run_start = 0
    named_until = 0
    for index, capital in enumerate(scan.capital):
        if not (capital or scan.is_article(index)) or not _begins_name(scan, index):
            continue
        if index >= run_end:
            run_start, run_end = index, _run_end(scan, index)
            found.extend(_patterns(scan, run_start, run_end, lists))
        names = list(_names(scan, index, gazetteer))
        if (
            names
            and names[0].last == index
            and (is_person(scan, index, lists) or _opens_with_word(scan, index, lists))
        ):
            names = names[1:]
        found.extend(names)
        if names:
            named_until = max(named_until, names[-1].last + 1)
        elif index == run_start and index >= named_until:
            found.extend(_transliterated(scan, run_start, run_end, gazetteer))
            found.extend(_after_cue(scan, run_start, run_end, lists))
    return found


def _names(scan: Scan, first: int, gazetteer: Gazetteer) -> Iterator[CandidateSpan]:
    """The gazetteer's names that begin with a word, shorter ones first."""
    key = ""
    for last in range(first, min(first + MAX_WORDS, len(scan))):
        if last > first and not scan.joins(last):
            return
        before = f"{key} " if key else ""
        key = before + scan.key(last)
        end = scan.ends[last]
        entry = gazetteer.entry(key)
        continues = entry.continues
        if scan.possessive(last):
            bare = before + fold(scan.words[last][:-2])
            bare_entry = gazetteer.entry(bare)
            if bare_entry.rows and (not entry.rows or last == first):
                key, entry, end = bare, bare_entry, end - 2
        if entry.rows and (scan.capital[last] or not scan.words[last].isalpha()):
            candidate = _named(scan, first, last, end, key, entry)
            if candidate:
                yield candidate
        if not continues:
            return


def _named(
    scan: Scan, first: int, last: int, end: int, key: str, entry: NameEntry
) -> CandidateSpan | None:
    """The candidate of an entry, without the abbreviations that are not written like one."""
    rows, kinds = entry.rows, entry.kinds
    if NameKind.ABBREVIATION in kinds:
        word = scan.words[last]
        following = scan.gaps[last + 1]
        if word.isupper() or "." in word or following.startswith("."):
            dotted = following.startswith(".") and not word.endswith(".") and len(word) > 1
            is_abbreviation = kinds[0] == NameKind.ABBREVIATION
            end += dotted and is_abbreviation and not word.isupper()
        else:
            kept = [n for n, kind in enumerate(kinds) if kind != NameKind.ABBREVIATION]
            if not kept:
                return None
            rows = tuple(rows[n] for n in kept)
            kinds = tuple(kinds[n] for n in kept)
    return CandidateSpan(first, last, end, Shape.NAME, key, rows, kinds)


def _run_end(scan: Scan, start: int) -> int:
    end = start + 1
    while (
        end < len(scan)
        and scan.joins(end)
        and (scan.capital[end] or scan.words[end].isdigit() or _is_article(scan, end))
    ):
        end += 1
    return end


def _patterns(scan: Scan, start: int, end: int, lists: WordLists) -> Iterator[CandidateSpan]:
    """Streets, counties, rivers and the like inside a run of capitalised words."""
    while (
        start < end
        and lists.level.get(scan.lower[start], 99) <= 10
        and (lists.before.get(scan.lower[start]) == "locative" or scan.lower[start] == "the")
    ):
        start += 1
    for last in range(start + 1, end):
        group = lists.after.get(scan.lower[last].rstrip("."))
        if group in _PATTERNS:
            first = max(start, last - _MAX_RUN)
            shape = Shape.STREET if group == "street" else Shape.PATTERN
            yield _proposed(scan, first, last, shape)
    if 2 <= end - start <= _MAX_RUN and lists.before.get(scan.lower[start]) in _LEADING:
        yield _proposed(scan, start, end - 1, Shape.PATTERN)


def _after_cue(scan: Scan, start: int, end: int, lists: WordLists) -> Iterator[CandidateSpan]:
    """A whole run that nothing is known of, where the word before announces a place."""
    if start == 0 or end - start > 3 or not scan.gaps[start].isspace():
        return
    cue = start - 1
    if scan.lower[cue] == "of" and cue:
        cue -= 1
    if lists.before.get(scan.lower[cue]) in _CUES:
        yield _proposed(scan, start, end - 1, Shape.CUE)


def _transliterated(
    scan: Scan, start: int, end: int, gazetteer: Gazetteer
) -> Iterator[CandidateSpan]:
    """A run with an Arabic article that the gazetteer spells otherwise: "Maaret al-Numan"."""
    if not any(_is_article(scan, index) for index in range(start, end)) or end - start > _MAX_RUN:
        return
    proposed = _proposed(scan, start, end - 1, Shape.NAME)
    rows = tuple(
        row
        for row, similarity in gazetteer.find_fuzzy_rows(proposed.key, limit=_MAX_ALIKE)
        if similarity >= MIN_SIMILARITY
    )
    if rows:
        yield proposed._replace(rows=rows, kinds=(int(NameKind.MAIN),) * len(rows))


def _proposed(scan: Scan, first: int, last: int, shape: Shape) -> CandidateSpan:
    end = scan.ends[last] - (2 if scan.possessive(last) else 0)
    key = " ".join(scan.key(index) for index in range(first, last + 1))
    return CandidateSpan(first, last, end, shape, key)


def _begins_name(scan: Scan, index: int) -> bool:
    """Whether the word is capitalised, but not what an Arabic article belongs to."""
    if scan.capital[index]:
        return not (scan.gaps[index] == "-" and _is_article(scan, index - 1))
    return _is_article(scan, index)


def _opens_with_word(scan: Scan, index: int, lists: WordLists) -> bool:
    """Whether a word has a capital only for opening a sentence: "Reading the report took hours"."""
    after = index + 1
    return (
        after < len(scan)
        and scan.gaps[index].strip(" ,") != ""
        and scan.lower[index] in lists.level
        and scan.lower[after] in lists.determiners
        and scan.gaps[after] == " "
    )


def _is_article(scan: Scan, index: int) -> bool:
    """Whether the word is the Arabic article of a name: "al-Numan"."""
    return scan.is_article(index) and index + 1 < len(scan) and scan.capital[index + 1]
