"""Where an event is put when its own words put it nowhere, in a country, or in the wrong one."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Article, Event, GeoPrecision
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def first(pipeline: Pipeline, text: str) -> Event:
    """The first event of a text."""
    result = pipeline.run(Article(id="t", text=text, published=date(2016, 6, 20)))
    assert result.failures == ()
    return result.events[0]


def where(event: Event) -> tuple[str | None, GeoPrecision | None]:
    """The name of an event's place and how exactly it is known."""
    place = event.resolution.place if event.resolution else None
    return (place.name if place else None), event.geo_precision


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        (
            "An activist was shot dead in Brazil, an agency said. "
            "The group had set up its camp near the city of Caarapo.",
            "Caarapó",
            GeoPrecision.NEAR,
        ),
        (
            "Mexican police said gunmen killed a singer. "
            "His body was pulled from a well in the state of Nuevo Leon.",
            "Nuevo León",
            GeoPrecision.REGION,
        ),
    ],
)
def test_the_one_place_that_the_story_names_in_the_country_is_somewhere_near(
    pipeline: Pipeline, text: str, name: str, precision: GeoPrecision
) -> None:
    assert where(first(pipeline, text)) == (name, precision)


@pytest.mark.parametrize(
    "after",
    [
        "The men had come from Medellin or from Cali.",  # two
        "The minister spoke to reporters in Medellin.",  # where somebody spoke
        "The men had fled to Quito.",  # in another country
    ],
)
def test_what_is_not_the_only_place_of_the_country_places_nothing(
    pipeline: Pipeline, after: str
) -> None:
    name, precision = where(first(pipeline, f"Gunmen killed a judge in Colombia. {after}"))
    assert (name, precision) == ("Colombia", GeoPrecision.COUNTRY)


def test_a_group_known_by_name_tells_the_country_and_no_more(pipeline: Pipeline) -> None:
    event = first(pipeline, "Suspected Boko Haram gunmen shot dead 29 farm workers in a village.")
    assert where(event) == ("Nigeria", GeoPrecision.COUNTRY)
    assert first(pipeline, "Gunmen shot dead 29 farm workers in a village.").resolution is None


def test_a_town_said_to_lie_in_another_country_gives_way_to_that(pipeline: Pipeline) -> None:
    event = first(pipeline, "Gunmen shot and killed an officer in the town of Tapul in Sulu.")
    assert event.resolution is not None
    assert event.resolution.toponym.text == "Tapul"
    assert event.resolution.place is not None
    assert event.resolution.place.country_code == "PH"
    assert event.geo_precision is GeoPrecision.NEAR


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A bomb exploded in Muna, Maiduguri, on Monday.", ["Maiduguri"]),
        ("A bomb exploded in Soweto, Johannesburg, on Monday.", ["Soweto"]),
        ("Bombs exploded in Maiduguri and Kano on Monday.", ["Maiduguri", "Kano"]),
        ("Bombs exploded in Maiduguri, Kano and Jos on Monday.", ["Maiduguri", "Kano", "Jos"]),
    ],
)
def test_a_town_named_with_the_next_behind_a_comma_is_part_of_that(
    pipeline: Pipeline, text: str, names: list[str]
) -> None:
    result = pipeline.run(Article(id="t", text=text, published=date(2024, 12, 3)))
    places = [event.resolution and event.resolution.place for event in result.events]
    assert [place and place.name for place in places] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed nine people in Damboa Local Government Area.", "Damboa"),
        ("Gunmen killed nine people in the Riyom local government area.", "Riyom"),
    ],
)
def test_a_local_government_area_is_a_district_around_its_seat(
    pipeline: Pipeline, text: str, name: str
) -> None:
    assert where(first(pipeline, text)) == (name, GeoPrecision.NEAR)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A car bomb struck a car dealer in the city of Baqouba, police said.", "Baqubah"),
        ("A car bomb exploded in the Shiite city of Diwaniyah.", "Al Diwaniyah"),
    ],
)
def test_another_spelling_is_the_place_where_nothing_speaks_against_it(
    pipeline: Pipeline, text: str, name: str
) -> None:
    assert where(first(pipeline, text))[0] == name


def test_another_spelling_does_not_reach_into_another_country(pipeline: Pipeline) -> None:
    event = first(pipeline, "Miners killed a deputy minister in the Bolivian town of Vantalo.")
    assert where(event) == ("Bolivia", GeoPrecision.COUNTRY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A cyclone made landfall near Savusavu in Fiji on Monday with winds of 170 kph, "
            "killing at least four people, the disaster management office in Suva said.",
            {"Savusavu"},
        ),
        (
            "Nigerian troops have recaptured the town of Gamboru from Islamist militants after two "
            "days of fighting, Defence Headquarters in Abuja said on Tuesday.",
            {"Gamboru"},
        ),
        (
            "Prohibitory orders were clamped in Nuh on Tuesday after mobs burned cars, with ten "
            "companies fanning out across the Haryana town.",
            {"Nūh"},
        ),
        (
            "Bandits sprayed a Maralal-bound matatu with bullets near Kapedo yesterday evening, "
            "leaving two women wounded.",
            {"Kapedo"},
        ),
    ],
)
def test_where_somebody_spoke_or_a_bus_went_is_no_scene(
    pipeline: Pipeline, text: str, names: set[str]
) -> None:
    events = pipeline.run(Article(id="t", text=text, published=date(2016, 6, 20))).events
    assert {where(event)[0] for event in events} == names


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Gunmen killed two students in Mossoró's Centro district on Sunday.", "Mossoró"),
        ("Shells landed in Kharkiv's Kyivskyi district on Sunday, killing a guard.", "Kharkiv"),
        ("Police killed four men in the Jebrail quarter of Herat on Sunday.", "Herāt"),
    ],
)
def test_a_quarter_that_is_unknown_is_near_its_town(
    pipeline: Pipeline, text: str, town: str
) -> None:
    """Not where the nearest place of its name lies, 400 km or a continent away."""
    assert where(first(pipeline, text)) == (town, GeoPrecision.NEAR)


def test_a_sentence_s_one_place_is_its_scene_however_far_from_the_verb(pipeline: Pipeline) -> None:
    event = first(
        pipeline,
        "The Corral Fire raced through more than 14,000 acres of dry grass near Tracy, California, "
        "on Saturday, injuring two firefighters.",
    )
    assert where(event) == ("Tracy", GeoPrecision.NEAR)


def test_somewhere_on_a_road_that_two_towns_give_their_names(pipeline: Pipeline) -> None:
    event = first(
        pipeline,
        "Four soldiers died when a convoy was ambushed on the Damboa-Biu road on Sunday, "
        "a spokesman told journalists in Maiduguri.",
    )
    assert where(event) == ("between Damboa and Biu", GeoPrecision.NEAR)
    assert event.radius_km is not None
    assert 25 < event.radius_km < 60
