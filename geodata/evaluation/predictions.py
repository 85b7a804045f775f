"""The program's answers in the form that public event benchmarks score.

A benchmark's line is {"id", "text", "published", ...}. The answer to it is {"id", "events": [...]},
one event an incident, in the order of the text; to a line with a marked "verb" it is {"id",
"locations": [...]}, the names of the places where what the verb tells happened.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from geodata.events import PatternExtractor
from geodata.folding import fold
from geodata.gold import iter_gold
from geodata.model import (
    Actor,
    ActorKind,
    ActorRole,
    Article,
    ArticleResult,
    Event,
    GeoPrecision,
    Span,
)
from geodata.pipeline import Pipeline
from geodata.rows import country_name

_GROUPS = frozenset({ActorKind.REBELS, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})


def iter_predictions(path: Path, *, pipeline: Pipeline) -> Iterator[dict[str, Any]]:
    """The answers to a benchmark's `.jsonl` file; raises UnreadableInput for a bad line."""
    for article, verb in iter_gold(path, _question):
        if verb is None:
            yield to_prediction(pipeline.run(article))
        else:
            yield {"id": article.id, "locations": _locations(article, verb, pipeline)}


def to_prediction(result: ArticleResult) -> dict[str, Any]:
    """The incidents of an article as a benchmark's events, each told by its surest report.

    Where it was tells the report that says so most exactly.

    `actors` are the initiators and others of all its reports, without the targets; an armed clash
    is fought by both its sides, so that a group that was its target counts too.
    """
    order = {event.id: position for position, event in enumerate(result.events)}
    incidents = [sorted(order[event_id] for event_id in one.event_ids) for one in result.incidents]
    events = [
        _event([result.events[position] for position in positions])
        for positions in sorted(incidents)
    ]
    return {"id": result.article.id, "events": events}


def _event(reports: list[Event]) -> dict[str, Any]:
    event = max(reports, key=lambda report: report.confidence)
    told = min(reports, key=_vagueness)
    place = told.resolution.place if told.resolution else None
    pinned = place is not None and told.geo_precision is not GeoPrecision.COUNTRY
    return {
        "date": event.date.start and event.date.start.isoformat(),
        "date_end": event.date.end and event.date.end.isoformat(),
        "lat": place.latitude if place and pinned else None,
        "lon": place.longitude if place and pinned else None,
        "place": told.resolution.toponym.text if told.resolution else None,
        "country": country_name(place.country_code) if place else None,
        "type": event.event_type,
        "sub_type": event.sub_event_type,
        "actors": list(
            dict.fromkeys(
                _called(actor, report)
                for report in reports
                for actor in report.actors
                if actor.role is not ActorRole.TARGET or _fights(actor, report)
            )
        ),
    }


def _vagueness(report: Event) -> tuple[float, bool, float, float]:
    """How vaguely a report tells where: a village in a province less than the province alone."""
    place = report.resolution.place if report.resolution else None
    if place is None or report.resolution is None:
        return math.inf, True, 0.0, -report.confidence
    by_its_name = fold(report.resolution.toponym.text) == fold(place.name)
    precision = report.geo_precision or GeoPrecision.COUNTRY
    return precision, by_its_name, report.radius_km or 0.0, -report.confidence


def _fights(actor: Actor, report: Event) -> bool:
    return report.sub_event_type == "Armed clash" and actor.kind in _GROUPS


def _called(actor: Actor, report: Event) -> str:
    """An actor's name, or the article's own words for one that has none: "gunmen"."""
    in_words = actor.name.endswith(")") and actor.span != report.trigger
    return actor.mention if in_words else actor.name


def _locations(article: Article, verb: Span, pipeline: Pipeline) -> list[str]:
    if not isinstance(pipeline.extractor, PatternExtractor):
        return []
    resolutions = pipeline.resolver.resolve(article, pipeline.recognizer.recognize(article))
    scenes = pipeline.extractor.find_verb_scenes(article, resolutions, verb=verb)
    return list(dict.fromkeys(scene.resolution.toponym.text for scene in scenes))


def _question(line: str) -> tuple[Article, Span | None]:
    record = json.loads(line)
    return _article(record), _verb(record)


def _article(record: dict[str, Any]) -> Article:
    published = record.get("published")
    return Article(
        id=str(record["id"]),
        text=str(record["text"]),
        published=date.fromisoformat(published) if published else None,
    )


def _verb(record: dict[str, Any]) -> Span | None:
    marked = record.get("verb")
    return Span(int(marked[0]["start"]), int(marked[0]["end"])) if marked else None
