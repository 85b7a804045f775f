"""What an editor says of a report, as the columns of the events table that this changes; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from geodata.actors.lists import read_actor_lists
from geodata.errors import EditError
from geodata.events.taxonomy import read_event_types
from geodata.model import ActorBasis, DateBasis, Place, TimePrecision
from geodata.resolution.precision import precision_of
from geodata.rows import to_place_columns
from geodata.schema import PlaceStatus

LONGEST_NAME = 200
_DAYS = {TimePrecision.DAY: 1, TimePrecision.WEEK: 7, TimePrecision.MONTH: 31}
_NO_PLACE = (
    "place", "place_id", "latitude", "longitude", "geo_precision", "radius_km", "admin1",
    "country", "iso2",
)  # fmt: skip


def what_columns(sub_event_type: str) -> dict[str, object]:
    """Another type; EditError for one that is in no list."""
    known = read_event_types().get(sub_event_type)
    if known is None:
        raise EditError(f"{sub_event_type!r} is no type of event")
    return {"event_type": known.event_type, "sub_event_type": known.sub_event_type}


def when_columns(start: date, end: date) -> dict[str, object]:
    """Another day, or a closed range of days."""
    if end < start:
        raise EditError("the days end before they start")
    length = (end - start).days + 1
    precision = next((name for name, most in _DAYS.items() if length <= most), TimePrecision.YEAR)
    return {
        "event_date": start,
        "event_date_end": end,
        "time_precision": int(precision),
        "date_basis": DateBasis.STATED.value,
    }


def where_columns(place: Place | None) -> dict[str, object]:
    """Another place of the gazetteer, None for none at all."""
    if place is None:
        return {
            **dict.fromkeys(_NO_PLACE),
            "place_status": PlaceStatus.NO_PLACE.value,
        }
    return to_place_columns(place, precision=precision_of(place), radius_km=place.radius_km)


def who_columns(
    event: Mapping[str, Any], actor1: str | None, actor2: str | None
) -> dict[str, object]:
    """Another initiator and target, None for none; the other actors stay."""
    shown = (event["actor1"], event["actor2"])
    if (actor1, actor2) == shown:
        return {}
    main = [name for name in (actor1, actor2) if name is not None]
    for name in main:
        if len(name) > LONGEST_NAME or not name.isprintable() or not name.strip():
            raise EditError(f"an actor's name is 1 to {LONGEST_NAME} printable characters")
    others = [name for name in event["actors"] or () if name not in shown]
    columns: dict[str, object] = {
        "actor1": actor1,
        "actor2": actor2,
        "actors": list(dict.fromkeys([*main, *others])),
    }
    if actor1 != shown[0]:
        columns |= {
            "actor1_kind": _kind_of(actor1),
            "actor1_basis": ActorBasis.STATED.value if actor1 else None,
            "initiators": None,
        }
    if actor2 != shown[1]:
        columns["actor2_kind"] = _kind_of(actor2)
    return columns


def _kind_of(name: str | None) -> str | None:
    """ACLED's class of an actor of the lists, None where it is not known."""
    groups = read_actor_lists().groups.values()
    return next((group.kind.value for group in groups if group.name == name), None)
