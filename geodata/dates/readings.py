"""The readings that several kinds of time expressions share, and the pieces of their patterns."""

from __future__ import annotations

import re
from datetime import date

from geodata.dates.context import Context
from geodata.dates.expression import Reading, TimexType
from geodata.dates.intervals import Interval, day_of
from geodata.dates.words import CLOCK, DAY_PARTS, PART, YEAR, parse_clock
from geodata.model import DateBasis, TimePrecision

# What may stand before and behind the name of a day: "late on", "8 pm on", "the night of".
BEFORE_DAY = (
    rf"(?:(?P<clock_before>{CLOCK}),?\s(?:on\s|of\s)?)?"
    rf"(?:(?i:(?:the\s)?(?P<part_before>{PART}))\s(?i:on\s|of\s)?)?(?:(?i:early|late)\s(?i:on\s)?)?"
)
AFTER_DAY = (
    rf"(?:\s(?:early\s|late\s)?(?P<part>{PART})\b)?"
    rf"(?:(?:,|\sat|\saround|\sat about|\sat around)?\s(?P<clock>{CLOCK}))?"
)
# ", 2024", "of last year", "88" of "26 Aug 88 (EFE)".
WHICH_YEAR = r"(?P<which_year>last|this|next|that)\syear"
OF_YEAR = (
    rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})(?!\d)|(?:\s|,?\s[’'])(?P<short_year>\d\d)(?=\s*(?:[(\-–—.,;:)\]]|$))"
    rf"|\s(?i:(?:of\s)?{WHICH_YEAR}\b))?"
)
PREPOSITION = re.compile(
    r"\b(?:in|of|since|until|till|by|during|before|after|from|between|and|to|late|early|mid|last|this"
    r"|next|through|for|than|to|on|the|year|years)[ -]$",
    re.IGNORECASE,
)


def dated(day: date, match: re.Match[str], *, basis: DateBasis) -> Reading:
    """The reading of one day, with the time of day that the match's groups name, if any."""
    groups = match.groupdict()
    clock = groups.get("clock") or groups.get("clock_before")
    part = groups.get("part") or groups.get("part_before")
    suffix = ""
    if clock and (hour := parse_clock(clock)):
        suffix = "T" + hour
    elif part:
        code = DAY_PARTS[" ".join(part.lower().split())]
        suffix = code if code.startswith("T") else "T" + code
    return Reading(
        type=TimexType.TIME if suffix else TimexType.DATE,
        value=day.isoformat() + suffix,
        start=day,
        end=day,
        precision=TimePrecision.DAY,
        basis=basis,
    )


def interval_reading(
    value: str, interval: Interval, precision: TimePrecision, basis: DateBasis
) -> Reading:
    """The reading of a longer stretch of days."""
    start, end = interval
    return Reading(
        type=TimexType.DATE, value=value, start=start, end=end, precision=precision, basis=basis
    )


def unresolved(value: str, type_: TimexType = TimexType.DATE) -> Reading:
    """The reading of relative words in an article whose own date is unknown."""
    return Reading(type=type_, value=value, basis=DateBasis.UNRESOLVED)


def nearest_year(context: Context, month: int, day: int) -> int | None:
    """The year of a date told without one: the latest, or the coming one if so told."""
    if context.published is None:
        return None
    year = context.published.year
    this_year = day_of(year, month, day) or day_of(year, month, 28)
    if this_year is None:
        return None
    distance = (this_year - context.published).days
    if context.is_ahead():
        return year + 1 if distance < -180 else year
    soon = distance <= 60 and not context.is_told_as_past()
    return year if distance <= 7 or soon else year - 1


def stated_year(match: re.Match[str], context: Context) -> int | None:
    """The year that the match names, None where it names none."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(match["year"])
    if groups.get("short_year"):
        return 1900 + (short := int(match["short_year"])) + (100 if short < 40 else 0)
    if groups.get("which_year") and context.published:
        return context.published.year + {"last": -1, "next": 1}.get(match["which_year"].lower(), 0)
    return None
