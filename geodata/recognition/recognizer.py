"""The default recogniser: the gazetteer's names, judged by a linear model of their context."""

from __future__ import annotations

import hashlib

from geodata.gazetteer import Gazetteer
from geodata.model import Article, Span, Toponym
from geodata.recognition.candidates import find_candidates
from geodata.recognition.casing import with_case
from geodata.recognition.context import Context
from geodata.recognition.groups import group_of
from geodata.recognition.judging import Judge, read_judge
from geodata.recognition.kin import dense_countries, is_kindred, is_native, observe_kin
from geodata.recognition.kinds import kind_of
from geodata.recognition.linear import probability
from geodata.recognition.proposals import is_certain
from geodata.recognition.scan import Scan
from geodata.recognition.selection import select, with_whole_names
from geodata.recognition.sites import at_site
from geodata.recognition.spans import CandidateSpan, Shape
from geodata.recognition.words import word_lists

PACKAGE = "geodata.recognition"
WEIGHTS = "weights.json"
# The log odds that give the highest F1: its probability is half the F1 reached (about 0.87).
THRESHOLD = -0.25
# What is added for a name that the words around announce and that is neither an English word nor a
# person's: the corpora that the weights are fitted to are told from places that are well known.
ANNOUNCED = 2.5


class GazetteerRecognizer:
    """Finds place names without any model to download; safe to share between threads.

    `threshold` is the log odds from which a candidate is taken for a place: higher gives fewer and
    surer ones.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        judge: Judge | None = None,
        threshold: float = THRESHOLD,
    ) -> None:
        self._gazetteer = gazetteer
        self._judge = judge or read_judge(PACKAGE, WEIGHTS)
        self._threshold = threshold
        self._lists = word_lists()
        self._groups = tuple(group_of(code) for code in gazetteer.features)
        self._dense = dense_countries(gazetteer)
        digest = hashlib.sha256(
            f"{gazetteer.id} {threshold} {dict(self._judge.alone.provenance)}".encode()
        ).hexdigest()
        self.id = f"gazetteer-recognizer:{digest[:8]}"

    def context(self, article: Article) -> tuple[list[CandidateSpan], Context]:
        """The candidates of an article and what is known around them; one per span."""
        scan = Scan(with_case(article.text, gazetteer=self._gazetteer, lists=self._lists))
        found = find_candidates(scan, gazetteer=self._gazetteer, lists=self._lists)
        by_span: dict[tuple[int, int], CandidateSpan] = {}
        for candidate in found:
            span = candidate.first, candidate.last
            if span not in by_span or candidate.shape == Shape.NAME:
                by_span[span] = candidate
        candidates = list(by_span.values())
        context = Context(
            scan,
            candidates,
            gazetteer=self._gazetteer,
            lists=self._lists,
            groups=self._groups,
            dense=self._dense,
        )
        return candidates, context

    def recognize(self, article: Article) -> tuple[Toponym, ...]:
        """The place names of an article, in the order of the text, never overlapping."""
        candidates, context = self.context(article)
        log_odds = [odds - self._threshold for odds in self._judge.log_odds(candidates, context)]
        kin = tuple(observe_kin(candidates, log_odds, context))
        for index, candidate in enumerate(candidates):
            if log_odds[index] > -ANNOUNCED and (
                is_certain(candidate, context)
                or is_kindred(candidate, kin[index], context)
                or is_native(candidate, kin[index], context)
            ):
                log_odds[index] += ANNOUNCED
        log_odds = with_whole_names(candidates, log_odds, lists=self._lists)
        return tuple(
            self._toponym(article, candidates[index], context, log_odds[index])
            for index in select(candidates, log_odds)
        )

    def _toponym(
        self, article: Article, candidate: CandidateSpan, context: Context, log_odds: float
    ) -> Toponym:
        candidate = at_site(candidate, context.scan, gazetteer=self._gazetteer, lists=self._lists)
        span = Span(context.scan.starts[candidate.first], candidate.end)
        return Toponym(
            span=span,
            text=span.of(article.text),
            kind=kind_of(
                candidate, context.scan, group=context.group(candidate), lists=self._lists
            ),
            recognizer=self.id,
            score=round(probability(log_odds + self._threshold), 3),
        )
