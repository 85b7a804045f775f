"""The SQL that turns the table `raw` of somebody else's rows into `translated`, with our columns.

Everything of theirs is text. First each cell is cleaned and its code translated (`told`), then it
gets its type (`typed`), then what follows from it is added. `reason` says why a row cannot be
taken, null for a good one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from geodata import schema
from geodata.interchange.export_csv import BETWEEN_ACTORS
from geodata.interchange.mapping import TableFormat, codes
from geodata.rows import country_codes

_LONGEST_CELL = 10_000
_UNMISTAKABLE_DATES = (
    "%Y%m%d", "%Y%m%d%H%M%S", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y",
)  # fmt: skip
_COUNTS = ("fatalities", "fatalities_low", "fatalities_high", "injured")
_PRECISIONS = ("time_precision", "geo_precision")
_LABELS = {
    TableFormat.ACLED: "ACLED",
    TableFormat.UCDP: "UCDP GED",
    TableFormat.GDELT: "GDELT",
}


def translated(
    format_: TableFormat,
    columns: Mapping[str, str],
    *,
    header: Iterable[str],
    name: str,
    article_id: str,
    date_format: str | None,
) -> str:
    """The statement that makes the table `translated` from `raw`."""
    told = ", ".join(
        f"{_told(format_, column.name, columns.get(column.name))} AS {column.name}_"
        for column in schema.EVENTS
    )
    typed = ", ".join(
        f"{_typed(column, date_format)} AS {column.name}__" for column in schema.EVENTS
    )
    listed = ", ".join(
        f'{_final(format_, column.name, name=name, article_id=article_id)} AS "{column.name}"'
        for column in schema.EVENTS
    )
    countries = ", ".join(f"({_text(key)}, {_text(code)})" for key, code in country_codes().items())
    return f"""
        CREATE TABLE translated AS
        WITH told AS (SELECT raw_line, {told}, {_identity(columns, header)} AS identity FROM raw),
        typed AS (SELECT *, {typed} FROM told),
        known AS (
            SELECT *, row_number() OVER (PARTITION BY identity ORDER BY raw_line) AS nth,
                coalesce(country_, {_country_in_place(format_)}) AS country_name,
                {_PRECISION} AS precision
            FROM typed
        ),
        country_codes(folded, code) AS (VALUES {countries})
        SELECT raw_line, {_reason(format_)} AS reason, {listed}
        FROM known LEFT JOIN country_codes ON folded = lower(country_name)
    """  # noqa: S608 - every name is quoted, every value a literal


def _told(format_: TableFormat, ours: str, theirs: str | None) -> str:
    """A cell without control characters and white space around, its code in our words."""
    if theirs is None:
        return "NULL::VARCHAR"
    cell = f"raw.{_name(theirs)}"
    if format_ is TableFormat.CSV:  # as `export_csv` makes it harmless for spreadsheets
        bare = rf"regexp_replace({cell}, '^''(''*[=+\-@\t\r])', '\1')"
        cell = f"CASE WHEN starts_with({cell}, '''') THEN {bare} ELSE {cell} END"
    cell = f"nullif(trim(regexp_replace({cell}, '[\\x00-\\x1f\\x7f]+', ' ', 'g')), '')"
    pairs = codes(format_).get(ours)
    if not pairs:
        return cell
    plain = f"regexp_replace({cell}, '\\.0+$', '')"
    arms = " ".join(f"WHEN {_matches('code', code)} THEN {_text(value)}" for code, value in pairs)
    otherwise = "code" if ours == "country" or ours.endswith("_kind") else "NULL"
    return f"list_transform([{plain}], lambda code: CASE {arms} ELSE {otherwise} END)[1]"


def _matches(cell: str, code: str) -> str:
    if code.endswith("*"):
        return f"starts_with(lower({cell}), {_text(code[:-1].lower())})"
    return f"lower({cell}) = {_text(code.lower())}"


def _typed(column: schema.Column, date_format: str | None) -> str:
    cell = f"{column.name}_"
    if column.name in _PRECISIONS:
        number = f"TRY_CAST(TRY_CAST({cell} AS DOUBLE) AS TINYINT)"
        return f"CASE WHEN {number} BETWEEN 1 AND 4 THEN {number} END"
    if column.type == pa.date32():
        return _day(cell, date_format)
    if column.type == pa.int32():
        return f"TRY_CAST(TRY_CAST({cell} AS DOUBLE) AS INTEGER)"
    if column.type == pa.float64():
        number = f"TRY_CAST({cell} AS DOUBLE)"
        return f"CASE WHEN isfinite({number}) THEN {number} END"
    if column.type == pa.bool_():
        return f"TRY_CAST({cell} AS BOOLEAN)"
    return cell


def _day(cell: str, date_format: str | None) -> str:
    if date_format is not None:
        return f"try_strptime({cell}, {_text(date_format)})::DATE"
    formats = ", ".join(_text(each) for each in _UNMISTAKABLE_DATES)
    seconds = f"CASE WHEN regexp_full_match({cell}, '[0-9]{{9,10}}') THEN {cell}::BIGINT END"
    day = (
        f"coalesce(TRY_CAST({cell} AS DATE), try_strptime({cell}, [{formats}])::DATE, "
        f"epoch_ms({seconds} * 1000)::DATE)"
    )
    return f"list_filter([{day}], lambda day: year(day) BETWEEN 1 AND 9999)[1]"


def _identity(columns: Mapping[str, str], header: Iterable[str]) -> str:
    """Their own id, or a hash of the whole row where they have none."""
    if "event_id" in columns:
        return f"nullif(trim(raw.{_name(columns['event_id'])}), '')"
    cells = ", ".join(f"coalesce(raw.{_name(column)}, '')" for column in header)
    return f"left(sha256(concat_ws(chr(31), {cells})), 16)"


def _country_in_place(format_: TableFormat) -> str:
    """GDELT writes "Aleppo, Halab, Syria"."""
    return "trim(split_part(place_, ',', -1))" if format_ is TableFormat.GDELT else "NULL"


def _reason(format_: TableFormat) -> str:
    long = " OR ".join(
        f"length({column.name}_) > {_LONGEST_CELL}"
        for column in schema.EVENTS
        if column.type == pa.string()
    )
    counts = " ".join(
        f"WHEN {name}_ IS NOT NULL AND coalesce({name}__, -1) < 0 "
        f"THEN 'not a number of people: {name}'"
        for name in _COUNTS
    )
    no_type = (
        "WHEN event_type_ IS NULL THEN 'a type of event that has no equivalent'"
        if "event_type" in codes(format_)
        else ""
    )
    return f"""CASE
        WHEN identity IS NULL THEN 'no id'
        WHEN nth > 1 THEN 'an id that came before'
        WHEN event_date_ IS NULL THEN 'no date'
        WHEN event_date__ IS NULL THEN 'not a date that can be read'
        WHEN event_date_end_ IS NOT NULL AND event_date_end__ IS NULL
            THEN 'not a last date that can be read'
        WHEN event_date_end__ < event_date__ THEN 'it ends before it starts'
        {no_type}
        WHEN latitude_ IS NOT NULL AND NOT coalesce(latitude__ BETWEEN -90 AND 90, false)
            THEN 'not a latitude'
        WHEN longitude_ IS NOT NULL AND NOT coalesce(longitude__ BETWEEN -180 AND 180, false)
            THEN 'not a longitude'
        WHEN (latitude_ IS NULL) <> (longitude_ IS NULL) THEN 'half a point'
        {counts}
        WHEN {long} THEN 'a cell of more than {_LONGEST_CELL} characters'
    END"""


# Where their table does not say how exactly, a place that is named like its region or its country
# is that region or country, and its point only the middle of it.
_PRECISION = (
    "coalesce(geo_precision__, CASE WHEN lower(place_) = lower(country_name) THEN 4 "
    "WHEN lower(place_) = lower(admin1_) THEN 3 ELSE 1 END)::TINYINT"
)
# Zero and zero is how tables write that they do not know, hardly ever the sea off Ghana.
_POINT = "(latitude__ IS NOT NULL AND NOT (latitude__ = 0 AND longitude__ = 0))"
_MAPPED = f"({_POINT} AND precision < 4)"


def _final(format_: TableFormat, column: str, *, name: str, article_id: str) -> str:
    prefix = _text(f"{name}:")
    label = _text(_LABELS.get(format_, name))
    special = {
        "event_id": f"{prefix} || identity",
        "incident_id": f"{prefix} || coalesce(incident_id_, identity)",
        "article_id": _text(article_id),
        "event_date_end": "coalesce(event_date_end__, event_date__)",
        "time_precision": (
            "coalesce(time_precision__, CASE "
            "WHEN coalesce(event_date_end__, event_date__) = event_date__ THEN 1 "
            "WHEN event_date_end__ - event_date__ < 7 THEN 2 "
            "WHEN event_date_end__ - event_date__ < 31 THEN 3 ELSE 4 END)::TINYINT"
        ),
        "date_basis": "'stated'",
        "history": "coalesce(history__, false)",
        "actors": (
            f"CASE WHEN actors_ IS NOT NULL THEN string_split(actors_, '{BETWEEN_ACTORS}') "
            "WHEN actor1_ = actor2_ THEN [actor1_] "
            "ELSE list_filter([actor1_, actor2_], lambda actor: actor IS NOT NULL) END"
        ),
        "initiators": "NULL::VARCHAR",  # so that an imported row stays the incident it was
        "place_status": (
            f"CASE WHEN {_MAPPED} THEN 'mapped' "
            "WHEN precision = 4 OR (place_ IS NULL AND country_name IS NOT NULL) "
            "THEN 'country only' "
            "WHEN place_ IS NULL THEN 'no place named' ELSE 'not found' END"
        ),
        "latitude": f"CASE WHEN {_MAPPED} THEN latitude__ END",
        "longitude": f"CASE WHEN {_MAPPED} THEN longitude__ END",
        "geo_precision": f"CASE WHEN {_POINT} OR geo_precision__ IS NOT NULL THEN precision END",
        "radius_km": f"CASE WHEN {_MAPPED} THEN radius_km__ END",
        "country": "country_name",
        "iso2": "coalesce(iso2_, code)",
        "extractor": _text(name),
        "source": f"coalesce(source_, {label})",
        "confidence": "NULL::FLOAT",
        "start": "NULL::INTEGER",
        "end": "NULL::INTEGER",
    }
    return special.get(column, f"{column}__")


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
