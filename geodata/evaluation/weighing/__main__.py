"""Fits the weights of dates, scenes, types, tolls and initiators, each to what those before make.

    python -m geodata.evaluation.weighing GOLD [GOLD ...] --unseen GOLD [GOLD ...]
        [--texts CORPUS] [--write]

Printed is how many events of the unseen articles the rules, the weights and the best of all answers
get right. With --write each is written as it is fitted; the gist comes before, `evaluation.gist`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geodata.evaluation.event_gold import GoldArticle, read_all
from geodata.evaluation.weighing.dates import iter_date_questions
from geodata.evaluation.weighing.initiators import iter_initiator_questions
from geodata.evaluation.weighing.questions import Question, count_right, fit_weights
from geodata.evaluation.weighing.scenes import iter_scene_questions
from geodata.evaluation.weighing.tolls import iter_toll_questions
from geodata.evaluation.weighing.types import iter_in_parts, iter_type_questions
from geodata.events.weighing import dates, initiators, scenes, tolls, types
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.recognition.linear import to_json

_Ask = Callable[[Sequence[GoldArticle], Gazetteer], Iterable[Question]]
_EVENTS = Path(dates.__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write where asked to, and print."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.weighing")
    parser.add_argument("gold", nargs="+", type=Path, help="articles to fit the weights to")
    parser.add_argument(
        "--unseen", nargs="+", required=True, type=Path, help="articles no rule was mended on"
    )
    parser.add_argument("--texts", type=Path, help="a corpus that has the texts gold lacks")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args(arguments)
    gold = read_all(options.gold, texts=options.texts)
    unseen = read_all(options.unseen, texts=options.texts)
    gazetteer = open_gazetteer()
    asks: tuple[tuple[str, _Ask, _Ask, float], ...] = (
        ("date", iter_date_questions, iter_date_questions, 1.0),
        ("scene", iter_scene_questions, iter_scene_questions, 3.0),
        ("type", iter_in_parts, iter_type_questions, 2.0),
        ("toll", iter_toll_questions, iter_toll_questions, 2.0),
        ("initiator", iter_initiator_questions, iter_initiator_questions, 2.0),
    )
    modules = (dates, scenes, types, tolls, initiators)
    for (name, ask, ask_unseen, penalty), module in zip(asks, modules, strict=True):
        asked = ask(gold, gazetteer)
        model, provenance = fit_weights(asked, templates=module.TEMPLATES, penalty=penalty)
        if options.write:
            record = to_json({name: model}, provenance=provenance)
            (_EVENTS / module.WEIGHTS).write_text(record, encoding="utf-8")
        told = count_right(model, list(ask_unseen(unseen, gazetteer)), by=module.LIKELIER)
        print(f"{name}: {told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
