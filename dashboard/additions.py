"""Articles that an editor hands in: pasted text, a file or an address, read within bounds.

Nothing of it runs, and nothing but the open web is asked: files go through the library's readers
under a name of ours, and an address that is not on the web is none, even where it is a path here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from geodata.articles import LIMIT_BYTES, WebFetcher, iter_articles
from geodata.articles.discovery import CSV, HTML, JSONL, TEXT
from geodata.articles.facts import build_article, parse_facts
from geodata.errors import DatelineError, ForbiddenAddress, InputTooLarge, UnreadableInput
from geodata.model import Article

SUFFIXES = tuple(sorted(suffix.removeprefix(".") for suffix in TEXT | HTML | JSONL | CSV))
MOST_ARTICLES = 50
LONGEST_TEXT = 200_000
LONGEST_ADDRESS = 2000

Outcome = tuple[str, Article | DatelineError]
"""Where an article came from, and the article or why it cannot be read."""


def read_text(text: str, facts: Mapping[str, object]) -> Outcome:
    """Pasted text with its facts, as `parse_facts` knows them."""
    origin = "Pasted text"
    if len(text) > LONGEST_TEXT:
        return origin, InputTooLarge(f"it has more than {LONGEST_TEXT:,} characters")
    try:
        return origin, build_article(text, parse_facts(facts))
    except DatelineError as error:
        return origin, error


def read_file(name: str, data: bytes) -> tuple[Outcome, ...]:
    """The articles of a file, at most `MOST_ARTICLES`; of its name the ending counts alone."""
    suffix = PurePath(name).suffix.lower()
    if suffix.removeprefix(".") not in SUFFIXES:
        return ((name, UnreadableInput(f"a file ends in {', '.join(SUFFIXES)}")),)
    if len(data) > LIMIT_BYTES:
        return ((name, InputTooLarge(f"it is larger than {LIMIT_BYTES:,} bytes")),)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"article{suffix}")
        path.write_bytes(data)
        read = (
            (origin.replace(str(path), name), outcome) for origin, outcome in iter_articles([path])
        )
        return tuple(_bounded(name, read))


def read_address(address: str, *, fetcher: WebFetcher | None = None) -> Outcome:
    """The article at a web address; a private, local or reserved one is refused."""
    address = address.strip()
    if not address.lower().startswith(("http://", "https://")) or len(address) > LONGEST_ADDRESS:
        return address[:80], ForbiddenAddress("it is not the address of a web page")
    return next(iter_articles([address], fetcher=fetcher))


def _bounded(name: str, read: Iterable[Outcome]) -> Iterator[Outcome]:
    read = iter(read)
    yield from islice(read, MOST_ARTICLES)
    if next(read, None) is not None:
        yield (
            name,
            InputTooLarge(
                f"it holds more than {MOST_ARTICLES} articles; the rest was not read",
                remedy="split it, or use `dateline ingest`",
            ),
        )
