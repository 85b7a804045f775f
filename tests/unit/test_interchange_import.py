"""Tables of others: what their columns and codes become, what is refused and why."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import EmptyInput, InputError, UnreadableInput
from geodata.interchange import ImportSummary, TableFormat, iter_csv, plan_import, run_import
from geodata.interchange.mapping import gdelt_columns
from geodata.rows import to_rows
from geodata.store import DeltaStore
from tests.fixtures.reports import seed_result

GED = Path(__file__).parents[3] / "shared" / "benchmarks" / "scale" / "ged_events.csv.gz"


@pytest.fixture
def store(tmp_path: Path) -> DeltaStore:
    return DeltaStore(tmp_path / "store")


def write(path: Path, header: str, *lines: str) -> Path:
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def run(
    format_: TableFormat, path: Path, store: DeltaStore, **options: Any
) -> tuple[ImportSummary, list[dict[str, Any]]]:
    plan = plan_import(format_, path, **options)
    summary = run_import(plan, store=store, rejects=path.with_suffix(".rejects.csv"))
    rows = store.read_events().to_pylist()
    return summary, sorted(rows, key=lambda row: row["event_id"])


UCDP_HEADER = (
    "id,date_start,date_end,date_prec,type_of_violence,side_a,side_b,latitude,longitude,where_prec,"
    "country,adm_1,where_coordinates,best,low,high,source_headline"
)


def test_ucdp_rows_get_our_types_places_and_precision(tmp_path: Path, store: DeltaStore) -> None:
    path = write(
        tmp_path / "ged.csv",
        UCDP_HEADER,
        "7,2016-01-01,2016-01-03,2,1.0,Government of Syria,Syrian insurgents,36.2,37.16,1,"
        'Syria,Aleppo Governorate,Aleppo town,4,3,5,"Shelling, again"',
        "8,2016-01-01,2016-12-31,5,3,IS,Civilians,35.0,38.0,6,Syria,,Syria,1,1,1,-",
        "9,2016-02-01,2016-02-01,1,2,A,B,16.8,96.1,4,Myanmar (Burma),Yangon,Yangon,0,0,0,-",
    )
    summary, rows = run(TableFormat.UCDP, path, store)
    assert (summary.imported, summary.rejected, summary.rejects) == (3, 0, None)
    first, country, region = rows
    assert first["event_id"] == "ged:7"
    assert (first["event_type"], first["sub_event_type"]) == ("Battles", "State-based conflict")
    assert (first["event_date"], first["event_date_end"]) == (date(2016, 1, 1), date(2016, 1, 3))
    assert (first["time_precision"], first["geo_precision"]) == (2, 1)
    assert first["actors"] == ["Government of Syria", "Syrian insurgents"]
    assert (first["iso2"], first["fatalities"], first["fatalities_high"]) == ("SY", 4, 5)
    assert (first["sentence"], first["source"]) == ("Shelling, again", "UCDP GED")
    assert (country["place_status"], country["latitude"]) == ("country only", None)
    assert country["event_type"] == "Violence against civilians"
    assert (region["country"], region["iso2"], region["geo_precision"]) == ("Myanmar", "MM", 3)


def test_acled_rows_keep_types_and_get_names_for_codes(tmp_path: Path, store: DeltaStore) -> None:
    path = write(
        tmp_path / "acled.csv",
        "event_id_cnty;event_date;time_precision;event_type;sub_event_type;actor1;inter1;actor2;"
        "inter2;country;admin1;location;latitude;longitude;geo_precision;source;notes;fatalities;"
        "timestamp",
        "SYR1;30 November 2024;1;Battles;Armed clash;HTS;2;Army;State forces;Syria;Aleppo;Aleppo;"
        "36.2;37.16;1;SOHR;Clashes were reported.;3;1733184000",
    )
    _, (row,) = run(TableFormat.ACLED, path, store)
    assert row["event_date"] == date(2024, 11, 30)
    assert (row["actor1_kind"], row["actor2_kind"]) == ("rebels", "state forces")
    assert (row["source"], row["sentence"]) == ("SOHR", "Clashes were reported.")
    assert row["published"] == date(2024, 12, 3)


def test_gdelt_keeps_material_events_only(tmp_path: Path, store: DeltaStore) -> None:
    def line(**cells: str) -> str:
        return "\t".join(cells.get(name, "") for name in gdelt_columns())

    place = {
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": 'Aleppo, Halab (general) "old", Syria',
        "ActionGeo_Lat": "36.2",
        "ActionGeo_Long": "37.16",
    }
    strike = line(
        GLOBALEVENTID="1",
        SQLDATE="20241130",
        EventCode="195",
        Actor1Name="RUSSIA",
        DATEADDED="20241201101500",
        SOURCEURL="https://example.org/a",
        **place,
    )
    talk = line(GLOBALEVENTID="2", SQLDATE="20241130", EventCode="036", **place)
    country = line(
        GLOBALEVENTID="3", SQLDATE="20241130", EventCode="145", **{**place, "ActionGeo_Type": "1"}
    )
    path = write(tmp_path / "20241201.export.CSV", strike, talk, country)
    summary, rows = run(TableFormat.GDELT, path, store)
    assert summary.reasons == {"a type of event that has no equivalent": 1}
    assert [row["sub_event_type"] for row in rows] == ["Air/drone strike", "Violent demonstration"]
    assert (rows[0]["country"], rows[0]["iso2"]) == ("Syria", "SY")
    assert rows[0]["published"] == date(2024, 12, 1)
    assert (rows[1]["place_status"], rows[1]["latitude"]) == ("country only", None)


def test_any_csv_is_mapped_by_common_names_and_can_be_corrected(
    tmp_path: Path, store: DeltaStore
) -> None:
    path = write(
        tmp_path / "list.csv",
        "Date,Lat,LON,What,Who",
        "2024-11-30,36.2,37.16,Battles,HTS",
        "2024-11-30,36.2,37.16,Battles,HTS",
    )
    plan = plan_import(TableFormat.CSV, path)
    assert plan.columns == {"event_date": "Date", "latitude": "Lat", "longitude": "LON"}
    summary, (row,) = run(
        TableFormat.CSV, path, store, columns={"event_type": "What", "actor1": "who"}
    )
    assert (row["event_type"], row["actors"], row["place_status"]) == (
        "Battles",
        ["HTS"],
        "mapped",
    )
    assert summary.reasons == {"an id that came before": 1}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("soon,36,37,1", "not a date that can be read"),
        ("03/04/2024,36,37,1", "not a date that can be read"),
        (",36,37,1", "no date"),
        ("99999-01-01,36,37,1", "not a date that can be read"),
        ("2024-11-30,91,37,1", "not a latitude"),
        ("2024-11-30,36,1e999,1", "not a longitude"),
        ("2024-11-30,NaN,37,1", "not a latitude"),
        ("2024-11-30,36,,1", "half a point"),
        ("2024-11-30,36,37,many", "not a number of people: fatalities"),
        ("2024-11-30,36,37,-1", "not a number of people: fatalities"),
    ],
)
def test_a_bad_row_is_counted_and_written_out_with_its_reason(
    tmp_path: Path, store: DeltaStore, cells: str, reason: str
) -> None:
    path = write(tmp_path / "list.csv", "date,lat,lon,deaths", "2024-11-30,1,2,0", cells)
    summary, rows = run(TableFormat.CSV, path, store)
    assert len(rows) == 1
    assert summary.reasons == {reason: 1}
    assert summary.rejects is not None
    with summary.rejects.open(encoding="utf-8", newline="") as file:
        (rejected,) = csv.DictReader(file)
    assert (rejected["line"], rejected["reason"]) == ("2", reason)
    assert json.loads(rejected["text"])["deaths"] == cells.rsplit(",", 1)[1]


def test_lines_with_too_few_or_too_many_cells_are_refused_one_by_one(
    tmp_path: Path, store: DeltaStore
) -> None:
    good = [f"2024-11-{day:02},1,2" for day in range(1, 30)]
    path = write(tmp_path / "list.csv", "date,lat,lon", *good, "2024-12-01,1", "2024-12-02,1,2,3")
    summary, rows = run(TableFormat.CSV, path, store)
    assert (len(rows), summary.rejected) == (29, 2)


def test_a_name_with_wildcards_is_only_a_name(tmp_path: Path, store: DeltaStore) -> None:
    path = write(tmp_path / "list[1]*.csv", "date", "2024-11-30")
    _, rows = run(TableFormat.CSV, path, store)
    assert len(rows) == 1


def test_an_archive_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ged.csv", UCDP_HEADER)
    with pytest.raises(UnreadableInput, match="unpack"):
        plan_import(TableFormat.UCDP, path)


def test_dates_of_a_named_format_are_read(tmp_path: Path, store: DeltaStore) -> None:
    path = write(tmp_path / "list.csv", "date", "03/04/2024")
    _, (row,) = run(TableFormat.CSV, path, store, date_format="%d/%m/%Y")
    assert row["event_date"] == date(2024, 4, 3)


def test_zero_zero_is_no_place(tmp_path: Path, store: DeltaStore) -> None:
    path = write(tmp_path / "list.csv", "date,place,lat,lon", "2024-11-30,Atlantis,0,0")
    _, (row,) = run(TableFormat.CSV, path, store)
    assert (row["place_status"], row["latitude"], row["longitude"]) == ("not found", None, None)


def test_the_same_file_changes_nothing_and_a_newer_one_replaces_it(
    tmp_path: Path, store: DeltaStore
) -> None:
    path = write(tmp_path / "list.csv", "id,date", "1,2024-11-30", "2,2024-11-30")
    run(TableFormat.CSV, path, store)
    version = store.version()
    again, _ = run(TableFormat.CSV, path, store)
    assert (again.changed, store.version()) == (False, version)
    write(path, "id,date", "2,2024-12-01", "3,2024-12-01")
    newer, rows = run(TableFormat.CSV, path, store)
    assert newer.changed
    assert [row["event_id"] for row in rows] == ["list:2", "list:3"]


def test_geojson_features_come_in_with_their_points(tmp_path: Path, store: DeltaStore) -> None:
    features = [
        {
            "type": "Feature",
            "id": 5,
            "geometry": {"type": "Point", "coordinates": [37.16, 36.2]},
            "properties": {"date": "2024-11-30", "actors": ["HTS", "Army"], "text": "a “b” ]}, c"},
        },
        {"type": "Feature", "id": 6, "geometry": None, "properties": {"date": "2024-11-30"}},
        "no feature",
    ]
    path = tmp_path / "events.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    summary, (first, second) = run(TableFormat.GEOJSON, path, store)
    assert (first["latitude"], first["longitude"]) == (36.2, 37.16)
    assert first["actors"] == ["HTS", "Army"]
    assert first["sentence"] == "a “b” ]}, c"
    assert second["place_status"] == "no place named"
    assert summary.reasons == {"not a feature": 1}


def test_our_own_csv_comes_back_as_it_went_out(tmp_path: Path, store: DeltaStore) -> None:
    sent = to_rows(seed_result())
    path = tmp_path / "ours.csv"
    path.write_bytes(b"".join(iter_csv(sent.to_batches())))
    _, rows = run(TableFormat.CSV, path, store)
    back = {row["event_id"].removeprefix("ours:"): row for row in rows}
    kept = ("event_type", "event_date", "event_date_end", "actors", "place", "place_status",
            "latitude", "longitude", "geo_precision", "sentence", "history", "title")  # fmt: skip
    for row in sent.to_pylist():
        for name in kept:
            assert back[row["event_id"]][name] == row[name], name


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyInput),
        ("date,lat\n", EmptyInput),
        ("a,b\n1,2\n", InputError),
        ("date\nsoon\n", InputError),
    ],
)
def test_a_file_that_gives_no_row_says_so(
    tmp_path: Path, store: DeltaStore, text: str, error: type[InputError]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    with pytest.raises(error):
        run(TableFormat.CSV, path, store)


def test_a_missing_file_and_an_unknown_column_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no file"):
        plan_import(TableFormat.CSV, tmp_path / "none.csv")
    path = write(tmp_path / "list.csv", "date", "2024-11-30")
    with pytest.raises(InputError, match="no column Day"):
        plan_import(TableFormat.CSV, path, columns={"event_date": "Day"})
    with pytest.raises(InputError, match="no such column to import"):
        plan_import(TableFormat.CSV, path, columns={"nonsense": "date"})


@pytest.mark.parametrize(
    "text", ["[]", '{"type": "FeatureCollection", "features": [{"a": ]}', "{}"]
)
def test_broken_geojson_is_unreadable(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.geojson"
    path.write_text(text)
    with pytest.raises(UnreadableInput):
        plan_import(TableFormat.GEOJSON, path)


@pytest.mark.skipif(not GED.exists(), reason="the shared benchmarks are not on this machine")
def test_real_ucdp_rows_all_come_in(store: DeltaStore, tmp_path: Path) -> None:
    plan = plan_import(TableFormat.UCDP, GED)
    summary = run_import(plan, store=store, rejects=tmp_path / "rejects.csv")
    assert (summary.imported, summary.rejected) == (19_366, 0)
