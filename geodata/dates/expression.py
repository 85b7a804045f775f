"""What a time expression is: its words, its TIMEX3 value, and the days it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geodata.model import DateBasis, EventDate, Span, TimePrecision

PRESENT = "PRESENT_REF"  # TIMEX3's value of "now"


class TimexType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Relation(StrEnum):
    """How the words before an expression tie it to what happened."""

    DURING = "during"  # in, on, at, or nothing
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"  # one end of "between Monday and Wednesday"; start and end are both ends'


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words of a time expression mean, before their surroundings are looked at.

    `start` and `end` are the closed interval of days, None for a duration that hangs in the air, a
    set, a vague "recently", and all relative words of an article without a date. `offset_days` is
    the distance of "two days after" from whatever it refers to, `offset_months` that of "a year
    after", which counts by the calendar.
    """

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: TimePrecision | None = None
    basis: DateBasis = DateBasis.STATED
    offset_days: int | None = None
    offset_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression of an article: `article.text[span] == text`.

    `value` is the TIMEX3 value ("2024-11-30", "2024-W48", "P3D"); for the other fields of its
    meaning see `Reading`. `of_speech` marks the time of a saying ("said Tuesday") or of the
    dateline, which is not the time of what is told.
    """

    span: Span
    text: str
    reading: Reading
    relation: Relation = Relation.DURING
    of_speech: bool = False

    @property
    def type(self) -> TimexType:
        """The TIMEX3 type."""
        return self.reading.type

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return self.reading.value

    @property
    def date(self) -> EventDate | None:
        """The days meant, None for what names no days: durations, sets, "recently"."""
        found = self.reading
        if found.start is None and found.basis is not DateBasis.UNRESOLVED:
            return None
        return EventDate(
            start=found.start,
            end=found.end,
            precision=found.precision,
            basis=found.basis,
            span=self.span,
        )
