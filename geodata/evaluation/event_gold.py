"""Articles with the incidents that people coded in them: JSON lines, one article each.

A line is {"id", "title", "published", "text", "incidents": [...], "never_scenes": [names]}; an
incident is {"what", "types": [sub-types that are right], "from", "to": the days in which its date
must lie, "place": {"latitude", "longitude", "within_km"} or null, "country": ISO code or null,
"initiator_kinds": [...], "killed", "optional"}. An optional incident is neither missed nor wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geodata.gold import iter_gold
from geodata.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIncident:
    """A happening as a person coded it; `point` is (latitude, longitude), None for no one place.

    `initiator_kinds` are the kinds of actor that are right, () where the article names none.
    """

    what: str
    types: frozenset[str]
    start: date
    end: date
    point: tuple[float, float] | None
    within_km: float
    country_code: str | None
    initiator_kinds: frozenset[str]
    killed: int | None
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with every happening that a person found in it.

    `never_scenes` are names of places in it where nothing of it happened.
    """

    article: Article
    incidents: tuple[GoldIncident, ...]
    never_scenes: frozenset[str]


def read_event_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a file or folder, see `geodata.gold.iter_gold`."""
    return tuple(iter_gold(path, parse_event_gold))


def parse_event_gold(line: str) -> GoldArticle:
    """One line of a gold file; raises KeyError, TypeError or ValueError for a malformed one."""
    record = json.loads(line)
    return GoldArticle(
        article=Article(
            id=str(record["id"]),
            text=str(record["text"]),
            title=str(record.get("title") or ""),
            published=date.fromisoformat(record["published"]),
        ),
        incidents=tuple(_incident(entry) for entry in record["incidents"]),
        never_scenes=frozenset(record.get("never_scenes", ())),
    )


def _incident(entry: dict[str, Any]) -> GoldIncident:
    place = entry["place"]
    killed = entry.get("killed")
    return GoldIncident(
        what=str(entry["what"]),
        types=frozenset(entry["types"]),
        start=date.fromisoformat(entry["from"]),
        end=date.fromisoformat(entry["to"]),
        point=(float(place["latitude"]), float(place["longitude"])) if place else None,
        within_km=float(place["within_km"]) if place else 0.0,
        country_code=entry.get("country"),
        initiator_kinds=frozenset(entry.get("initiator_kinds", ())),
        killed=int(killed) if killed is not None else None,
        optional=bool(entry.get("optional")),
    )
