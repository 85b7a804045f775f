"""The articles and their events on disk or object storage, as Delta Lake tables.

    <uri>/events      one row per report of an event, `schema.EVENTS`
    <uri>/articles    one row per article read, `schema.ARTICLES`
    <uri>/edits       one row per change that somebody made, `schema.EDITS`; there once one is made

An article's row is written after its events and is the commit mark: events whose article has no
row were left by an interrupted write; readers ignore them and the next write of that article
replaces them. Every write replaces "the rows of these articles" in one atomic commit, so that
writing the same twice changes nothing, and two writers of one article cannot double it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from geodata import schema
from geodata.delta import (
    append_rows,
    change_marks,
    compact_table,
    create_table,
    forget_past,
    is_public,
    iter_batches,
    open_table,
    peek_version,
    read_marks,
    read_table,
    replace_all,
    replace_rows,
    update_rows,
)
from geodata.edits import Edit, correct_rows, to_table
from geodata.errors import StoreError, StoreMissing
from geodata.model import Article, ArticleResult, Failure
from geodata.rows import to_article_row, to_rows
from geodata.versions import DataVersion, Snapshot, read_edits

_UNMERGED = "unmerged"
_FAILED = tuple(one for one in schema.ARTICLES if one.name in ("article_id", "failures"))
_ARTICLES_PER_COMMIT = 200
_ATTEMPTS = 10
_BATCHES_AT_ONCE = 64  # a set of all articles is made for each portion
_UNUSABLE = re.compile(r"[\[\]|^\\\x00-\x1f]")
_SECONDS_PER_COMMIT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with what was found in it, as the article view shows it.

    `toponyms` are the records that `geoparse` prints, `actors` are (start, end, canonical name).
    The text of an imported table's article says what was imported.
    """

    article: Article
    toponyms: tuple[dict[str, Any], ...]
    actors: tuple[tuple[int, int, str], ...]
    failures: tuple[Failure, ...]


class DeltaStore:
    """The event store at an address: a folder, or `s3://`, `gs://`, `az://`.

    Keys of object storage come from the environment, under their usual names. Raises StoreError
    for an address with a character that the tables' library cannot stand.
    """

    def __init__(self, uri: str | Path) -> None:
        unusable = _UNUSABLE.search(str(uri))
        if unusable is not None:
            raise StoreError(
                f"{unusable.group()!r} in the store's address {uri}",
                remedy="choose an address without it",
            )
        self.uri = str(uri).removeprefix("file://").rstrip("/")
        self._events = f"{self.uri}/events"
        self._articles = f"{self.uri}/articles"
        self._edits = f"{self.uri}/edits"

    def version(self) -> int:
        """A number that grows with every change of the store.

        Raises StoreMissing where there is no store, StoreError where it cannot be read.
        """
        return self.snapshot().version

    def peek_version(self) -> int | None:
        """`version` without a look into the tables, None where that does not tell."""
        versions = peek_version(self._events), peek_version(self._articles)
        edits = peek_version(self._edits)
        edited = 0 if edits is None else edits + 1
        return None if None in versions else sum(filter(None, versions)) + edited

    def snapshot(self) -> Snapshot:
        """The tables as they are now, never one before and one after somebody's write."""
        articles, edits = open_table(self._articles), self._open_edits()
        while True:
            events = open_table(self._events)
            again = open_table(self._articles)
            if again.version() == articles.version():
                return Snapshot(events=events, articles=articles, edits=edits)
            articles = again

    def past(self, version: DataVersion) -> Snapshot:
        """The events as they were, files and all as far as they are kept, with today's articles.

        Raises StoreError for a version that never was or that nothing is left of.
        """
        edits = open_table(self._edits, version=version.edits - 1) if version.edits else None
        return Snapshot(
            events=open_table(self._events, version=version.events),
            articles=open_table(self._articles),
            edits=edits,
        )

    def article_ids(self) -> frozenset[str]:
        """The ids of all articles that were written completely."""
        return _article_ids(open_table(self._articles))

    def failed_article_ids(self) -> frozenset[str]:
        """The ids of the articles of which a stage failed when they were read."""
        rows = read_table(open_table(self._articles), _FAILED)
        return frozenset(
            article_id
            for article_id, failures in zip(*rows.to_pydict().values(), strict=True)
            if failures not in (None, "[]")
        )

    def unmerged_runs(self) -> frozenset[str]:
        """The runs that have written reports and not, or not yet, put them into incidents."""
        return read_marks(open_table(self._events), _UNMERGED)

    def mark_unmerged(self, run: str) -> None:
        """Say that a run is writing reports."""
        change_marks(self._events, _UNMERGED, add=frozenset({run}))

    def mark_merged(self, runs: frozenset[str]) -> None:
        """Say that all that these runs have written is put into incidents."""
        change_marks(self._events, _UNMERGED, remove=runs)

    def write(self, results: Iterable[ArticleResult], *, replace: bool = False) -> int:
        """Add articles with their events and return how many were new.

        `results` may be a lazy iterator: what has come is committed every 200 articles, and every
        ten seconds. Articles that are there already are left alone; with `replace` their rows are
        written anew. The store is created where there is none.
        """
        self._create()
        known = frozenset() if replace else self.article_ids()
        written = 0
        for batch in _batches(_without(results, known)):
            ids = [result.article.id for result in batch]
            events = pa.concat_tables(to_rows(result) for result in batch)
            articles = pa.concat_tables(to_article_row(result) for result in batch)
            replace_rows(self._events, events, article_ids=ids)
            replace_rows(self._articles, articles, article_ids=ids)
            written += len(batch)
        if written:
            compact_table(self._events)
            compact_table(self._articles)
        return written

    def write_table(self, article: pa.Table, events: pa.RecordBatchReader) -> bool:
        """Add a whole table of events under one article row; return whether that changed anything.

        `article` is one row of `schema.ARTICLES`, such as an import writes; `events` streams rows
        of `schema.EVENTS` with that article's id. The same article row a second time changes
        nothing and `events` is not read; another row of that id replaces the table it stands for.
        """
        self._create()
        article_id = article["article_id"][0].as_py()
        if self._article_row(article_id).equals(article):
            return False
        replace_rows(self._events, events, article_ids=[article_id])
        replace_rows(self._articles, article, article_ids=[article_id])
        return True

    def change_incidents(
        self,
        find_changes: Callable[[Iterator[pa.RecordBatch]], Mapping[str, str]],
        *,
        columns: Iterable[str],
    ) -> int:
        """Give reports another incident and return how many were changed.

        `find_changes` reads these columns of all complete articles' events and returns event id ->
        incident id, which are written in one atomic commit. When another writer came between, it is
        asked again, of the newer events.
        """
        names = frozenset(columns)
        wanted = tuple(column for column in schema.EVENTS if column.name in names)
        changed = 0
        for _ in range(_ATTEMPTS):
            snapshot = self.snapshot()
            changes = find_changes(_iter_complete(snapshot, wanted))
            if not changes:
                break
            rows = {"event_id": list(changes), "incident_id": list(changes.values())}
            version = update_rows(self._events, pa.table(rows), key="event_id")
            changed += len(changes)
            if version == snapshot.events.version():
                break
        return changed

    def publish(self, articles: pa.Table, events: pa.Table) -> bool:
        """Make these all that the store holds, without a trace of what it held before.

        Returns whether anything changed. The store is created where there is none. Readers find
        articles with all their events at every moment; those of an older version lose its files.
        Raises StoreError for a store that was not made to be published.
        """
        create_table(self._events, schema.EVENTS, public=True)
        create_table(self._articles, schema.ARTICLES, public=True)
        snapshot = self.snapshot()
        if not (is_public(snapshot.events) and is_public(snapshot.articles)):
            raise StoreError(
                f"{self.uri} is a store of its own, not a public set",
                remedy="name another address to publish to",
            )
        before = read_table(snapshot.articles, schema.ARTICLES)
        changed = not (
            before.sort_by("article_id").equals(articles.sort_by("article_id"))
            and read_table(snapshot.events, schema.EVENTS)
            .sort_by("event_id")
            .equals(events.sort_by("event_id"))
        )
        if changed:
            replace_all(self._articles, pa.concat_tables([before, articles]))
            replace_all(self._events, events)
            replace_all(self._articles, articles)
        forget_past(self._events)
        forget_past(self._articles)
        return changed

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles and their events out again; ids that are not there are no error."""
        ids = list(article_ids)
        replace_rows(self._articles, schema.arrow(schema.ARTICLES).empty_table(), article_ids=ids)
        replace_rows(self._events, schema.arrow(schema.EVENTS).empty_table(), article_ids=ids)

    def read_events(self) -> pa.Table:
        """All events of all complete articles, corrected, with the columns of `schema.EVENTS`."""
        snapshot = self.snapshot()
        batches = _iter_complete(snapshot, schema.EVENTS)
        rows = pa.Table.from_batches(batches, schema=schema.arrow(schema.EVENTS))
        return correct_rows(rows, snapshot.overlay())

    def add_edit(self, edit: Edit) -> None:
        """Note a change by hand; what it says holds from the next version on."""
        create_table(self._edits, schema.EDITS, only_grows=True)
        append_rows(self._edits, to_table(edit))

    def read_edits(self) -> tuple[Edit, ...]:
        """All changes by hand, oldest first."""
        return read_edits(self._open_edits())

    def read_articles(self) -> pa.Table:
        """All articles, with the columns of `schema.ARTICLES`."""
        return read_table(open_table(self._articles), schema.ARTICLES)

    def read_article(self, article_id: str) -> StoredArticle | None:
        """One article with its text and marks, None where there is none of that id."""
        rows = self._article_row(article_id).to_pylist()
        return _to_stored_article(rows[0]) if rows else None

    def _article_row(self, article_id: str) -> pa.Table:
        table = open_table(self._articles)
        return read_table(table, schema.ARTICLES, article_id=article_id)

    def _open_edits(self) -> DeltaTable | None:
        try:
            return open_table(self._edits)
        except StoreMissing:
            return None

    def _create(self) -> None:
        create_table(self._events, schema.EVENTS)
        create_table(self._articles, schema.ARTICLES)


def _article_ids(articles: DeltaTable) -> frozenset[str]:
    rows = read_table(articles, (schema.ARTICLES[0],))
    return frozenset(rows["article_id"].to_pylist())


def _iter_complete(
    snapshot: Snapshot, columns: tuple[schema.Column, ...]
) -> Iterator[pa.RecordBatch]:
    """The events of complete articles; `article_id` must be among the columns."""
    complete = pa.array(_article_ids(snapshot.articles), pa.string())
    batches = iter_batches(snapshot.events, columns)
    while some := list(islice(batches, _BATCHES_AT_ONCE)):
        rows = pa.Table.from_batches(some)
        yield from rows.filter(pc.is_in(rows["article_id"], value_set=complete)).to_batches()


def _without(results: Iterable[ArticleResult], known: frozenset[str]) -> Iterator[ArticleResult]:
    """Each unknown article once, although the same may come in twice."""
    seen = set(known)
    for result in results:
        if result.article.id not in seen:
            seen.add(result.article.id)
            yield result


def _batches(results: Iterable[ArticleResult]) -> Iterator[list[ArticleResult]]:
    batch: list[ArticleResult] = []
    since = time.monotonic()
    for result in results:
        batch.append(result)
        if len(batch) >= _ARTICLES_PER_COMMIT or time.monotonic() - since >= _SECONDS_PER_COMMIT:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


def _to_stored_article(row: dict[str, Any]) -> StoredArticle:
    return StoredArticle(
        article=Article(
            id=row["article_id"],
            text=row["text"],
            title=row["title"],
            published=row["published"],
            language=row["language"],
            source=row["source"],
            url=row["url"],
        ),
        toponyms=tuple(json.loads(row["toponyms"])),
        actors=tuple((start, end, name) for start, end, name in json.loads(row["actors"])),
        failures=tuple(Failure(**failure) for failure in json.loads(row["failures"])),
    )
