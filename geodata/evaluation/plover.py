"""Scores types and actors against sentences coded in PLOVER, a scheme of who does what to whom.

    python -m geodata.evaluation.plover ../shared/benchmarks/events/plover_gsr_dev.jsonl

A line is {"id", "text", "event", "source_actors": [...], "target_actors": [...]}. A type is right
when one that the program tells of the sentence, statements included, is the PLOVER event's in
`plover_types.csv`; PLOVER events without a row there are ones that the program does not tell. An
actor is right when the program's words for one in that role share a name or noun with the gold's.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from geodata.gold import iter_gold
from geodata.model import ActorRole, Article, Event
from geodata.pipeline import Pipeline, open_pipeline

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY_WORDS = frozenset("the and of for from with former senior official officials".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSentence:
    """A sentence with its PLOVER event and who did it to whom, () where nobody is named."""

    article: Article
    event: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverScore:
    """Right ones of so many: types that the program tells, sources and targets that gold has."""

    types: tuple[int, int]
    sources: tuple[int, int]
    targets: tuple[int, int]
    outside: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.plover")
    parser.add_argument("gold", type=Path, help="a .jsonl file of coded sentences")
    options = parser.parse_args(arguments)
    sentences = tuple(iter_gold(options.gold, parse_sentence))
    print(format_plover(score_plover(sentences, pipeline=open_pipeline())))
    return 0


def parse_sentence(line: str) -> CodedSentence:
    """One line of the gold; raises KeyError, TypeError or ValueError for a malformed one."""
    record = json.loads(line)
    return CodedSentence(
        article=Article(id=str(record["id"]), text=str(record["text"])),
        event=str(record["event"]),
        sources=tuple(map(str, record["source_actors"])),
        targets=tuple(map(str, record["target_actors"])),
    )


def score_plover(sentences: Iterable[CodedSentence], *, pipeline: Pipeline) -> PloverScore:
    """How many types, sources and targets are right."""
    told = read_types()
    types, sources, targets = [], [], []
    outside = 0
    for one in sentences:
        result = pipeline.run(one.article)
        events = (*result.events, *result.statements)
        if one.event in told:
            types.append(any(event.sub_event_type in told[one.event] for event in events))
        else:
            outside += 1
        if one.sources:
            sources.append(_names(events, ActorRole.INITIATOR, one.sources))
        if one.targets:
            targets.append(_names(events, ActorRole.TARGET, one.targets))
    return PloverScore(
        types=(sum(types), len(types)),
        sources=(sum(sources), len(sources)),
        targets=(sum(targets), len(targets)),
        outside=outside,
    )


def read_types() -> Mapping[str, frozenset[str]]:
    """The program's sub-types for each PLOVER event that it tells."""
    text = files(__package__).joinpath("plover_types.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        found[row["plover"]].add(row["sub_event_type"])
    return {event: frozenset(types) for event, types in found.items()}


def format_plover(score: PloverScore) -> str:
    """The score as lines of text."""
    rows = (("types", score.types), ("sources", score.sources), ("targets", score.targets))
    lines = [
        f"{name:8} {right:4} of {gold:4}  {right / gold:.3f}"
        for name, (right, gold) in rows
        if gold
    ]
    return "\n".join([*lines, f"{score.outside} sentences of events that are not told at all"])


def _names(events: Sequence[Event], role: ActorRole, gold: tuple[str, ...]) -> bool:
    """Whether one of the actors in a role is called like one of the gold's."""
    wanted = _words(" ".join(gold))
    return any(
        actor.role is role and wanted & _words(f"{actor.mention} {actor.name}")
        for event in events
        for actor in event.actors
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS)


if __name__ == "__main__":
    sys.exit(main())
