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
_WRAPPED_LINES, _WIDEST = 4, 100
_STOPS = frozenset(".!?…:")
_END = re.compile(r"[.!?…][)\]\"'’”»]*(?=\s)|\n\s*")
_WORD = re.compile(r"[^\W_]+(?:['’‘`\-][^\W_]+)*|[^\w\s]|_")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them.

    A line break ends a paragraph and so a sentence, unless the line before is a hard-wrapped one:
    the next line then starts with a lower-case letter, or its first word would not have fitted.
    """
    spans: list[Span] = []
    start = 0
    width = _wrap_width(text)
    for match in _END.finditer(text):
        if not _ends_sentence(text, match) or _is_wrapped(text, match, width):
            continue
        _append_trimmed(spans, text, start, match.end())
        start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return tuple(spans)


def tokens(text: str) -> tuple[Span, ...]:
    """The words, numbers and single punctuation marks of a text in order.

    Hyphens and apostrophes inside a word belong to it: "al-Numan", "Ma'arrat", "Hay’at".
    """
    return tuple(Span(start, end) for start, end in token_bounds(text))


def token_bounds(text: str) -> list[tuple[int, int]]:
    """The tokens as pairs of offsets, for callers that read every word of many articles."""
    return [match.span() for match in _WORD.finditer(text)]


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


def _wrap_width(text: str) -> int | None:
    """The width at which a text's lines are broken, None where a line is a paragraph."""
    lengths = [len(line) for line in text.split("\n") if line.strip()]
    width = max(lengths, default=0)
    if len(lengths) < _WRAPPED_LINES or width > _WIDEST:
        return None
    full = sum(length >= 0.8 * width for length in lengths)
    return width if full > 0.6 * len(lengths) else None


def _is_wrapped(text: str, match: re.Match[str], width: int | None) -> bool:
    """Whether a lone line break only stands where the next word would not have fitted."""
    if width is None or match.group().count("\n") != 1 or match.group()[0] != "\n":
        return False
    line = text.rfind("\n", 0, match.start()) + 1
    if text[match.start() - 1 : match.start()] in _STOPS:
        return False
    word = text[match.end() : match.end() + width].split(maxsplit=1)[:1]
    return bool(word) and match.start() - line + 1 + len(word[0]) > width


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))
