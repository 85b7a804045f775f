"""Every span of an article that might be a place name, before anything is decided.

Names of the gazetteer come from walking its keys word by word. What it lacks is proposed where the
words around make a place likely: "Lone Oak Road", "Henry County", "the village of Achguara".
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameEntry, NameKind
from geodata.recognition.persons import is_person
from geodata.recognition.proposals import iter_patterns, iter_unknown
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan, Shape
from geodata.recognition.words import WordLists

MAX_WORDS = 7
MIN_SIMILARITY = 0.9
_MAX_ALIKE = 3
_MAX_RUN = 4
_CUES = frozenset({"locative", "direction", "settlement", "admin", "site", "water", "land"})
_LEADING = frozenset({"water", "land", "site", "settlement"})  # "Lake Erie", "Mount Hood"
_PATTERNS = frozenset({"street", "admin", "settlement", "water", "land", "site"})


def find_candidates(scan: Scan, *, gazetteer: Gazetteer, lists: WordLists) -> list[CandidateSpan]:
    """All candidates, ordered by first word; they overlap."""
    found: list[CandidateSpan] = []
    run_end = 0  # the run of capitalised words that word `index` is in ends before this one
    for index, capital in enumerate(scan.capital):
        if not (capital or scan.is_article(index)) or not _begins_name(scan, index):
            continue
        if index >= run_end:
            run_end = _run_end(scan, index)
            found.extend(iter_patterns(scan, index, run_end, lists))
            found.extend(iter_unknown(scan, index, run_end, gazetteer=gazetteer, lists=lists))
        names = list(_names(scan, index, gazetteer))
        if (
            names
            and names[0].last == index
            and (is_person(scan, index, lists) or _opens_with_word(scan, index, lists))
        ):
            names = names[1:]
        found.extend(names)
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
        if (
            entry.rows
            and not (last == first and scan.is_article(first))
            and (scan.capital[last] or not scan.words[last].isalpha())
        ):
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
