"""Places beside which an event is told, though it happened somewhere else."""

from __future__ import annotations

import pytest
from fixtures.short_texts import place_of, read

from geodata.gazetteer import Gazetteer
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (  # a car's plates, and a street of the dateline's town
            "FRESNILLO, Zac. - Six people were gunned down on Wednesday in Calle Ensaye by men "
            "who came in a grey van with Jalisco plates.",
            "Fresnillo",
        ),
        (  # where something was bound for
            "Outside Corinto in Colombia soldiers stopped a lorry on Monday and found a tonne of "
            "marijuana bound for Buenaventura.",
            "Corinto",
        ),
        (  # where people come back from
            "A bus full of families returning from the fair in Guaranda went off the road at "
            "Guasuntos, near Alausí in Ecuador, on Monday.",
            "Guasuntos",
        ),
        (  # where a road leads that is blocked
            "In Gazipur, thousands of garment workers of Bangladesh blocked the highway to "
            "Mymensingh on Monday over unpaid wages.",
            "Gazipur",
        ),
        (  # said of a site, not at it
            "The governor of Samara region in Russia said a refinery in Syzran had been attacked "
            "by drones overnight.",
            "Syzran",
        ),
        (  # a capital told by name, whatever follows
            "Supporters of the junta of Burkina Faso marched in the capital Ouagadougou to demand "
            "the closure of French media on Monday.",
            "Ouagadougou",
        ),
        (  # the town in the region that the sentence opens with
            "In South Kordofan, the besieged town of Dilling came under artillery fire on "
            "Wednesday, the Sudan Doctors Network said.",
            "Dilling",
        ),
    ],
)
def test_scene_is_where_it_happened(pipeline: Pipeline, text: str, place: str) -> None:
    assert place_of(read(pipeline, text)[0]) == place


def test_part_of_a_town_is_no_country_called_so(pipeline: Pipeline) -> None:
    text = (
        "In Manta, Ecuador, the music was still on. At three on Tuesday a car drew up in the Cuba "
        "ward, and men with rifles fired on the dancers."
    )
    (event,) = read(pipeline, text)
    assert event.resolution is not None
    assert event.resolution.toponym.text == "Cuba"
    assert place_of(event) == "Manta"


def test_deed_at_an_unknown_place_is_not_put_where_its_victim_died(pipeline: Pipeline) -> None:
    text = (
        "A soldier wounded on Monday by the explosion of a bomb in the Avasin-Basyan region, "
        "northern Iraq, succumbed to his injuries in Ankara, the ministry said."
    )
    event = read(pipeline, text)[0]
    assert place_of(event) == "Iraq"


def test_town_said_to_lie_in_a_region_is_no_namesake_far_from_it(pipeline: Pipeline) -> None:
    text = (
        "Two men were killed on Monday as they stepped on a mine near Orchha, in adjoining "
        "Narayanpur district of Chhattisgarh, India."
    )
    event = read(pipeline, text)[0]
    assert event.resolution is not None
    place = event.resolution.place
    assert place is not None
    assert abs(place.latitude - 19.7) < 2.5  # the namesake is at 25.4
