"""Events of short texts: what, where, when, who, how many, who says so."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.events import PatternExtractor
from geodata.gazetteer import Gazetteer
from geodata.model import ActorRole, Article, DateBasis, Event, GeoPrecision
from geodata.pipeline import Pipeline, open_pipeline

PUBLISHED = date(2024, 12, 1)  # a Sunday


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def read(pipeline: Pipeline, text: str) -> tuple[Event, ...]:
    """The events of a text published on Sunday, 1 December 2024."""
    result = pipeline.run(Article(id="t", text=text, published=PUBLISHED))
    assert result.failures == ()
    return result.events


def place_of(event: Event) -> str | None:
    """The name of the place where an event is put."""
    place = event.resolution.place if event.resolution else None
    return place.name if place else None


def names(event: Event, role: ActorRole) -> set[str]:
    """The names of the actors in a role."""
    return {actor.name for actor in event.actors if actor.role is role}


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Rebels captured the town of Idlib on Saturday.", "Non-state actor overtakes territory"),
        ("Syrian troops recaptured the city of Idlib.", "Government regains territory"),
        ("Russian troops captured Kupyansk in Ukraine.", "Non-state actor overtakes territory"),
        ("Rebels stormed Idlib in Syria on Saturday.", "Armed clash"),
        ("Russian missiles struck flats in Kharkiv.", "Shelling/artillery/missile attack"),
        ("Israeli strikes targeting Hezbollah killed two in Sidon.", "Air/drone strike"),
        ("Farmers blocked highways around Paris on Monday.", "Peaceful protest"),
        ("Warplanes bombed a market in Idlib.", "Air/drone strike"),
        (
            "Rockets hit a school in Idlib, killing four people.",
            "Shelling/artillery/missile attack",
        ),
        ("A suicide bomber blew himself up in Kabul.", "Suicide bomb"),
        ("Gunmen shot dead a journalist in Kabul.", "Attack"),
        ("Rebels attacked an army base near Kabul.", "Armed clash"),
        ("Gunmen kidnapped two engineers in Tripoli.", "Abduction/forced disappearance"),
        ("Thousands of people protested in Berlin on Saturday.", "Peaceful protest"),
        ("Protesters threw stones at police in Berlin.", "Violent demonstration"),
        ("Police fired tear gas at protesters in Berlin.", "Protest with intervention"),
        ("Police arrested two men in Berlin.", "Arrests"),
        ("Russian troops withdrew from Kherson.", "Non-violent transfer of territory"),
        ("A ferry capsized off Lagos, killing 12 people.", "Transport accident"),
        ("An earthquake struck Izmir, killing 20 people.", "Earthquake"),
        ("A gas explosion at a factory in Leipzig killed two workers.", "Industrial accident"),
        ("A man was stabbed to death in Leeds.", "Homicide"),
        ("Two men robbed a bank in Leeds.", "Robbery"),
        ("Police seized 40 kilos of cocaine in Rotterdam.", "Drug offence"),
        ("Police arrested 11 people in raids in Malaga.", "Arrests"),
        ("Troops captured Ovidio Ruiz, a drug lord, in Culiacan.", "Arrests"),
        ("Three nuns were seized by rebels in Beni in Congo.", "Abduction/forced disappearance"),
        (
            "Soldiers opened fire on people protesting in Lagos.",
            "Excessive force against protesters",
        ),
        ("Angry crowds stormed the parliament in Yerevan.", "Mob violence"),
        ("Gunmen killed 30 Fulani herders near Mopti in Mali.", "Attack"),
        (
            "A Russian missile killed seven people in Chernihiv.",
            "Shelling/artillery/missile attack",
        ),
        ("A methane blast in a coal mine in Zonguldak killed 41 miners.", "Industrial accident"),
        ("A two-car crash near Inveraray killed a man.", "Transport accident"),
        ("Armenia and Azerbaijan signed a deal to end the fighting.", "Agreement"),
        ("Thousands marched on Thursday in Athens to protest.", "Peaceful protest"),
        ("A firefighter died battling a blaze near Zamora in Spain.", "Fire"),
        ("Fighting raged in El Fasher on Friday.", "Armed clash"),
        ("Two men traded shots outside a bar in Leeds.", "Assault"),
        ("Police and gunmen traded shots in Port-au-Prince.", "Armed clash"),
        ("A church was set alight in Owerri.", "Looting/property destruction"),
        ("Soldiers drove the rebels out of Idlib.", "Government regains territory"),
        ("A missile slammed into flats in Dnipro.", "Shelling/artillery/missile attack"),
        ("Thieves snatched handbags from tourists in Rome.", "Theft"),
        ("A policeman was burned alive by a crowd in Juliaca.", "Mob violence"),
        ("Fans fought with police in Malang.", "Violent demonstration"),
        (
            "Soldiers opened fire on a crowd in Conakry, killing three demonstrators.",
            "Excessive force against protesters",
        ),
        (
            "Riot police stormed a station in Hong Kong as they hunted for protesters.",
            "Protest with intervention",
        ),
        ("The military seized power in Niamey.", "Change to group/activity"),
        ("An angry mob beat a thief to death in Lagos.", "Mob violence"),
        ("Gunmen with rifles snatched two men in Beni.", "Abduction/forced disappearance"),
        (
            "Seventeen people were killed when protesters entered the airport in Juliaca.",
            "Excessive force against protesters",
        ),
    ],
)
def test_type_follows_the_coders_rules(pipeline: Pipeline, text: str, sub_event_type: str) -> None:
    """Who did what to whom with which weapon decides the type."""
    assert {event.sub_event_type for event in read(pipeline, text)} == {sub_event_type}


@pytest.mark.parametrize(
    "text",
    [
        "The minister condemned the violence and vowed to punish those behind it.",
        "Presidents met in Geneva for talks on the war.",
        "United attacked from the start, and the striker's shot beat the keeper for a late goal.",
        "Shares exploded in Frankfurt as investors fought a takeover battle.",
    ],
)
def test_speech_sport_and_business_put_nothing_on_the_map(pipeline: Pipeline, text: str) -> None:
    """What is only said, played or traded is no event."""
    assert read(pipeline, text) == ()


def test_place_of_the_speaker_is_no_scene(pipeline: Pipeline) -> None:
    """Where an official spoke is not where it happened."""
    (event,) = read(pipeline, "A bomb exploded in Mosul on Saturday, a spokesman said in Baghdad.")
    assert place_of(event) == "Mosul"


def test_home_of_the_victim_is_no_scene(pipeline: Pipeline) -> None:
    """Where a victim came from is not where it happened."""
    (event,) = read(pipeline, "Gunmen shot dead a trader from Kano in Maiduguri on Saturday.")
    assert place_of(event) == "Maiduguri"


def test_dateline_is_no_scene(pipeline: Pipeline) -> None:
    """The place a report was written at is not where it happened."""
    (event,) = read(pipeline, "NAIROBI, Dec 1 - A bomb exploded in Mogadishu, killing 3 people.")
    assert place_of(event) == "Mogadishu"


def test_near_a_town_gives_a_radius(pipeline: Pipeline) -> None:
    """A distance from a town is kept as the radius of what the words allow."""
    (event,) = read(pipeline, "Gunmen attacked a bus 30 km south of Peshawar on Friday.")
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


def test_dead_found_beside_a_car_had_no_accident(pipeline: Pipeline) -> None:
    """What people who were found dead died of is not told by what stood near by."""
    assert read(pipeline, "Two men were found dead beside their car in Durban on Friday.") == ()


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


def test_an_obituary_puts_a_life_nowhere(pipeline: Pipeline) -> None:
    """What somebody once lived through has no day, if not its own."""
    events = read(
        pipeline,
        "Ernst Vogel, who filmed three wars, has died in Graz. Vogel was born in Linz and retired "
        "in 1999. In Sarajevo his hotel was shelled. He is survived by two daughters.",
    )
    assert events == ()


def test_a_line_that_begins_with_a_year_is_of_that_year(pipeline: Pipeline) -> None:
    """A list of what happened when tells history."""
    (event,) = read(pipeline, "1942: German troops capture the town of Rostov in Russia.")
    assert event.history
    assert event.date.start == date(1942, 1, 1)


def test_a_later_sentence_tells_the_day(pipeline: Pipeline) -> None:
    """An assumed day gives way to the day that the help was called."""
    (event,) = read(
        pipeline,
        "A man died after a two-car crash near Inveraray. Emergency services were called to the "
        "road on Friday.",
    )
    assert event.date.start == date(2024, 11, 29)


def test_the_capital_is_that_of_the_only_country_told(pipeline: Pipeline) -> None:
    """ "In the capital" of an article about one country."""
    (event,) = read(pipeline, "Gunmen in Kenya shot dead a judge in the capital on Friday.")
    assert place_of(event) == "Nairobi"


def test_who_steps_on_a_mine_did_not_lay_it(pipeline: Pipeline) -> None:
    """The victims of a mine are its target."""
    (event,) = read(pipeline, "Two soldiers died when they stepped on a landmine near Gao in Mali.")
    assert names(event, ActorRole.TARGET) == {"Military Forces of Mali"}
    assert not names(event, ActorRole.INITIATOR)


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


def test_passive_turns_the_roles(pipeline: Pipeline) -> None:
    """Who stands behind "by" did it, the subject suffered it."""
    (event,) = read(pipeline, "Police were attacked by Boko Haram fighters in Maiduguri.")
    assert "Boko Haram" in names(event, ActorRole.INITIATOR)
    assert any("Police" in name for name in names(event, ActorRole.TARGET))


def test_claim_in_a_later_sentence_names_the_initiator(pipeline: Pipeline) -> None:
    """A group that claims an attack becomes its initiator."""
    (event,) = read(
        pipeline, "A car bomb killed nine people in Kabul. The Taliban claimed responsibility."
    )
    assert "Taliban" in names(event, ActorRole.INITIATOR)


def test_attribution_is_who_says_so(pipeline: Pipeline) -> None:
    """The source of a report is kept by its own words."""
    (event,) = read(pipeline, "A bomb exploded in Mosul on Saturday, a war monitor said.")
    assert event.attribution is not None
    assert event.attribution.name == "war monitor"


def test_date_without_words_says_that_it_is_assumed(pipeline: Pipeline) -> None:
    """A date taken from the publication date has that basis."""
    (event,) = read(pipeline, "A bomb exploded in Mosul.")
    assert event.date.basis is DateBasis.PUBLICATION


def test_background_of_years_ago_is_history(pipeline: Pipeline) -> None:
    """What happened years before the article keeps its year and is marked."""
    (event,) = read(pipeline, "An earthquake struck Izmir in 2004, killing 20 people.")
    assert event.history
    assert event.date.start is not None
    assert event.date.start.year == 2004


def test_reading_twice_gives_the_same(pipeline: Pipeline, gazetteer: Gazetteer) -> None:
    """Events, ids included, depend on the article alone."""
    text = "Gunmen attacked a bus near Peshawar on Friday, killing four people."
    assert read(pipeline, text) == read(open_pipeline(gazetteer), text)


def test_extractor_works_without_a_gazetteer() -> None:
    """Without places there is still what, when and who."""
    article = Article(id="t", text="Rebels attacked an army base.", published=PUBLISHED)
    (event,) = PatternExtractor().extract(article, ())
    assert event.resolution is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "....", "!" * 5000, "killed " * 2000, "‮ attacked İİİ 💥 in ", "a" * 20000]
)
def test_strange_text_breaks_nothing(pipeline: Pipeline, text: str) -> None:
    """Any text gives events or none, never an error; their words lie in the text."""
    assert all(event.trigger.end <= len(text) for event in read(pipeline, text))


def test_site_beside_a_town_is_its_own_place(pipeline: Pipeline) -> None:
    """An airport lies where it lies, not in the middle of the town it is named after."""
    (event,) = read(pipeline, "Rebels seized Aleppo airport on Saturday.")
    assert event.resolution is not None
    assert event.resolution.toponym.text == "Aleppo airport"
    assert event.resolution.place is not None
    assert event.resolution.place.feature_code == "AIRP"


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


def test_what_people_are_in_the_habit_of_is_no_event(pipeline: Pipeline) -> None:
    """ "Bandits who kidnap for ransom" says what they do, not what they did."""
    assert read(pipeline, "Lagos is haunted by bandits who kidnap for ransom.") == ()


def test_helper_is_not_who_did_it(pipeline: Pipeline) -> None:
    """A state that only backs an army did not take the town."""
    (event,) = read(pipeline, "Troops of the army regained control of Idlib, helped by Russia.")
    assert not any("Russia" in name for name in names(event, ActorRole.INITIATOR))
    assert event.sub_event_type == "Government regains territory"


def test_victims_of_a_raid_did_not_raid(pipeline: Pipeline) -> None:
    """Who was killed "in a raid" is its target, who killed its initiator."""
    (event,) = read(pipeline, "Boko Haram gunmen killed seven people in a raid on Maiduguri.")
    assert names(event, ActorRole.INITIATOR) == {"Boko Haram"}


def test_who_led_a_raid_that_killed_is_its_initiator(pipeline: Pipeline) -> None:
    """A relative clause goes on about what its main clause says was carried out."""
    (event,) = read(
        pipeline, "Myanmar security forces carried out a campaign that killed 200 people in Sittwe."
    )
    assert names(event, ActorRole.INITIATOR) == {"Military Forces of Myanmar"}


def test_unknown_place_is_not_the_scene_of_the_story(pipeline: Pipeline) -> None:
    """Where a name is given that no gazetteer knows, the last town told is not put in its stead."""
    events = read(
        pipeline,
        "Ukrainian troops recaptured Dvorichna on Sunday. Russian forces withdrew from "
        "Qwertovka without a fight.",
    )
    assert place_of(events[-1]) == "Ukraine"
    assert events[-1].geo_precision is GeoPrecision.COUNTRY


def test_anniversary_is_told_as_history(pipeline: Pipeline) -> None:
    """The day of remembering is not the day of what is remembered."""
    events = read(
        pipeline,
        "Wairoa marked ten years on Wednesday since an earthquake struck the town on "
        "November 20, 2014, injuring 11 people.",
    )
    assert all(event.history for event in events)


def test_what_armed_groups_blow_up_has_no_accident(pipeline: Pipeline) -> None:
    """An explosion at a plant is an accident unless somebody blew it up."""
    (event,) = read(pipeline, "A power plant in Medellin was blown up by rebels on Friday.")
    assert event.sub_event_type == "Remote explosive/landmine/IED"


def test_one_of_several_is_who_did_it(pipeline: Pipeline) -> None:
    """ "By one of the clans" names the clans, whatever stands between."""
    (event,) = read(pipeline, "Five women were killed in Mogadishu by one of the clans.")
    assert names(event, ActorRole.INITIATOR) == {"Clan Militia (Somalia)"}


def test_who_only_says_it_is_no_target(pipeline: Pipeline) -> None:
    (event,) = read(pipeline, "A car bomb in Homs killed 13 people and wounded 40, police said.")
    assert not any("Police" in actor.name for actor in event.actors)
