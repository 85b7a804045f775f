"""Events to and from other programs' files.

Exports are one module per format, all listed in `EXPORTS`. An import is planned first, so that its
mapping of columns can be shown and changed, and then run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from geodata.interchange.export_csv import iter_csv
from geodata.interchange.export_geojson import iter_geojson, to_feature
from geodata.interchange.export_geoparquet import iter_geoparquet
from geodata.interchange.export_kml import iter_kml
from geodata.interchange.export_ris import iter_ris
from geodata.interchange.import_table import ImportPlan, ImportSummary, plan_import, run_import
from geodata.interchange.mapping import TableFormat

__all__ = [
    "EXPORTS", "ExportFormat", "ImportPlan", "ImportSummary", "TableFormat", "iter_csv",
    "iter_geojson", "iter_geoparquet", "iter_kml", "iter_ris", "plan_import",
    "run_import", "to_feature",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A kind of file that events are written to.

    `iter_bytes` makes the file piece by piece from batches of `schema.EVENTS`.
    """

    suffix: str
    media_type: str
    iter_bytes: Callable[[Iterable[pa.RecordBatch]], Iterator[bytes]]


EXPORTS = {
    "csv": ExportFormat(suffix=".csv", media_type="text/csv; charset=utf-8", iter_bytes=iter_csv),
    "geojson": ExportFormat(
        suffix=".geojson", media_type="application/geo+json", iter_bytes=iter_geojson
    ),
    "kml": ExportFormat(
        suffix=".kml", media_type="application/vnd.google-earth.kml+xml", iter_bytes=iter_kml
    ),
    "geoparquet": ExportFormat(
        suffix=".parquet", media_type="application/vnd.apache.parquet", iter_bytes=iter_geoparquet
    ),
    "ris": ExportFormat(
        suffix=".ris", media_type="application/x-research-info-systems", iter_bytes=iter_ris
    ),
}
