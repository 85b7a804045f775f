"""Sorting more keyed rows than memory should hold: partitions on disk, sorted one at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

_PARTITION_BITS = 6
_BUFFERED_ROWS = 1 << 20
_RECORD = np.dtype([("key", "<u8"), ("row", "<u4"), ("kind", "u1"), ("weight", "<f4")])

Records = npt.NDArray[np.void]


class ExternalSorter:
    """Collects (key, row, kind, weight) and gives them back by key, then weight, heaviest first.

    Of several records with one key and row the one with the smallest kind is kept. `folder` must
    exist; the partition files in it are removed as they are read back. Keys are spread over the
    partitions by their highest bits, of the `key_bits` that they have.
    """

    def __init__(self, folder: Path, *, name: str, key_bits: int = 64) -> None:
        self._shift = np.uint64(key_bits - _PARTITION_BITS)
        self._paths = [folder / f"{name}-{n:02}.part" for n in range(1 << _PARTITION_BITS)]
        self._files = [path.open("wb") for path in self._paths]
        self._clear()

    def __enter__(self) -> ExternalSorter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.close()
        for path in self._paths:
            path.unlink(missing_ok=True)

    def add(self, key: int, *, row: int, kind: int = 0, weight: float = 0.0) -> None:
        """Take in one record; spills to disk every million records."""
        self._keys.append(key)
        self._rows.append(row)
        self._kinds.append(kind)
        self._weights.append(weight)
        if len(self._keys) >= _BUFFERED_ROWS:
            self._spill()

    def iter_sorted(self) -> Iterator[Records]:
        """The records in order, a partition at a time; nothing can be added afterwards."""
        self._spill()
        for file, path in zip(self._files, self._paths, strict=True):
            file.close()
            records = np.fromfile(path, dtype=_RECORD)
            path.unlink()
            yield _without_repeats(records)

    def _clear(self) -> None:
        self._keys, self._rows = array("Q"), array("I")
        self._kinds, self._weights = array("B"), array("f")

    def _spill(self) -> None:
        if not self._keys:
            return
        records = np.empty(len(self._keys), dtype=_RECORD)
        records["key"], records["row"] = self._keys, self._rows
        records["kind"], records["weight"] = self._kinds, self._weights
        partition = (records["key"] >> self._shift).astype(np.int64)
        order = np.argsort(partition, kind="stable")
        edges = np.searchsorted(partition[order], np.arange(len(self._files) + 1))
        records = records[order]
        for n, file in enumerate(self._files):
            records[edges[n] : edges[n + 1]].tofile(file)
        self._clear()


def _without_repeats(records: Records) -> Records:
    order = np.lexsort((records["kind"], records["row"], records["key"]))
    records = records[order]
    same = (records["key"][1:] == records["key"][:-1]) & (records["row"][1:] == records["row"][:-1])
    records = records[np.concatenate(([True], ~same))] if len(records) else records
    return records[np.lexsort((records["row"], -records["weight"], records["key"]))]
