"""Stretches of time: "last week", "the past two days", "three weeks ago"."""

from __future__ import annotations

import re
from datetime import date

from geodata.dates.context import Context, Rule
from geodata.dates.durations import ABOUT, duration_value
from geodata.dates.expression import Reading, TimexType
from geodata.dates.intervals import (
    Interval,
    month_of,
    months_later,
    moved,
    week_of,
    week_value,
    year_of,
    years,
)
from geodata.dates.readings import interval_reading, unresolved
from geodata.dates.words import (
    CLOCK_UNITS,
    NUMBER,
    UNIT,
    UNIT_DAYS,
    UNIT_PRECISION,
    parse_number,
    parse_unit,
)
from geodata.model import DateBasis, TimePrecision

_WITHIN = re.compile(r"\b(?:in|over|during|within|for|throughout)\s$", re.IGNORECASE)
VAGUELY = 3  # "the past few days", as ACLED's coders count "several"
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}


def calendar_unit(day: date, unit: str, shift: int) -> tuple[str, Interval] | None:
    """The TIMEX3 value and the days of the unit that lies `shift` units from the day's own."""
    if unit in ("day", "week", "fortnight", "weekend"):
        target = moved(day, shift * UNIT_DAYS.get(unit, 7))
        if target is None:
            return None
        if unit == "day":
            return target.isoformat(), (target, target)
        start, end = week_of(target)
        if unit == "weekend":
            return week_value(target) + "-WE", (moved(start, 5) or start, end)
        return week_value(target), (start, end)
    if unit in ("month", "quarter"):
        target = months_later(day, shift * (3 if unit == "quarter" else 1))
        if target is None:
            return None
        if unit == "month":
            return target.isoformat()[:7], month_of(target)
        first = date(target.year, (target.month - 1) // 3 * 3 + 1, 1)
        value = f"{target.year:04}-Q{(target.month + 2) // 3}"
        return value, (first, month_of(months_later(first, 2) or first)[1])
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first_year = day.year // length * length + shift * length
    interval = year_of(first_year) if length == 1 else years(first_year, first_year + length - 1)
    if interval is None:
        return None
    return f"{first_year:04}"[: {1: 4, 10: 3, 100: 2}[length]], interval


def _read_which_unit(match: re.Match[str], context: Context) -> Reading | None:
    unit, which = (match["unit"] or "year").lower(), (match["which"] or "").lower().split(" ")[-1]
    if which in ("last", "next") and match["the"] and unit != "day" and context.before(_WITHIN):
        return _stretch("1", unit, context, forward=which == "next")
    told_before = context.anchor_period if unit in ("month", "year") else context.anchor
    counts_on = which in ("same", "that", "following", "previous") or (
        which == "next" and (unit == "day" or match["the"] is not None)
    )
    counts_on = counts_on or (match["the"] is not None and not which and unit == "day")
    anchored = counts_on and told_before is not None
    origin = told_before if anchored else context.published
    if origin is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}
    step = shift.get(which, 0)
    if unit == "weekend":
        step = _weekend_shift(origin, which, context)
    found = calendar_unit(origin, unit, step)
    if found is None:
        return None
    value, (start, end) = found
    told_so_far = step == 0 and not anchored and not context.is_ahead()
    if told_so_far and start <= origin < end:
        end = origin
    precision = UNIT_PRECISION.get(unit, TimePrecision.YEAR)
    if unit == "weekend":
        precision = TimePrecision.WEEK
    elif unit == "quarter":
        precision = TimePrecision.MONTH
    return interval_reading(value, (start, end), precision, DateBasis.RELATIVE)


def _weekend_shift(origin: date, which: str, context: Context) -> int:
    if which in ("next", "coming", "following"):
        return 0 if origin.weekday() < 5 else 1
    if which in ("last", "past", "previous"):
        return -1
    if which == "this" and origin.weekday() >= 3:
        return 0
    return 0 if origin.weekday() >= 5 or context.is_ahead() else -1


def _read_past_units(match: re.Match[str], context: Context) -> Reading | None:
    unit = parse_unit(match["units"])
    plural = match["units"].lower() != unit
    number = match["number"] or ("many" if plural else "1")
    forward = match["way"].lower() in ("next", "coming", "following")
    return _stretch(number, unit, context, forward=forward)


def _stretch(number: str, unit: str, context: Context, *, forward: bool) -> Reading:
    """The reading of so many units up to the publication, or from it on."""
    value = duration_value(number, unit)
    count = parse_number(number)
    if count is None:
        count = VAGUELY
    if context.published is None:
        return Reading(type=TimexType.DURATION, value=value)
    far = _shifted(context.published, unit, count if forward else -count)
    if far is None:
        return Reading(type=TimexType.DURATION, value=value)
    start, end = sorted((far, context.published))
    return Reading(
        type=TimexType.DURATION,
        value=value,
        start=start,
        end=end,
        precision=_precision((end - start).days),
        basis=DateBasis.RELATIVE,
    )


def _precision(days: int) -> TimePrecision:
    if days < 1:
        return TimePrecision.DAY
    if days <= 8:
        return TimePrecision.WEEK
    return TimePrecision.MONTH if days <= 62 else TimePrecision.YEAR


def _shifted(day: date, unit: str, count: int) -> date | None:
    if unit in CLOCK_UNITS:
        hours = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}[unit] * count
        return moved(day, round(hours / 24)) if abs(hours) < 1e6 else None
    if unit in UNIT_DAYS:
        return moved(day, count * UNIT_DAYS[unit])
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return months_later(day, count * months)


def _read_ago(match: re.Match[str], context: Context) -> Reading | None:
    unit, way = parse_unit(match["units"]), match["way"].lower()
    anchored = way in ("earlier", "later", "before", "after")
    number = match["number"] or ""
    if not number and unit == match["units"].lower():
        return None
    unit = "day" if unit == "night" else unit
    told_before = context.anchor_period if unit in ("month", "year") else context.anchor
    origin = (told_before if anchored else None) or context.published
    count = parse_number(number) or 0
    sign = 1 if way in ("later", "after", "from now", "hence") else -1
    if origin is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    if number.lower().startswith("half ") and unit in CLOCK_UNITS:
        count = 1
    if not count and anchored:
        return Reading(type=TimexType.DATE, value=_UNKNOWN.get(unit, "XXXX-XX-XX"))
    if not count:
        return Reading(type=TimexType.DATE, value="FUTURE_REF" if sign > 0 else "PAST_REF")
    if unit in CLOCK_UNITS:
        unit, count = "day", round(count / 24) if unit == "hour" else 0
    if unit == "fortnight":
        unit, count = "week", count * 2
    found = calendar_unit(origin, unit, sign * count)
    if found is None:
        return None
    value, interval = found
    precision = UNIT_PRECISION.get(unit, TimePrecision.YEAR)
    return interval_reading(value, interval, precision, DateBasis.RELATIVE)


def _read_compared(match: re.Match[str], context: Context) -> Reading | None:
    """ "The year-earlier quarter", "year-ago levels"."""
    unit = match["units"].lower()
    if context.published is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    found = calendar_unit(context.published, unit, -1)
    if found is None:
        return None
    value, interval = found
    precision = UNIT_PRECISION.get(unit, TimePrecision.YEAR)
    return interval_reading(value, interval, precision, DateBasis.RELATIVE)


_SOONER = r"(?:(?:earlier|later|early|late|sometime)\s)?"
_SINGLE = r"(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)"

RULES = (
    Rule(
        name="past_units",
        pattern=rf"(?i:(?:(?:the|these)\s)?(?P<way>past|last|next|coming|following|previous)\s"
        rf"(?:(?P<number>{NUMBER})[ -])(?P<units>{UNIT}))\b",
        read=_read_past_units,
    ),
    Rule(
        name="past_unit",
        pattern=rf"(?i:(?:the|this)\s(?P<way>past|coming)(?P<number>(?=\s))\s(?P<units>{UNIT}))\b",
        read=_read_past_units,
    ),
    Rule(
        name="which_unit",
        pattern=rf"(?i:{_SOONER}(?P<the>the\s)?"
        rf"(?P<which>this\spast|this\scoming|this|last|next|previous|following|same|that|past|coming)"
        rf"\s{_SINGLE})\b(?!['’]?-)",
        read=_read_which_unit,
    ),
    Rule(
        name="the_unit",
        pattern=r"(?i:(?:the\s(?:end|beginning|start|middle|rest|remainder)\sof|(?:earlier|later)\sin)\s"
        r"(?P<the>the\s)(?P<which>)(?P<unit>day|week|month|year|decade)"
        r"|(?<!\w)the\syear(?=\s(?:ended|ending)\s))\b",
        read=_read_which_unit,
    ),
    Rule(
        name="weekend",
        pattern=r"(?i:(?:(?P<which>the)\s)?(?P<the>(?!))?(?P<unit>weekend))\b(?!\s(?:break|trip|edition|magazine))",
        read=_read_which_unit,
    ),
    Rule(
        name="compared",
        pattern=r"(?i:(?P<units>year|month|week|quarter)-(?:ago|earlier))\b",
        read=_read_compared,
    ),
    Rule(
        name="ago",
        pattern=rf"(?i:{ABOUT}(?:(?P<number>(?:half\s)?{NUMBER})\s)?(?P<units>{UNIT}|nights?)\s"
        r"(?P<way>ago|earlier|later|from\snow|hence|before(?=\s*[.,;])|after(?=\s*[.,;])))\b",
        read=_read_ago,
    ),
)
