"""Events of short texts: what, when, who, who says so."""

from __future__ import annotations

from datetime import date

import pytest
from fixtures.short_texts import PUBLISHED, place_of, read

from geodata.events import PatternExtractor
from geodata.gazetteer import Gazetteer
from geodata.model import ActorRole, Article, DateBasis, Event
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


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
        (
            "Police opened fire on labourers blocking the road in Ashulia in Bangladesh.",
            "Excessive force against protesters",
        ),
        (
            "Troops regained control of Bourem in Mali on Monday, after the terrorists fled.",
            "Government regains territory",
        ),
        ("The army retook Bor from rebels, South Sudan said.", "Government regains territory"),
        ("Police rounded up five suspected TTP operatives in Gujranwala.", "Arrests"),
        ("Students were bundled into police vans in Kampala.", "Arrests"),
        ("An Israeli warplane fired two missiles at a car near Sidon.", "Air/drone strike"),
        ("A runaway lorry mowed down three labourers in Farah.", "Transport accident"),
        (
            "An attacker rammed a pickup laden with explosives into a checkpoint in Peshawar.",
            "Suicide bomb",
        ),
        (
            "Four people choked after an attack with a toxic gas cylinder in Idlib in Syria.",
            "Chemical weapon",
        ),
        ("A thief was beaten and set ablaze by a mob in Warri.", "Mob violence"),
        ("Three insurgents were slain in an ambush in Jolo.", "Armed clash"),
        ("Officers seized 112 kilos of opium in a lorry in Tursunzoda.", "Drug offence"),
        ("Customs officers seized 90 cartons of cigarettes in Tartu.", "Trafficking and smuggling"),
        ("Militants seized cargo worth a million dollars in Gao.", "Looting/property destruction"),
        ("An explosion at a firecracker unit in Sivakasi killed two.", "Industrial accident"),
        ("A crocodile killed a fisherman in Darwin.", "Other disaster"),
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


def test_dateline_is_no_scene(pipeline: Pipeline) -> None:
    """The place a report was written at is not where it happened."""
    (event,) = read(pipeline, "NAIROBI, Dec 1 - A bomb exploded in Mogadishu, killing 3 people.")
    assert place_of(event) == "Mogadishu"


def test_dead_found_beside_a_car_had_no_accident(pipeline: Pipeline) -> None:
    """What people who were found dead died of is not told by what stood near by."""
    assert read(pipeline, "Two men were found dead beside their car in Durban on Friday.") == ()


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


def test_who_steps_on_a_mine_did_not_lay_it(pipeline: Pipeline) -> None:
    """The victims of a mine are its target."""
    (event,) = read(pipeline, "Two soldiers died when they stepped on a landmine near Gao in Mali.")
    assert names(event, ActorRole.TARGET) == {"Military Forces of Mali"}
    assert names(event, ActorRole.INITIATOR) == {"Unidentified Armed Group (Mali)"}


@pytest.mark.parametrize(
    ("text", "initiators"),
    [
        ("A man was arrested in Mosul in Iraq on Friday.", {"Police Forces of Iraq"}),
        ("A bomb exploded in Mosul in Iraq on Friday.", {"Unidentified Armed Group (Iraq)"}),
        ("Israeli troops raided Jenin. Four men were arrested in Jericho on Friday.", set()),
        ("A flood hit Mosul in Iraq on Friday.", set()),
        ("Taliban fighters killed a judge in Kabul on Friday.", {"Taliban"}),
    ],
)
def test_who_begins_what_nobody_is_named_for(
    pipeline: Pipeline, text: str, initiators: set[str]
) -> None:
    """As ACLED's coders have it: violence by nobody named is an unidentified armed group's."""
    assert names(read(pipeline, text)[-1], ActorRole.INITIATOR) == initiators


def test_who_was_attacked_first_did_not_go_on_to_kill(pipeline: Pipeline) -> None:
    """The object of one verb is no subject of the next."""
    (event,) = read(
        pipeline, "Bandits waylaid a convoy of police officers in Baringo on Friday and killed 21."
    )
    assert names(event, ActorRole.INITIATOR) == {"Bandits (Kenya)"}


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


def test_sides_of_a_fight_are_told_behind_its_dead(pipeline: Pipeline) -> None:
    """Who is killed "in fighting between" two fought on neither side; a helper stands between."""
    (event,) = read(
        pipeline,
        "Ten civilians were killed in fighting in the Mali city of Mopti between the Malian army "
        "backed by French forces and Islamist rebels.",
    )
    assert names(event, ActorRole.INITIATOR) == {"Military Forces of Mali"}
    assert names(event, ActorRole.TARGET) == {"Rebels (Mali)", "Civilians (Mali)"}


def test_who_led_a_raid_that_killed_is_its_initiator(pipeline: Pipeline) -> None:
    """A relative clause goes on about what its main clause says was carried out."""
    (event,) = read(
        pipeline, "Myanmar security forces carried out a campaign that killed 200 people in Sittwe."
    )
    assert names(event, ActorRole.INITIATOR) == {"Military Forces of Myanmar"}


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A union leader was shot down by two hooded men in Tegucigalpa on Friday.", "Attack"),
        ("Rebels shot down a helicopter near Kutum on Friday.", "Disrupted weapons use"),
        ("The bombing of Guazapa by A-37 planes went on on Friday.", "Air/drone strike"),
        ("A bombing in Baghdad killed two on Friday.", "Remote explosive/landmine/IED"),
        (
            "Three men were carried off from their station in Machala on Friday.",
            "Abduction/forced disappearance",
        ),
    ],
)
def test_what_stands_beside_tells_whom_it_befell(pipeline: Pipeline, text: str, kind: str) -> None:
    assert [event.sub_event_type for event in read(pipeline, text)] == [kind]
