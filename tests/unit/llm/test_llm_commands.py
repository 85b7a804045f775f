"""The commands that ask a language model, and only when told to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures.model_server import (
    PROTEST,
    SHELLING,
    TEXT,
    Model,
    claims,
)

from geodata.cli import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.jsonl"
    path.write_text(json.dumps({"id": "a-1", "text": TEXT, "published": "2024-12-01"}) + "\n")
    return str(path)


def test_extract_asks_the_model_when_told_to_with_the_key_of_the_environment(
    report: str,
    base_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "secret")
    Model.script = [claims(SHELLING, {**PROTEST, "place": "Paris"})]
    options = ["--extractor", "llm", "--base-url", base_url, "--model", "test-model"]
    assert main(["extract", report, *options]) == 1
    output = capsys.readouterr()
    record = json.loads(output.out)
    assert [event["place"] for event in record["events"]] == ["Idlib"]
    assert [failure["error"] for failure in record["failures"]] == ["Invention"]
    assert "'Paris' is none of the article's places" in output.err
    assert "is sent to http://127.0.0.1" in output.err
    assert Model.asked[0][1] == "Bearer secret"
    assert "secret" not in output.out + output.err


def test_ingest_keeps_what_the_model_found(report: str, base_url: str, tmp_path: Path) -> None:
    Model.script = [claims(SHELLING)]
    options = ["--extractor", "llm", "--base-url", base_url, "--model", "test-model"]
    store = str(tmp_path / "store")
    assert main(["ingest", report, "--store", store, *options]) == 0
    assert main(["ingest", report, "--store", store, *options]) == 0
    assert len(Model.asked) == 1


def test_a_model_is_measured_on_gold_like_the_rules(
    base_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = sorted((ROOT / "tests" / "gold" / "events").glob("*.jsonl"))[0]
    first = tmp_path / "one.jsonl"
    first.write_text(gold.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    options = ["--extractor", "llm", "--base-url", base_url, "--model", "test-model"]
    assert main(["evaluate", "events", str(first), *options]) == 0
    assert len(Model.asked) == 1
    assert "recall" in capsys.readouterr().out


def test_without_being_told_to_nothing_is_sent(report: str, base_url: str) -> None:
    assert main(["extract", report, "--base-url", base_url, "--model", "test-model"]) == 0
    assert Model.asked == []


def test_a_model_that_is_not_named_is_said(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", report, "--extractor", "llm"]) == 1
    assert "--base-url and --model" in capsys.readouterr().err
