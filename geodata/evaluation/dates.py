"""Scores the time expressions against gold in TIMEX3, by TempEval-3's measures.

* strict: the very span; relaxed: spans that overlap, each gold one with the answer that shares most
  characters with it;
* value: the F1 of overlapping spans whose TIMEX3 value is the gold's, as TempEval-3 ranks systems;
* type: the same for DATE, TIME, DURATION and SET.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geodata.dates import find_dates
from geodata.evaluation.scores import Rate
from geodata.evaluation.timeml import read_timeml
from geodata.evaluation.timex import DatedText, Timex
from geodata.gold import iter_gold
from geodata.model import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DateScore:
    """The four measures over all texts of some gold."""

    texts: int
    strict: Rate
    relaxed: Rate
    value: Rate
    type: Rate


def read_date_gold(path: Path) -> tuple[DatedText, ...]:
    """The texts of `.tml` files (TimeML), or of `.jsonl` files; UnreadableInput for bad ones.

    A JSON line is {"id", "text", "published", "timexes": [{"start", "end", "type", "value"}]}.
    """
    files = sorted(path.glob("*.tml")) if path.is_dir() else [path]
    if files and all(file.suffix == ".tml" for file in files):
        return tuple(map(read_timeml, files))
    return tuple(iter_gold(path, _parse_text))


def find_timexes(article: Article) -> tuple[Timex, ...]:
    """What the program finds, in the form of gold."""
    return tuple(
        Timex(span=one.span, type=one.type.value, value=one.value) for one in find_dates(article)
    )


def iter_date_predictions(gold: Iterable[DatedText]) -> Iterator[dict[str, Any]]:
    """The program's answers to the texts of a benchmark, for its own scorer."""
    for text in gold:
        timexes = [
            {"start": one.span.start, "end": one.span.end, "type": one.type, "value": one.value}
            for one in find_timexes(text.article)
        ]
        yield {"id": text.article.id, "timexes": timexes}


def score_dates(gold: Iterable[DatedText]) -> DateScore:
    """The measures of the program on some gold."""
    nothing = Rate(right=0, predicted=0, gold=0)
    score = DateScore(texts=0, strict=nothing, relaxed=nothing, value=nothing, type=nothing)
    for text in gold:
        judged = judge(text.timexes, find_timexes(text.article))
        score = DateScore(
            texts=score.texts + 1,
            strict=score.strict + judged.strict,
            relaxed=score.relaxed + judged.relaxed,
            value=score.value + judged.value,
            type=score.type + judged.type,
        )
    return score


def judge(gold: tuple[Timex, ...], found: tuple[Timex, ...]) -> DateScore:
    """The measures on one text."""
    pairs = list(_paired(gold, found))

    def rate(right: int) -> Rate:
        return Rate(right=right, predicted=len(found), gold=len(gold))

    return DateScore(
        texts=1,
        strict=rate(len({one.span for one in gold} & {one.span for one in found})),
        relaxed=rate(len(pairs)),
        value=rate(sum(one.value == other.value for one, other in pairs)),
        type=rate(sum(one.type == other.type for one, other in pairs)),
    )


def figures_of(score: DateScore) -> dict[str, float]:
    """The figures that floors are pinned for."""
    return {
        "strict_f1": score.strict.f1,
        "relaxed_f1": score.relaxed.f1,
        "value_f1": score.value.f1,
    }


def format_dates(score: DateScore) -> str:
    """The measures as a small table."""
    lines = [f"{score.texts} texts, {score.strict.gold} time expressions"]
    for name in ("strict", "relaxed", "value", "type"):
        rate: Rate = getattr(score, name)
        lines.append(
            f"{name:8} P {rate.precision:.3f}  R {rate.recall:.3f}  F1 {rate.f1:.3f}"
            f"  ({rate.right} right)"
        )
    return "\n".join(lines)


def _paired(gold: tuple[Timex, ...], found: tuple[Timex, ...]) -> Iterator[tuple[Timex, Timex]]:
    free = list(found)
    for one in sorted(gold, key=lambda timex: timex.span):
        best = max(free, key=lambda other: _shared(one.span, other.span), default=None)
        if best is not None and _shared(one.span, best.span) > 0:
            free.remove(best)
            yield one, best


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _parse_text(line: str) -> DatedText:
    record = json.loads(line)
    published = record.get("published") or record.get("dct")
    return DatedText(
        article=Article(
            id=str(record["id"]),
            text=str(record["text"]),
            published=date.fromisoformat(str(published)[:10]) if published else None,
        ),
        timexes=tuple(
            Timex(
                span=Span(int(one["start"]), int(one["end"])),
                type=str(one["type"]),
                value=str(one["value"]),
            )
            for one in record["timexes"]
        ),
    )
