"""The word lists of actors as one index of phrases, and the scan of a text for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’‘`ʿʾ][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘`ʿʾ")
_JOINTS = frozenset({" ", "-", "‑", "–", "\n", "/", ".", ". ", " ("})


class PhraseKind(IntEnum):
    """Which list a phrase is from; of two equally long matches the lower kind wins."""

    GROUP = 0
    COUNTRY = 1
    ADJECTIVE = 2
    GOVERNMENT = 3
    PEOPLE = 4
    SPEAKER = 5
    TERM = 6


class Word(NamedTuple):
    """A word of a text: where it is, and its folded form without a possessive ending."""

    start: int
    end: int
    form: str
    is_possessive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of a list; `keys` are the ids of the entries it may stand for.

    `words` are folded; `capitals` says which of them must be capitalised in a text. Initials
    ("HTS", "LeT") must be written exactly as in `exact`, which is "" for all else.
    """

    words: tuple[str, ...]
    kind: PhraseKind
    keys: tuple[str, ...]
    capitals: tuple[bool, ...] = ()
    exact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A phrase found at the words `first` to `last` (exclusive) of a text."""

    first: int
    last: int
    phrase: Phrase


def fold_word(word: str) -> str:
    """A word in lower case without accents and apostrophes."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in decomposed if not unicodedata.combining(char))
    return word.lower().translate(_APOSTROPHES)


def words_of(text: str) -> list[Word]:
    """The words of a text in order; hyphens separate, apostrophes do not."""
    found: list[Word] = []
    make: Callable[[tuple[int, int, str, bool]], Word] = partial(
        tuple.__new__, Word
    )  # the quickest
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = text[start:end]
        if word.isascii() and word.isalnum():  # most words, and the quick way for them
            found.append(make((start, end, word.lower(), False)))
            continue
        is_possessive = len(word) > 2 and word[-1] in "sS" and word[-2] in "'’‘`"
        end -= 2 * is_possessive
        found.append(Word(start, end, fold_word(text[start:end]), is_possessive))
    return found


def is_initials(name: str) -> bool:
    """Whether a name is made of initials: "HTS", "IS-K", "M23", "LeT"."""
    if len(name) > 8 or " " in name or not name[:1].isupper():
        return False
    return name.isupper() or sum(map(str.isupper, name)) * 2 > len(name)


def make_phrase(
    name: str, kind: PhraseKind, keys: tuple[str, ...], *, cased: bool
) -> Phrase | None:
    """A name as a phrase to look for, None for a name without a letter or digit.

    A `cased` name's capitals are asked of a text too, and initials as they stand.
    """
    pieces = [match.group() for match in _WORD.finditer(name)]
    if not pieces:
        return None
    capitals = [cased and piece[0].isupper() for piece in pieces]
    if len(pieces) > 1 and fold_word(pieces[0]) == "al":
        # Written in all ways: "Al-Shabaab", "al-Shabaab", "Al shabaab".
        capitals = [False] * len(pieces)
    return Phrase(
        words=tuple(fold_word(piece) for piece in pieces),
        kind=kind,
        keys=keys,
        capitals=tuple(capitals),
        exact=name if cased and is_initials(name) else "",
    )


class PhraseIndex:
    """Phrases by their first two words; finding is linear in the length of the text."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_words: dict[tuple[tuple[str, ...], PhraseKind, str], Phrase] = {}
        for phrase in phrases:
            identity = (phrase.words, phrase.kind, phrase.exact)
            known = by_words.get(identity)
            keys = tuple(dict.fromkeys((known.keys if known else ()) + phrase.keys))
            capitals = phrase.capitals
            if known:
                capitals = tuple(map(min, known.capitals, phrase.capitals))
            by_words[identity] = Phrase(
                words=phrase.words,
                kind=phrase.kind,
                keys=keys,
                capitals=capitals,
                exact=phrase.exact,
            )
        self._by_opening: dict[tuple[str, ...], list[Phrase]] = {}
        for phrase in by_words.values():
            self._by_opening.setdefault(phrase.words[:2], []).append(phrase)
        for candidates in self._by_opening.values():
            candidates.sort(key=lambda phrase: (-len(phrase.words), phrase.kind))
        self._first_words = frozenset(opening[0] for opening in self._by_opening)

    def find(self, text: str, words: list[Word]) -> list[Hit]:
        """The phrases in a text, the longest at each place, none overlapping."""
        hits: list[Hit] = []
        first_words, free = self._first_words, 0
        for position, word in enumerate(words):
            if word.form not in first_words or position < free:
                continue
            phrase = self._longest(text, words, position)
            if phrase is not None:
                free = position + len(phrase.words)
                hits.append(Hit(first=position, last=free, phrase=phrase))
        return hits

    def _longest(self, text: str, words: list[Word], first: int) -> Phrase | None:
        opening = tuple(word.form for word in words[first : first + 2])
        for known in (opening, opening[:1]):
            for phrase in self._by_opening.get(known, ()):
                last = first + len(phrase.words)
                if last <= len(words) and _fits(phrase, text, words, first):
                    return phrase
        return None


def _fits(phrase: Phrase, text: str, words: list[Word], first: int) -> bool:
    for offset, form in enumerate(phrase.words):
        word = words[first + offset]
        if word.form != form:
            return False
        if offset and text[words[first + offset - 1].end : word.start] not in _JOINTS:
            return False
        if phrase.capitals and phrase.capitals[offset] and not text[word.start].isupper():
            return False
    if not phrase.exact:
        return True
    end = first + len(phrase.words)
    if text[words[first].start : words[end - 1].end] != phrase.exact:
        return False
    return len(phrase.exact) > 3 or not _is_shouted(text, words, first, end)


def _is_shouted(text: str, words: list[Word], first: int, end: int) -> bool:
    """Whether the words around are all of capitals too, so that "IS" may be a plain word."""
    around = [*words[max(0, first - 2) : first], *words[end : end + 2]]
    long = [text[word.start : word.end] for word in around if word.end - word.start > 3]
    return bool(long) and all(word.isupper() for word in long)
