"""A window of events as the plain arrays of an `EventsLayer`; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dashboard import wording
from dashboard.palette import style_of
from dashboard.state import MapStyle, MapView
from geodata.model import GeoPrecision
from geodata.queries import Clusters, SingleEvents, Window

Box = tuple[float, float, float, float]

_EPOCH = date(1970, 1, 1)
_PLAIN = MapStyle()


def to_layer(
    window: Window,
    *,
    extent: Box | None,
    look: tuple[int, MapView | None],
    selected: Mapping[str, Any] | None,
    notice: str,
    query: str = "",
    style: MapStyle = _PLAIN,
    colours: Mapping[str, list[Any]] | None = None,
) -> dict[str, object]:
    """The layer of a window; see `layers.events` for what it holds."""
    events = window.events or _NO_EVENTS
    clusters = window.clusters or _NO_CLUSTERS
    types = [*window.event_types, "Type not known"]
    other = len(colours["classes"] if colours else types) - 1
    whens, when_codes = _whens(events)
    number, target = look
    return {
        "zoom": window.zoom,
        "types": [[name, style_of(name).colour, style_of(name).shape] for name in types],
        "places": events.place_names,
        "actors": [", ".join(group) for group in events.actor_groups],
        "whens": whens,
        "events": {
            "id": events.event_ids,
            "latitude": events.latitudes,
            "longitude": events.longitudes,
            "type": [_type(code, types) for code in events.types],
            "place": events.places,
            "actor": events.actors,
            "when": when_codes,
            "radius": events.radii_km,
            "approximate": [precision != GeoPrecision.SITE for precision in events.precisions],
        },
        "sentences": events.sentences or [],
        "clusters": {
            "latitude": clusters.latitudes,
            "longitude": clusters.longitudes,
            "count": clusters.counts,
            "mix": [_mix(mix, other) for mix in clusters.mixes],
            "id": clusters.event_ids,
            "spots": [i for i, one_spot in enumerate(clusters.one_spot) if one_spot],
        },
        "extent": extent and [extent[:2], extent[2:]],
        "view": {
            "number": number,
            "at": target and [target.latitude, target.longitude, target.zoom],
        },
        "selected": selected and _selected(selected, types),
        "notice": notice,
        "query": query,
        "version": window.version,
        "style": [style.background, style.colour_by.value, int(style.heat)],
        "colours": colours,
    }


def _selected(event: Mapping[str, Any], types: list[str]) -> dict[str, object] | None:
    """The event's words for its popup, None where it has no point on the map."""
    if event["latitude"] is None or event["longitude"] is None:
        return None
    kind = event["event_type"]
    return {
        "id": event["event_id"],
        "latitude": round(event["latitude"], 5),
        "longitude": round(event["longitude"], 5),
        "code": types.index(kind) if kind in types else len(types) - 1,
        "type": event["sub_event_type"] or kind,
        "approximate": event["geo_precision"] != GeoPrecision.SITE,
        "place": wording.where(event),
        "when": wording.when(event),
        "actors": wording.who(event),
        "sentence": event["sentence"] or "",
        "source": event["source"] or event["title"] or "",
        "url": event["url"],
    }


def _whens(events: SingleEvents) -> tuple[list[str], list[int]]:
    """The events' dates in words, each once, and for each event the number of its own."""
    words: dict[str, int] = {}
    codes = []
    for start, length in zip(events.days, events.lengths, strict=True):
        if start is None:
            said = "date unknown"
        else:
            first = _EPOCH + timedelta(days=start)
            said = wording.days(first, first + timedelta(days=length or 0))
        codes.append(words.setdefault(said, len(words)))
    return list(words), codes


def _type(code: int, types: list[str]) -> int:
    return code if code >= 0 else len(types) - 1


def _mix(mix: list[int], other: int) -> list[int]:
    """The mix with the number of all other events' class for -1."""
    return [other if i % 2 == 0 and number < 0 else number for i, number in enumerate(mix)]


_NO_EVENTS = SingleEvents(
    event_ids=[],
    latitudes=[],
    longitudes=[],
    types=[],
    precisions=[],
    radii_km=[],
    days=[],
    lengths=[],
    places=[],
    actors=[],
    place_names=[],
    actor_groups=[],
    sentences=None,
    sources=None,
)
_NO_CLUSTERS = Clusters(
    latitudes=[], longitudes=[], counts=[], mixes=[], one_spot=[], event_ids=[], types=[]
)
