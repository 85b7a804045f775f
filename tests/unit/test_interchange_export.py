"""What leaves: the same events in every format, harmless in a spreadsheet, read by others."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import duckdb
import geopandas
import pandas as pd
import pyarrow as pa
import pytest
import rispy
from pyarrow import parquet

from geodata import schema
from geodata.interchange import EXPORTS, iter_csv, iter_geojson, iter_geoparquet, iter_kml, iter_ris
from geodata.rows import to_rows
from tests.fixtures.reports import seed_result

ROWS = to_rows(seed_result())
MAPPED = [row for row in ROWS.to_pylist() if row["latitude"] is not None]
KML = "{http://www.opengis.net/kml/2.2}"


def rows_with(**cells: object) -> pa.Table:
    row = {**ROWS.to_pylist()[0], **cells}
    return pa.Table.from_pylist([row], schema=schema.arrow(schema.EVENTS))


def parsed_csv(table: pa.Table, **options: object) -> list[dict[str, str]]:
    text = b"".join(iter_csv(table.to_batches(), **options)).decode()  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_every_row_under_the_names_of_the_schema() -> None:
    rows = parsed_csv(ROWS)
    assert list(rows[0]) == [column.name for column in schema.EVENTS]
    assert [row["event_id"] for row in rows] == ROWS["event_id"].to_pylist()
    assert [row["sentence"] for row in rows] == ROWS["sentence"].to_pylist()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''@x"])
def test_no_cell_of_a_csv_starts_a_formula(cell: str) -> None:
    (row,) = parsed_csv(rows_with(sentence=cell, actors=[cell, "b"], title="plain"))
    assert row["sentence"] == "'" + cell
    assert row["actors"] == "'" + cell + "; b"
    assert row["title"] == "plain"


def test_a_negative_coordinate_is_a_number_and_stays_one() -> None:
    (row,) = parsed_csv(rows_with(latitude=-1.5, longitude=-2.5))
    assert (row["latitude"], row["longitude"]) == ("-1.5", "-2.5")


@pytest.mark.parametrize(
    ("layout", "names"),
    [("acled", {"event_id_cnty", "event_date", "inter1", "notes"}), ("ucdp", {"side_a", "best"})],
)
def test_csv_comes_in_the_columns_of_acled_and_ucdp_too(layout: str, names: set[str]) -> None:
    rows = parsed_csv(ROWS, layout=layout)
    assert names <= set(rows[0])
    assert len(rows) == ROWS.num_rows


def test_geojson_puts_longitude_first_and_keeps_what_is_unmapped() -> None:
    collection = json.loads(b"".join(iter_geojson(ROWS.to_batches())))
    assert collection["type"] == "FeatureCollection"
    for feature, row in zip(collection["features"], ROWS.to_pylist(), strict=True):
        assert feature["id"] == row["event_id"]
        if row["latitude"] is None:
            assert feature["geometry"] is None
        else:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert (latitude, longitude) == (
                pytest.approx(row["latitude"], abs=1e-6),
                pytest.approx(row["longitude"], abs=1e-6),
            )


def test_kml_has_a_placemark_for_every_mapped_event_and_hostile_words_stay_words() -> None:
    hostile = rows_with(sentence='</description><script> & "\x00\ud7ff', event_id='"><x')
    table = pa.concat_tables([ROWS, hostile])
    root = ET.fromstring(b"".join(iter_kml(table.to_batches())))  # noqa: S314
    placemarks = root.findall(f"{KML}Document/{KML}Placemark")
    assert len(placemarks) == len(MAPPED) + 1
    assert placemarks[-1].findtext(f"{KML}description") == '</description><script> & "\ud7ff'
    first = placemarks[0].findtext(f"{KML}Point/{KML}coordinates")
    assert first == f"{MAPPED[0]['longitude']:.6f},{MAPPED[0]['latitude']:.6f}"


def test_geoparquet_is_read_with_its_points_by_others(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(b"".join(iter_geoparquet(ROWS.to_batches())))
    assert json.loads(parquet.read_schema(path).metadata[b"geo"])["primary_column"] == "geometry"
    frame = pd.read_parquet(path, columns=["event_id", "geometry"])
    assert frame["event_id"].tolist() == ROWS["event_id"].to_pylist()
    assert frame["geometry"].notna().sum() == len(MAPPED)
    points = duckdb.connect().execute("SELECT geometry::VARCHAR FROM read_parquet(?)", [str(path)])
    assert (f"POINT ({MAPPED[0]['longitude']} {MAPPED[0]['latitude']})",) in points.fetchall()


def test_geopandas_reads_the_points_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(b"".join(iter_geoparquet(ROWS.to_batches())))
    frame = geopandas.read_parquet(path)
    assert frame.crs == "OGC:CRS84"
    assert frame["event_id"].tolist() == ROWS["event_id"].to_pylist()
    for point, row in zip(frame.geometry, ROWS.to_pylist(), strict=True):
        assert (point and (point.y, point.x)) == (
            None if row["latitude"] is None else (row["latitude"], row["longitude"])
        )


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_nothing_is_a_whole_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty{EXPORTS[name].suffix}"
    path.write_bytes(b"".join(EXPORTS[name].iter_bytes([])))
    if name == "csv":
        assert pd.read_csv(path).empty
    elif name == "geojson":
        assert json.loads(path.read_bytes())["features"] == []
    elif name == "kml":
        assert ET.parse(path).getroot().tag == f"{KML}kml"  # noqa: S314
    elif name == "ris":
        assert path.read_bytes() == b""
    else:
        assert pd.read_parquet(path).empty


def parsed_ris(table: pa.Table) -> list[dict[str, str]]:
    """The records of a RIS file, as its description words them: two letters, "  - ", the value."""
    records: list[dict[str, str]] = []
    for line in b"".join(iter_ris(table.to_batches(max_chunksize=4))).decode().split("\r\n"):
        tag, separator, value = line.partition("  - ")
        if tag == "TY":
            records.append({})
        assert not line or (separator and len(tag) == 2)
        if line:
            records[-1][tag] = value
    return records


def test_ris_cites_each_article_once() -> None:
    (citation,) = parsed_ris(ROWS)
    row = ROWS.to_pylist()[0]
    assert citation == {
        "TY": "NEWS",
        "TI": row["title"],
        "T2": row["source"],
        "PY": "2024",
        "DA": "2024/12/01/",
        "ID": row["article_id"],
        "ER": "",
    }


def test_a_title_cannot_start_a_field_of_a_citation() -> None:
    (citation,) = parsed_ris(rows_with(title="a\r\nUR  - http://x\u2028b", url=None))
    assert citation["TI"] == "a UR - http://x b"
    assert "UR" not in citation


def test_a_citation_manager_reads_the_citations() -> None:
    (citation,) = rispy.loads(b"".join(iter_ris(ROWS.to_batches())).decode())
    row = ROWS.to_pylist()[0]
    assert citation["type_of_reference"] == "NEWS"
    assert citation["title"] == row["title"]
    assert citation["year"] == "2024"
    assert citation["secondary_title"] == row["source"]
