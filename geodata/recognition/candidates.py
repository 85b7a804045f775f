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
_HIGHWAYS = frozenset({"u.s", "us"})


def find_candidates(scan: Scan, *, gazetteer: Gazetteer, lists: WordLists) -> list[CandidateSpan]:
    """All candidates, ordered by first word; they overlap."""
    found: list[CandidateSpan] = []
    run_end = 0  # the run of capitalised words that word `index` is in ends before this one
    for index in _iter_beginnings(scan):
        if index >= run_end:
            run_end = _run_end(scan, index)
            found += iter_patterns(scan, index, run_end, lists)
            found += iter_unknown(scan, index, run_end, gazetteer=gazetteer, lists=lists)
        names = _names(scan, index, gazetteer)
        if (
            names
            and names[0].last == index
            and (
                is_person(scan, index, lists)
                or _opens_with_word(scan, index, lists)
                or lists.after.get(scan.lower[index]) == "weekday"
            )
        ):
            del names[0]
        found += [name for name in names if not _is_called_like_one(name, lists)]
    return found


def _is_called_like_one(name: CandidateSpan, lists: WordLists) -> bool:
    """Whether a name is a body's ("Red Cross"), or a people's that some region is called after."""
    people = name.key in lists.peoples and NameKind.MAIN not in name.kinds
    letter = len(name.key) == 1  # "A district chief"
    return people or letter or name.key in lists.bodies


def _iter_beginnings(scan: Scan) -> Iterator[int]:
    """The words that a name may begin with: capitalised ones, but not what an article belongs to.

    An Arabic article before a capitalised word is one too: "al-Numan".
    """
    articles = {index for index in scan.articles if _is_article(scan, index)}
    for index, capital in enumerate(scan.capital):
        if capital:
            if not articles or index - 1 not in articles or scan.gaps[index] != "-":
                yield index
        elif index in articles:
            yield index


def _names(scan: Scan, first: int, gazetteer: Gazetteer) -> list[CandidateSpan]:
    """The gazetteer's names that begin with a word, shorter ones first."""
    found: list[CandidateSpan] = []
    key = ""
    for last in range(first, min(first + MAX_WORDS, len(scan.words))):
        if last > first and not scan.joins(last):
            break
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
            and not (last == first and first in scan.articles)
            and (scan.capital[last] or not scan.words[last].isalpha())
        ):
            candidate = _named(scan, first, last, end, key, entry)
            if candidate:
                found.append(candidate)
        if not continues:
            break
    return found


def _named(
    scan: Scan, first: int, last: int, end: int, key: str, entry: NameEntry
) -> CandidateSpan | None:
    """The candidate of an entry, without the abbreviations that are not written like one."""
    rows, kinds = entry.rows, entry.kinds
    if first == last and _is_counted(scan, first):
        return None
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


def _is_counted(scan: Scan, index: int) -> bool:
    """Whether a word goes with a number: "100 B.C.", "AK-47"."""
    before, after = scan.gaps[index], scan.gaps[index + 1]
    numbered = index + 1 < len(scan) and scan.words[index + 1].isdigit()
    if numbered and scan.lower[index].rstrip(".") in _HIGHWAYS and after in (" ", ". ", "-"):
        return True  # "on U.S. 380"
    if numbered and after in ("-", "–") and scan.words[index].isupper():
        return True
    era = scan.lower[index].replace(".", "") == "bc"
    return era and index > 0 and before == " " and scan.words[index - 1].isdigit()


def _run_end(scan: Scan, start: int) -> int:
    end = start + 1
    while (
        end < len(scan)
        and scan.joins(end)
        and (scan.capital[end] or scan.words[end].isdigit() or _is_article(scan, end))
    ):
        end += 1
    return end


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
    return index in scan.articles and index + 1 < len(scan) and scan.capital[index + 1]
