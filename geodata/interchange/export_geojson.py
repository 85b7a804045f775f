"""Events as GeoJSON (RFC 7946): longitude before latitude, WGS 84, null geometry where unmapped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa

_DECIMALS = 6  # a tenth of a metre


def iter_geojson(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """A FeatureCollection piece by piece; a feature's id is the event's, stable between exports."""
    yield b'{"type":"FeatureCollection","features":['
    separator = "\n"
    for batch in batches:
        features = [json.dumps(to_feature(row), **_COMPACT) for row in batch.to_pylist()]
        if features:
            yield (separator + ",\n".join(features)).encode()
            separator = ",\n"
    yield b"\n]}\n"


def to_feature(row: dict[str, Any]) -> dict[str, Any]:
    """One event as a feature; its properties are the columns of `schema.EVENTS` but the point's."""
    latitude, longitude = row["latitude"], row["longitude"]
    geometry = None
    if latitude is not None and longitude is not None:
        point = [round(longitude, _DECIMALS), round(latitude, _DECIMALS)]
        geometry = {"type": "Point", "coordinates": point}
    properties = {
        name: _plain(value) for name, value in row.items() if name not in ("latitude", "longitude")
    }
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": geometry,
        "properties": properties,
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return round(value, _DECIMALS) if isinstance(value, float) else value


_COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "allow_nan": False}
