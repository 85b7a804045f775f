"""The public grid: the same cell every time, of nearly the same size everywhere."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from geodata.publication.grid import KM_PER_DEGREE, coarse_radius_km, find_cell

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
SIZES = st.floats(1, 500)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * KM_PER_DEGREE


@given(LATITUDES, LONGITUDES, SIZES)
def test_the_middle_of_a_cell_lies_in_that_cell(lat: float, lon: float, km: float) -> None:
    cell = find_cell(lat, lon, grid_km=km)
    assert -90 <= cell.latitude <= 90
    assert -180 <= cell.longitude <= 180
    assert find_cell(cell.latitude, cell.longitude, grid_km=km) == cell


@given(LATITUDES, LONGITUDES, SIZES, st.floats(0, 300))
def test_the_radius_takes_in_the_true_place(lat: float, lon: float, km: float, own: float) -> None:
    cell = find_cell(lat, lon, grid_km=km)
    moved = distance_km(lat, lon, cell.latitude, cell.longitude)
    assert moved <= cell.reach_km * 1.01 + 0.01
    radius = coarse_radius_km(own, cell, grid_km=km)
    assert radius >= own + cell.reach_km
    assert math.isclose(radius / km, round(radius / km), abs_tol=1e-6)


@given(st.floats(-75, 75), LONGITUDES, st.floats(1, 50))
def test_cells_are_of_nearly_one_size(lat: float, lon: float, km: float) -> None:
    reach = find_cell(lat, lon, grid_km=km).reach_km
    assert 0.9 < reach / (km / math.sqrt(2)) < 1.1
