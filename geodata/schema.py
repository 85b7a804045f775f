"""Every column of the tables, once: its type, its meaning, and its twin in ACLED and UCDP GED.

The store, the exports, the importers, the documentation and the dashboard's table all read this.
`VERSION` grows when a column changes its type or meaning or goes; a new column alone does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

VERSION = 1


class PlaceStatus(StrEnum):
    """Whether a row is on the map, and if not, why not."""

    MAPPED = "mapped"
    COUNTRY_ONLY = "country only"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not found"
    NO_PLACE = "no place named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `acled` and `ucdp` name the column of theirs that means the same, if any."""

    name: str
    type: pa.DataType
    meaning: str
    acled: str | None = None
    ucdp: str | None = None


_TEXT, _DAY, _DEGREES = pa.string(), pa.date32(), pa.float64()
_COUNT, _CODE, _OFFSET = pa.int32(), pa.int8(), pa.int32()


def _column(
    name: str, type_: pa.DataType, meaning: str, acled: str | None = None, ucdp: str | None = None
) -> Column:
    return Column(name=name, type=type_, meaning=meaning, acled=acled, ucdp=ucdp)


EVENTS: tuple[Column, ...] = (
    _column(
        "event_id",
        _TEXT,
        "hash of the report: the same words give the same id",
        "event_id_cnty",
        "id",
    ),
    _column("incident_id", _TEXT, "the happening that this report tells; shared by its reports"),
    _column("article_id", _TEXT, "the article that the report stands in"),
    _column(
        "event_type",
        _TEXT,
        "one of ACLED's six types, 'Disaster', 'Crime' or 'Statements'",
        "event_type",
    ),
    _column("sub_event_type", _TEXT, "the finer type", "sub_event_type"),
    _column(
        "event_date",
        _DAY,
        "first day on which it may have happened; null: unresolved",
        "event_date",
        "date_start",
    ),
    _column(
        "event_date_end", _DAY, "last such day, the same one for a known day", None, "date_end"
    ),
    _column(
        "time_precision",
        _CODE,
        "1 day, 2 week, 3 month, 4 year; null: unresolved",
        "time_precision",
        "date_prec",
    ),
    _column("date_basis", _TEXT, "stated, relative, publication (assumed) or unresolved"),
    _column("history", pa.bool_(), "told as past, not as news: hidden unless asked for"),
    _column("actor1", _TEXT, "the initiator; null: not said", "actor1", "side_a"),
    _column("actor1_kind", _TEXT, "ACLED's class of actor, by name", "inter1"),
    _column(
        "actor1_basis",
        _TEXT,
        "stated, context (the likeliest told of) or assumed; null: nobody, or imported",
    ),
    _column("actor2", _TEXT, "the target; null: not said", "actor2", "side_b"),
    _column("actor2_kind", _TEXT, "ACLED's class of actor, by name", "inter2"),
    _column("actors", pa.list_(_TEXT), "all actors by canonical name, initiators first"),
    _column(
        "initiators",
        _TEXT,
        "JSON: [name, kind, ISO 3166-1 alpha-2 code or null] of each not from context; null: imported",
    ),
    _column(
        "place",
        _TEXT,
        "the place by the gazetteer's name, or the article's words where unknown",
        "location",
        "where_coordinates",
    ),
    _column("place_id", _TEXT, "gazetteer and its id, such as geonames:170063"),
    _column("place_status", _TEXT, "mapped, country only, ambiguous, not found, no place named"),
    _column(
        "latitude", _DEGREES, "degrees north, WGS 84; null unless mapped", "latitude", "latitude"
    ),
    _column(
        "longitude", _DEGREES, "degrees east, WGS 84; null unless mapped", "longitude", "longitude"
    ),
    _column(
        "geo_precision",
        _CODE,
        "1 site, 2 near or district, 3 region, 4 country; null: unknown",
        "geo_precision",
        "where_prec",
    ),
    _column("radius_km", _DEGREES, "radius of the area that the words allow, 0 for a point"),
    _column("admin1", _TEXT, "first-order region, by name", "admin1", "adm_1"),
    _column("country", _TEXT, "country, by name", "country", "country"),
    _column("iso2", _TEXT, "ISO 3166-1 alpha-2 code of the country"),
    _column("fatalities", _COUNT, "killed, best figure; null: not said", "fatalities", "best"),
    _column("fatalities_low", _COUNT, "killed, lowest", None, "low"),
    _column("fatalities_high", _COUNT, "killed, highest; null: open", None, "high"),
    _column("injured", _COUNT, "injured, best figure; null: not said"),
    _column("attribution", _TEXT, "who says so: 'Syrian Observatory for Human Rights'"),
    _column(
        "sentence", _TEXT, "the sentence that reports it, word for word", "notes", "source_headline"
    ),
    _column("start", _OFFSET, "where the sentence starts in the article's text"),
    _column("end", _OFFSET, "where it ends (half-open)"),
    _column("trigger_start", _OFFSET, "where the words that tell the event start"),
    _column("trigger_end", _OFFSET, "where they end"),
    _column("place_start", _OFFSET, "where the place's name starts; null: none named"),
    _column("place_end", _OFFSET, "where it ends"),
    _column(
        "when_start", _OFFSET, "where the date's words start; null: taken from the publication"
    ),
    _column("when_end", _OFFSET, "where they end"),
    _column("confidence", pa.float32(), "0 to 1, see docs/accuracy.md; none where people coded it"),
    _column("extractor", _TEXT, "who coded it: the extractor's id, or the imported table's name"),
    _column("source", _TEXT, "the publisher", "source", "source_office"),
    _column("url", _TEXT, "where the article was read", None, "source_original"),
    _column("title", _TEXT, "the article's title", None, "source_article"),
    _column("published", _DAY, "the article's own date", "timestamp", "source_date"),
)

ARTICLES: tuple[Column, ...] = (
    _column("article_id", _TEXT, "hash of the article, or the id it came with"),
    _column("title", _TEXT, "its title, may be empty"),
    _column("source", _TEXT, "its publisher"),
    _column("url", _TEXT, "where it was read"),
    _column("published", _DAY, "its own date; null: unknown"),
    _column("language", _TEXT, "ISO 639-1"),
    _column("text", _TEXT, "the text that every offset indexes"),
    _column("toponyms", _TEXT, "JSON: its places as `geoparse` prints them"),
    _column("actors", _TEXT, "JSON: [start, end, canonical name] of every actor's mention"),
    _column("failures", _TEXT, "JSON: what went wrong with it, [] for nothing"),
)

EDITS: tuple[Column, ...] = (
    _column("edit_id", _TEXT, "hash of who did what, when"),
    _column("at", pa.timestamp("us", tz="UTC"), "when"),
    _column("by", _TEXT, "who: the address signed in with, or 'local'"),
    _column("kind", _TEXT, "correction, undo or addition"),
    _column("event_id", _TEXT, "the event that is corrected; null: an addition"),
    _column("article_id", _TEXT, "its article, or the one that was added"),
    _column("before", _TEXT, "JSON: the changed columns as they were shown"),
    _column("after", _TEXT, "JSON: the same columns as they are to be"),
    _column("note", _TEXT, "why, in the editor's words"),
    _column("undoes", _TEXT, "the edit that is taken back; null: none"),
)


def arrow(columns: tuple[Column, ...]) -> pa.Schema:
    """The columns as an Arrow schema, all nullable."""
    return pa.schema([(column.name, column.type) for column in columns])
