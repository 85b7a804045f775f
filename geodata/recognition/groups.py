"""Coarse classes of places, from GeoNames' feature codes."""

from __future__ import annotations

_GROUPS = {
    "PCL": "country", "TER": "country", "CON": "continent", "RGN": "region", "ADM1": "adm1",
    "ADM2": "adm2", "ADM": "adm", "PPLC": "capital", "PPLA": "seat", "PPLX": "quarter",
    "PPL": "town", "AIR": "airport",
}  # fmt: skip


def group_of(feature_code: str) -> str:
    """A coarse class of a GeoNames feature code: country, adm1, town, water or land and so on."""
    for length in (4, 3):
        group = _GROUPS.get(feature_code[:length])
        if group:
            return group
    return "nature"
