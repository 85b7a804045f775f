"""What decides whether two reports are one happening, from an event or from its row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from geodata.model import Actor, ActorBasis, ActorKind, ActorRole, DateBasis, Event, GeoPrecision

UNIDENTIFIED = "Unidentified "
"""How ACLED begins the name of an armed group that nobody knows: it may be anybody."""

ROW_COLUMNS = (
    "event_id", "incident_id", "article_id", "sub_event_type", "event_date", "event_date_end",
    "date_basis", "place", "place_id", "latitude", "longitude", "radius_km", "initiators",
)  # fmt: skip
"""The columns of `schema.EVENTS` that say all about a report."""


@dataclass(frozen=True, slots=True)
class Initiator:
    """Somebody who is said to have done it."""

    name: str
    kind: ActorKind
    country_code: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What decides about a report; reports with equal ones are one happening without more ado.

    `where` is a place's id, or the words of a place that is not on the map with their article.
    `article_id` is None for a report that may be put together with those of other articles: it has
    a day and a place on the map.
    """

    sub_event_type: str
    where: str
    point: tuple[float, float] | None
    radius_km: float
    start: date | None
    end: date | None
    assumed: bool
    initiators: frozenset[Initiator]
    article_id: str | None


def from_event(event: Event) -> Report:
    """The report that an event is."""
    resolution = event.resolution
    place = resolution.place if resolution else None
    precision = event.geo_precision or (resolution.geo_precision if resolution else None)
    pinned = place is not None and precision is not GeoPrecision.COUNTRY
    words = resolution.toponym.text if resolution else ""
    return Report(
        sub_event_type=event.sub_event_type,
        where=_where(place.id if place else None, words, event.article_id, pinned=pinned),
        point=(place.latitude, place.longitude) if place and pinned else None,
        radius_km=(event.radius_km or 0.0) if pinned else 0.0,
        start=event.date.start,
        end=event.date.end,
        assumed=event.date.basis is DateBasis.PUBLICATION,
        initiators=frozenset(
            Initiator(actor.name, actor.kind, actor.country_code)
            for actor in event.actors
            if _is_said(actor)
        ),
        article_id=None if event.date.start and pinned else event.article_id,
    )


def from_row(row: Mapping[str, Any]) -> Report:
    """The same from a row with `ROW_COLUMNS`."""
    pinned = row["latitude"] is not None
    return Report(
        sub_event_type=row["sub_event_type"],
        where=_where(row["place_id"], row["place"] or "", row["article_id"], pinned=pinned),
        point=(row["latitude"], row["longitude"]) if pinned else None,
        radius_km=row["radius_km"] or 0.0,
        start=row["event_date"],
        end=row["event_date_end"],
        assumed=row["date_basis"] == DateBasis.PUBLICATION,
        initiators=_parse_initiators(row["initiators"] or "[]"),
        article_id=None if row["event_date"] and pinned else row["article_id"],
    )


def initiators_text(actors: Iterable[Actor]) -> str:
    """The initiators as the column of that name holds them, in a fixed order.

    Who only the rest of the article makes likely is none: what was said decides what is one.
    """
    initiators = {
        (actor.name, actor.kind.value, actor.country_code) for actor in actors if _is_said(actor)
    }
    ordered = sorted(initiators, key=lambda one: (one[0], one[1], one[2] or ""))
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))


def _is_said(actor: Actor) -> bool:
    return actor.role is ActorRole.INITIATOR and actor.basis is not ActorBasis.CONTEXT


@lru_cache(maxsize=4096)
def _parse_initiators(text: str) -> frozenset[Initiator]:
    return frozenset(
        Initiator(name, ActorKind(kind), country_code)
        for name, kind, country_code in json.loads(text)
    )


def _where(place_id: str | None, words: str, article_id: str, *, pinned: bool) -> str:
    if place_id is not None and pinned:
        return place_id
    return f"{article_id} {place_id or words}"
