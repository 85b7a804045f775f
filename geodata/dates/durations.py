"""Time that names no day: durations, sets, "recently", and the distance of "two days after"."""

from __future__ import annotations

import re

from geodata.dates.context import Context, Rule
from geodata.dates.expression import PRESENT, Reading, TimexType
from geodata.dates.words import (
    CLOCK_UNITS,
    NUMBER,
    PART,
    SEASONS,
    UNIT,
    UNIT_DAYS,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    parse_number,
    parse_unit,
)

ABOUT = (
    r"(?:(?:about|around|nearly|almost|(?:more|less|fewer)\sthan|over|some|at\sleast|just|roughly|only"
    r"|approximately|up\sto)\s(?:the\s)?)?"
)
_TAKES_A_UNIT = re.compile(
    r"\b(?:for|in|within|after|than|about|nearly|almost|over|least|only|just|takes?|took|lasted|half)\s(?:the\s)?$",
    re.IGNORECASE,
)
_HALVES = {
    "hour": ("30", "minute"),
    "day": ("12", "hour"),
    "year": ("6", "month"),
    "decade": ("5", "year"),
    "century": ("50", "year"),
}
_UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}
_AGE = re.compile(r"[ -]olds?\b")
_FRACTION = re.compile(r"\sof\b")


def duration_value(number: str, unit: str) -> str:
    """The TIMEX3 value of a length of time: "P3D", "PT40M", "PXY" for "several years"."""
    text = number.strip().lower()
    count = parse_number(text)
    amount: str
    if count is None:
        amount = text.replace(",", ".") if text[:1].isdigit() else "X"
    else:
        amount = str(count * (2 if unit == "fortnight" else 1))
    return ("PT" if unit in CLOCK_UNITS else "P") + amount + UNITS[unit]


def _read_offset(match: re.Match[str], _context: Context) -> Reading | None:
    if match["day_word"]:
        number, unit = "a", "day"
    else:
        number, unit = match["number"], parse_unit(match["units"])
    count = parse_number(number)
    sign = -1 if match["way"].lower() in ("before", "ahead of", "prior to") else 1
    days = None
    if unit in CLOCK_UNITS:
        days = 0
    elif count is not None and unit in UNIT_DAYS:
        days = sign * count * UNIT_DAYS[unit]
    months = sign * count * _UNIT_MONTHS[unit] if count and unit in _UNIT_MONTHS else None
    value = "XXXX-XX-XX" if match["day_word"] else duration_value(number, unit)
    kind = TimexType.DATE if match["day_word"] else TimexType.DURATION
    return Reading(type=kind, value=value, offset_days=days, offset_months=months)


def _read_duration(match: re.Match[str], context: Context) -> Reading | None:
    if context.after(_AGE):
        return None
    number, unit = match["number"], parse_unit(match["units"])
    if unit == "quarter" and context.after(_FRACTION):
        return None
    if number is None:
        return Reading(type=TimexType.DURATION, value=duration_value("many", unit))
    if match["half"]:
        number, unit = _HALVES.get(unit, ("X", unit))
    elif _is_idle(number.lower(), unit, context):
        return None
    if match["and_half"] and (count := parse_number(number)) is not None:
        number = f"{count}.5"
    return Reading(type=TimexType.DURATION, value=duration_value(number, unit))


def _read_half(match: re.Match[str], _context: Context) -> Reading:
    return Reading(type=TimexType.DURATION, value=duration_value(*_HALVES[match["units"].lower()]))


def _read_one_and_a_half(match: re.Match[str], _context: Context) -> Reading:
    return Reading(type=TimexType.DURATION, value=duration_value("1.5", match["units"].lower()))


def _is_idle(number: str, unit: str, context: Context) -> bool:
    """Whether the words are no duration: "a second bomb", "could one day lead to"."""
    if number not in ("a", "an") and (number, unit) != ("one", "day"):
        return False
    return unit == "second" or not context.before(_TAKES_A_UNIT)


def _read_long(match: re.Match[str], _context: Context) -> Reading:
    unit = parse_unit(match["units"])
    number = "1" if match["units"].lower() == unit else "many"
    return Reading(type=TimexType.DURATION, value=duration_value(number, unit))


def _read_set(match: re.Match[str], _context: Context) -> Reading | None:
    adverb = match["adverb"]
    if match["rate_unit"]:
        return Reading(
            type=TimexType.SET, value=duration_value("1", parse_unit(match["rate_unit"]))
        )
    if adverb:
        value = {"daily": "P1D", "nightly": "P1D", "hourly": "PT1H", "weekly": "P1W"}.get(
            adverb, {"monthly": "P1M", "quarterly": "P1Q"}.get(adverb, "P1Y")
        )
        return Reading(type=TimexType.SET, value=value)
    unit = match["unit"]
    if unit.lower() in WEEKDAYS:
        return Reading(type=TimexType.SET, value=f"XXXX-WXX-{WEEKDAYS[unit.lower()] + 1}")
    singular = parse_unit(unit)
    if unit.lower() in SEASONS:
        return Reading(type=TimexType.SET, value=f"XXXX-{SEASONS[unit.lower()]}")
    if singular not in UNITS:
        return Reading(type=TimexType.SET, value="P1D")
    return Reading(
        type=TimexType.SET,
        value=duration_value(match["number"] or ("2" if match["other"] else "1"), singular),
    )


def _read_reference(match: re.Match[str], _context: Context) -> Reading | None:
    if match["present"]:
        return Reading(type=TimexType.DATE, value=PRESENT)
    return Reading(type=TimexType.DATE, value="PAST_REF" if match["past"] else "FUTURE_REF")


_EVERY_UNIT = rf"(?:(?P<number>{NUMBER})\s)?(?P<unit>{UNIT}|{WEEKDAY}|{PART}|{'|'.join(SEASONS)})"

RULES = (
    Rule(
        name="offset",
        pattern=rf"(?i:{ABOUT}(?:(?P<number>{NUMBER})\s(?P<units>{UNIT})|the\s(?P<day_word>day))"
        r"(?=\s(?P<way>before|after|following|since|ahead\sof|prior\sto)\b(?!\s*[.,;])))",
        read=_read_offset,
    ),
    Rule(
        name="set",
        pattern=rf"(?:(?i:(?:every|each)\s(?:(?P<other>other)\s|single\s)?){_EVERY_UNIT}"
        r"|(?i:(?:once|twice|(?:three|four|five|six|several|many)\stimes)\s(?:an?|per|each|every)\s)"
        r"(?P<rate_unit>hour|day|week|month|year)"
        r"|(?P<adverb>daily|nightly|hourly|weekly|monthly|quarterly|yearly|annually))\b(?!-)",
        read=_read_set,
    ),
    Rule(
        name="half_a_century",
        pattern=r"(?i:half-(?P<units>century|decade))\b",
        read=_read_half,
    ),
    Rule(
        name="one_and_a_half",
        pattern=r"(?i:(?:an?|one)\s(?P<units>hour|day|week|month|year|decade)\sand\sa\shalf)\b",
        read=_read_one_and_a_half,
    ),
    Rule(
        name="duration",
        pattern=rf"(?i:{ABOUT}(?:the\s(?:first|final)\s)?(?:(?P<half>half\s(?=an?\s)))?(?<![\d.,$€£-])(?P<number>{NUMBER})"
        r"(?P<and_half>[ -]and[ -]a[ -]half)?(?:\s|-)(?:more\s|full\s|consecutive\s|straight\s)?"
        rf"(?P<units>{UNIT}))\b(?:[ -]long\b)?",
        read=_read_duration,
    ),
    Rule(
        name="long",
        pattern=r"(?i:(?P<units>hours?|days?|weeks?|months?|years?|decades?)-?long)\b",
        read=_read_long,
    ),
    Rule(
        name="bare_duration",
        pattern=r"(?i:(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\bover )|(?<=\btook ))"
        r"(?P<half>(?!))?(?P<number>(?!))?(?P<and_half>(?!))?"
        r"(?P<units>minutes|hours|days|weeks|months|years|decades|centuries))\b",
        read=_read_duration,
    ),
    Rule(
        name="reference",
        pattern=r"(?i:(?P<present>(?<![-\w])now(?![-\w])|currently|nowadays|at present"
        r"|these days|the present(?!\s\w))|(?P<past>recently|the past(?!\s\w)"
        r"|(?<=in )the past(?!\s(?:[\w-]+\s){0,2}"
        r"(?:hour|day|week|month|year|decade|centur|season|quarter))"
        r"|(?<![-\w])recent(?!\s(?:days|weeks|months|years|decades|hours)))"
        r"|(?P<future>(?:the\s(?:near\s)?)?(?<![-\w])future(?![-\w])"
        r"|(?<!as )soon(?!\s(?:after|as|followed|enough))))\b",
        read=_read_reference,
    ),
)
