"""Events as CSV: in our own columns, or in those that mean the same at ACLED or UCDP.

A cell of text that a spreadsheet would run as a formula (it starts with =, +, -, @, a tab or a
carriage return) gets an apostrophe in front; `import_csv` takes it away again. Actors are joined
by "; ". Unknown values are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from geodata import schema

Layout = Literal["dateline", "acled", "ucdp"]

BETWEEN_ACTORS = "; "
FORMULA = r"^'*[=+\-@\t\r]"  # apostrophes too, so that taking one away again is exact


def iter_csv(batches: Iterable[pa.RecordBatch], *, layout: Layout = "dateline") -> Iterator[bytes]:
    """The file piece by piece: a line of column names, then the events of `schema.EVENTS`."""
    columns = _columns(layout)
    names = list(columns.values())
    with_header = csv.WriteOptions(include_header=True)
    without = csv.WriteOptions(include_header=False)
    header = pa.table({name: pa.array([], pa.string()) for name in names})
    yield _written(header, with_header)
    for batch in batches:
        if batch.num_rows:
            cells = [_cells(batch[name]) for name in columns]
            yield _written(pa.table(cells, names=names), without)


def _columns(layout: Layout) -> dict[str, str]:
    """Our columns by name with their names in a layout, without those that it does not know."""
    if layout == "dateline":
        return {column.name: column.name for column in schema.EVENTS}
    twins = {column.name: getattr(column, layout) for column in schema.EVENTS}
    return {name: twin for name, twin in twins.items() if twin is not None}


def _cells(values: pa.Array) -> pa.Array:
    if pa.types.is_list(values.type):
        values = pc.binary_join(values, BETWEEN_ACTORS)
    if not pa.types.is_string(values.type):
        return values
    risky = pc.match_substring_regex(values, FORMULA)
    return pc.if_else(risky, pc.binary_join_element_wise("'", values, ""), values)


def _written(table: pa.Table, options: csv.WriteOptions) -> bytes:
    buffer = BytesIO()
    csv.write_csv(table, buffer, options)
    return buffer.getvalue()
