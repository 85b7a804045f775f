"""The repository's own gold for time expressions, its floors, and the measures themselves."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.errors import UnreadableInput
from geodata.evaluation.dates import (
    figures_of,
    find_timexes,
    judge,
    read_date_gold,
    score_dates,
)
from geodata.evaluation.floors import find_violations, read_floors
from geodata.evaluation.timex import Timex
from geodata.model import Span

GOLD = Path(__file__).parents[1] / "gold" / "dates"
TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>d</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22" functionInDocument="CREATION_TIME">March 22,
2013</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1" class="OCCURRENCE">met</EVENT> on <TIMEX3 tid="t1" type="DATE"
value="2013-03-21">Thursday</TIMEX3> &amp; stayed for <TIMEX3 tid="t2" type="DURATION"
value="P2D">two
days</TIMEX3>.<TIMEX3 tid="t3" type="DATE" value="2013"/></TEXT></TimeML>"""


def test_accuracy_lies_above_its_floors() -> None:
    floors = read_floors(GOLD)
    assert floors is not None, "the gold changed: measure anew and pin its digest in floors.json"
    assert find_violations({"dates": figures_of(score_dates(read_date_gold(GOLD)))}, floors) == ()


def test_the_gold_marks_the_words_that_it_names() -> None:
    kinds = set()
    for line in (GOLD / "newswire.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for timex in row["timexes"]:
            assert row["text"][timex["start"] : timex["end"]] == timex["text"]
            kinds.add(timex["type"])
    assert kinds == {"DATE", "TIME", "DURATION", "SET"}


def test_a_timeml_document_is_read_with_its_own_date(tmp_path: Path) -> None:
    (tmp_path / "d.tml").write_text(TIMEML, encoding="utf-8")
    (text,) = read_date_gold(tmp_path)
    assert text.article.published == date(2013, 3, 22)
    words = [(one.span.of(text.article.text), one.type, one.value) for one in text.timexes]
    assert words == [("Thursday", "DATE", "2013-03-21"), ("two\ndays", "DURATION", "P2D")]
    assert "on Thursday & stayed" in text.article.text
    assert figures_of(score_dates([text]))["value_f1"] == 1.0


@pytest.mark.parametrize(
    "content",
    [
        "no xml",
        "<TimeML><DCT/></TimeML>",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><TimeML><TEXT>&a;</TEXT></TimeML>',
    ],
)
def test_what_is_no_timeml_document_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.tml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput):
        read_date_gold(path)


def timex(start: int, end: int, value: str = "2013", kind: str = "DATE") -> Timex:
    return Timex(span=Span(start, end), type=kind, value=value)


def test_the_measures_count_spans_values_and_types() -> None:
    gold = (timex(0, 6), timex(10, 17, "P1M", "DURATION"), timex(30, 35))
    found = (timex(0, 5), timex(10, 17, "P2M", "DURATION"), timex(20, 25))
    score = judge(gold, found)
    assert (score.strict.right, score.relaxed.right) == (1, 2)
    assert (score.value.right, score.type.right) == (1, 2)
    assert score.relaxed.f1 == pytest.approx(2 / 3)


def test_one_answer_is_right_for_one_expression_only() -> None:
    score = judge((timex(0, 6), timex(8, 12)), (timex(0, 12),))
    assert (score.relaxed.right, score.relaxed.predicted, score.relaxed.gold) == (1, 1, 2)
    nothing = judge((), ())
    assert math.isnan(nothing.relaxed.f1)


def test_predictions_are_for_the_benchmarks_own_scorer(tmp_path: Path) -> None:
    out = tmp_path / "answers.jsonl"
    assert main(["evaluate", "dates", str(GOLD), "--predictions", str(out), "--quiet"]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    gold = read_date_gold(GOLD)
    assert [row["id"] for row in rows] == [text.article.id for text in gold]
    assert rows[0]["timexes"][0] == {
        "start": find_timexes(gold[0].article)[0].span.start,
        "end": find_timexes(gold[0].article)[0].span.end,
        "type": "DATE",
        "value": find_timexes(gold[0].article)[0].value,
    }
