"""Articles with the incidents that people coded in them: JSON lines, one article each.

A line is {"id", "title", "published", "text", "incidents": [...], "never_scenes": [names]}; an
incident is {"what", "types": [sub-types that are right], "from", "to": the days in which its date
must lie, "place": {"latitude", "longitude", "within_km"} or null, "country": ISO code or null,
"initiator_kinds": [...], "killed", "optional"}. An optional incident is neither missed nor wrong.
A line without a text is about the article of that id in a corpus that is not the repository's to
carry; title and text are taken from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geodata.gold import iter_gold, read_gold
from geodata.model import Article

Texts = Mapping[str, Article]
"""The articles of corpora by id, for gold that has none."""
_NO_TEXTS: Texts = MappingProxyType({})


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


def read_event_gold(path: Path, *, texts: Texts = _NO_TEXTS) -> tuple[GoldArticle, ...]:
    """The articles of a file or folder, see `geodata.gold.iter_gold`."""
    return tuple(iter_gold(path, partial(parse_event_gold, texts=texts)))


def read_texts(folder: Path | None) -> Texts:
    """The articles of a folder of geoparsing gold by id, none without one."""
    if folder is None:
        return _NO_TEXTS
    return {document.article.id: document.article for document in read_gold(folder)}


def read_all(paths: Iterable[Path], *, texts: Path | None = None) -> tuple[GoldArticle, ...]:
    """The articles of several files or folders; `texts` has the texts of those without one."""
    known = read_texts(texts)
    return tuple(one for path in paths for one in read_event_gold(path, texts=known))


def parse_event_gold(line: str, *, texts: Texts = _NO_TEXTS) -> GoldArticle:
    """One line of a gold file; raises KeyError, TypeError or ValueError for a malformed one."""
    record = json.loads(line)
    return GoldArticle(
        article=_article(record, texts),
        incidents=tuple(_incident(entry) for entry in record["incidents"]),
        never_scenes=frozenset(record.get("never_scenes", ())),
    )


def _article(record: dict[str, Any], texts: Texts) -> Article:
    name, published = str(record["id"]), date.fromisoformat(record["published"])
    if "text" in record:
        title = str(record.get("title") or "")
        return Article(id=name, text=str(record["text"]), title=title, published=published)
    if name not in texts:
        raise ValueError(f"{name} has no text; --texts names the folder of the corpus it is from")
    return replace(texts[name], published=published)


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
