"""Days told from the day of publication: "Saturday", "last Saturday night", "yesterday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from geodata.dates.context import Context, Rule
from geodata.dates.expression import Reading, TimexType
from geodata.dates.intervals import moved
from geodata.dates.readings import AFTER_DAY, BEFORE_DAY, dated, unresolved
from geodata.dates.words import (
    CLOCK,
    DAY_PARTS,
    PART,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    parse_clock,
)
from geodata.model import DateBasis

_PUBLICATION_NAME = re.compile(
    r"\s(?:Times|Mail|Mirror|Telegraph|Express|Post|Mercury|Herald|Star|Tribune|Independent|People|Sun"
    r"|Night Live|Morning Herald|Magazine|Review)\b"
)
_NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Super|Cyber|Ash|Sheffield|Man)\s$")


def _read_weekday(match: re.Match[str], context: Context) -> Reading | None:
    name = match["weekday"].rstrip(".")
    if context.after(_PUBLICATION_NAME) or context.before(_NAMED_DAY):
        return None
    weekday = WEEKDAYS[name.lower()]
    if match["plural"]:
        part = match["plural_part"]
        code = "T" + DAY_PARTS[part.lower()] if part else ""
        return Reading(type=TimexType.SET, value=f"XXXX-WXX-{weekday + 1}{code}")
    if context.published is None:
        return unresolved(f"XXXX-WXX-{weekday + 1}")
    which = " ".join((match["which"] or "").lower().split())
    week = (match["week"] or "").lower().split(" ")[0]
    day = _weekday_near(weekday, which, week, context)
    if day is None:
        return None
    return dated(day, match, basis=DateBasis.RELATIVE)


def _weekday_near(weekday: int, which: str, week: str, context: Context) -> date | None:
    published = context.published
    if published is None:
        return None
    if week:
        shift = {"last": -7, "next": 7, "following": 7, "previous": -7}.get(week, 0)
        return moved(published, weekday - published.weekday() + shift)
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    if which.endswith(("following", "previous")) and context.anchor is not None:
        anchor = context.anchor
        if which.endswith("following"):
            return moved(anchor, (weekday - anchor.weekday()) % 7 or 7)
        return moved(anchor, -((anchor.weekday() - weekday) % 7 or 7))
    if which in ("last", "past", "this past", "previous"):
        return moved(published, -(back or 7))
    if which in ("next", "coming", "this coming", "following"):
        return moved(published, ahead or 7)
    if which == "this":
        return moved(published, weekday - published.weekday())
    if context.is_ahead():
        return moved(published, ahead)
    return moved(published, -back)


def _read_deictic(match: re.Match[str], context: Context) -> Reading | None:
    words = " ".join(match["deictic"].lower().split())
    shift = {
        "yesterday": -1, "tomorrow": 1, "last night": -1, "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }.get(words, 0)  # fmt: skip
    part = "night" if words in ("tonight", "last night") else words.partition("this ")[2]
    if context.published is None:
        code = "T" + DAY_PARTS[part] if part else ""
        return unresolved("XXXX-XX-XX" + code, TimexType.TIME if part else TimexType.DATE)
    day = moved(context.published, shift)
    if day is None:
        return None
    reading = dated(day, match, basis=DateBasis.RELATIVE)
    if part and reading.type is TimexType.DATE:
        value = f"{day.isoformat()}T{DAY_PARTS[part]}"
        return replace(reading, type=TimexType.TIME, value=value)
    return reading


def _read_overnight(_match: re.Match[str], context: Context) -> Reading | None:
    if context.published is None:
        return unresolved("XXXX-XX-XXTNI", TimexType.TIME)
    return Reading(type=TimexType.TIME, value=f"{context.published.isoformat()}TNI")


def _read_clock(match: re.Match[str], context: Context) -> Reading | None:
    """A time of day with no day to it: the day is that of the story, so it dates nothing alone."""
    day = context.anchor or context.published
    value = day.isoformat() if day else "XXXX-XX-XX"
    if match["time_of_day"]:
        hour = parse_clock(match["time_of_day"])
        return Reading(type=TimexType.TIME, value=f"{value}T{hour}") if hour else None
    code = DAY_PARTS[" ".join(match["day_part"].lower().split())]
    return Reading(type=TimexType.TIME, value=value + (code if code[0] == "T" else "T" + code))


RULES = (
    Rule(
        name="weekday",
        pattern=rf"{BEFORE_DAY}(?:(?i:(?P<which>last|next|this\spast|this\scoming|this|past|coming|the\sprevious"
        rf"|the\sfollowing|previous|following))\s)?\b(?:(?P<weekday>{WEEKDAY}|{WEEKDAY_SHORT}(?=,?\s\d)))"
        rf"(?P<plural>s(?!\w)|\s(?P<plural_part>morning|afternoon|evening|night)s(?!\w))?(?!\w)(?:\sof\s(?=last|this|next)|\s(?=last\sweek|this\sweek|next\sweek))?"
        rf"(?:(?P<week>last|this|next)\sweek)?{AFTER_DAY}",
        read=_read_weekday,
    ),
    Rule(
        name="deictic",
        pattern=rf"(?i:{BEFORE_DAY}(?:earlier\s|later\s)?(?P<deictic>the\sday\sbefore\syesterday"
        rf"|the\sday\safter\stomorrow|yesterday|today|tomorrow|tonight|last\snight"
        rf"|this\s(?:morning|afternoon|evening))\b)(?!['’]s\s(?:world|youth|society)\b){AFTER_DAY}",
        read=_read_deictic,
    ),
    Rule(name="overnight", pattern=r"(?i:overnight)\b(?!-)", read=_read_overnight),
    Rule(
        name="clock",
        pattern=rf"(?<![\d:.,$€£-])(?P<time_of_day>{CLOCK})(?![\d:%-]|\.\d)"
        r"|(?i:(?:(?<=\bat )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\bby )|(?<=\bin the )"
        r"|(?<=\band )(?=noon\b|midnight\b)|(?<=\bthrough )the\s|(?<=\bthroughout )the\s"
        r"|(?<=\bduring )the\s))"
        rf"(?i:(?:early\s|late\s)?(?P<day_part>{PART}))\b",
        read=_read_clock,
    ),
)
