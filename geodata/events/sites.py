"""Sites named after the town they lie at: "Aleppo airport" is a place of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from geodata.gazetteer.spatial import distance_km
from geodata.model import (
    Article,
    Candidate,
    GeoPrecision,
    Place,
    Resolution,
    Span,
    ToponymKind,
)

_SITE = re.compile(
    r"(?:['’‘]s)?\s(?:(?:international|military|civilian|main)\s)?"
    r"(?:air\s?port|air\s?base|airfield|airstrip|port|harbou?r|dam|prison|power station)\b",
    re.IGNORECASE,
)
_FARTHEST_KM = 60.0


def find_sites(
    article: Article,
    resolutions: tuple[Resolution, ...],
    find: Callable[[str], tuple[Place, ...]],
) -> tuple[Resolution, ...]:
    """The resolutions, a town's replaced by the site's where the words go on to name one.

    `find` looks names up in a gazetteer; a site that it does not know near the town stays the town.
    """
    return tuple(_at_site(article, resolution, find) for resolution in resolutions)


def _at_site(
    article: Article, resolution: Resolution, find: Callable[[str], tuple[Place, ...]]
) -> Resolution:
    toponym, town = resolution.toponym, resolution.place
    if town is None or toponym.kind is not ToponymKind.LITERAL:
        return resolution
    match = _SITE.match(article.text, toponym.span.end)
    if match is None:
        return resolution
    span = Span(toponym.span.start, match.end())
    near = [
        (apart, site)
        for site in find(span.of(article.text))
        if site.id != town.id
        and (apart := distance_km(town.latitude, town.longitude, site.latitude, site.longitude))
        <= _FARTHEST_KM
    ]
    if not near:
        return resolution
    site = min(near, key=lambda pair: pair[0])[1]
    candidate = Candidate(place=site, score=1.0, reasons=(f"the site at {town.name}",))
    return replace(
        resolution,
        toponym=replace(toponym, span=span, text=span.of(article.text)),
        place=site,
        geo_precision=GeoPrecision.SITE,
        candidates=(candidate, *resolution.candidates),
    )
