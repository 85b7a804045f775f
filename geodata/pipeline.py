"""From an article to its result: composition only."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.errors import GazetteerError, LexiconError
from geodata.events import PatternExtractor
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.incidents import find_incidents
from geodata.model import Article, ArticleResult, Event, Failure, Incident, Resolution
from geodata.protocols import Extractor, Recognizer, Resolver
from geodata.recognition import DEFAULT, open_recognizer
from geodata.resolution import ContextResolver


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The stages that read an article; without an extractor it stops at the places."""

    recognizer: Recognizer
    resolver: Resolver
    extractor: Extractor | None = None

    def run(self, article: Article) -> ArticleResult:
        """All that the stages read out of an article.

        A stage that breaks ends the work on this article: the result holds what came before it,
        and a `Failure` that names the stage. A broken gazetteer or word list is no article's fault
        and raises.
        """
        resolutions: tuple[Resolution, ...] = ()
        events: tuple[Event, ...] = ()
        incidents: tuple[Incident, ...] = ()
        failures: tuple[Failure, ...] = ()
        stage = "recognition"
        try:
            toponyms = self.recognizer.recognize(article)
            stage = "resolution"
            resolutions = self.resolver.resolve(article, toponyms)
            if self.extractor is not None:
                stage = "extraction"
                events = self.extractor.extract(article, resolutions)
                stage = "incidents"
                incidents = find_incidents(events)
        except (GazetteerError, LexiconError):
            raise
        # Stages are plug-ins, and one strange article among thousands may break any of them in any
        # way; that must cost this article alone.
        except Exception as error:  # noqa: BLE001
            failures = (Failure(stage=stage, error=type(error).__name__, detail=str(error)),)
        return ArticleResult(
            article=article,
            resolutions=resolutions,
            events=events,
            incidents=incidents,
            failures=failures,
        )


def open_pipeline(
    gazetteer: Gazetteer | None = None, *, recognizer: str = DEFAULT, events: bool = True
) -> Pipeline:
    """The default stages over a gazetteer, the embedded one unless given.

    Builds the gazetteer on first use. `recognizer` is a name that `open_recognizer` knows. Without
    `events` the pipeline stops at the places.
    """
    gazetteer = gazetteer or open_gazetteer()
    return Pipeline(
        recognizer=open_recognizer(recognizer, gazetteer=gazetteer),
        resolver=ContextResolver(gazetteer),
        extractor=PatternExtractor(gazetteer) if events else None,
    )
