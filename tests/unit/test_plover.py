"""Types and actors against sentences coded in PLOVER."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.evaluation.plover import format_plover, parse_sentence, read_types, score_plover
from geodata.events.statements import read_statement_types
from geodata.events.taxonomy import read_event_types
from geodata.gazetteer import Gazetteer
from geodata.pipeline import open_pipeline

GSR = Path(__file__).parents[3] / "shared/benchmarks/events/plover_gsr_dev.jsonl"


def coded(event: str, text: str, sources: list[str], targets: list[str]) -> str:
    record = {"id": text, "event": event, "text": text}
    return json.dumps({**record, "source_actors": sources, "target_actors": targets})


def test_every_type_of_the_table_is_one_of_ours() -> None:
    ours = {*read_event_types(), *read_statement_types()}
    assert all(types <= ours for types in read_types().values())


def test_types_and_actors_are_counted_where_gold_has_them(gazetteer: Gazetteer) -> None:
    lines = (
        coded("DISAPPROVE", "Russia condemned Israel on Monday.", ["Russia"], ["Israel"]),
        coded("FIGHT", "Rebels attacked soldiers in Aleppo on Monday.", ["Rebels"], ["police"]),
        coded("AID", "Norway sent blankets to Haiti on Monday.", [], []),
        coded("PROTEST", "Norway sent blankets to Haiti on Monday.", [], []),
    )
    score = score_plover(map(parse_sentence, lines), pipeline=open_pipeline(gazetteer))
    assert score.types == (2, 3)
    assert score.sources == (2, 2)
    assert score.targets[1] == 2
    assert score.targets[0] < 2  # soldiers are no police
    assert score.outside == 1
    assert format_plover(score).splitlines()[0] == "types       2 of    3  0.667"


@pytest.mark.skipif(not GSR.exists(), reason="the shared benchmarks are not there")
def test_coded_sentences_are_read_about_as_well_as_the_docs_say(gazetteer: Gazetteer) -> None:
    lines = GSR.read_text(encoding="utf-8").splitlines()
    score = score_plover(map(parse_sentence, lines), pipeline=open_pipeline(gazetteer))
    assert score.types[0] / score.types[1] >= 0.46
    assert score.sources[0] / score.sources[1] >= 0.39
