"""Articles with the incidents that people coded in them: JSON lines, one article each.

A line is {"id", "title", "published", "text", "incidents": [...], "never_scenes": [names]}; an
incident is {"what", "types": [sub-types that are right], "from", "to": the days in which its date
must lie, "place": {"latitude", "longitude", "within_km"} or null, "country": ISO code or null,
"initiator_kinds": [...], "killed", "optional"}. An optional incident is neither missed nor wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geodata.errors import UnreadableInput
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
    """The articles of a `.jsonl` file, or of all such files in a folder, by name.

    Raises UnreadableInput for a missing path or a bad line.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UnreadableInput(f"no .jsonl file in {path}")
    return tuple(article for file in files for article in _iter_file(file))


def _iter_file(path: Path) -> Iterator[GoldArticle]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield parse_event_gold(line)
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableInput(f"{path}, line {number}: {error!r}") from error


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
