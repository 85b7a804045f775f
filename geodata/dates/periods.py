"""Dates that name a longer time: "in March", "the 2016 battle", "the 1990s", "last summer"."""

from __future__ import annotations

import re
from datetime import date

from geodata.dates.context import Context, Rule
from geodata.dates.expression import Reading
from geodata.dates.intervals import day_of, month_of, months_later, moved, year_of, years
from geodata.dates.readings import (
    OF_YEAR,
    PREPOSITION,
    WHICH_YEAR,
    interval_reading,
    nearest_year,
    stated_year,
    unresolved,
)
from geodata.dates.words import MONTH, ORDINALS, SEASONS, YEAR, parse_month
from geodata.model import DateBasis, TimePrecision

_NAME_BEFORE = re.compile(r"[a-z]\s[A-Z][a-z]+\s$")
_SPRING, _WINTER = 3, 12  # their first months
_BUSINESS = re.compile(
    r"\b(?:quarter|profit|sales|earnings|revenue|income|growth|inflation|exports|imports|output|economy"
    r"|year|orders|deficit|surplus|losses)\b"
)
_STREET = re.compile(r"\s(?:Street|St\.|Road|Avenue|Lane|Square|Park|Hill|Fair)\b")
_NAME_BEHIND = re.compile(r"\s[A-Z][a-z]")
_IN_THE = re.compile(
    r"\b(?:in|during|since|by|until|over|through|before|after|of)\s(?:the\s|early\s|late\s)*$",
    re.IGNORECASE,
)
_COUNT_NOUN = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|men|women|children|troops|soldiers|fighters|policemen|officers|families"
    r"|refugees|residents|civilians|protesters|demonstrators|homes|houses|km|kilomet\w+|miles|met\w+|feet"
    r"|tons|tonnes|dollars|euros|pounds|dead|others|workers|members|rebels|militants|prisoners|jobs|lives)\b"
    r"|\s?(?:%|percent|per cent|m\b|kg\b|million\b|block\b)"
    r"|\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]+\s){1,3}(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Drive|Lane|Way)\b"
)


def _read_year_of_line(match: re.Match[str], context: Context) -> Reading | None:
    found = year_of(int(match["year"]))
    if found is None:
        return None
    return interval_reading(match["year"], found, TimePrecision.YEAR, DateBasis.STATED)


def _read_month(match: re.Match[str], context: Context) -> Reading | None:
    month = parse_month(match["month"])
    year = stated_year(match, context)
    if year is None:
        if len(match["month"]) < 5 and match["month"].lower() not in ("may", "june", "july"):
            return None  # "Jan" alone is a name
        if context.after(_STREET):
            return None  # "May Street"
        qualified = bool(match["which"]) or context.before(PREPOSITION)
        if not qualified and (
            month in (3, 5) or context.after(_NAME_BEHIND) or context.before(_NAME_BEFORE)
        ):
            return None
        year = nearest_year(context, month, 1)
        if year is None:
            return unresolved(f"XXXX-{month:02}")
        if _is_yet_to_come(year, month, context) and _is_over(context):
            year -= 1
        if (match["which"] or "").lower() == "this" and context.published is not None:
            year = context.published.year
        current = context.published is not None and month == context.published.month
        if current and (match["which"] or "").lower().startswith("last"):
            year -= 1
    basis = DateBasis.STATED if match["year"] else DateBasis.RELATIVE
    first = day_of(year, month, 1)
    if first is None:
        return None
    days = _part_of_month(month_of(first), match["part"] or "")
    return interval_reading(f"{year:04}-{month:02}", days, TimePrecision.MONTH, basis)


def _part_of_month(month: tuple[date, date], part: str) -> tuple[date, date]:
    """The days of "late", "mid-" or "the second week of" a month, all of them for no such word."""
    first, last = month
    for words, (start, end) in _PARTS_OF_MONTH.items():
        if any(word in part.lower() for word in words):
            return first.replace(day=start), first.replace(day=min(end, last.day))
    return month


def _is_over(context: Context) -> bool:
    return context.is_told_as_past() and not context.is_ahead()


def _is_yet_to_come(year: int, month: int, context: Context) -> bool:
    published = context.published
    return published is not None and (year, month) > (published.year, published.month)


def _read_year(match: re.Match[str], context: Context) -> Reading | None:
    first = int(match["year"])
    newest = (context.published.year if context.published else 2040) + 30
    if match["last_year"]:
        last = int(match["last_year"])
        last += first // 100 * 100 if last < 100 else 0
    else:
        last = first
        prepared = bool(match["part_of"]) or context.before(PREPOSITION)
        is_likely = 1800 <= first <= newest - 20
        if (not prepared and not is_likely) or context.after(_COUNT_NOUN):
            return None
    interval = years(first, last)
    if interval is None or last > newest or last - first > 100:
        return None
    return interval_reading(str(first), interval, TimePrecision.YEAR, DateBasis.STATED)


def _read_decade(match: re.Match[str], _context: Context) -> Reading | None:
    first = int(match["decade"]) if match["decade"] else 1900 + int(match["short"])
    interval = years(first, first + 9)
    if interval is None:
        return None
    value = str(first // 10)
    return interval_reading(value, interval, TimePrecision.YEAR, DateBasis.STATED)


def _read_century(match: re.Match[str], _context: Context) -> Reading | None:
    first = (int(match["century"]) - 1) * 100
    interval = years(max(first, 1), first + 99)
    if interval is None:
        return None
    value = f"{first // 100:02}"
    return interval_reading(value, interval, TimePrecision.YEAR, DateBasis.STATED)


def _read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    number = ORDINALS.get((match["ordinal"] or "").lower()) or int(match["digit"] or 0)
    half = (match["unit"] or "").lower() == "half"
    stated = stated_year(match, context)
    if half and (number > 2 or (stated is None and not _is_of_business(context))):
        return None  # the first half of a match
    length = 6 if half else 3
    letter = "H" if half else "Q"
    if stated is None and context.published is None:
        return unresolved(f"XXXX-{letter}{number}")
    year = stated if stated is not None else context.published.year if context.published else 0
    first = day_of(year, (number - 1) * length + 1, 1)
    if first and stated is None and context.published:
        first = _nearest_period(first, length, context)
    after = months_later(first, length) if first else None
    last = moved(after, -1) if after else None
    if first is None or last is None:
        return None
    basis = DateBasis.STATED if match["year"] else DateBasis.RELATIVE
    value = f"{first.year:04}-{letter}{number}"
    return interval_reading(value, (first, last), TimePrecision.MONTH, basis)


def _is_of_business(context: Context) -> bool:
    around = context.text[max(0, context.start - 120) : context.end + 60]
    return _BUSINESS.search(around) is not None


def _nearest_period(first: date, months: int, context: Context) -> date | None:
    """The latest such part of a year up to the publication, or the coming one if so told."""
    published = context.published
    if published is None:
        return first
    after = months_later(first, months)
    if context.is_ahead():
        return months_later(first, 12) if after and after <= published else first
    return months_later(first, -12) if first > published else first


def _read_season(match: re.Match[str], context: Context) -> Reading | None:
    season, which = match["season"].lower(), (match["which"] or "").lower()
    code = SEASONS[season]
    prepared = bool(which) or (season != "fall" and context.before(_IN_THE))
    stated = stated_year(match, context)
    if stated is None and not prepared:
        return None
    if stated is None and context.published is None:
        return unresolved(f"XXXX-{code}")
    month = {"SP": _SPRING, "SU": 6, "FA": 9, "WI": _WINTER}[code]
    year = stated if stated is not None else context.published.year if context.published else 0
    first = day_of(year, month, 1)
    if first is None:
        return None
    if stated is None and context.published:
        first = _season_start(first, which, context)
    after = months_later(first, 3)
    last = moved(after, -1) if after else None
    if last is None:
        return None
    basis = DateBasis.STATED if match["year"] else DateBasis.RELATIVE
    return interval_reading(f"{first.year:04}-{code}", (first, last), TimePrecision.MONTH, basis)


def _season_start(first: date, which: str, context: Context) -> date:
    published = context.published or first
    if first.month == _WINTER and published.month < _SPRING:
        first = months_later(first, -12) or first  # the winter that began last December
    ended = (published - first).days >= 90
    if which == "next":
        shift = 1 if first <= published else 0
    elif which in ("last", "previous"):
        shift = 0 if ended else -1
    elif not which:
        return _nearest_period(first, 3, context) or first
    else:
        shift = 0
    return months_later(first, 12 * shift) or first


_PARTS_OF_MONTH = {
    ("first week", "first days"): (1, 7),
    ("second week",): (8, 14),
    ("third week",): (15, 21),
    ("last week", "last days"): (22, 31),
    ("early", "beginning", "start"): (1, 10),
    ("mid",): (11, 20),
    ("late", "end"): (21, 31),
}
_PART_OF = (
    r"(?i:(?:early|late|mid|the\s(?:end|beginning|start|middle|(?:first|second|third|last)\s(?:week|days))\sof)"
    r"[ -](?:in\s)?)"
)
_WHICH = r"(?P<which>last|this|next|previous|past)"

RULES = (
    Rule(
        name="year_of_line",  # "1942: Troops occupy", in a list of what happened when
        pattern=rf"(?m:^)(?P<year>{YEAR})(?=:\s[A-Z]|\s[–—-]\s[A-Z])",
        read=_read_year_of_line,
    ),
    Rule(
        name="month",
        pattern=rf"(?P<part>{_PART_OF})?(?:(?i:{_WHICH})\s)?\b(?P<month>{MONTH})(?![\w’'-]*\w){OF_YEAR}",
        read=_read_month,
    ),
    Rule(
        name="quarter",
        pattern=rf"(?i:(?:the\s)?(?:fiscal\s)?(?P<ordinal>first|second|third|fourth)[ -]"
        rf"(?P<unit>quarter|half)\b"
        rf"|Q(?P<digit>[1-4])\b)(?:,?\s(?:of\s)?(?P<year>{YEAR})\b|\sof\s{WHICH_YEAR}\b)?",
        read=_read_quarter,
    ),
    Rule(
        name="season",
        pattern=rf"(?:(?i:the|early|late|mid)[ -])*(?:(?i:{_WHICH})\s)?"
        rf"(?i:(?P<season>{'|'.join(SEASONS)}))\b(?:\s(?:of\s)?(?P<year>{YEAR})\b)?",
        read=_read_season,
    ),
    Rule(
        name="decade",
        pattern=r"(?:(?i:the|early|late|mid)[ -])*(?:(?<!\d)(?P<decade>(?:1[5-9]|20)\d0)['’]?s"
        r"|(?:(?<=the )|(?<=mid-)|(?<=early )|(?<=late )|(?<=['’‘]))['’‘]?(?P<short>[2-9]0)s)\b",
        read=_read_decade,
    ),
    Rule(
        name="century",
        pattern=r"(?i:the\s)?(?<!\d)(?P<century>1?\d|2[01])(?:st|nd|rd|th)\s(?i:century)\b",
        read=_read_century,
    ),
    Rule(
        name="year",
        pattern=rf"(?:(?P<part_of>{_PART_OF}?(?i:fiscal\s(?:year\s)?)|{_PART_OF})|(?<![\d.,:/$€£#-]))(?P<year>{YEAR})"
        r"(?:[-–/](?P<last_year>(?:1[5-9]|20)?\d\d)(?![\d-]))?(?![\d/:-]|[.,]\d|\s?[€$£])\b",
        read=_read_year,
    ),
)
