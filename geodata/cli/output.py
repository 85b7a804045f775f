"""Where a verb's data goes, and in which forms."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from geodata.interchange import EXPORTS

_WIDEST = 48


def write_output(pieces: Iterable[bytes], path: Path | None) -> None:
    """Write to a file, or to standard output for None.

    A file takes its name when all is written, so an interrupted run leaves what was there before.
    """
    if path is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        return
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def iter_jsonl(records: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """One object to a line; days as `2024-12-01`."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False, default=str).encode() + b"\n"


def iter_table(records: Sequence[Mapping[str, object]]) -> Iterator[bytes]:
    """Aligned columns for people to read, long values cut but in the last one."""
    if not records:
        return
    names = list(records[0])
    rows = [names, *([_cell(record[name]) for name in names] for record in records)]
    for row in rows[1:]:
        row[:-1] = [
            cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…" for cell in row[:-1]
        ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip().encode() + b"\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return "".join(mark if mark.isprintable() else " " for mark in text)


def _iter_event_lines(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    return iter_jsonl(row for batch in batches for row in batch.to_pylist())


EVENT_FORMS: Mapping[str, Callable[[Iterable[pa.RecordBatch]], Iterator[bytes]]] = {
    ".jsonl": _iter_event_lines,
    **{export.suffix: export.iter_bytes for export in EXPORTS.values()},
}
"""What turns batches of `schema.EVENTS` into a file, by the file's suffix."""
