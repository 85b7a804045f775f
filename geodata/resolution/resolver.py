"""The default resolver: senses from the gazetteer, ranked by what the article says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from geodata.gazetteer import Gazetteer
from geodata.model import (
    Article,
    Candidate,
    Resolution,
    ResolutionStatus,
    Toponym,
)
from geodata.resolution.context import Name
from geodata.resolution.features import grounds_of
from geodata.resolution.precision import precision_of
from geodata.resolution.ranking import Ranking, rank, read_ranking
from geodata.resolution.reasons import reasons_for
from geodata.resolution.verdict import RankedSenses, ranked_senses, status_of

PACKAGE = "geodata.resolution"
WEIGHTS = "weights.json"

_MAX_CANDIDATES = 5


class ContextResolver:
    """Decides which place each name means from the whole article; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, *, ranking: Ranking | None = None) -> None:
        self._gazetteer = gazetteer
        self._ranking = ranking or read_ranking(PACKAGE, WEIGHTS)
        digest = hashlib.sha256(
            f"{gazetteer.id} {dict(self._ranking.provenance)}".encode()
        ).hexdigest()
        self.id = f"context-resolver:{digest[:8]}"

    def resolve(self, article: Article, toponyms: Sequence[Toponym]) -> tuple[Resolution, ...]:
        """One resolution per toponym, in the same order; one sense of a name per article.

        Only a city and the region called like it are told apart by the offices beside each mention.
        """
        grounds = grounds_of(article, toponyms, gazetteer=self._gazetteer)
        rank(grounds, self._ranking)
        found: dict[int, Resolution] = {}
        for number, name in enumerate(grounds.names):
            for office, mentions in name.by_office().items():
                ranked = ranked_senses(grounds, number, office)
                status = status_of(grounds, number, ranked.order)
                candidates = self._candidates(name, ranked)
                for mention in mentions:
                    found[mention] = self._resolution(toponyms[mention], status, candidates)
        return tuple(found[mention] for mention in range(len(toponyms)))

    def _candidates(self, name: Name, ranked: RankedSenses) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                place=self._gazetteer.place_at(name.senses.rows[index]),
                score=round(score, 3),
                reasons=reasons_for(name.observed[index], name.senses),
            )
            for index, score in zip(
                ranked.order[:_MAX_CANDIDATES], ranked.scores[:_MAX_CANDIDATES], strict=True
            )
        )

    def _resolution(
        self, toponym: Toponym, status: ResolutionStatus, candidates: tuple[Candidate, ...]
    ) -> Resolution:
        resolved = status == ResolutionStatus.RESOLVED
        place = candidates[0].place if resolved else None
        return Resolution(
            toponym=toponym,
            place=place,
            status=status,
            geo_precision=precision_of(place) if place else None,
            score=candidates[0].score if resolved else 0.0,
            candidates=candidates,
            resolver=self.id,
        )
