"""Days, weeks, months and years as closed intervals, and moving about among them."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

Interval = tuple[date, date]


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of that number, None where the calendar has none ("31 April")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    """The day so many days later, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_of(day: date) -> Interval:
    """Monday to Sunday of the day's week; the calendar's last week is cut short."""
    monday = moved(day, -day.weekday()) or date.min
    return monday, moved(monday, 6) or date.max


def month_of(day: date) -> Interval:
    """The first to the last day of the day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def year_of(year: int) -> Interval | None:
    """The first to the last day of a year, None for a year that the calendar does not have."""
    return (date(year, 1, 1), date(year, 12, 31)) if MINYEAR <= year <= MAXYEAR else None


def years(first: int, last: int) -> Interval | None:
    """The first day of one year to the last day of another."""
    start, end = year_of(first), year_of(last)
    return (start[0], end[1]) if start and end and first <= last else None


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later, the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """The ISO week of a day, "2024-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    correction = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * correction) // 451
    month, day = divmod(h + correction - 7 * m + 114, 31)
    return date(year, month, day + 1)
