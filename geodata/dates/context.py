"""What a reader of a time expression may know about its surroundings, and what a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from geodata.dates.expression import Reading

_AHEAD = re.compile(
    r"\b(?:will|shall|(?:should|would)(?! have)|takes? effect|takes? place"
    r"|comes? into force|won['’]t|scheduled|due|expected|expects?|planned|plans?|planning|going to"
    r"|set (?:to|for)|upcoming|slated|deadline|payable|ahead of|(?:is|are) to"
    r"|no later than|preparing)\b"
    r"|['’]ll\b|\b(?:beginning|starting|begins|starts|continues through)\b[^.]{0,20}$"
    r"|\b(?:opens|reopens|closes|meets|ends|expires|resumes|arrives|leaves|returns|votes"
    r"|travels|of record)"
    r"(?:\son)?\s$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(
    r"['’s]*,?\s(?:[\w'’-]+\s){0,12}?"
    r"(?:will|(?:is|are) (?:to|expected|scheduled|due|set)|planned|scheduled)\b"
)
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeing )(?<!\bstay )(?<!\bremain )(?<!\bkeep )\b"
    r"(?!expected|scheduled|planned|slated|need)"
    r"(?:was|were|had|did|began|took|won|held|left|fell|rose|came|went|saw|shot|said|told|\w{3,}ed)\b"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n|\n(?=[\"'“‘(]*[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an expression stands: its article's text and date, and what was told before it.

    `anchor` is the day last told, `anchor_period` the start of the last day, month or year.
    """

    text: str
    start: int
    end: int
    published: date | None
    anchor: date | None
    anchor_period: date | None

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern fits somewhere in the 60 characters before the expression."""
        return pattern.search(self.text, max(0, self.start - 60), self.start) is not None

    def after(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern fits right behind the expression."""
        return pattern.match(self.text, self.end) is not None

    def is_told_as_past(self) -> bool:
        """Whether the sentence so far has a verb of the past."""
        before = self.text[max(0, self.start - 150) : self.start]
        return _PAST.search(_SENTENCE_END.split(before)[-1]) is not None

    def is_ahead(self) -> bool:
        """Whether the sentence speaks of what is still to come: "will", "is scheduled for"."""
        before = self.text[max(0, self.start - 150) : self.start]
        clause = _SENTENCE_END.split(before)[-1]
        cues = list(_AHEAD.finditer(clause))
        if cues and not _PAST.search(clause, cues[-1].end()):
            return True
        return len(clause.strip()) < 15 and self.after(_AHEAD_AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of time expression: its pattern, and what reads a match of it.

    `read` answers None where the words turn out to be no time at all ("2000 people").
    """

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Reading | None]
