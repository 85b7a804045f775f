"""What a filter keeps, counted straight from the files of the Delta table.

It shares no code with the program's own filters and queries, which it checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
from deltalake import DeltaTable

_MERCATOR_Y = (
    "(1 - asinh(tan(radians(greatest(least(latitude, 85.051128), -85.051128)))) / pi()) / 2"
)


def count_mapped(store: str | Path, link: str = "", *, tiles: Sequence[int] | None = None) -> int:
    """The events with a point that the link's filter keeps, in a window of map tiles.

    `tiles` is zoom, first column, first row, last column, last row; a last column beyond the
    world's goes on at the first one, across the antimeridian. Knows the keys `from`, `to`,
    `type`, `actor` and `country` of a link.
    """
    conditions = ["latitude IS NOT NULL", "NOT coalesce(history, false)"]
    values: list[object] = []
    query = parse_qs(urlsplit(link).query)
    for key, condition in (
        ("from", "event_date_end >= ?::DATE"),
        ("to", "event_date <= ?::DATE"),
    ):
        if key in query:
            conditions.append(condition)
            values.append(query[key][0])
    for key, condition in (
        ("type", "list_contains(?, event_type)"),
        ("country", "list_contains(?, country)"),
        ("actor", "list_has_any(?, actors)"),
    ):
        if key in query:
            conditions.append(condition)
            values.append(query[key])
    if tiles is not None:
        zoom, x0, y0, x1, y1 = tiles
        column = f"floor((longitude + 180) / 360 * {2**zoom})"
        conditions.append(f"({column} - {x0} + {2**zoom}) % {2**zoom} <= {x1 - x0}")
        conditions.append(f"floor({_MERCATOR_Y} * {2**zoom}) BETWEEN {y0} AND {y1}")
    return _count(store, " AND ".join(conditions), values)


def newest_days(store: str | Path, *, at_most: int) -> tuple[str, int]:
    """The first of the newest days that together hold at most so many mapped events; how many."""
    ((day, count),) = duckdb.execute(
        "WITH days AS (SELECT event_date_end AS day, count(*) AS n FROM read_parquet($files) "
        "WHERE latitude IS NOT NULL AND NOT coalesce(history, false) GROUP BY 1), "
        "since AS (SELECT day, sum(n) OVER (ORDER BY day DESC) AS total FROM days) "
        "SELECT min(day)::VARCHAR, max(total) FROM since WHERE total <= $most",
        {"files": _files(store), "most": at_most},
    ).fetchall()
    return str(day), int(count)


def _count(store: str | Path, condition: str, values: Sequence[object]) -> int:
    ((count,),) = duckdb.execute(
        f"SELECT count(*) FROM read_parquet(?) WHERE {condition}",  # noqa: S608 - our own words
        [_files(store), *values],
    ).fetchall()
    return int(count)


def _files(store: str | Path) -> list[str]:
    return [uri.removeprefix("file://") for uri in DeltaTable(f"{store}/events").file_uris()]
