"""From an article to its result: composition only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from geodata.errors import EndpointError, GazetteerError, IncompleteAnswer, LexiconError
from geodata.events import PatternExtractor
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.geocoding import ServiceGeocoder
from geodata.incidents import find_incidents
from geodata.model import (
    STATEMENTS,
    Article,
    ArticleResult,
    Event,
    Failure,
    Incident,
    Resolution,
)
from geodata.protocols import Extractor, Recognizer, Resolver
from geodata.recognition import DEFAULT, open_recognizer
from geodata.resolution import ContextResolver, ServiceResolver

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The stages that read an article; without an extractor it stops at the places."""

    recognizer: Recognizer
    resolver: Resolver
    extractor: Extractor | None = None

    def run(self, article: Article) -> ArticleResult:
        """All that the stages read out of an article.

        A stage that breaks ends the work on this article: the result holds what came before it,
        and a `Failure` that names the stage. One that answers in part ends nothing; its failures
        are kept. What is no article's fault raises: a broken gazetteer or word list, a language
        model that cannot be reached.
        """
        resolutions: tuple[Resolution, ...] = ()
        events: tuple[Event, ...] = ()
        statements: tuple[Event, ...] = ()
        incidents: tuple[Incident, ...] = ()
        failures: tuple[Failure, ...] = ()
        stage = "recognition"
        try:
            toponyms = self.recognizer.recognize(article)
            stage = "resolution"
            resolutions, failures = _take(lambda: self.resolver.resolve(article, toponyms))
            if (extractor := self.extractor) is not None:
                stage = "extraction"
                found, missing = _take(lambda: extractor.extract(article, resolutions))
                failures += missing
                events = tuple(one for one in found if one.event_type != STATEMENTS)
                statements = tuple(one for one in found if one.event_type == STATEMENTS)
                stage = "incidents"
                incidents = find_incidents(events)
        except (EndpointError, GazetteerError, LexiconError):
            raise
        # Stages are plug-ins, and one strange article among thousands may break any of them in any
        # way; that must cost this article alone.
        except Exception as error:  # noqa: BLE001
            broken = Failure(stage=stage, error=type(error).__name__, detail=str(error))
            failures = (*failures, broken)
        return ArticleResult(
            article=article,
            resolutions=resolutions,
            events=events,
            incidents=incidents,
            failures=failures,
            statements=statements,
        )


def _take(
    answer: Callable[[], tuple[_Part, ...]],
) -> tuple[tuple[_Part, ...], tuple[Failure, ...]]:
    """What a stage answers, and what it says is missing from it."""
    try:
        return answer(), ()
    except IncompleteAnswer as error:
        return error.partial, error.failures


def open_pipeline(
    gazetteer: Gazetteer | None = None,
    *,
    recognizer: str = DEFAULT,
    service: ServiceGeocoder | None = None,
    extractor: Extractor | None = None,
    events: bool = True,
) -> Pipeline:
    """The default stages over a gazetteer, the embedded one unless given.

    Builds the gazetteer on first use. `recognizer` is a name that `open_recognizer` knows. A
    `service` is asked for the places that the gazetteer lacks. `extractor` stands in for the
    trigger words and rules. Without `events` the pipeline stops at the places.
    """
    gazetteer = gazetteer or open_gazetteer()
    resolver: Resolver = ContextResolver(gazetteer)
    if service is not None:
        resolver = ServiceResolver(resolver, service, gazetteer=gazetteer)
    return Pipeline(
        recognizer=open_recognizer(recognizer, gazetteer=gazetteer),
        resolver=resolver,
        extractor=(extractor or PatternExtractor(gazetteer)) if events else None,
    )
