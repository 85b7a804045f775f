"""How an article is laid out: which of its sentences stand in one item of a round-up or a list.

A police log, a live blog, a situation report and the news in brief tell one thing after the other
that have nothing to do with each other, so that no item takes its place or its day from another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from geodata.model import Span

_BOLD = r"(?:\*\*)?"
_MARKS = {
    "bullet": re.compile(r"[-*•·–—]\s+\S"),
    "number": re.compile(rf"{_BOLD}\(?\d{{1,2}}[.)]\s+\S"),
    "time": re.compile(
        rf"{_BOLD}\d{{1,2}}[.:]\d{{2}}\s?(?:[ap]\.?m\b\.?)?\s*{_BOLD}\s*[-–—:]?\s*{_BOLD}\S"
    ),
    "place": re.compile(
        rf"{_BOLD}(?:[A-ZÀ-Þ][\w'’-]+ ){{0,2}}[A-ZÀ-Þ][\w'’-]+(?: (?:sector|axis|front|area))?"
        rf"[.:]{_BOLD} [A-Z]"
    ),
    "head": re.compile(rf"{_BOLD}[A-Z][A-Z0-9 .'’-]{{1,30}}[A-Z0-9](?:[:.]| [-–—]){_BOLD}\s+[A-Z]"),
}
_FEWEST = 2  # paragraphs with one kind of mark, for a list


def read_sections(text: str, sentences: Sequence[Span]) -> list[Span]:
    """The section that each sentence stands in: the whole text where the article is no list.

    An item of a list is a section; so is what stands between two lists, before and behind them.
    """
    opens = [_opens_paragraph(text, sentences, i) for i in range(len(sentences))]
    marks = [_mark(text, span) if new else "" for span, new in zip(sentences, opens, strict=True)]
    listed = {mark for mark, count in Counter(marks).items() if mark and count >= _FEWEST}
    edges, in_item = [], False
    for span, mark, new in zip(sentences, marks, opens, strict=True):
        if new:
            if mark in listed or in_item:
                edges.append(span.start)
            in_item = mark in listed
    edges = [0, *(edge for edge in edges if edge), len(text)]
    return [_around(span, edges) for span in sentences]


def _around(span: Span, edges: list[int]) -> Span:
    index = bisect_right(edges, span.start)
    return Span(edges[index - 1], edges[index])


def _opens_paragraph(text: str, sentences: Sequence[Span], index: int) -> bool:
    return not index or "\n" in text[sentences[index - 1].end : sentences[index].start]


def _mark(text: str, span: Span) -> str:
    """The kind of mark that a paragraph begins with, "" for none."""
    return next((kind for kind, mark in _MARKS.items() if mark.match(text, span.start)), "")
