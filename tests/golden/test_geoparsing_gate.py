"""The accuracy of geoparsing does not fall below its floors, unless somebody lowers them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.evaluation import CorpusReport, evaluate_geoparsing, format_geoparsing
from geodata.evaluation.floors import digest_of, find_violations, read_floors
from geodata.evaluation.geoparsing import figures_of
from geodata.gazetteer import Gazetteer
from geodata.recognition import GazetteerRecognizer
from geodata.resolution import ContextResolver

GOLD = Path(__file__).parents[3] / "shared" / "benchmarks" / "geoparsing" / "dev"
OWN_GOLD = Path(__file__).parents[1] / "gold" / "geoparsing"
absent = pytest.mark.skipif(not GOLD.is_dir(), reason="the corpora are not on this machine")


@pytest.fixture(scope="module")
def reports(gazetteer: Gazetteer) -> tuple[CorpusReport, ...]:
    return evaluate(GOLD, gazetteer)


def evaluate(gold: Path, gazetteer: Gazetteer) -> tuple[CorpusReport, ...]:
    return evaluate_geoparsing(
        gold,
        gazetteer=gazetteer,
        recognizer=GazetteerRecognizer(gazetteer),
        resolver=ContextResolver(gazetteer),
    )


@absent
def test_the_gold_is_the_one_that_the_floors_were_measured_on() -> None:
    assert read_floors(GOLD) is not None, f"no floors for gold {digest_of(GOLD)}"


@absent
def test_no_figure_is_below_its_floor(reports: tuple[CorpusReport, ...]) -> None:
    floors = read_floors(GOLD)
    assert floors
    figures = {report.corpus: figures_of(report) for report in reports}
    assert find_violations(figures, floors) == (), format_geoparsing(reports)


def test_the_kinds_of_use_are_told_apart_in_the_texts_written_for_it(gazetteer: Gazetteer) -> None:
    (report,) = evaluate(OWN_GOLD, gazetteer)
    floors = read_floors(OWN_GOLD)
    assert floors, f"no floors for gold {digest_of(OWN_GOLD)}"
    figures = {report.corpus: figures_of(report)}
    assert find_violations(figures, floors) == (), format_geoparsing([report])
    assert sum(rate.gold for rate in report.kinds.values()) > 180


@absent
def test_the_table_has_a_row_for_every_corpus(reports: tuple[CorpusReport, ...]) -> None:
    table = format_geoparsing(reports)
    assert all(report.corpus in table for report in reports)


@absent
def test_a_figure_below_its_floor_is_named(reports: tuple[CorpusReport, ...]) -> None:
    floors = {"LGL": {"end_to_end_areal_f1": 0.99}, "Nowhere": {"gold_spans_areal": 0.1}}
    figures = {report.corpus: figures_of(report) for report in reports}
    found = find_violations(figures, floors)
    assert found[0] == "Nowhere was not measured"
    assert found[1].startswith("LGL: end_to_end_areal_f1 is 0.")


def test_other_gold_has_no_floors(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("{}\n")
    assert read_floors(tmp_path) is None
