"""Dates that name a day: "November 30, 2024", "30 Nov.", "2024-11-30", "the 16th", "Christmas"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from geodata.dates.context import Context, Rule
from geodata.dates.expression import Reading
from geodata.dates.intervals import day_of, easter, months_later, moved
from geodata.dates.readings import (
    AFTER_DAY,
    BEFORE_DAY,
    OF_YEAR,
    dated,
    interval_reading,
    nearest_year,
    stated_year,
    unresolved,
)
from geodata.dates.words import (
    CLOCK,
    DAY,
    DAY_WORDS,
    MONTH,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    YEAR,
    parse_month,
)
from geodata.model import DateBasis, TimePrecision


def _read_iso(match: re.Match[str], _context: Context) -> Reading | None:
    day = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return dated(day, match, basis=DateBasis.STATED) if day else None


def _read_numeric(match: re.Match[str], _context: Context) -> Reading | None:
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        return None  # "3/4/2024" is a different day on each side of the Atlantic
    day, month = (first, second) if second <= 12 else (second, first)
    found = day_of(int(match["year"]), month, day)
    return dated(found, match, basis=DateBasis.STATED) if found else None


_ATTACKS = re.compile(r"(?:,)?\s(?:terror(?:ist)?\s)?attacks?\b")


def _read_day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    month, named = parse_month(match["month"]), match["day"].lower()
    day = DAY_WORDS.get(named) or int(named)
    stated = stated_year(match, context)
    year = stated if stated is not None else nearest_year(context, month, day)
    if (month, day) == (9, 11) and stated is None and context.after(_ATTACKS):
        year = 2001
    if year is None:
        return unresolved(f"XXXX-{month:02}-{day:02}") if day_of(2000, month, day) else None
    found = day_of(year, month, day)
    basis = DateBasis.STATED if match["year"] else DateBasis.RELATIVE
    if match.groupdict().get("short_year"):
        basis = DateBasis.STATED
    if found is None:
        return None
    last_day = match.groupdict().get("last_day")
    last = day_of(year, month, int(last_day)) if last_day else None
    if last is not None and last > found:
        return interval_reading(found.isoformat(), (found, last), TimePrecision.WEEK, basis)
    return dated(found, match, basis=basis)


def _fixed(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: day_of(year, month, day)


def _easter(days: int) -> Callable[[int], date | None]:
    return lambda year: moved(easter(year), days)


def _thanksgiving(year: int) -> date | None:
    first = day_of(year, 11, 1)
    return moved(first, (3 - first.weekday()) % 7 + 21) if first else None


HOLIDAYS: dict[str, Callable[[int], date | None]] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "valentine's day": _fixed(2, 14),
    "may day": _fixed(5, 1),
    "halloween": _fixed(10, 31),
    "thanksgiving day": _thanksgiving,
    "thanksgiving": _thanksgiving,
    "palm sunday": _easter(-7),
    "good friday": _easter(-2),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "easter": _easter(0),
}


def _read_holiday(match: re.Match[str], context: Context) -> Reading | None:
    name = " ".join(match["holiday"].lower().replace("’", "'").split())
    on = HOLIDAYS[name]
    stated = stated_year(match, context)
    if stated is not None:
        day = on(stated)
    elif context.published is None:
        return unresolved("XXXX-XX-XX")
    else:
        day = on(context.published.year)
        if day and day > context.published and not context.is_ahead():
            day = on(context.published.year - 1)
    if day is None:
        return None
    basis = DateBasis.STATED if match["year"] else DateBasis.RELATIVE
    return dated(day, match, basis=basis)


def _read_nth(match: re.Match[str], context: Context) -> Reading | None:
    day = int(match["day"])
    if context.published is None:
        return unresolved(f"XXXX-XX-{day:02}")
    which = (match.groupdict().get("which") or "").lower()
    shift = {"last": -1, "next": 1}.get(which, 0)
    base = months_later(context.published.replace(day=1), shift)
    found = day_of(base.year, base.month, day) if base else None
    if found and not which and found > context.published and not context.is_ahead():
        base = months_later(context.published.replace(day=1), -1)
        found = day_of(base.year, base.month, day) if base else None
    return dated(found, match, basis=DateBasis.RELATIVE) if found else None


def _read_weekday_nth(match: re.Match[str], context: Context) -> Reading | None:
    reading = _read_nth(match, context)
    if reading is None or reading.start is None:
        return reading
    # "on Monday, 5th Brigade soldiers" is no day.
    return reading if reading.start.weekday() == WEEKDAYS[match["weekday"].lower()] else None


_WEEKDAY_BEFORE = rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT})(?:['’]s)?,?\s(?:the\s)?)?"
_NTH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?<![\d.,])(?P<day>{DAY}){_NTH}(?!\d)"
# Not "the 27th such detention", "the 17th-century church".
_NO_NOUN = r"(?=[.,;:)]|\s(?:and|when|while|after|as|a|an|the|at|in|on|by|near|to)\b|\s*$)"
_LAST_DAY = rf"(?:\s?(?:-|–|—|to|and|or|&)\s?(?P<last_day>{DAY}){_NTH}(?!\d))?"
_HOLIDAY = "|".join(name.replace("'", "['’]").replace(" ", r"\s") for name in HOLIDAYS)

RULES = (
    Rule(
        name="iso_day",
        pattern=rf"(?<!\d)(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
        rf"(?!\d)(?:[T\s](?P<clock>{CLOCK}))?",
        read=_read_iso,
    ),
    Rule(
        name="numeric_day",
        pattern=rf"(?<![\d/.])(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year>{YEAR})(?![\d/])",
        read=_read_numeric,
    ),
    Rule(
        name="month_day",
        pattern=rf"{BEFORE_DAY}{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s{_DAY}{_LAST_DAY}{OF_YEAR}"
        rf"{AFTER_DAY}",
        read=_read_day_of_month,
    ),
    Rule(
        name="day_month",
        pattern=rf"{BEFORE_DAY}{_WEEKDAY_BEFORE}(?:(?i:the)\s)?{_DAY}{_LAST_DAY}\s(?:of\s)?(?P<month>{MONTH})"
        rf"{OF_YEAR}{AFTER_DAY}",
        read=_read_day_of_month,
    ),
    Rule(
        name="worded_day",  # "the sixth of June"
        pattern=rf"(?i:the\s(?P<day>{'|'.join(sorted(DAY_WORDS, key=len, reverse=True))})\sof)"
        rf"\s(?P<month>{MONTH}){OF_YEAR}{AFTER_DAY}",
        read=_read_day_of_month,
    ),
    Rule(
        name="holiday",
        pattern=rf"{BEFORE_DAY}(?P<holiday>(?i:{_HOLIDAY}))\b{OF_YEAR}",
        read=_read_holiday,
    ),
    Rule(
        name="nth",
        pattern=r"(?i:(?<=\bon )|(?<=\bsince )|(?<=\buntil )|(?<=\bfrom )|(?<=\bby ))the\s(?P<day>"
        rf"{DAY})(?:st|nd|rd|th)(?:\sof\s(?P<which>last|this|next)\smonth)?"
        rf"{_NO_NOUN}",
        read=_read_nth,
    ),
    Rule(
        name="weekday_nth",  # "Thursday the 21st", "Wednesday (11) night"
        pattern=rf"{BEFORE_DAY}(?P<weekday>{WEEKDAY}),?\s(?:(?i:the)\s)?\(?(?P<day>{DAY})"
        rf"(?:st|nd|rd|th|\)){AFTER_DAY}{_NO_NOUN}",
        read=_read_weekday_nth,
    ),
)
