"""Where events of short texts are put: the place that the words tie to them, no other."""

from __future__ import annotations

from datetime import date

import pytest
from fixtures.short_texts import place_of, read

from geodata.gazetteer import Gazetteer
from geodata.model import GeoPrecision
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def test_place_of_the_speaker_is_no_scene(pipeline: Pipeline) -> None:
    """Where an official spoke is not where it happened."""
    (event,) = read(pipeline, "A bomb exploded in Mosul on Saturday, a spokesman said in Baghdad.")
    assert place_of(event) == "Mosul"


def test_home_of_the_victim_is_no_scene(pipeline: Pipeline) -> None:
    """Where a victim came from is not where it happened."""
    (event,) = read(pipeline, "Gunmen shot dead a trader from Kano in Maiduguri on Saturday.")
    assert place_of(event) == "Maiduguri"


def test_near_a_town_gives_a_radius(pipeline: Pipeline) -> None:
    """A distance from a town is kept as the radius of what the words allow."""
    (event,) = read(pipeline, "Gunmen attacked a bus 30 km from Peshawar on Friday.")
    assert place_of(event) == "Peshawar"
    assert event.geo_precision is GeoPrecision.NEAR
    assert event.radius_km == 30


def test_towns_side_by_side_give_an_event_each(pipeline: Pipeline) -> None:
    """Two places of one clause are two events, and their common toll belongs to neither."""
    events = read(pipeline, "Bombs exploded in Tikrit and Mosul on Friday, killing five people.")
    assert len({place_of(event) for event in events}) == 2
    assert all(event.toll.killed is None for event in events)


def test_country_alone_is_listed_without_a_point(pipeline: Pipeline) -> None:
    """Where only the country is told the event has the precision of a country."""
    (event,) = read(pipeline, "Gunmen killed four people in Nigeria on Friday.")
    assert event.geo_precision is GeoPrecision.COUNTRY


def test_another_happening_that_a_story_is_measured_by_is_its_own(pipeline: Pipeline) -> None:
    """What came before keeps its own place, day and toll."""
    events = read(
        pipeline,
        "Gunmen ambushed a convoy near Toluca in Mexico on Thursday, killing 13 policemen. The "
        "attack was the deadliest since October 2019, when 14 policemen were killed in Aguililla.",
    )
    told = {
        (place_of(one), one.history, one.toll.killed and one.toll.killed.best) for one in events
    }
    assert told == {("Toluca", False, 13), ("Aguililla", True, 14)}


def test_days_after_tell_the_day_of_what_was_before(pipeline: Pipeline) -> None:
    """ "Six days after" counts back from the day that the story has told."""
    events = read(
        pipeline,
        "Soldiers fought rebels near Mopti in Mali on Saturday. The clash came six days after "
        "a bomb killed 23 people in Gao.",
    )
    days = {place_of(event): event.date.start for event in events}
    assert days == {"Mopti": date(2024, 11, 30), "Gao": date(2024, 11, 24)}


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        (
            "comes barely a month after 13 people died in a crash",
            date(2024, 10, 1),
            date(2024, 10, 31),
        ),
        ("came two years after 13 people died in a crash", date(2022, 1, 1), date(2022, 12, 31)),
        ("came six days after 13 people died in a crash", date(2024, 11, 24), date(2024, 11, 24)),
    ],
)
def test_months_and_years_after_count_by_the_calendar(
    pipeline: Pipeline, told: str, first: date, last: date
) -> None:
    """What was "a month before" lies somewhere in that month, "two years before" in that year."""
    events = read(
        pipeline,
        f"A bus fell into a ravine near Cusco on Saturday, killing 11. The accident {told} in "
        "Arequipa.",
    )
    days = {place_of(event): (event.date.start, event.date.end) for event in events}
    assert days["Cusco"] == (date(2024, 11, 30), date(2024, 11, 30))
    assert days["Arequipa"] == (first, last)


@pytest.mark.parametrize(
    "reaction",
    [
        "In Nairobi, the Kenyan foreign ministry denounced the attack and offered help.",
        "In Nairobi, an official said the bombing bore the hallmarks of a cell.",
    ],
)
def test_where_somebody_speaks_of_an_attack_is_no_scene(pipeline: Pipeline, reaction: str) -> None:
    """Who condemns or explains it elsewhere tells no second one."""
    events = read(pipeline, f"A bomb killed 11 people in Mogadishu on Friday. {reaction}")
    assert [place_of(event) for event in events] == ["Mogadishu"]


def test_region_where_somebody_only_spoke_is_not_where_it_happened(pipeline: Pipeline) -> None:
    """An event told nowhere is put in no region that only a speaker was in."""
    (event,) = read(
        pipeline,
        "Gunmen attacked several districts on Friday. The UN envoy told the Security Council in "
        "New York that killings had doubled.",
    )
    assert place_of(event) != "New York"


def test_what_a_crowd_tried_to_take_is_the_scene(pipeline: Pipeline) -> None:
    """ "Tried to overrun" tells no purpose, so that its object is where people were killed."""
    event, *_ = read(
        pipeline,
        "At least 17 people were killed on Friday when protesters tried to overrun the airport of "
        "Juliaca in Peru. Farmers kept up roadblocks in Puno.",
    )
    assert place_of(event) == "Juliaca"


def test_where_police_say_what_happened_is_the_scene(pipeline: Pipeline) -> None:
    """What is told for the first time happened where its sentence opens."""
    events = read(pipeline, "In Baghdad, police said a bomb killed two people on Friday.")
    assert [place_of(event) for event in events] == ["Baghdad"]


def test_accident_that_opens_the_next_sentence_is_the_one_just_told(pipeline: Pipeline) -> None:
    """ "The earthquake was felt in Athens" is no second earthquake."""
    events = read(
        pipeline,
        "An earthquake struck Izmir on Friday, killing 11. The earthquake was felt in Athens.",
    )
    assert [place_of(event) for event in events] == ["İzmir"]


def test_country_with_details_in_several_towns_stays_the_country(pipeline: Pipeline) -> None:
    """A summary is put in a town only where the details name one."""
    opening = "Thousands rallied in Colombia on Friday. In Cali, 500 people marched."
    first, *_ = read(pipeline, opening)
    assert place_of(first) == "Cali"
    first, *_ = read(pipeline, f"{opening} In Medellin, students rallied.")
    assert place_of(first) == "Colombia"


def test_where_a_quake_was_felt_is_no_scene(pipeline: Pipeline) -> None:
    """What a disaster brings down, and where else it was noticed, belongs to it."""
    events = read(
        pipeline,
        "An earthquake struck near Bukittinggi on Friday, killing seven people. Houses collapsed "
        "in the hills. The tremor was also felt in Singapore.",
    )
    assert {(event.sub_event_type, place_of(event)) for event in events} == {
        ("Earthquake", "Bukittinggi")
    }


def test_object_of_a_relative_clause_is_the_scene(pipeline: Pipeline) -> None:
    """ "Among them Shusha, which its troops captured"."""
    (event,) = read(
        pipeline,
        "It will keep the towns, among them Idlib, which Syrian troops captured on Friday.",
    )
    assert place_of(event) == "Idlib"


def test_the_capital_is_that_of_the_only_country_told(pipeline: Pipeline) -> None:
    """ "In the capital" of an article about one country."""
    (event,) = read(pipeline, "Gunmen in Kenya shot dead a judge in the capital on Friday.")
    assert place_of(event) == "Nairobi"


def test_story_sets_the_scene_of_what_follows(pipeline: Pipeline) -> None:
    """A sentence without a place plays where the story plays."""
    events = read(
        pipeline,
        "Protesters marched through Warsaw on Saturday.\nLater masked men looted shops and "
        "torched three cars.",
    )
    assert {place_of(event) for event in events} == {"Warsaw"}


def test_capital_without_its_name_is_the_country_s(pipeline: Pipeline) -> None:
    """The Somali capital is Mogadishu."""
    (event,) = read(pipeline, "A bomb exploded in the Somali capital on Saturday.")
    assert place_of(event) == "Mogadishu"


def test_later_sentence_gives_place_and_day_of_the_attack(pipeline: Pipeline) -> None:
    """What "the attack" takes up gets the place and the day that are told for it."""
    (event,) = read(
        pipeline,
        "At least eight people were killed in an attack in Iraq, police said. The attack "
        "happened early on Friday in Mosul.",
    )
    assert place_of(event) == "Mosul"
    assert event.date.start == date(2024, 11, 29)
    assert event.toll.killed is not None
    assert event.toll.killed.best == 8


def test_city_without_its_name_is_the_one_told_before(pipeline: Pipeline) -> None:
    """A caption's "the city" takes up the city of its own sentence, not the last story's."""
    events = read(
        pipeline,
        "A bomb exploded in Idlib on Friday.\n"
        "The picture shows a view of Aleppo after rebels entered the northern city on Saturday.",
    )
    assert [place_of(event) for event in events] == ["Idlib", "Aleppo"]


def test_police_of_a_town_work_in_it(pipeline: Pipeline) -> None:
    """A town's own police put an arrest there, rather than a later sentence or a suspect's home."""
    events = read(
        pipeline,
        "Peoria police arrested a man on Tuesday, officials said. The suspect, of Decatur, "
        "was booked into the county jail.",
    )
    assert [place_of(event) for event in events] == ["Peoria"]
    assert events[0].geo_precision is GeoPrecision.NEAR


def test_unknown_place_is_not_the_scene_of_the_story(pipeline: Pipeline) -> None:
    """Where a name is given that no gazetteer knows, the last town told is not put in its stead."""
    events = read(
        pipeline,
        "Ukrainian troops recaptured Dvorichna on Sunday. Russian forces withdrew from "
        "Qwertovka without a fight.",
    )
    assert place_of(events[-1]) == "Ukraine"
    assert events[-1].geo_precision is GeoPrecision.COUNTRY


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Gunmen killed four men in Qwertovka, a village near Sumy in Ukraine, on Friday.", "Sumy"),
        ("Police in Omagh said on Friday that a car bomb exploded in Qwerty Street.", "Omagh"),
        (
            "The streets of Omagh were quiet on Sunday. On Friday a car bomb had exploded in "
            "Qwerty Street, killing four.",
            "Omagh",
        ),
    ],
)
def test_unknown_place_lies_near_the_town_told_with_it(
    pipeline: Pipeline, text: str, town: str
) -> None:
    """A village goes to a town of its sentence, a street to the town of the story."""
    (event,) = read(pipeline, text)
    assert place_of(event) == town
    assert event.geo_precision is GeoPrecision.NEAR
    assert event.radius_km
    assert event.radius_km >= 25


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Eight people lost their lives in shootings in parts of Guayaquil on Friday.",
            "Guayaquil",
        ),
        ("The Ebola treatment centre at Butembo was attacked with stones on Friday.", "Butembo"),
        (
            "At Marigat, some 80 km away, riders barricaded the road to Kabarnet on Sunday to "
            "protest the insecurity.",
            "Marigat",
        ),
    ],
)
def test_words_of_care_and_roads_hide_no_scene(pipeline: Pipeline, text: str, place: str) -> None:
    """Lost lives and a treatment centre are no patient's home; a road leads elsewhere."""
    events = read(pipeline, text)
    assert {place_of(event) for event in events} == {place}


def test_village_is_not_put_into_a_town_of_another_sentence(pipeline: Pipeline) -> None:
    """Only streets and the like lie in the town of the story; a village may lie anywhere."""
    events = read(
        pipeline,
        "The streets of Omagh were quiet on Sunday. On Friday a bomb had exploded in the village "
        "of Qwertovka, killing four.",
    )
    assert [event.geo_precision for event in events] in ([None], [GeoPrecision.COUNTRY])


def test_unknown_name_lies_near_the_town_told_just_before(pipeline: Pipeline) -> None:
    """Where nothing else says more than the country, and the story does not go on elsewhere."""
    opening = "Police in Tunis were on alert on Friday. "
    events = read(pipeline, opening + "A bomb exploded at the gate in Qwertovka on Friday.")
    assert [place_of(event) for event in events] == ["Tunis"]
    assert [event.geo_precision for event in events] == [GeoPrecision.NEAR]
    further = read(pipeline, opening + "Further south, a bomb exploded in Qwertovka on Friday.")
    assert [event.geo_precision for event in further] in ([None], [GeoPrecision.COUNTRY])


def test_unknown_name_is_put_everywhere_where_it_is_told_best(pipeline: Pipeline) -> None:
    """A name that one sentence places in a town stays there in the next."""
    events = read(
        pipeline,
        "In Gazipur's Qwertovka, protesters set tyres alight on Tuesday. The government of "
        "Bangladesh called for calm. Many people said that they were afraid, that prices had "
        "risen and wages had not, that rents were high, that roads were bad, that the trains were "
        "late, that the power failed, and that nobody had listened to them for years, or would. "
        "On Monday two men died in a fire at a factory in Qwertovka.",
    )
    assert [place_of(event) for event in events] == ["Gazipur", "Gazipur"]


@pytest.mark.parametrize(
    ("text", "place", "precision"),
    [
        (
            "Gunmen attacked a bus on the Kano-Kaduna road near Zaria on Monday.",
            "Zaria",
            GeoPrecision.NEAR,
        ),
        (
            "Eighteen died when a bus hit a tanker on the Agra-Lucknow Expressway in Unnao "
            "district on Wednesday.",
            "Unnāo",
            GeoPrecision.NEAR,
        ),
        (
            "Gunmen ambushed a convoy on the Torit - Juba road in South Sudan on 17 August.",
            "between Torit and Juba",
            GeoPrecision.NEAR,
        ),
        (
            "Nine died when a bus fell off the Delhi-Amritsar-Katra expressway on Thursday.",
            "between Delhi and Katra",
            GeoPrecision.NEAR,
        ),
    ],
)
def test_road_named_after_two_towns_is_between_them(
    pipeline: Pipeline, text: str, place: str, precision: GeoPrecision
) -> None:
    """A road's name says where it runs; what follows says where on it."""
    (event,) = read(pipeline, text)
    assert (place_of(event), event.geo_precision) == (place, precision)


def test_what_happened_somewhere_is_told_there_however_many_words_it_takes(
    pipeline: Pipeline,
) -> None:
    """ "The tremor was centred on" gives the quake of the sentence before its town."""
    (event,) = read(
        pipeline,
        "A magnitude 5.6 earthquake shook southeastern Turkey on Monday, killing one person. "
        "The tremor was centred on the mountain town of Yesilyurt in Malatya province.",
    )
    assert place_of(event) == "Yeşilyurt"


def test_battalions_are_not_where_they_are_named_after(pipeline: Pipeline) -> None:
    """A unit named after a town fights elsewhere."""
    events = read(
        pipeline,
        "Ukrainian forces retook Maryinka on Tuesday after an assault led by volunteers of the "
        "Azov and Shakhtarsk battalions.",
    )
    assert {place_of(event) for event in events} <= {"Mar'yinka", "Ukraine"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Toretsk, a mining town in Donetsk region, was shelled twice on Friday.", "Toretsk"),
        (
            "The place is Bihambwe, a village some 20 km south of the town of Masisi in Congo, "
            "where fighting broke out on Friday.",
            "Bihambwe",
        ),
    ],
)
def test_a_place_that_is_explained_is_the_scene(pipeline: Pipeline, text: str, place: str) -> None:
    """What follows a name to say what and where it is is not where it happened."""
    assert [place_of(event) for event in read(pipeline, text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A regiment came in from Maysan and seized eleven rifles in Qurna.", "Al Qurnah"),
        ("Gunmen killed 260 Amhara civilians in Gimbi on Friday.", "Gimbi"),
        ("Four people were hacked to death within Daitari police station limits.", "Daitari"),
        (
            "At least 36 people died in Las Tejerías, an industrial town of 54,000 inhabitants in "
            "the state of Aragua, 67 km southwest of the Venezuelan capital, in a flood on Friday.",
            "Las Tejerías",
        ),
    ],
)
def test_where_somebody_came_from_or_belongs_to_is_no_scene(
    pipeline: Pipeline, text: str, place: str
) -> None:
    assert {place_of(event) for event in read(pipeline, text)} == {place}
