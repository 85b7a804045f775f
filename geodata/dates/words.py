"""The closed classes of English that dates are made of, as tables and as pieces of patterns.

Month and weekday names must be capitalised ("May", "MAY", never "may"); all else is read in any
letter case.
"""

from __future__ import annotations

import re

from geodata.model import TimePrecision

_MONTH_NAMES = """January February March April May June July August September October November
    December""".split()
MONTHS = {name.lower(): number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name.lower()[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}

_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAYS = {name.lower(): number for number, name in enumerate(_WEEKDAY_NAMES)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
WEEKDAYS |= {"sat": 5, "sun": 6}

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {name: number for number, name in enumerate(_ONES)}
NUMBERS |= {name: 10 * number for number, name in enumerate(_TENS, 2)}
NUMBERS |= {
    f"{tens}-{one}": 10 * number + ones
    for number, tens in enumerate(_TENS, 2)
    for ones, one in enumerate(_ONES[1:10], 1)
}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "dozen": 12}
NUMBERS |= {"hundred": 100, "a hundred": 100, "a single": 1, "one single": 1}
VAGUE = ("several", "a few", "few", "many", "some", "a number of", "dozens of", "recent")

# TIMEX3's letter of a unit; hours and shorter come after a "T".
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_PRECISION = {
    "day": TimePrecision.DAY,
    "week": TimePrecision.WEEK,
    "fortnight": TimePrecision.WEEK,
    "month": TimePrecision.MONTH,
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {
    "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "morning": "MO", "mid-morning": "MO",
    "noon": "T12:00", "midday": "MI", "afternoon": "AF", "mid-afternoon": "AF", "dusk": "EV",
    "sunset": "EV", "evening": "EV", "night": "NI", "overnight": "NI", "nightfall": "NI",
    "early morning hours": "MO", "morning hours": "MO", "wee hours": "MO", "predawn hours": "MO",
    "pre-dawn hours": "MO", "early hours": "MO", "small hours": "MO", "lunchtime": "MI",
    "midnight": "T24:00",
}  # fmt: skip
_NTH_ONES = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth""".split()
DAY_WORDS = {word: number for number, word in enumerate(_NTH_ONES, 1)}
DAY_WORDS |= {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
DAY_WORDS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_NTH_ONES[:9], 1)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _capitalised(names: list[str]) -> str:
    return _longest_first([name.title() for name in names] + [name.upper() for name in names])


_MONTH_SHORT = _capitalised([name for name in MONTHS if len(name) < 5 and name != "may"])
MONTH = rf"(?:{_capitalised(_MONTH_NAMES)}|(?:{_MONTH_SHORT})\b\.?)"
WEEKDAY = rf"(?:{_capitalised(_WEEKDAY_NAMES)})"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1[5-9]|20)\d\d"
NUMBER = rf"(?:(?:{_longest_first([*NUMBERS, *VAGUE])})\b|\d{{1,3}}(?:[.,]\d+)?)"
UNIT = rf"(?:(?:{'|'.join(UNITS)})s?|centuries)"
PART = rf"(?:{_longest_first(list(DAY_PARTS))})"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?|(?:[01]\d|2[0-3])[0-5]\d\s?(?:hours|hrs|GMT|UTC)\b)"
    r"(?:\s(?:GMT|UTC|EST|EDT|ET|PST|PDT|local time|Z)\b)?"
    r"(?:\s(?:in\sthe\s(?:morning|afternoon|evening)|at\snight)\b)?"
)


def parse_number(words: str) -> int | None:
    """The number that words or digits mean, None for "several" and for fractions."""
    text = " ".join(words.lower().split())
    if text.replace(",", "").isdigit():
        return int(text.replace(",", ""))
    return NUMBERS.get(text)


def parse_month(name: str) -> int:
    """The month's number of a month's name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def parse_unit(word: str) -> str:
    """The singular of a unit of time: "weeks" is "week"."""
    singular = word.lower()
    if singular == "centuries":
        return "century"
    return singular.removesuffix("s")


def parse_clock(words: str) -> str | None:
    """A time of day as "20:30", None when the hour does not exist."""
    digits = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?", words)
    if digits is None:
        return None
    hour, minute = int(digits[1]), int(digits[2] or 0)
    if re.search(r"p\.?m|afternoon|evening|night", words, re.IGNORECASE) and hour < 12:
        hour += 12
    elif re.search(r"a\.?m", words, re.IGNORECASE) and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
