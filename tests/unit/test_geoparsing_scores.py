"""The geoparsing scorer, case by case and against the benchmark's own."""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.evaluation.geoparsing import report_on
from geodata.evaluation.matching import align, largest_matching, overlap_cost
from geodata.evaluation.scores import (
    Prediction,
    Score,
    error_within_limit,
    score_document,
    score_gold_spans,
    total,
)
from geodata.gazetteer import Gazetteer
from geodata.gold import GoldToponym, read_gold
from geodata.model import Span
from geodata.recognition import GazetteerRecognizer
from geodata.resolution import ContextResolver

BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmarks" / "geoparsing"
Point = tuple[float, float]


def gold(start: int, end: int, point: Point | None = None, radius_km: float | None = None):
    return GoldToponym(span=Span(start, end), point=point, radius_km=radius_km)


def found(start: int, end: int, point: Point | None = None) -> Prediction:
    return Prediction(span=Span(start, end), point=point)


def test_one_prediction_over_two_gold_spans_counts_for_the_near_one() -> None:
    score = score_document(
        [gold(0, 5, (33.66, -95.55)), gold(7, 12, (31.0, -100.0))], [found(0, 12, (33.66, -95.55))]
    )
    assert (score.exact.right, score.overlap.right, score.strict.right) == (0, 1, 1)


def test_a_second_prediction_on_a_used_gold_span_costs_precision() -> None:
    point = (33.66, -95.55)
    score = score_document([gold(0, 12, point)], [found(0, 5, point), found(7, 12, point)])
    assert (score.strict.right, score.strict.predicted) == (1, 2)


def test_an_answer_on_gold_without_a_point_is_not_judged_end_to_end() -> None:
    score = score_document([gold(0, 5)], [found(0, 5, (1, 1)), found(9, 12, (2, 2))])
    assert score.exact.right == 1
    assert (score.strict.gold, score.strict.predicted, score.strict.right) == (0, 1, 0)


def test_a_prediction_without_a_point_is_recognised_but_not_on_the_map() -> None:
    score = score_document([gold(0, 5, (1, 1))], [found(0, 5)])
    assert (score.exact.right, score.strict.predicted, score.strict.right) == (1, 0, 0)


def test_touching_spans_do_not_overlap() -> None:
    assert score_document([gold(0, 5, (1, 1))], [found(5, 9, (1, 1))]).overlap.right == 0


def test_the_matching_is_the_largest_and_not_the_first_one_found() -> None:
    spans = [Span(0, 10), Span(8, 12)]
    others = [Span(7, 12), Span(9, 30)]
    assert len(largest_matching(2, 2, cost=overlap_cost(spans, others))) == 2


def test_equal_spans_are_aligned_with_each_other_first() -> None:
    assert align([Span(0, 12), Span(0, 5)], [Span(0, 5), Span(0, 12)]) == {0: 1, 1: 0}


def test_a_country_is_right_within_its_own_radius_only_when_areal() -> None:
    country = gold(0, 5, (0, 0), 500.0)
    assert error_within_limit(country, (0, 2.7), areal=False) is None
    assert error_within_limit(country, (0, 2.7), areal=True) == pytest.approx(300.2, abs=0.1)


def test_a_gold_span_that_is_not_answered_is_wrong() -> None:
    score = score_gold_spans([gold(0, 5, (1, 1)), gold(9, 12, (2, 2))], [found(0, 5, (1, 1))])
    assert score.gold_spans_strict.recall == 0.5


def test_the_rates_of_nothing_are_not_numbers() -> None:
    assert math.isnan(Score().exact.precision)
    assert math.isnan(Score().exact.f1)


@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the benchmark corpora are not on this machine")
def test_the_figures_are_those_of_the_benchmarks_own_scorer(tmp_path: Path) -> None:
    """Distorted gold as predictions: shifted, moved, dropped and doubled spans."""
    documents = read_gold(BENCHMARK / "dev")
    chance = random.Random(7)  # noqa: S311
    predictions = {document.article.id: distorted(document, chance) for document in documents}
    path = tmp_path / "predictions.jsonl"
    path.write_text("".join(to_line(name, found) for name, found in predictions.items()))
    for areal in (False, True):
        theirs = their_figures(path, areal=areal)
        for corpus, figures in theirs.items():
            if corpus == "ALL":
                continue
            ours = total(
                score_document(document.toponyms, predictions[document.article.id])
                for document in documents
                if document.corpus == corpus
            )
            end_to_end = ours.areal if areal else ours.strict
            assert ours.exact.f1 == pytest.approx(figures["exact"]["f"])
            assert ours.overlap.f1 == pytest.approx(figures["overlap"]["f"])
            assert end_to_end.right == figures["end_to_end"]["right"]
            assert end_to_end.f1 == pytest.approx(figures["end_to_end"]["f"])
        known = their_figures(path, "--gold-spans", areal=areal)
        for corpus, figures in known.items():
            if corpus == "ALL":
                continue
            ours = total(
                score_gold_spans(document.toponyms, predictions[document.article.id])
                for document in documents
                if document.corpus == corpus
            )
            rate = ours.gold_spans_areal if areal else ours.gold_spans_strict
            assert rate.recall == pytest.approx(figures["resolution"]["acc"])


@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the benchmark corpora are not on this machine")
def test_predictions_are_for_the_benchmarks_own_scorer(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    """Its figures are those that the program reports of itself."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join((BENCHMARK / "dev/geovirus.jsonl").read_text().splitlines()[:20]))
    out = tmp_path / "predictions.jsonl"
    options = ["evaluate", "geoparsing", str(gold), "--predictions", str(out), "--quiet"]
    assert main(options) == 0
    engine = GazetteerRecognizer(gazetteer), ContextResolver(gazetteer)
    (report,) = report_on(read_gold(gold), gazetteer=gazetteer, engine_of=lambda _: engine)
    figures = their_figures(out, gold=gold, areal=True)[report.corpus]
    assert report.score.overlap.f1 == pytest.approx(figures["overlap"]["f"])
    assert report.score.areal.f1 == pytest.approx(figures["end_to_end"]["f"])


def distorted(document, chance: random.Random) -> list[Prediction]:
    made: dict[Span, Prediction] = {}
    for toponym in document.toponyms:
        if chance.random() < 0.2:
            continue
        shift = chance.choice((0, 0, 0, 2, -1))
        start = max(0, toponym.span.start + shift)
        span = Span(start, max(start + 1, toponym.span.end + chance.choice((0, 0, 3))))
        point = toponym.point
        if point and chance.random() < 0.4:
            moved = point[0] + chance.uniform(-4, 4), point[1] + chance.uniform(-4, 4)
            point = max(-90.0, min(90.0, moved[0])), max(-180.0, min(180.0, moved[1]))
        if chance.random() < 0.1:
            point = None
        made.setdefault(span, Prediction(span=span, point=point))
    return list(made.values())


def to_line(name: str, predictions: list[Prediction]) -> str:
    toponyms = [
        {
            "start": prediction.span.start,
            "end": prediction.span.end,
            "lat": prediction.point[0] if prediction.point else None,
            "lon": prediction.point[1] if prediction.point else None,
        }
        for prediction in predictions
    ]
    return json.dumps({"id": name, "toponyms": toponyms}) + "\n"


def their_figures(
    predictions: Path, *options: str, areal: bool, gold: Path = BENCHMARK / "dev"
) -> dict[str, dict]:
    command = [sys.executable, BENCHMARK / "score.py", "--gold", gold, "--pred"]
    flags = [*options, *(["--areal"] if areal else []), "--json"]
    done = subprocess.run([*command, predictions, *flags], capture_output=True, check=True)  # noqa: S603
    return json.loads(done.stdout)["results"]
