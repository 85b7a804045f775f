"""Counts, dates and places in words, the same wherever the page says them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from geodata.model import ActorBasis, DateBasis, GeoPrecision, TimePrecision
from geodata.schema import PlaceStatus

_STATUS_WORDS = {
    PlaceStatus.MAPPED: "on the map",
    PlaceStatus.COUNTRY_ONLY: "country only",
    PlaceStatus.AMBIGUOUS: "ambiguous",
    PlaceStatus.NOT_FOUND: "not found",
    PlaceStatus.NO_PLACE: "no place named",
}
_DAYS_KEPT = 4096
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~$:^&]")
_TOLD_BY_DISTANCE = re.compile(r"\d+ km ")  # "27 km east of Aleppo"
_TOLD_BY_ENDS = "between "  # "between Gusau and Funtua"
_PRECISION_WORDS = {
    GeoPrecision.NEAR: "near",
    GeoPrecision.REGION: "somewhere in",
    GeoPrecision.COUNTRY: "somewhere in",
}
# What GeoNames calls a place, by the beginning of its code.
_PLACE_KINDS = {
    "PPL": "town",
    "ADM1": "region",
    "ADM": "district",
    "PCL": "country",
    "AIR": "airport",
}


_KNOWN_TO = {
    GeoPrecision.SITE: "the place itself",
    GeoPrecision.NEAR: "near it, or a district",
    GeoPrecision.REGION: "a region",
    GeoPrecision.COUNTRY: "a country",
}


def plain(text: str) -> str:
    """Words for a label that Streamlit would read as Markdown, with nothing in them read so."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def plural(count: int, one: str) -> str:
    """A count with its noun: "1 report", "1,200 reports"."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def day(value: date) -> str:
    """A day: "1 December 2024"."""
    return f"{value.day} {value:%B} {value.year}"


@lru_cache(maxsize=_DAYS_KEPT)  # the timeline says hundreds of them on every run of the page
def days(first: date, last: date) -> str:
    """A closed range of days, saying month and year once: "29 November to 1 December 2024"."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def dates(first: date | None, last: date | None) -> str:
    """A range of days that may be open: "since 29 November 2024"; "" for all time."""
    if first and last:
        return days(first, last)
    if first:
        return f"since {day(first)}"
    return f"until {day(last)}" if last else ""


def precision(known: GeoPrecision) -> str:
    """How exactly a place is known."""
    return _KNOWN_TO[known]


def headline(*, reports: int, incidents: int, first: date | None, last: date | None) -> str:
    """The page's title: "14 reports of 9 incidents, 29 November to 1 December 2024"."""
    if reports == 0:
        return "No reports"
    words = f"{plural(reports, 'report')} of {plural(incidents, 'incident')}"
    return f"{words}, {days(first, last)}" if first and last else words


def placement(by_status: Mapping[str, int]) -> str:
    """What is on the map and what is not: "14 reports, 12 on the map, 1 country only"."""
    total = sum(by_status.values())
    parts = [plural(total, "report")]
    if by_status.get(PlaceStatus.MAPPED) == total:
        return f"{parts[0]}, {'all ' if total > 1 else ''}on the map"
    for status, words in _STATUS_WORDS.items():
        count = by_status.get(status.value, 0)
        if count or status is PlaceStatus.MAPPED:
            parts.append(f"{count:,} {words}")
    return ", ".join(parts)


def status_words(status: str) -> str:
    """A place status in the page's words."""
    return _STATUS_WORDS[PlaceStatus(status)]


def when(event: Mapping[str, object]) -> str:
    """An event's date as exactly as it is known, and what it rests on where that is assumed."""
    first, last = event["event_date"], event["event_date_end"]
    if not isinstance(first, date) or not isinstance(last, date):
        return "date unknown"
    precision = event["time_precision"]
    if precision == TimePrecision.YEAR and first.year == last.year:
        words = str(first.year)
    elif precision == TimePrecision.MONTH and (first.year, first.month) == (last.year, last.month):
        words = f"{first:%B} {first.year}"
    else:
        words = days(first, last)
    assumed = event["date_basis"] == DateBasis.PUBLICATION
    return f"{words} (assumed from the publication)" if assumed else words


def where(event: Mapping[str, object]) -> str:
    """An event's place as exactly as it is known, with its region and country."""
    if not event["place"]:
        return "no place named"
    precision = event["geo_precision"]
    prefix = _PRECISION_WORDS.get(GeoPrecision(precision)) if precision else None
    if _TOLD_BY_DISTANCE.match(str(event["place"])):
        prefix = "about"
    elif str(event["place"]).startswith(_TOLD_BY_ENDS):
        prefix = None
    names = [str(event["place"])]
    for wider in (event["admin1"], event["country"]):
        if wider and wider not in names:
            names.append(str(wider))
    words = ", ".join(names)
    words = f"{prefix} {words}" if prefix else words
    return words if event["place_status"] in _PLACED else f"“{words}” (place not found)"


def what_where_when(event: Mapping[str, object]) -> str:
    """An event in one line: "Armed clash, near Damascus, Syria, 1 December 2024"."""
    what = event["sub_event_type"] or event["event_type"] or "Event"
    return f"{what}, {where(event)}, {when(event)}"


def confidence(event: Mapping[str, object]) -> str:
    """How sure the program is of an event: "confidence 80 %"; "" where people coded it."""
    share = event["confidence"]
    return f"confidence {100 * share:.0f} %" if isinstance(share, float) else ""


def initiator(event: Mapping[str, object]) -> str:
    """Who began an event, "likely" so where its own words do not say; "" for nobody."""
    name = str(event["actor1"] or "")
    return f"likely {name}" if event.get("actor1_basis") == ActorBasis.CONTEXT else name


def who(event: Mapping[str, object]) -> str:
    """The actors of an event: initiator first, an arrow to whom it was done to; "" for none."""
    first, second = event["actor1"], event["actor2"]
    named = [str(name) for name in event["actors"] or ()]  # type: ignore[union-attr]
    main = " → ".join(filter(None, (initiator(event), str(second or ""))))
    others = [name for name in named if name not in (first, second)]
    return ", ".join(filter(None, [main, *others]))


_PLACED = (PlaceStatus.MAPPED, PlaceStatus.COUNTRY_ONLY)


def place_kind(feature_code: str) -> str:
    """What kind of place a code of GeoNames stands for, "" for those that their names tell."""
    for beginning, kind in _PLACE_KINDS.items():
        if feature_code.startswith(beginning):
            return kind
    return ""
