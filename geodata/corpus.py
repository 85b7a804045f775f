"""Many inputs through a pipeline, one article at a time; one that fails costs itself alone."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from geodata.articles import LIMIT_BYTES, WebFetcher, iter_articles
from geodata.errors import DatelineError
from geodata.model import ArticleResult, Failure
from geodata.pipeline import Pipeline

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFailure:
    """What went wrong with one input; `origin` is its file, "file:line" or address."""

    origin: str
    failure: Failure


class Corpus:
    """Files, folders, globs and web addresses, read lazily and once.

    `failures` grows while results are taken; each is logged as it happens. `progress` shows a bar
    on standard error where that is a terminal. The other arguments are those of `iter_articles`.
    """

    def __init__(
        self,
        inputs: Iterable[str | Path],
        *,
        limit_bytes: int = LIMIT_BYTES,
        fetcher: WebFetcher | None = None,
        progress: bool = False,
    ) -> None:
        self._found = iter_articles(inputs, limit_bytes=limit_bytes, fetcher=fetcher)
        self._progress = progress
        self.failures: list[InputFailure] = []
        self.skipped = 0

    def iter_results(
        self, pipeline: Pipeline, *, known: frozenset[str] = frozenset()
    ) -> Iterator[ArticleResult]:
        """The results in the order of the inputs, without the articles that are `known` by id."""
        hidden = None if self._progress else True  # None: shown where there is a terminal
        for origin, outcome in tqdm(self._found, desc="Reading", unit=" articles", disable=hidden):
            if isinstance(outcome, DatelineError):
                reason = Failure(stage="reading", error=type(outcome).__name__, detail=str(outcome))
                self._fail(origin, reason, says=str(outcome))
            elif outcome.id in known:
                self.skipped += 1
            else:
                result = pipeline.run(outcome)
                for failure in result.failures:
                    says = f"{failure.stage} failed: {failure.error}: {failure.detail}"
                    self._fail(origin, failure, says=says)
                yield result

    def _fail(self, origin: str, failure: Failure, *, says: str) -> None:
        _log.error("%s: %s", origin, says)
        self.failures.append(InputFailure(origin=origin, failure=failure))
