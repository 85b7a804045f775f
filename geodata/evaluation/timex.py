"""Time expressions as people marked them."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A marked time expression with its TIMEX3 type and value ("DATE", "2013-W12")."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedText:
    """A text, whose article has the document's own date, with all its time expressions."""

    article: Article
    timexes: tuple[Timex, ...]
