"""The table of the reports, one page at a time from the server; the map's text alternative."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import session, wording
from dashboard.views.component import load
from geodata.filters import EventFilter
from geodata.fulltext import find_hits
from geodata.queries import EventQueries

PAGE_ROWS = 25
_KEY = "table"
# Column, heading, what to sort by (None: it cannot be sorted).
_COLUMNS = (
    ("event_date", "Date", "event_date"),
    ("event_type", "What", "event_type"),
    ("place", "Where", "place"),
    ("actors", "Who", "actors"),
    ("sentence", "The report", None),
    ("fatalities", "Killed", "fatalities"),
    ("source", "Source", "source"),
)
_READ = (
    "event_id", "article_id", "event_date", "event_date_end", "time_precision", "date_basis",
    "event_type", "sub_event_type", "place", "admin1", "country", "geo_precision", "place_status",
    "actor1", "actor1_basis", "actor2", "actors", "sentence", "fatalities", "source",
)  # fmt: skip
_mount = load("table")


def draw(queries: EventQueries, *, total: int) -> None:
    """The page of the table that the view asks for, and the way to the others."""
    view = session.view()
    pages = max(1, math.ceil(total / PAGE_ROWS))
    page = min(view.page, pages)
    rows = read_rows(
        queries, view.filter, order_by=view.order_by, descending=view.descending, page=page
    )
    first = (page - 1) * PAGE_ROWS + 1
    data = {
        "caption": f"Reports {first:,} to {first + len(rows) - 1:,} of {total:,}",
        "columns": [[key, label, sort is not None] for key, label, sort in _COLUMNS],
        "rows": [[row["event_id"], _cells(row, text=view.filter.text)] for row in _records(rows)],
        "sort": [view.order_by, view.descending],
        "selected": view.event_id,
        "page": page,
        "pages": pages,
    }
    _mount(
        key=_KEY, data=data, on_sort_change=_sort, on_select_change=_select, on_page_change=_turn
    )


def read_rows(
    queries: EventQueries,
    wanted: EventFilter,
    *,
    order_by: str = "event_date",
    descending: bool = True,
    page: int = 1,
) -> pd.DataFrame:
    """A page of the table; the first one, latest reports first, unless another is asked for."""
    return queries.rows(
        wanted,
        columns=_READ,
        order_by=order_by,
        descending=descending,
        limit=PAGE_ROWS,
        offset=(page - 1) * PAGE_ROWS,
    )


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows with None for whatever is unknown and lists for arrays, as `wording` expects."""
    columns = {
        name: [
            None if unknown else value for value, unknown in zip(column, column.isna(), strict=True)
        ]
        for name, column in rows.items()
    }
    columns["actors"] = [list(actors) for actors in columns["actors"]]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def mark_hits(words: str, *, text: str) -> list[tuple[str, bool]]:
    """The words in pieces, each with whether it is what was looked for."""
    edges = [0, *(edge for hit in find_hits(text, within=words) for edge in (hit.start, hit.end))]
    pieces = zip(edges, [*edges[1:], len(words)], strict=True)
    return [(words[a:b], bool(i % 2)) for i, (a, b) in enumerate(pieces) if a < b]


def _cells(row: dict[str, Any], *, text: str) -> list[str | list[tuple[str, bool]]]:
    sentence = row["sentence"] or ""
    return [
        wording.when(row),
        row["sub_event_type"] or row["event_type"] or "",
        wording.where(row),
        wording.who(row),
        mark_hits(sentence, text=text) if text else sentence,
        "" if row["fatalities"] is None else f"{int(row['fatalities']):,}",
        row["source"] or "",
    ]


def _sort() -> None:
    key = st.session_state[_KEY]["sort"]
    view = session.view()
    if key in [column for column, _, sort in _COLUMNS if sort]:
        descending = not view.descending if key == view.order_by else key == "event_date"
        session.change(order_by=key, descending=descending, page=1)


def _select() -> None:
    event_id = st.session_state[_KEY]["select"]
    if isinstance(event_id, str):
        session.change(event_id=event_id)
        session.reveal()


def _turn() -> None:
    page = st.session_state[_KEY]["page"]
    if isinstance(page, int) and page >= 1:
        session.change(page=page)
