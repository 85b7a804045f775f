"""Geoparsing measured on documents that its weights were not fitted to.

`python -m geodata.evaluation.crossvalidation GOLD --folds 4`; needs numpy, as training does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.evaluation.geoparsing import CorpusReport, format_geoparsing, report_on
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.gold import GoldDocument, read_gold
from geodata.recognition import GazetteerRecognizer
from geodata.recognition import train as recognition
from geodata.resolution import ContextResolver
from geodata.resolution import train as resolution

FOLDS = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.crossvalidation")
    parser.add_argument("gold", type=Path, help="a .jsonl file or a folder of them")
    parser.add_argument("--folds", type=int, default=FOLDS)
    options = parser.parse_args(arguments)
    reports = cross_validate(
        read_gold(options.gold), gazetteer=open_gazetteer(), folds=options.folds
    )
    print(format_geoparsing(reports))
    return 0


def cross_validate(
    documents: Sequence[GoldDocument], *, gazetteer: Gazetteer, folds: int = FOLDS
) -> tuple[CorpusReport, ...]:
    """One report for each corpus; each document is read by weights fitted to the other folds.

    Every `folds`-th document is in the same fold, so that each has its share of every corpus.
    """
    engines = []
    for fold in range(folds):
        others = [document for n, document in enumerate(documents) if n % folds != fold]
        judge = recognition.train(others, gazetteer=gazetteer, name="folds")
        ranking = resolution.train(others, gazetteer=gazetteer, name="folds")
        engines.append(
            (
                GazetteerRecognizer(gazetteer, judge=judge),
                ContextResolver(gazetteer, ranking=ranking),
            )
        )
    return report_on(documents, gazetteer=gazetteer, engine_of=lambda n: engines[n % folds])


if __name__ == "__main__":
    sys.exit(main())
