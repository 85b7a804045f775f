"""Sentences and tokens of an article, as spans of its text.

Pure functions, linear in the length of the text. News prose is what they are made for: captions
without a full stop, datelines, abbreviations, typographic quotes.
"""

from __future__ import annotations

import re

from geodata.model import Span

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen col lt maj capt sgt cpl pvt adm brig gov sen rep rev hon st mt ft jr sr
    vs no inc corp co ltd dept est approx jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m
    u.s u.n u.k e.g i.e""".split()
)
_END = re.compile(r"[.!?…][)\]\"'’”»]*(?=\s)|\n\s*")
_WORD = re.compile(r"[^\W_]+(?:['’‘`\-][^\W_]+)*|[^\w\s]|_")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them.

    A line break ends a paragraph and so a sentence, unless the line before is a hard-wrapped one:
    the next line then starts with a lower-case letter.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if not _ends_sentence(text, match):
            continue
        _append_trimmed(spans, text, start, match.end())
        start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return tuple(spans)


def tokens(text: str) -> tuple[Span, ...]:
    """The words, numbers and single punctuation marks of a text in order.

    Hyphens and apostrophes inside a word belong to it: "al-Numan", "Ma'arrat", "Hay’at".
    """
    return tuple(Span(match.start(), match.end()) for match in _WORD.finditer(text))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    following = text[match.end() : match.end() + 40].lstrip()[:1]
    if mark[0] == "\n":
        return mark.count("\n") > 1 or not following.islower()
    if following.islower():
        return False
    if mark[0] != ".":
        return True
    word = text[max(0, match.start() - 20) : match.start()].split()[-1:]
    if not word:
        return True
    last = word[0].lstrip("([\"'“‘").lower()
    is_initial = len(last) == 1 and last.isalpha()
    return last not in _ABBREVIATIONS and not is_initial


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))
