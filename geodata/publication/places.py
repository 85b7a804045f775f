"""Which places are finer than the grid, and what stands for them in public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geodata.model import GeoPrecision, ToponymKind
from geodata.publication.grid import coarse_radius_km, find_cell
from geodata.publication.sizes import Sizes
from geodata.schema import PlaceStatus

_NAMING = (ToponymKind.LITERAL, ToponymKind.DEMONYM)  # "Moscow said" names a government

Row = Mapping[str, Any]


def is_fine_event(row: Row, *, grid_km: float) -> bool:
    """Whether the place of an event tells more than the cell it lies in."""
    if row["place_status"] == PlaceStatus.COUNTRY_ONLY:
        return False
    precision = row["geo_precision"]
    wide = (row["radius_km"] or 0.0) * 2 >= grid_km
    return not (wide and precision is not None and precision >= GeoPrecision.REGION)


def is_fine_toponym(toponym: Row, sizes: Sizes, *, grid_km: float) -> bool:
    """The same of a place named in an article; one that was not found counts as fine."""
    precision, place_id = toponym["geo_precision"], toponym["place_id"]
    if precision == GeoPrecision.COUNTRY:
        return False
    if precision == GeoPrecision.REGION and place_id:
        return (sizes.place_km(place_id) or 0.0) * 2 < grid_km
    return True


def fine_names(
    events: Iterable[Row], toponyms: Iterable[Row], text: str, sizes: Sizes, *, grid_km: float
) -> frozenset[str]:
    """All words for places finer than the grid, of events and of an article."""
    names = {
        name
        for toponym in toponyms
        if toponym["kind"] in _NAMING and is_fine_toponym(toponym, sizes, grid_km=grid_km)
        for name in (toponym["text"], toponym["name"])
    }
    for row in events:
        if is_fine_event(row, grid_km=grid_km):
            names.add(row["place"])
            if row["place_start"] is not None:
                names.add(text[row["place_start"] : row["place_end"]])
    return frozenset(filter(None, names))


def coarse_columns(row: Row, sizes: Sizes, *, grid_km: float) -> dict[str, object]:
    """The columns of an event's place in public.

    A fine place gives way to its region, and that to the country where it is finer than the grid
    itself, or where nobody knows how large it is.
    """
    region = row["admin1"]
    if region and (sizes.region_km(region, row["iso2"]) or 0.0) * 2 < grid_km:
        region = None
    columns: dict[str, object] = {"admin1": region}
    if is_fine_event(row, grid_km=grid_km):
        columns |= {"place": None, "place_id": None, "place_start": None, "place_end": None}
        if row["place_status"] == PlaceStatus.MAPPED:
            columns["place"] = region or row["country"]
    if row["latitude"] is None or row["longitude"] is None:
        return columns
    cell = find_cell(row["latitude"], row["longitude"], grid_km=grid_km)
    return columns | {
        "latitude": cell.latitude,
        "longitude": cell.longitude,
        "radius_km": coarse_radius_km(row["radius_km"] or 0.0, cell, grid_km=grid_km),
        # The name that is left is a region's: "somewhere in Aleppo", never "near Aleppo".
        "geo_precision": int(max(row["geo_precision"] or 0, GeoPrecision.REGION)),
    }


def coarse_columns_of_toponym(toponym: Row, sizes: Sizes, *, grid_km: float) -> dict[str, object]:
    """The same of a place named in an article; a fine one keeps its words, but no spot."""
    if is_fine_toponym(toponym, sizes, grid_km=grid_km):
        return {"place_id": None, "name": None, "latitude": None, "longitude": None}
    if toponym["latitude"] is None or toponym["longitude"] is None:
        return {}
    cell = find_cell(toponym["latitude"], toponym["longitude"], grid_km=grid_km)
    return {"latitude": cell.latitude, "longitude": cell.longitude}
