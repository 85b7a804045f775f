"""Trains the recogniser's weights: `python -m geodata.recognition.train GOLD`.

Needs numpy; the program itself does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.gazetteer import Gazetteer, NameKind, open_gazetteer
from geodata.gold import GoldDocument, read_gold
from geodata.model import Span
from geodata.recognition.context import Context
from geodata.recognition.features import TEMPLATES, observe
from geodata.recognition.fitting import fit
from geodata.recognition.guidelines import corpora_without_demonyms
from geodata.recognition.judging import ECHOES, Judge, observe_echoes
from geodata.recognition.linear import LinearModel, to_json, untrained
from geodata.recognition.recognizer import WEIGHTS, GazetteerRecognizer
from geodata.recognition.spans import CandidateSpan

FOLDS = 4
PENALTY = 1.0
MIN_COUNT = 4


@dataclass(frozen=True, slots=True)
class Case:
    """A document's candidates, what is observed about each, and which are gold toponyms.

    `judged` are the candidates that the gold says anything about.
    """

    candidates: list[CandidateSpan]
    context: Context
    observed: list[tuple[str, ...]]
    right: list[bool]
    judged: list[int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m geodata.recognition.train")
    parser.add_argument("gold", type=Path, help="a .jsonl file or a folder of them")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name(WEIGHTS))
    options = parser.parse_args(arguments)
    judge = train(read_gold(options.gold), gazetteer=open_gazetteer(), name=options.gold.name)
    text = to_json(
        {"alone": judge.alone, "echoes": judge.echoes}, provenance=judge.alone.provenance
    )
    options.output.write_text(text, encoding="utf-8")
    print(f"{len(judge.alone) + len(judge.echoes)} weights -> {options.output}", file=sys.stderr)
    return 0


def train(documents: Sequence[GoldDocument], *, gazetteer: Gazetteer, name: str) -> Judge:
    """The judge fitted to all candidates of some documents; `name` is kept as its provenance.

    The second model learns from log odds that the first gave to documents it was not fitted to.
    """
    nothing = Judge(alone=untrained(TEMPLATES), echoes=untrained(ECHOES))
    recognizer = GazetteerRecognizer(gazetteer, judge=nothing)
    unmarked = corpora_without_demonyms(documents, gazetteer=gazetteer)
    cases = [
        case_of(document, recognizer, demonyms=document.corpus not in unmarked)
        for document in documents
    ]
    provenance = {
        "trained_on": name,
        "corpora": sorted({document.corpus for document in documents}),
        "documents": len(documents),
        "candidates": sum(len(case.judged) for case in cases),
        "penalty": PENALTY,
    }
    echoes: list[list[tuple[str, ...]]] = [[] for _ in cases]
    for part in range(FOLDS):
        others = [case for number, case in enumerate(cases) if number % FOLDS != part]
        model = _fit([(case, case.observed) for case in others], TEMPLATES, provenance)
        for number in range(part, len(cases), FOLDS):
            case = cases[number]
            log_odds = [model.log_odds(values) for values in case.observed]
            echoes[number] = observe_echoes(case.candidates, log_odds, case.context)
    return Judge(
        alone=_fit([(case, case.observed) for case in cases], TEMPLATES, provenance),
        echoes=_fit(list(zip(cases, echoes, strict=True)), ECHOES, provenance),
    )


def _fit(
    cases: Sequence[tuple[Case, Sequence[tuple[str, ...]]]],
    templates: tuple[str, ...],
    provenance: Mapping[str, object],
) -> LinearModel:
    return fit(
        [observed[index] for case, observed in cases for index in case.judged],
        [case.right[index] for case, _ in cases for index in case.judged],
        templates=templates,
        penalty=PENALTY,
        min_count=MIN_COUNT,
        provenance=provenance,
    )


def case_of(document: GoldDocument, recognizer: GazetteerRecognizer, *, demonyms: bool) -> Case:
    """What is observed about a document; without `demonyms` its gold says nothing about them."""
    candidates, context = recognizer.context(document.article)
    return Case(
        candidates=candidates,
        context=context,
        observed=[observe(candidate, context) for candidate in candidates],
        right=label(candidates, context, [toponym.span for toponym in document.toponyms]),
        judged=[
            index
            for index, candidate in enumerate(candidates)
            if demonyms or candidate.kinds[:1] != (NameKind.DEMONYM,)
        ],
    )


def label(
    candidates: Sequence[CandidateSpan], context: Context, gold: Sequence[Span]
) -> list[bool]:
    """Which candidates are the gold spans: the exact one, else the one that overlaps most."""
    spans = [Span(context.scan.starts[c.first], c.end) for c in candidates]
    at = {span: index for index, span in enumerate(spans)}
    right = [False] * len(spans)
    for target in gold:
        best = at.get(target)
        if best is None:
            near = [n for n, span in enumerate(spans) if span.overlaps(target)]
            best = max(near, key=lambda n: _likeness(spans[n], target), default=None)
        if best is not None:
            right[best] = True
    return right


def _likeness(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


if __name__ == "__main__":
    sys.exit(main())
