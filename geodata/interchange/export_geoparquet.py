"""Events as GeoParquet 1.1: the columns of `schema.EVENTS` and a WKB point, WGS 84."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from geodata import schema

_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_WKB_POINT = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
_PIECE_BYTES = 1 << 20


def iter_geoparquet(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """The file piece by piece, once it is written; unmapped events have a null geometry."""
    target = (
        schema.arrow(schema.EVENTS)
        .append(pa.field("geometry", pa.binary()))
        .with_metadata({"geo": json.dumps(_GEO)})
    )
    with tempfile.TemporaryFile() as file:
        with parquet.ParquetWriter(file, target, compression="zstd") as writer:
            for batch in batches:
                columns = [*batch.columns, _points(batch["longitude"], batch["latitude"])]
                writer.write_batch(pa.record_batch(columns, schema=target))
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _points(longitudes: pa.Array, latitudes: pa.Array) -> pa.Array:
    points = np.zeros(len(longitudes), dtype=_WKB_POINT)
    points["order"], points["type"] = 1, 1
    points["x"] = longitudes.fill_null(0).to_numpy()
    points["y"] = latitudes.fill_null(0).to_numpy()
    size = _WKB_POINT.itemsize
    known = np.asarray(longitudes.is_valid()) & np.asarray(latitudes.is_valid())
    wkb = [
        points_bytes if is_known else None
        for points_bytes, is_known in zip(_cut(points.tobytes(), size), known, strict=True)
    ]
    return pa.array(wkb, pa.binary())


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))
