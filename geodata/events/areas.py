"""The region or country that an event is put in whose place no words tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from geodata.events.places import level_of
from geodata.events.scenes import Scene
from geodata.model import GeoPrecision, Place, Resolution, Span, ToponymKind

_BORDER = re.compile(r"\s(?:border|frontier)\b")  # "near the Thai border" is not yet Thailand


class Areas:
    """The regions and countries of an article, each found once.

    `tells_scene` says whether a place may be where something happened, rather than the dateline's
    or a speaker's; `find_country` gives a country by its code. Demonyms and metonyms count for
    countries: "Syrian troops" says Syria, though not where in it.
    """

    def __init__(
        self,
        text: str,
        resolutions: Sequence[Resolution],
        tells_scene: Callable[[Resolution], bool],
        find_country: Callable[[str], Place | None],
    ) -> None:
        self._text = text
        self._find_country = find_country
        self._home = self._country(resolutions)
        self._regions = [
            one
            for one in resolutions
            if _is_region(one) and _is_in_country(one, self._home) and tells_scene(one)
        ]
        self._region_starts = [one.toponym.span.start for one in self._regions]
        self._literal = [one for one in resolutions if _is_literal(one)]
        self._literal_starts = [one.toponym.span.start for one in self._literal]
        self._literal_country = self._country(self._literal)
        self._by_section: dict[Span, Scene | None] = {}

    def around(
        self, named: Iterable[Resolution], foreign: list[Span], *, section: Span, alone: bool
    ) -> Scene | None:
        """The area of a sentence that names these places; None for none.

        Those inside `foreign` spans do not tell it where anything else does. Without one of its own
        it is the next region of the section, unless `alone`, or else the article's country.
        """
        own = [
            one
            for one in named
            if not _BORDER.match(self._text, one.toponym.span.end)
            and not self._text.endswith("from ", 0, one.toponym.span.start)
        ]
        at_home = [
            one for one in own if not any(span.contains(one.toponym.span) for span in foreign)
        ]
        area = _region(own) or self._country(at_home)
        if area is not None and not any(_is_literal(one) for one in at_home):
            # "Ten Chinese workers": where they come from, if the article plays elsewhere.
            area = self._country_of(section) or area
        if area is None and not alone:
            area = self._next_region(section)
        return area or self._home or self._country(own)

    def _next_region(self, section: Span) -> Scene | None:
        first = bisect_left(self._region_starts, section.start)
        following = self._regions[first : first + 1]
        return _region(one for one in following if section.contains(one.toponym.span))

    def _country_of(self, section: Span) -> Scene | None:
        """The country where most places of a section lie, or else most of the article."""
        if section not in self._by_section:
            first = bisect_left(self._literal_starts, section.start)
            inside = self._literal[first : bisect_left(self._literal_starts, section.end)]
            self._by_section[section] = self._country(inside) or self._literal_country
        return self._by_section[section]

    def _country(self, resolutions: Sequence[Resolution]) -> Scene | None:
        codes = Counter(
            resolution.place.country_code
            for resolution in resolutions
            if resolution.place is not None and resolution.place.country_code
        )
        for code, _ in codes.most_common(1):
            inside = [one for one in resolutions if one.place and one.place.country_code == code]
            named = next((one for one in inside if level_of(one) == 0), None)
            country = self._find_country(code)
            if named is not None:
                return _country_scene(named)
            if country is not None:
                return _country_scene(replace(inside[0], place=country))
        return None


def _is_in_country(resolution: Resolution, country: Scene | None) -> bool:
    """Whether a place lies in the country that the article speaks of, or none is known."""
    around = country.resolution.place if country else None
    place = resolution.place
    return around is None or place is None or place.country_code == around.country_code


def _is_literal(resolution: Resolution) -> bool:
    return resolution.place is not None and resolution.toponym.kind is ToponymKind.LITERAL


def _is_region(resolution: Resolution) -> bool:
    told = resolution.toponym.kind in (ToponymKind.LITERAL, ToponymKind.PART_OF_NAME)
    return resolution.place is not None and told and 1 <= level_of(resolution) <= 3


def _region(resolutions: Iterable[Resolution]) -> Scene | None:
    region = next(filter(_is_region, resolutions), None)
    if region is None:
        return None
    return Scene(
        resolution=region,
        geo_precision=max(region.geo_precision or GeoPrecision.NEAR, GeoPrecision.NEAR),
        radius_km=region.place.radius_km if region.place else None,
        inherited=True,
    )


def _country_scene(resolution: Resolution) -> Scene:
    place = resolution.place
    return Scene(
        resolution=resolution,
        geo_precision=GeoPrecision.COUNTRY,
        radius_km=place.radius_km if place else None,
        inherited=resolution.toponym.kind is not ToponymKind.LITERAL,
    )
