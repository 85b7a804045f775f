"""The articles behind events as citations in RIS, which Zotero, EndNote and others read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pyarrow as pa

_COLUMNS = ("article_id", "title", "source", "published", "url")


def iter_ris(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """The file piece by piece: each article once, in the order of its first event."""
    seen: set[tuple[object, ...]] = set()
    for batch in batches:
        rows = zip(*(batch[name].to_pylist() for name in _COLUMNS), strict=True)
        fresh = [row for row in dict.fromkeys(rows) if row not in seen]
        seen.update(fresh)
        yield "".join(_to_citation(*row) for row in fresh).encode()


def _to_citation(
    article_id: str, title: str | None, source: str | None, published: date | None, url: str | None
) -> str:
    fields = (
        ("TY", "NEWS"),
        ("TI", title or "Untitled article"),
        ("T2", source),
        ("PY", published and str(published.year)),
        ("DA", published and f"{published:%Y/%m/%d}/"),
        ("UR", url),
        ("ID", article_id),
    )
    lines = [f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n\r\n"])


def _one_line(text: str) -> str:
    """The text without line ends, which would start a field of their own."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
