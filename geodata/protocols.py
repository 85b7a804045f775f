"""The plug points: what may be replaced, and what a replacement must do.

`()` means "looked, found none"; whoever could not look raises, `IncompleteAnswer` where a part of
the answer stands. Each `id` is a name with a hash of its configuration, and is stored with what it
produced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

import pyarrow as pa

from geodata.model import Article, ArticleResult, Event, Resolution, Toponym


class Recognizer(Protocol):
    """Finds the place names of an article, in the order of the text, never overlapping."""

    @property
    def id(self) -> str: ...

    def recognize(self, article: Article) -> tuple[Toponym, ...]: ...


class Resolver(Protocol):
    """Decides which place each toponym means, one resolution per toponym, in the same order."""

    @property
    def id(self) -> str: ...

    def resolve(
        self, article: Article, toponyms: tuple[Toponym, ...]
    ) -> tuple[Resolution, ...]: ...


class Extractor(Protocol):
    """Finds the events an article reports, in the order of the text."""

    @property
    def id(self) -> str: ...

    def extract(
        self, article: Article, resolutions: tuple[Resolution, ...]
    ) -> tuple[Event, ...]: ...


class EventStore(Protocol):
    """Keeps articles and their events; writing the same results twice changes nothing."""

    @property
    def uri(self) -> str: ...

    def version(self) -> int: ...

    def article_ids(self) -> frozenset[str]: ...

    def failed_article_ids(self) -> frozenset[str]: ...

    def unmerged_runs(self) -> frozenset[str]: ...

    def mark_unmerged(self, run: str) -> None: ...

    def mark_merged(self, runs: frozenset[str]) -> None: ...

    def write(self, results: Iterable[ArticleResult], *, replace: bool = False) -> int: ...

    def change_incidents(
        self,
        find_changes: Callable[[Iterator[pa.RecordBatch]], Mapping[str, str]],
        *,
        columns: Iterable[str],
    ) -> int: ...

    def read_events(self) -> pa.Table: ...
