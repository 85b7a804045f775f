"""Many inputs into the store: what is new is read, what is there already is left alone."""

from __future__ import annotations

import secrets
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from geodata.articles import LIMIT_BYTES
from geodata.corpus import Corpus, InputFailure
from geodata.errors import StoreMissing
from geodata.incidents import ROW_COLUMNS, find_changes
from geodata.model import ArticleResult, ResolutionStatus
from geodata.pipeline import Pipeline
from geodata.protocols import EventStore
from geodata.rows import to_rows
from geodata.schema import PlaceStatus

Status = TypeVar("Status", bound=StrEnum)
_MARK_ARTICLES, _MARK_SECONDS = 100, 5.0  # each less than what a store commits at once


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSummary:
    """What a run did with the articles that were new.

    `toponyms` are counted by whether they were resolved, `events` (each a report) by whether they
    are on the map; both hold the reasons why not, and no zeros. `incidents` are those that each
    article tells; one that other articles tell too counts once for each.
    """

    new_articles: int
    known_articles: int
    toponyms: Mapping[ResolutionStatus, int]
    events: Mapping[PlaceStatus, int]
    incidents: int
    failures: tuple[InputFailure, ...]

    def describe(self) -> str:
        """The run in a few lines for people."""
        lines = [
            f"Articles: {self.new_articles} new, {self.known_articles} already there, "
            f"{len(self.failures)} failed"
        ]
        if self.new_articles:
            lines += [
                f"Toponyms: {_describe(self.toponyms)}",
                f"Events: {_describe(self.events)}; they are {self.incidents} incidents",
            ]
        return "\n".join(lines)


def ingest(
    inputs: Iterable[str | Path],
    *,
    store: EventStore,
    pipeline: Pipeline,
    limit_bytes: int = LIMIT_BYTES,
    progress: bool = True,
    dry_run: bool = False,
    retry_failed: bool = False,
) -> IngestSummary:
    """Read all inputs, put what is new into the store and say what came of it.

    Reports of one happening in different articles, new or there already, share an incident
    afterwards. An interrupted run keeps what it has written; the next one reads the rest, and puts
    together what a killed one left. With `dry_run` nothing is written; with `retry_failed` the
    articles that failed before are read again. The other arguments are those of `Corpus`.
    """
    corpus = Corpus(inputs, limit_bytes=limit_bytes, progress=progress)
    run = _Run(store, *_read_state(store, retry_failed=retry_failed))
    tally = _Tally()
    results = tally.iter_counted(corpus.iter_results(pipeline, known=run.known))
    if dry_run:
        deque(results, maxlen=0)
    else:
        try:
            store.write(run.iter_marked(results), replace=retry_failed)
        finally:  # what an interrupted run has written is put together as well
            run.merge(tally.article_ids)
    return IngestSummary(
        new_articles=len(tally.article_ids),
        known_articles=corpus.skipped + tally.repeated,
        toponyms=dict(tally.toponyms),
        events=dict(tally.events),
        incidents=tally.incidents,
        failures=tuple(corpus.failures),
    )


def add(results: Iterable[ArticleResult], *, store: EventStore) -> tuple[str, ...]:
    """Put articles that were read before into the store; returns the ids of those that are new."""
    run = _Run(store, *_read_state(store, retry_failed=False))
    new = [result for result in results if result.article.id not in run.known]
    ids = {result.article.id for result in new}
    try:
        store.write(run.iter_marked(new))
    finally:
        run.merge(ids)
    return tuple(sorted(ids))


def _read_state(store: EventStore, *, retry_failed: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The articles that are not read again, and the runs that have not merged what they wrote."""
    try:
        failed = store.failed_article_ids() if retry_failed else frozenset()
        return store.article_ids() - failed, store.unmerged_runs()
    except StoreMissing:
        return frozenset(), frozenset()


class _Run:
    """One run's writing: its mark in the store lasts until its reports are in their incidents.

    `left` are the marks of runs that were killed, or are at work beside this one: this run puts
    together what they have written so far. One that goes on marks the store anew.
    """

    def __init__(self, store: EventStore, known: frozenset[str], left: frozenset[str]) -> None:
        self.known = known
        self._store = store
        self._left = left
        self._name = secrets.token_hex(6)

    def iter_marked(self, results: Iterable[ArticleResult]) -> Iterator[ArticleResult]:
        """The results; the store is marked before the first and again before each commit."""
        marked = 0.0
        for number, result in enumerate(results):
            if number % _MARK_ARTICLES == 0 or time.monotonic() - marked > _MARK_SECONDS:
                self._store.mark_unmerged(self._name)
                marked = time.monotonic()
            yield result

    def merge(self, article_ids: set[str]) -> None:
        """Put the reports of these articles, of all where runs have left some, together."""
        if article_ids or self._left:
            merged = None if self._left else article_ids
            changes = partial(find_changes, article_ids=merged)
            self._store.change_incidents(changes, columns=ROW_COLUMNS)
            self._store.mark_merged(self._left | {self._name})


@dataclass(slots=True, kw_only=True)
class _Tally:
    """Counts the results that pass through it on their way to the store."""

    article_ids: set[str] = field(default_factory=set)
    repeated: int = 0
    toponyms: Counter[ResolutionStatus] = field(default_factory=Counter)
    events: Counter[PlaceStatus] = field(default_factory=Counter)
    incidents: int = 0

    def iter_counted(self, results: Iterable[ArticleResult]) -> Iterator[ArticleResult]:
        for result in results:
            if result.article.id in self.article_ids:
                self.repeated += 1
                continue
            rows = to_rows(replace(result, statements=()))
            self.article_ids.add(result.article.id)
            self.toponyms.update(resolution.status for resolution in result.resolutions)
            self.events.update(map(PlaceStatus, rows["place_status"].to_pylist()))
            self.incidents += len(set(rows["incident_id"].to_pylist()))
            yield result


def _describe(counts: Mapping[Status, int]) -> str:
    """The counts as "3 (2 mapped, 1 country only)", most frequent first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    parts = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in ranked)
    return f"{sum(counts.values())} ({parts})" if parts else "0"
