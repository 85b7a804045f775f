"""Places told by how far, and in which direction, they lie from another."""

from __future__ import annotations

import pytest
from fixtures.short_texts import place_of, read

from geodata.gazetteer import Gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.model import GeoPrecision
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("30 km south of Peshawar", "30 km south of Peshawar"),
        ("about 19 miles (30 km) to the south-west of Peshawar", "31 km southwest of Peshawar"),
        ("in the village of Qubarra, some 30 km north of Peshawar", "30 km north of Peshawar"),
        ("in Karantina, about 90 km east of the city of Gao", "90 km east of Gao"),
    ],
)
def test_distance_with_a_direction_is_a_point_of_its_own(
    pipeline: Pipeline, gazetteer: Gazetteer, where: str, name: str
) -> None:
    """So far and in that direction from the town lies the marker, whatever the village is called.

    A namesake of the village in another country is not meant by it.
    """
    (event,) = read(pipeline, f"Gunmen attacked a bus {where} on Friday, killing six people.")
    assert event.resolution is not None
    place = event.resolution.place
    assert place is not None
    assert place.name == name
    told, direction, _, town = name.replace(" km", "").split(" ", 3)
    start = gazetteer.find(town)[0]
    apart = distance_km(start.latitude, start.longitude, place.latitude, place.longitude)
    assert apart == pytest.approx(float(told), abs=1)
    assert (place.latitude > start.latitude + 0.1) is direction.startswith("north")
    assert (place.longitude > start.longitude + 0.1) is direction.endswith("east")
    assert event.geo_precision is GeoPrecision.NEAR
    assert event.radius_km == pytest.approx(max(10, 0.4 * float(told)), abs=0.5)
    assert place.id != start.id


def test_distance_and_direction_of_another_place_move_no_scene(pipeline: Pipeline) -> None:
    """A town that is told by its distance from another one is where it is."""
    (event,) = read(pipeline, "A bomb killed two in Mosul, 400 km north of Baghdad, on Friday.")
    assert place_of(event) == "Mosul"
    assert event.geo_precision is GeoPrecision.SITE


def test_what_is_between_two_towns_is_halfway_and_reaches_both(
    pipeline: Pipeline, gazetteer: Gazetteer
) -> None:
    (event,) = read(pipeline, "Gunmen ambushed a bus on the road between Torit and Juba on Friday.")
    assert place_of(event) == "between Torit and Juba"
    assert event.resolution is not None
    middle = event.resolution.place
    assert middle is not None
    ends = [gazetteer.find(town)[0] for town in ("Torit", "Juba")]
    apart = [
        distance_km(middle.latitude, middle.longitude, end.latitude, end.longitude) for end in ends
    ]
    assert apart[0] == pytest.approx(apart[1], abs=0.5)
    assert event.radius_km == pytest.approx(apart[0], abs=0.5)
    assert event.geo_precision is GeoPrecision.NEAR


def test_middle_of_two_places_on_both_sides_of_the_date_line_lies_there(pipeline: Pipeline) -> None:
    (event,) = read(pipeline, "A ferry sank between Suva and Apia on Friday, killing nine people.")
    assert event.resolution is not None
    place = event.resolution.place
    assert place is not None
    assert place.longitude == pytest.approx(-176.6, abs=0.5)
    assert place.admin1 is None
