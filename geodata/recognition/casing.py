"""Gives passages without any difference of case the case of prose, so that names stand out again.

"FLOODS HIT EASTERN INDIA" is read as "Floods hit eastern India", and so is a text all in lower
case. Offsets stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameKind
from geodata.recognition.words import WordLists

# A line in capitals has this many words of two letters or more.
_FEWEST_WORDS = 4
_CAPITALS = re.compile(r"^[^a-z\n]{15,}$", re.MULTILINE)
_UPPER, _WORD = re.compile(r"[A-Z]"), re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_WORDS = 4
# A name that is a word of English too is a name where hardly anybody would mean the word: countries
# and the largest cities ("TURKEY", "CHINA").
_IMPORTANT = 8.0
# ... and one of several words already when it is a town of some size ("LONG BEACH"), as one is that
# might be short for something else ("NATO", "OMAN").
_IMPORTANT_PHRASE = 4.0
_SHORT = 4


def with_case(text: str, *, gazetteer: Gazetteer, lists: WordLists) -> str:
    """The text with its lines in capitals, or all of it if it has none, in the case of prose."""
    if not _UPPER.search(text):
        return _recased(text, gazetteer, lists)
    return _CAPITALS.sub(lambda line: _of_line(line[0], gazetteer, lists), text)


def _of_line(line: str, gazetteer: Gazetteer, lists: WordLists) -> str:
    long = sum(len(word) > 1 for word in _WORD.findall(line))
    return _recased(line, gazetteer, lists) if long >= _FEWEST_WORDS else line


def _recased(text: str, gazetteer: Gazetteer, lists: WordLists) -> str:
    words = list(_WORD.finditer(text))
    pieces: list[str] = []
    at = named_until = 0
    for index, match in enumerate(words):
        named_until = max(named_until, index + _name_length(text, words, index, gazetteer))
        word = match[0]
        if index < named_until or word.lower().removesuffix("'s") not in lists.level:
            word = _as_name(word, gazetteer)
        else:
            word = word.lower()
        opens = not index or not pieces or _ends_sentence(text[at : match.start()])
        if opens:
            word = word[0].upper() + word[1:]
        pieces += (text[at : match.start()], word if len(word) == len(match[0]) else match[0])
        at = match.end()
    pieces.append(text[at:])
    return "".join(pieces)


def _ends_sentence(gap: str) -> bool:
    return any(mark in gap for mark in ".!?\n")


def _name_length(
    text: str, words: Sequence[re.Match[str]], first: int, gazetteer: Gazetteer
) -> int:
    """How many words from one on are the name of a place that is no mere word of English."""
    key, found = "", 0
    for count, match in enumerate(words[first : first + _MOST_WORDS], 1):
        if count > 1 and text[words[first + count - 2].end() : match.start()] not in (" ", "-"):
            break
        key = f"{key} {fold(match[0])}".strip()
        entry = gazetteer.entry(key)
        if entry.rows and (entry.kinds[0] != NameKind.ABBREVIATION or match[0].isupper()):
            least = _IMPORTANT if count == 1 else _IMPORTANT_PHRASE
            if gazetteer.columns.importance[entry.rows[0]] >= least:
                found = count
        if not entry.continues:
            break
    return found


def _as_name(word: str, gazetteer: Gazetteer) -> str:
    """A word as names are written; in capitals still where it is short and no known place."""
    if word.isupper() and len(word) <= _SHORT:
        entry = gazetteer.entry(fold(word))
        is_place = entry.rows and entry.kinds[0] != NameKind.ABBREVIATION
        if not is_place or gazetteer.columns.importance[entry.rows[0]] < _IMPORTANT_PHRASE:
            return word
    return word[0].upper() + word[1:].lower()
