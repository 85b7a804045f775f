"""Events as KML, for Google Earth and the like: mapped ones as placemarks with their days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Events</name>\n'
)
_TAIL = "</Document></kml>\n"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = (
    "event_id", "event_type", "sub_event_type", "actors", "place", "admin1", "country",
    "geo_precision", "fatalities", "attribution", "source", "url", "title", "published",
)  # fmt: skip


def iter_kml(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """The document piece by piece; events without coordinates have no place in it."""
    yield _HEAD.encode()
    for batch in batches:
        mapped = (row for row in batch.to_pylist() if row["latitude"] is not None)
        yield "".join(_placemark(row) for row in mapped).encode()
    yield _TAIL.encode()


def clean(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _NOT_IN_XML.sub("", text)


def _placemark(row: dict[str, Any]) -> str:
    name = ", ".join(filter(None, (row["sub_event_type"] or row["event_type"], row["place"])))
    data = "".join(
        f"<Data name={quoteattr(column)}><value>{_text(row[column])}</value></Data>"
        for column in _SHOWN
        if row[column] not in (None, [])
    )
    return (
        f"<Placemark id={quoteattr('e' + clean(row['event_id']))}><name>{_text(name)}</name>"
        f"<description>{_text(row['sentence'] or '')}</description>{_days(row)}"
        f"<ExtendedData>{data}</ExtendedData>"
        f"<Point><coordinates>{row['longitude']:.6f},{row['latitude']:.6f}</coordinates></Point>"
        "</Placemark>\n"
    )


def _days(row: dict[str, Any]) -> str:
    first, last = row["event_date"], row["event_date_end"]
    if first is None:
        return ""
    if first == last:
        return f"<TimeStamp><when>{first}</when></TimeStamp>"
    return f"<TimeSpan><begin>{first}</begin><end>{last}</end></TimeSpan>"


def _text(value: object) -> str:
    joined = "; ".join(value) if isinstance(value, list) else str(value)
    return escape(clean(joined))
