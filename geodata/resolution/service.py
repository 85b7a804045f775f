"""A geocoding service for what the gazetteer lacks: asked after it, and never believed blindly.

Names leave this machine, so nobody gets this resolver without asking for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geopy.exc import GeopyError
from geopy.location import Location

from geodata.errors import IncompleteAnswer
from geodata.gazetteer import Gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.geocoding import ServiceGeocoder
from geodata.model import (
    Article,
    Candidate,
    Failure,
    GeoPrecision,
    Place,
    Resolution,
    ResolutionStatus,
    Toponym,
    ToponymKind,
)
from geodata.protocols import Resolver
from geodata.resolution.precision import precision_of
from geodata.resolution.service_places import to_place

_MOST_NAMES, _LONGEST_NAME = 50, 100
_MOST_OUTAGES = 3
_MAX_CANDIDATES = 5
# Two answers this far apart are different places; this near to a place of the article, related.
_APART_KM, _NEAR_KM = 100.0, 200.0
# What a service can be asked for beyond the name, so that it says the country and writes in Latin.
_OPTIONS = {"nominatim": {"addressdetails": True, "language": "en"}}


class ServiceResolver:
    """Asks a service for the toponyms that another resolver did not find.

    Only the name is sent, each once an article, and only those that mean the place itself. An
    answer counts when it lies in a country that the article's other places lie in. Where the
    service does not answer, `IncompleteAnswer` holds what the gazetteer knows; after three outages
    in a row it is asked nothing more.
    """

    def __init__(
        self, resolver: Resolver, service: ServiceGeocoder, *, gazetteer: Gazetteer
    ) -> None:
        self._resolver = resolver
        self._service = service
        self._gazetteer = gazetteer
        self._outages = 0
        self.id = f"{resolver.id}+{service.name}"

    def resolve(self, article: Article, toponyms: tuple[Toponym, ...]) -> tuple[Resolution, ...]:
        """One resolution per toponym, in the same order."""
        known = self._resolver.resolve(article, toponyms)
        names = list(dict.fromkeys(one.toponym.text for one in known if _is_to_ask(one)))
        if not names:
            return known
        answers: dict[str, tuple[Place, ...]] = {}
        failures: list[Failure] = []
        for name in names[:_MOST_NAMES]:
            if self._outages >= _MOST_OUTAGES:
                break
            try:
                answers[name] = self._ask(name)
                self._outages = 0
            except GeopyError as error:
                self._outages += 1
                failures.append(self._failure(type(error).__name__, f"{error}; asked for {name!r}"))
        unasked = len(names) - len(answers) - len(failures)
        if unasked:
            failures.append(self._failure("NotAsked", f"not asked for {unasked} further names"))
        around = tuple(one.place for one in known if one.place is not None)
        resolutions = tuple(
            self._resolution(one, answers[one.toponym.text], around=around)
            if _is_to_ask(one) and answers.get(one.toponym.text)
            else one
            for one in known
        )
        if failures:
            raise IncompleteAnswer(partial=resolutions, failures=tuple(failures))
        return resolutions

    def _ask(self, name: str) -> tuple[Place, ...]:
        options = _OPTIONS.get(self._service.name, {})
        found = self._service.geocode(name, exactly_one=False, **options)
        if isinstance(found, Location):
            found = [found]
        return tuple(to_place(location, gazetteer=self._gazetteer) for location in found or ())

    def _failure(self, error: str, says: str) -> Failure:
        return Failure(stage="resolution", error=error, detail=f"{self._service.name}: {says}")

    def _resolution(
        self, unknown: Resolution, places: tuple[Place, ...], *, around: tuple[Place, ...]
    ) -> Resolution:
        countries = {place.country_code for place in around} - {None}
        fitting = [one for one in places if not countries or one.country_code in countries]
        fitting.sort(key=lambda place: not _is_near(place, around))  # else in the service's order
        status = _status_of(fitting, around)
        resolved = status is ResolutionStatus.RESOLVED
        candidates = tuple(
            Candidate(
                place=place, score=round(1 / (2 + rank), 3), reasons=self._reasons(place, around)
            )
            for rank, place in enumerate(fitting[:_MAX_CANDIDATES])
        )
        return replace(
            unknown,
            place=fitting[0] if resolved else None,
            status=status,
            geo_precision=precision_of(fitting[0]) if resolved else None,
            score=candidates[0].score if resolved else 0.0,
            candidates=candidates or unknown.candidates,
            resolver=self.id,
        )

    def _reasons(self, place: Place, around: tuple[Place, ...]) -> tuple[str, ...]:
        near = ("near a place of the article",) if _is_near(place, around) else ()
        within = any(place.country_code == one.country_code for one in around)
        country = ("in a country of the article",) if within else ()
        return (f"answered by {self._service.name}", *near, *country, self._service.attribution)


def _is_to_ask(resolution: Resolution) -> bool:
    toponym = resolution.toponym
    return (
        resolution.status is ResolutionStatus.NOT_FOUND
        and toponym.kind is ToponymKind.LITERAL
        and len(toponym.text) <= _LONGEST_NAME
    )


def _status_of(fitting: list[Place], around: tuple[Place, ...]) -> ResolutionStatus:
    """Whether the first of the answers is the answer: not where another is as good, far from it."""
    if not fitting:
        return ResolutionStatus.NOT_FOUND
    best = fitting[0]
    rivals = [one for one in fitting[1:] if _is_near(one, around) == _is_near(best, around)]
    if any(_distance_km(best, rival) > _APART_KM for rival in rivals):
        return ResolutionStatus.AMBIGUOUS
    return ResolutionStatus.RESOLVED


def _is_near(place: Place, around: Sequence[Place]) -> bool:
    return any(
        precision_of(one) is not GeoPrecision.COUNTRY and _distance_km(place, one) <= _NEAR_KM
        for one in around
    )


def _distance_km(one: Place, other: Place) -> float:
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
