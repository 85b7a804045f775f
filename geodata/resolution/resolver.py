"""The default resolver: senses from the gazetteer, ranked by what the article says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from geodata.gazetteer import Gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.model import (
    Article,
    Candidate,
    Resolution,
    ResolutionStatus,
    Toponym,
)
from geodata.resolution.context import Name, group_names, home_of
from geodata.resolution.features import Grounds, groups_of
from geodata.resolution.precision import precision_of
from geodata.resolution.ranking import Ranking, rank, read_ranking
from geodata.resolution.reasons import reasons_for

PACKAGE = "geodata.resolution"
WEIGHTS = "weights.json"

_MAX_CANDIDATES = 5
# Two senses this close in probability, and this far apart on the ground, are not told apart.
_MARGIN = 0.03
_APART_KM = 100.0


class ContextResolver:
    """Decides which place each name means from the whole article; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, *, ranking: Ranking | None = None) -> None:
        self._gazetteer = gazetteer
        self._ranking = ranking or read_ranking(PACKAGE, WEIGHTS)
        self._groups = groups_of(gazetteer)
        digest = hashlib.sha256(
            f"{gazetteer.id} {dict(self._ranking.provenance)}".encode()
        ).hexdigest()
        self.id = f"context-resolver:{digest[:8]}"

    def resolve(self, article: Article, toponyms: Sequence[Toponym]) -> tuple[Resolution, ...]:
        """One resolution per toponym, in the same order; one sense of a name per article."""
        grounds = Grounds(
            names=group_names(article, toponyms, gazetteer=self._gazetteer),
            home=home_of(article),
            gazetteer=self._gazetteer,
            groups=self._groups,
        )
        rank(grounds, self._ranking)
        found: list[Resolution | None] = [None] * len(toponyms)
        for name in grounds.names:
            candidates = self._candidates(name)
            for mention in name.mentions:
                found[mention] = self._decide(toponyms[mention], candidates)
        return tuple(resolution for resolution in found if resolution is not None)

    def _candidates(self, name: Name) -> tuple[Candidate, ...]:
        ranked = sorted(
            zip(name.probabilities, range(len(name.senses.rows)), strict=True),
            key=lambda pair: (-pair[0], pair[1]),
        )[:_MAX_CANDIDATES]
        return tuple(
            Candidate(
                place=self._gazetteer.place_at(name.senses.rows[index]),
                score=round(probability, 3),
                reasons=reasons_for(name.observed[index], name.senses),
            )
            for probability, index in ranked
        )

    def _decide(self, toponym: Toponym, candidates: tuple[Candidate, ...]) -> Resolution:
        status = ResolutionStatus.NOT_FOUND
        best = candidates[0] if candidates else None
        if best:
            status = ResolutionStatus.RESOLVED
            if len(candidates) > 1 and _equal(best, candidates[1]):
                status = ResolutionStatus.AMBIGUOUS
        place = best.place if best and status == ResolutionStatus.RESOLVED else None
        return Resolution(
            toponym=toponym,
            place=place,
            status=status,
            geo_precision=precision_of(place) if place else None,
            score=best.score if best else 0.0,
            candidates=candidates,
            resolver=self.id,
        )


def _equal(one: Candidate, other: Candidate) -> bool:
    """Whether two senses are as likely as each other and not the same spot."""
    return (
        one.score - other.score < _MARGIN
        and distance_km(
            one.place.latitude, one.place.longitude, other.place.latitude, other.place.longitude
        )
        > _APART_KM
    )
