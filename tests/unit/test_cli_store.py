"""The verbs of the store: ingest, import, events, export, stats, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    uri = str(tmp_path_factory.mktemp("cli") / "store")
    assert main(["ingest", str(SEEDS), "--store", uri, "--quiet"]) == 0
    return uri


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
