"""A filter's SQL against the same filter said in plain Python."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import schema
from geodata.filters import DOUBTFUL, SURE, DateMatch, EventFilter, Sureness, describe
from geodata.model import Article, ArticleResult
from geodata.queries import EventQueries
from geodata.rows import to_article_row
from geodata.store import DeltaStore
from tests.property.strategies import event_rows, filters

ROWS = st.lists(event_rows(), min_size=1, max_size=20, unique_by=lambda row: row["event_id"])


def open_rows(rows: list[dict[str, Any]], folder: str | Path) -> EventQueries:
    store = DeltaStore(Path(folder) / "store")
    article = ArticleResult(
        article=Article(id="a1", text="-"), resolutions=(), events=(), incidents=()
    )
    table = pa.Table.from_pylist(rows, schema=schema.arrow(schema.EVENTS))
    store.write_table(to_article_row(article), table.to_reader())
    return EventQueries.open(store)


def selects(wanted: EventFilter, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    return all(
        (
            _in_range(wanted, row),
            _one_of(wanted.event_types, row["event_type"]),
            _one_of(wanted.sub_event_types, row["sub_event_type"]),
            not wanted.actors or bool(set(wanted.actors) & set(row["actors"])),
            _one_of(wanted.countries, row["country"]),
            _one_of(wanted.admin1, row["admin1"]),
            _one_of(wanted.sources, row["source"]),
            _one_of(wanted.extractors, row["extractor"]),
            _one_of(wanted.attributions, row["attribution"]),
            _holds_words(wanted.text, row),
            wanted.history or not row["history"],
            wanted.statements
            or "Statements" in wanted.event_types
            or row["event_type"] != "Statements",
            _is_sure(wanted, row, rows),
            _one_of(wanted.geo_precisions, row["geo_precision"]),
            _in_bounds(wanted, row),
        )
    )


def _is_sure(wanted: EventFilter, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """A happening is as sure as its surest report; what is only said is not rated."""
    if wanted.sureness is Sureness.ALL:
        return True
    if wanted.sureness is Sureness.SURE:
        return _confidence(row) >= SURE
    surest = max(_confidence(one) for one in rows if one["incident_id"] == row["incident_id"])
    return surest >= DOUBTFUL or row["event_type"] == "Statements"


def _confidence(row: dict[str, Any]) -> float:
    return 1.0 if row["confidence"] is None else float(row["confidence"])


def _holds_words(text: str, row: dict[str, Any]) -> bool:
    told = [_plain(row[name] or "") for name in ("sentence", "title")]
    return all(any(_plain(word) in one for one in told) for word in text.split())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one) and one not in "'’")


def _one_of(values: tuple[Any, ...], value: Any) -> bool:
    return not values or value in values


def _in_range(wanted: EventFilter, row: dict[str, Any]) -> bool:
    first, last = row["event_date"], row["event_date_end"]
    if wanted.date_from is None and wanted.date_to is None:
        return True
    if first is None:
        return False
    if wanted.date_match is DateMatch.CERTAINLY:
        first, last = last, first
    return (wanted.date_from is None or last >= wanted.date_from) and (
        wanted.date_to is None or first <= wanted.date_to
    )


def _in_bounds(wanted: EventFilter, row: dict[str, Any]) -> bool:
    if wanted.bounds is None:
        return True
    south, west, north, east = wanted.bounds
    latitude, longitude = row["latitude"], row["longitude"]
    if latitude is None or not south <= latitude <= north:
        return False
    if west <= east:
        return west <= longitude <= east
    return longitude >= west or longitude <= east


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, wanted=st.lists(filters(), min_size=1, max_size=5))
def test_every_view_selects_what_the_plain_predicate_selects(
    rows: list[dict[str, Any]], wanted: list[EventFilter]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        queries = open_rows(rows, folder)
        for each in wanted:
            expected = {row["event_id"] for row in rows if selects(each, row, rows)}
            mapped = {
                row["event_id"]
                for row in rows
                if row["event_id"] in expected and row["latitude"] is not None
            }
            count = queries.count(each)
            window = queries.window(each, zoom=2, x0=0, y0=0, x1=3, y1=3)
            assert set(queries.rows(each)["event_id"]) == expected
            assert set(queries.stream(each).read_all()["event_id"].to_pylist()) == expected
            assert (count.total, count.mapped) == (len(expected), len(mapped))
            assert window.events is not None
            assert set(window.events.event_ids) == mapped


@settings(max_examples=12, deadline=None)
@given(rows=ROWS, wanted=filters(), field=st.sampled_from(("actors", "countries", "event_types")))
def test_a_facet_counts_what_its_value_alone_would_select(
    rows: list[dict[str, Any]], wanted: EventFilter, field: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        facets = open_rows(rows, folder).facets(wanted, fields=(field,)).values[field]
    given = {item.name: getattr(wanted, item.name) for item in fields(EventFilter)}
    for facet in facets:
        alone = EventFilter(**{**given, field: (facet.value,)})
        assert facet.count == sum(selects(alone, row, rows) for row in rows)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_a_happening_is_as_sure_as_its_surest_report(rows: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        queries = open_rows(rows, folder)
        for sureness in Sureness:
            wanted = EventFilter(history=True, statements=True, sureness=sureness)
            expected = {row["event_id"] for row in rows if selects(wanted, row, rows)}
            assert set(queries.rows(wanted)["event_id"]) == expected


@given(wanted=filters())
def test_every_filter_has_a_sentence_of_one_line(wanted: EventFilter) -> None:
    sentence = describe(wanted)
    assert sentence[0].isupper()
    assert sentence == " ".join(sentence.split())
    assert all(name in sentence for name in wanted.actors)
