"""Any mix of inputs to a stream of articles; what cannot be read is yielded too, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from geodata.articles import discovery
from geodata.articles.decoding import parse_text
from geodata.articles.discovery import iter_files
from geodata.articles.facts import Facts, build_article
from geodata.articles.files import read_html, read_text
from geodata.articles.html import parse_html
from geodata.articles.tables import iter_csv, iter_jsonl
from geodata.articles.web import WebFetcher
from geodata.errors import DatelineError, EmptyInput, FetchError, InputError, UnreadableInput
from geodata.model import Article

LIMIT_BYTES = 5_000_000
"""How large one article (file, page or row) may be where nothing else is said."""


def iter_articles(
    inputs: Iterable[str | Path],
    *,
    limit_bytes: int = LIMIT_BYTES,
    fetcher: WebFetcher | None = None,
) -> Iterator[tuple[str, Article | DatelineError]]:
    """The articles of files, folders, globs and web addresses, in the order given, read lazily.

    Each comes with its origin for people to read: the path, "path:line" in a table, or the address.
    An input that cannot be read gives an `InputError` or `FetchError` in the article's place, and
    the rest goes on. `limit_bytes` bounds a single article; a table may be of any size.
    """
    for argument in map(str, inputs):
        if argument.lower().startswith(("http://", "https://")):
            yield argument, _fetch_article(argument, fetcher or WebFetcher(), limit_bytes)
            continue
        try:
            for path in iter_files(argument):
                yield from _iter_file(path, limit_bytes)
        except InputError as error:
            yield argument, error


def _iter_file(path: Path, limit_bytes: int) -> Iterator[tuple[str, Article | DatelineError]]:
    suffix = path.suffix.lower()
    try:
        if suffix in discovery.JSONL | discovery.CSV:
            iter_rows = iter_jsonl if suffix in discovery.JSONL else iter_csv
            line = 0
            for line, outcome in iter_rows(path, limit_bytes=limit_bytes):
                yield f"{path}:{line}", outcome
            if line == 0:
                raise EmptyInput("there is no row in it", remedy="leave it out")
        elif suffix == discovery.SIDECAR:
            raise UnreadableInput(
                "a .json file holds the facts of an article beside it, and there is none",
                remedy="give articles as .jsonl, one object to a line",
            )
        else:
            read = read_html if suffix in discovery.HTML else read_text
            yield str(path), read(path, limit_bytes=limit_bytes)
    except InputError as error:
        yield str(path), error


def _fetch_article(url: str, fetcher: WebFetcher, limit_bytes: int) -> Article | DatelineError:
    try:
        page = fetcher.fetch_page(url, limit_bytes=limit_bytes)
        if page.content_type == "text/plain":
            return build_article(parse_text(page.body), Facts(url=page.url))
        text, facts = parse_html(page.body, url=page.url, charset=page.charset)
        return build_article(text, facts)
    except (InputError, FetchError) as error:
        return error
