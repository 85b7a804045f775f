"""Trains the recogniser's weights: `python -m geodata.recognition.train GOLD`.

Prints the gain under cross-validation over documents, then writes `weights.json` from all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameKind, open_gazetteer
from geodata.gold import GoldDocument, read_gold
from geodata.model import Span
from geodata.recognition.candidates import CandidateSpan
from geodata.recognition.features import TEMPLATES, Context, observe
from geodata.recognition.fitting import fit
from geodata.recognition.linear import LinearModel, to_json
from geodata.recognition.recognizer import WEIGHTS, GazetteerRecognizer

FOLDS = 5
PENALTY = 1.0
MIN_COUNT = 4

Rows = list[tuple[str, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m geodata.recognition.train")
    parser.add_argument("gold", type=Path, help="a .jsonl file or a folder of them")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name(WEIGHTS))
    options = parser.parse_args(arguments)
    documents = read_gold(options.gold)
    model = train(documents, gazetteer=open_gazetteer(), name=options.gold.name)
    options.output.write_text(to_json(model), encoding="utf-8")
    print(f"{sum(map(len, model.weights))} weights -> {options.output}", file=sys.stderr)
    return 0


def train(documents: Sequence[GoldDocument], *, gazetteer: Gazetteer, name: str) -> LinearModel:
    """The model fitted to all candidates of some documents; `name` is kept as its provenance."""
    recognizer = GazetteerRecognizer(gazetteer, model=untrained())
    rows: Rows = []
    labels: list[bool] = []
    unmarked = corpora_without_demonyms(documents, gazetteer)
    for document in documents:
        more, answers = observations(document, recognizer, demonyms=document.corpus not in unmarked)
        rows += more
        labels += answers
    provenance = {
        "trained_on": name,
        "corpora": sorted({document.corpus for document in documents}),
        "documents": len(documents),
        "candidates": len(rows),
        "penalty": PENALTY,
    }
    return fit(
        rows,
        labels,
        templates=TEMPLATES,
        penalty=PENALTY,
        min_count=MIN_COUNT,
        provenance=provenance,
    )


def untrained() -> LinearModel:
    """A model without weights, for looking at candidates."""
    return LinearModel(templates=TEMPLATES, weights=tuple({} for _ in TEMPLATES), provenance={})


def corpora_without_demonyms(
    documents: Sequence[GoldDocument], gazetteer: Gazetteer
) -> frozenset[str]:
    """The corpora whose annotators did not mark demonyms: hardly a gold toponym is one."""
    marked: Counter[str] = Counter()
    for document in documents:
        for toponym in document.toponyms:
            demonym = gazetteer.entry(fold(toponym.span.of(document.article.text))).kinds[:1]
            marked[document.corpus] += demonym == (NameKind.DEMONYM,)
    sizes = Counter(document.corpus for document in documents)
    return frozenset(corpus for corpus, size in sizes.items() if marked[corpus] < size / 20)


def observations(
    document: GoldDocument, recognizer: GazetteerRecognizer, *, demonyms: bool
) -> tuple[Rows, list[bool]]:
    """What is observed about each candidate of a document, and whether it is a gold toponym.

    Without `demonyms` they are left out: whether they are toponyms, such a document does not say.
    """
    candidates, context = recognizer.context(document.article)
    right = label(candidates, context, [toponym.span for toponym in document.toponyms])
    kept = [
        index
        for index, candidate in enumerate(candidates)
        if demonyms or candidate.kinds[:1] != (NameKind.DEMONYM,)
    ]
    return [observe(candidates[index], context) for index in kept], [right[n] for n in kept]


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
