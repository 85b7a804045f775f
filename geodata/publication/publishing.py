"""The public set of a private store: its articles and events, read and made into their twins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from geodata import schema
from geodata.errors import PublicationError, StoreMissing
from geodata.publication.ids import Ids, with_incidents
from geodata.publication.names import Names
from geodata.publication.rules import PublicationRules
from geodata.publication.sizes import GazetteerSizes, Sizes
from geodata.publication.twin import Changes, Row, Twin
from geodata.publication.withholding import Withholding
from geodata.store import DeltaStore

_ROWS_AT_ONCE = 10_000
_DECIDING = (
    "article_id", "actors", "actor1", "actor2", "source", "event_type", "sub_event_type",
    "event_date_end", "published", "start", "end", "place", "place_status", "place_start",
    "place_end", "geo_precision", "radius_km",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A public set, and what was changed to make it.

    `twins` are the private event ids of the rows of `events`, in their order.
    """

    articles: pa.Table
    events: pa.Table
    twins: tuple[str, ...]
    private_articles: int
    private_events: int
    changes: Changes

    def describe(self) -> str:
        """What was done, in a few lines for people."""
        changes = self.changes
        lines = [
            f"Articles: {self.articles.num_rows} of {self.private_articles}",
            f"Events: {self.events.num_rows} of {self.private_events}",
            *(
                f"  {count} left out: {reason}"
                for reason, count in sorted(changes.left_out.items())
            ),
            f"Positions moved to the grid: {changes.positions_moved}",
            f"Words struck: {changes.names_struck} of names, {changes.places_struck} of places",
            f"Addresses left out, which lead to what was struck: {changes.addresses_left_out}",
        ]
        return "\n".join(lines)


def build_publication(
    store: DeltaStore, rules: PublicationRules, *, today: date, sizes: Sizes | None = None
) -> Publication:
    """The public set of a store; the same store, rules and day give the same set.

    Both tables are held in memory.
    """
    articles, events = store.read_articles(), store.read_events().sort_by("article_id")
    withholding = Withholding(rules, today=today)
    names = Names((*rules.strike, *withholding.actor_names), inside=True)
    sizes = sizes or GazetteerSizes()
    changes = Changes()
    public_articles: list[Row] = []
    batches: list[pa.RecordBatch] = []
    ids = Ids()
    for article, rows in _iter_articles(articles, events):
        kept = _kept(rows, withholding, changes)
        if not kept:
            continue
        twin = Twin(
            article, [row for _, row in kept], rules=rules, withholding=withholding, names=names,
            sizes=sizes, changes=changes,
        )  # fmt: skip
        public = twin.article()
        public["article_id"] = ids.of_article(public)
        public_articles.append(public)
        for batch in rows.take([index for index, _ in kept]).to_batches(_ROWS_AT_ONCE):
            made = [
                ids.give(twin.event(row), row, article_id=public["article_id"])
                for row in batch.to_pylist()
            ]
            batches.append(pa.RecordBatch.from_pylist(made, schema=schema.arrow(schema.EVENTS)))
    return Publication(
        articles=pa.Table.from_pylist(public_articles, schema=schema.arrow(schema.ARTICLES)),
        events=with_incidents(batches, ids),
        twins=tuple(ids.twins),
        private_articles=articles.num_rows,
        private_events=events.num_rows,
        changes=changes,
    )


def check_addresses(private: DeltaStore, public: DeltaStore) -> None:
    """Raise PublicationError where the public set would lie in the private store."""
    if f"{public.uri}/".startswith(f"{private.uri}/"):
        raise PublicationError(
            f"{public.uri} is the private store", remedy="name another address to publish to"
        )


def compare(publication: Publication, target: DeltaStore) -> tuple[int, int]:
    """How many events the target would gain and lose; a changed event counts as both."""
    try:
        present = set(target.read_events()["event_id"].to_pylist())
    except StoreMissing:
        present = set()
    wanted = set(publication.events["event_id"].to_pylist())
    return len(wanted - present), len(present - wanted)


def _iter_articles(articles: pa.Table, events: pa.Table) -> Iterator[tuple[Row, pa.Table]]:
    """Each article with its events, in the order of the ids; `events` are sorted by article."""
    counts = Counter(events["article_id"].to_pylist())
    rows_of: dict[str, tuple[int, int]] = {}
    start = 0
    for article_id in sorted(counts):
        rows_of[article_id] = (start, counts[article_id])
        start += counts[article_id]
    for batch in articles.sort_by("article_id").to_batches(max_chunksize=200):
        for article in batch.to_pylist():
            if article["article_id"] in rows_of:
                found = events.slice(*rows_of[article["article_id"]])
                yield article, found.sort_by("event_id")


def _kept(
    rows: pa.Table, withholding: Withholding, changes: Changes
) -> list[tuple[int, Mapping[str, Any]]]:
    """The rows that are published, each with its number, and the columns that decide."""
    kept = []
    for number, row in enumerate(_iter_rows(rows.select(_DECIDING))):
        reason = withholding.reason(row)
        if reason is None:
            kept.append((number, row))
        else:
            changes.left_out[reason.value] += 1
    return kept


def _iter_rows(rows: pa.Table) -> Iterable[Mapping[str, Any]]:
    for batch in rows.to_batches(max_chunksize=_ROWS_AT_ONCE):
        yield from batch.to_pylist()
