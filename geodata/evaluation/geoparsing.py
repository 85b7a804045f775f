"""Runs a recogniser and a resolver over gold documents and reports how well they did."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.evaluation.kinds import KindRates, add_rates, format_kinds, score_kinds
from geodata.evaluation.scores import (
    Prediction,
    Rate,
    Score,
    error_within_limit,
    score_document,
    score_gold_spans,
)
from geodata.gazetteer import Gazetteer
from geodata.gold import GoldDocument, read_gold
from geodata.model import Resolution, Toponym, ToponymKind
from geodata.protocols import Recognizer, Resolver
from geodata.recognition.guidelines import corpora_without_demonyms
from geodata.resolution.senses import find_senses


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReport:
    """The figures of one corpus.

    In a corpus that marks no demonyms ours are left out of `score`; `everything` counts them.
    `kinds` are there where the gold tells the kinds of use.
    """

    corpus: str
    documents: int
    score: Score
    everything: Score
    kinds: KindRates
    marks_demonyms: bool


def evaluate_geoparsing(
    gold_path: Path, *, gazetteer: Gazetteer, recognizer: Recognizer, resolver: Resolver
) -> tuple[CorpusReport, ...]:
    """One report for each corpus in a gold file or folder, by name.

    Raises UnreadableInput where the gold cannot be read.
    """
    return report_on(
        read_gold(gold_path), gazetteer=gazetteer, engine_of=lambda _: (recognizer, resolver)
    )


def report_on(
    documents: Sequence[GoldDocument],
    *,
    gazetteer: Gazetteer,
    engine_of: Callable[[int], tuple[Recognizer, Resolver]],
) -> tuple[CorpusReport, ...]:
    """One report for each corpus, by name; `engine_of` says who reads the document of an index."""
    unmarked = corpora_without_demonyms(documents, gazetteer=gazetteer)
    reports = []
    for corpus in sorted({document.corpus for document in documents}):
        own = [n for n, document in enumerate(documents) if document.corpus == corpus]
        score, everything, kinds = Score(), Score(), KindRates()
        for number in own:
            document = documents[number]
            recognizer, resolver = engine_of(number)
            resolutions = _geoparse(document, recognizer, resolver)
            spoken = _without_demonyms(resolutions)
            known = score_known(document, gazetteer=gazetteer, resolver=resolver)
            kinds = add_rates(
                kinds, score_kinds(document.toponyms, [r.toponym for r in resolutions])
            )
            everything += _score(document, resolutions) + known
            score += _score(document, spoken if corpus in unmarked else resolutions) + known
        reports.append(
            CorpusReport(
                corpus=corpus,
                documents=len(own),
                score=score,
                everything=everything,
                kinds=kinds,
                marks_demonyms=corpus not in unmarked,
            )
        )
    return tuple(reports)


def iter_geoparsing_predictions(
    documents: Sequence[GoldDocument],
    *,
    gazetteer: Gazetteer,
    recognizer: Recognizer,
    resolver: Resolver,
) -> Iterator[dict[str, Any]]:
    """The answers to documents as the benchmark's own scorer reads them, with their kind of use.

    As in the reports, a corpus that marks no demonyms gets none. `lat` and `lon` are null where the
    place is not known.
    """
    unmarked = corpora_without_demonyms(documents, gazetteer=gazetteer)
    for document in documents:
        resolutions = _geoparse(document, recognizer, resolver)
        if document.corpus in unmarked:
            resolutions = _without_demonyms(resolutions)
        yield {"id": document.article.id, "toponyms": [_to_answer(one) for one in resolutions]}


def _to_answer(resolution: Resolution) -> dict[str, Any]:
    toponym, place = resolution.toponym, resolution.place
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "text": toponym.text,
        "kind": toponym.kind.value,
        "lat": place.latitude if place else None,
        "lon": place.longitude if place else None,
    }


def score_known(document: GoldDocument, *, gazetteer: Gazetteer, resolver: Resolver) -> Score:
    """Resolution given the gold spans, and its ceiling: the share with any right sense."""
    toponyms = tuple(
        Toponym(
            span=toponym.span,
            text=toponym.span.of(document.article.text),
            kind=ToponymKind.LITERAL,
            recognizer="gold",
        )
        for toponym in document.toponyms
    )
    resolutions = resolver.resolve(document.article, toponyms)
    right = located = 0
    columns = gazetteer.columns
    for gold, toponym in zip(document.toponyms, toponyms, strict=True):
        located += gold.point is not None
        right += any(
            error_within_limit(gold, (columns.latitude[row], columns.longitude[row]), areal=True)
            is not None
            for row in find_senses(toponym.text, gazetteer=gazetteer).rows
        )
    ceiling = Score(ceiling=Rate(right=right, predicted=located, gold=located))
    return score_gold_spans(document.toponyms, to_predictions(resolutions)) + ceiling


def to_predictions(resolutions: Iterable[Resolution]) -> list[Prediction]:
    """What the scorer compares: spans and points."""
    return [
        Prediction(
            span=resolution.toponym.span,
            point=(resolution.place.latitude, resolution.place.longitude)
            if resolution.place
            else None,
        )
        for resolution in resolutions
    ]


def figures_of(report: CorpusReport) -> dict[str, float]:
    """The figures that floors are set for, by the names that `floors.json` uses."""
    return {
        "recognition_overlap_f1": report.score.overlap.f1,
        "end_to_end_areal_f1": report.score.areal.f1,
        "gold_spans_areal": report.score.gold_spans_areal.recall,
        **{f"{kind.value}_f1": rate.f1 for kind, rate in report.kinds.items()},
    }


def format_geoparsing(reports: Sequence[CorpusReport]) -> str:
    """The reports as a table for people, every figure from 0 to 1."""
    lines = [
        "                              recognition F1    end to end F1   gold spans, acc.  ceiling",
        "                       docs   overlap  exact   strict   areal    strict   areal    areal",
    ]
    for report in reports:
        lines.append(_row(report.corpus, report.documents, report.score))
        if not report.marks_demonyms:
            lines.append(_row("  with our demonyms", report.documents, report.everything))
    if not all(report.marks_demonyms for report in reports):
        lines.append(
            "Gold that marks no demonyms is scored without ours; the line below it has them."
        )
    for report in reports:
        if report.kinds:
            lines += ["", f"{report.corpus}: kinds of use", *format_kinds(report.kinds)]
    return "\n".join(lines)


def _row(name: str, documents: int, score: Score) -> str:
    figures = (
        score.overlap.f1,
        score.exact.f1,
        score.strict.f1 if score.strict.gold else math.nan,
        score.areal.f1 if score.areal.gold else math.nan,
        score.gold_spans_strict.recall,
        score.gold_spans_areal.recall,
        score.ceiling.recall,
    )
    cells = "".join(f"{'' if math.isnan(value) else f'{value:.3f}':>9}" for value in figures)
    return f"{name:<22}{documents:>5}{cells}"


def _geoparse(
    document: GoldDocument, recognizer: Recognizer, resolver: Resolver
) -> tuple[Resolution, ...]:
    return resolver.resolve(document.article, recognizer.recognize(document.article))


def _without_demonyms(resolutions: Iterable[Resolution]) -> tuple[Resolution, ...]:
    return tuple(one for one in resolutions if one.toponym.kind != ToponymKind.DEMONYM)


def _score(document: GoldDocument, resolutions: Sequence[Resolution]) -> Score:
    return score_document(document.toponyms, to_predictions(resolutions))
