"""Many inputs into the store: what is new is read, what is there already is left alone."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geodata.articles import LIMIT_BYTES
from geodata.corpus import Corpus, InputFailure
from geodata.errors import StoreMissing
from geodata.model import ArticleResult
from geodata.pipeline import Pipeline
from geodata.protocols import EventStore
from geodata.rows import to_rows
from geodata.schema import PlaceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSummary:
    """What a run did; `events` counts the new reports by where they are on the map, or why not."""

    new_articles: int
    known_articles: int
    toponyms: int
    incidents: int
    events: tuple[tuple[PlaceStatus, int], ...]
    failures: tuple[InputFailure, ...]

    def describe(self) -> str:
        """The run in a few lines for people."""
        reports = sum(count for _, count in self.events)
        places = ", ".join(f"{count} {status}" for status, count in self.events)
        return (
            f"Articles: {self.new_articles} new, {self.known_articles} already there, "
            f"{len(self.failures)} failed\n"
            f"Toponyms: {self.toponyms}\n"
            f"Events: {reports} reports of {self.incidents} incidents"
            + (f" ({places})" if places else "")
        )


def ingest(
    inputs: Iterable[str | Path],
    *,
    store: EventStore,
    pipeline: Pipeline,
    limit_bytes: int = LIMIT_BYTES,
    progress: bool = True,
    dry_run: bool = False,
) -> IngestSummary:
    """Read all inputs, put what is new into the store and say what came of it.

    An interrupted run keeps what it has written, and the next one reads the rest. With `dry_run`
    nothing is written. The other arguments are those of `Corpus`.
    """
    corpus = Corpus(inputs, limit_bytes=limit_bytes, progress=progress)
    try:
        known = store.article_ids()
    except StoreMissing:
        known = frozenset()
    tally = _Tally()
    results = tally.iter_counted(corpus.iter_results(pipeline, known=known))
    if dry_run:
        deque(results, maxlen=0)
    else:
        store.write(results)
    return IngestSummary(
        new_articles=len(tally.article_ids),
        known_articles=corpus.skipped + tally.repeated,
        toponyms=tally.toponyms,
        incidents=tally.incidents,
        events=tuple(
            (status, tally.events[status]) for status in PlaceStatus if tally.events[status]
        ),
        failures=tuple(corpus.failures),
    )


@dataclass(slots=True, kw_only=True)
class _Tally:
    """Counts the results that pass through it on their way to the store."""

    article_ids: set[str] = field(default_factory=set)
    repeated: int = 0
    toponyms: int = 0
    incidents: int = 0
    events: Counter[PlaceStatus] = field(default_factory=Counter)

    def iter_counted(self, results: Iterable[ArticleResult]) -> Iterator[ArticleResult]:
        for result in results:
            if result.article.id in self.article_ids:
                self.repeated += 1
                continue
            rows = to_rows(result)
            self.article_ids.add(result.article.id)
            self.toponyms += len(result.resolutions)
            self.incidents += len(set(rows["incident_id"].to_pylist()))
            self.events.update(map(PlaceStatus, rows["place_status"].to_pylist()))
            yield result
