"""Mentions of actors: names, generic words, countries, co-reference, and what is no actor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geodata.actors import Mention, MentionBasis, find_actors, is_armed
from geodata.errors import LexiconError
from geodata.model import (
    ActorKind,
    Article,
    GeoPrecision,
    Place,
    Resolution,
    ResolutionStatus,
    Span,
    Toponym,
    ToponymKind,
)

SEED = Path(__file__).parents[2] / "seeds" / "2024-12-01-aleppo.txt"


def mentions(text: str, **places: str) -> tuple[Mention, ...]:
    """The mentions in a text whose places, by name, are in the countries given."""
    resolutions = tuple(_resolution(text, name, code) for name, code in places.items())
    return find_actors(Article(id="a", text=text, published=date(2024, 12, 1)), resolutions)


def names(text: str, **places: str) -> list[tuple[str, str]]:
    return [(one.text, one.name) for one in mentions(text, **places)]


def _resolution(text: str, name: str, code: str) -> Resolution:
    span = Span(start := text.index(name), start + len(name))
    place = Place(
        id=f"test:{name}",
        name=name,
        latitude=1.0,
        longitude=1.0,
        feature_code="PPL",
        country_code=code,
    )
    toponym = Toponym(span=span, text=name, kind=ToponymKind.LITERAL, recognizer="test")
    return Resolution(
        toponym=toponym,
        place=place,
        status=ResolutionStatus.RESOLVED,
        geo_precision=GeoPrecision.SITE,
        score=1.0,
        candidates=(),
        resolver="test",
    )


@pytest.mark.parametrize(
    "words",
    [
        "HTS",
        "Hay'at Tahrir al-Sham",
        "Hay’at Tahir al-Sham",
        "Hayat Tahrir al-Sham",
        "Hayat Tahrir Al-Sham",
    ],
)
def test_all_spellings_of_a_group_are_one_actor(words: str) -> None:
    (mention,) = mentions(f"The town fell to {words} yesterday.")
    assert (mention.name, mention.kind) == ("HTS: Hay'at Tahrir al-Sham", ActorKind.REBELS)
    assert mention.text == words
    assert mention.basis is MentionBasis.NAME


def test_initials_behind_a_misspelt_name_say_which_group_it_is() -> None:
    text = "The Liberation Tigers of Tamil Ealam (LTTE) left Jaffna."
    assert {one.name for one in mentions(text, Jaffna="LK")} == {
        "LTTE: Liberation Tigers of Tamil Eelam"
    }


def test_initials_of_mixed_case_are_no_common_words() -> None:
    assert names("Let us go to Lahore.", Lahore="PK") == []
    assert dict(names("LeT struck Lahore.", Lahore="PK")) == {"LeT": "Lashkar-e-Taiba"}


def test_initials_are_no_group_where_all_is_written_in_capitals() -> None:
    assert names("THIS TOWN IS BURNING TODAY, SAYS MAYOR.") == [("MAYOR", "Civilians")]
    assert (
        dict(names("Clashes between SDF and IS near Tabqa.", Tabqa="SY"))["IS"] == "Islamic State"
    )


def test_initials_far_from_the_groups_country_mean_something_else() -> None:
    assert names("The NFL season opens in Ohio.", Ohio="US") == []
    assert dict(names("The NFL took Idlib.", Idlib="SY"))["NFL"].startswith("NFL: ")
    text = "The National Front for Liberation, or NFL, spoke in Ohio."
    assert len(names(text, Ohio="US")) == 2


def test_an_acronym_is_a_group_only_in_capitals() -> None:
    assert names("She said is and hts and ira are only words.") == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Syrian regime forces shelled Homs.", "Military Forces of Syria", ActorKind.STATE_FORCES),
        ("Syria’s armed forces left Homs.", "Military Forces of Syria", ActorKind.STATE_FORCES),
        ("Government troops left Homs.", "Military Forces of Syria", ActorKind.STATE_FORCES),
        ("The army left Homs.", "Military Forces of Syria", ActorKind.STATE_FORCES),
        ("Russian warplanes struck Homs.", "Military Forces of Russia", ActorKind.EXTERNAL),
        ("Russian air strikes hit Homs.", "Military Forces of Russia", ActorKind.EXTERNAL),
        ("Moscow has bombed Homs.", "Government of Russia", ActorKind.EXTERNAL),
        ("Turkey, which backs them, has shelled Homs.", "Government of Turkey", ActorKind.EXTERNAL),
        ("Police in Homs were attacked.", "Police Forces of Syria", ActorKind.STATE_FORCES),
        ("Gunmen killed two in Homs.", "Unidentified Armed Group (Syria)", None),
        ("Protesters marched in Homs.", "Protesters (Syria)", ActorKind.PROTESTERS),
        ("Rioters burned cars in Homs.", "Rioters (Syria)", ActorKind.RIOTERS),
        ("Villagers near Homs fled.", "Civilians (Syria)", ActorKind.CIVILIANS),
        ("Rebels entered Homs.", "Rebels (Syria)", ActorKind.REBELS),
        ("Two Israelis died in Homs.", "Civilians (Israel)", ActorKind.CIVILIANS),
        ("Israel on Friday bombed Homs.", "Government of Israel", ActorKind.EXTERNAL),
        ("Israeli helicopters bombed Homs.", "Military Forces of Israel", ActorKind.EXTERNAL),
    ],
)
def test_generic_words_become_actors_of_the_country_of_the_scene(
    text: str, name: str, kind: ActorKind | None
) -> None:
    found = mentions(text, Homs="SY")[0]
    assert found.name == name
    assert kind is None or found.kind is kind


def test_a_nation_at_the_end_of_a_sentence_owns_nobody_in_the_next() -> None:
    """ "Towards the Russian border. Soldiers" are not Russian; "U.S. troops" are American."""
    found = names("They went towards the Russian border. Soldiers shelled Homs.", Homs="SY")
    assert ("Soldiers", "Military Forces of Syria") in found
    found = names("They left Homs. U.S. troops stayed.", Homs="SY")
    assert ("U.S. troops", "Military Forces of the United States") in found


def test_without_any_place_the_country_told_by_an_adjective_is_the_scene() -> None:
    found = dict(names("Syrian rebels met. The army was absent."))
    assert found["army"] == "Military Forces of Syria"


def test_two_countries_forces_in_one_phrase_are_two_actors() -> None:
    found = names("Russian and Syrian warplanes bombed Homs.", Homs="SY")
    assert found == [
        ("Russian", "Military Forces of Russia"),
        ("Syrian warplanes", "Military Forces of Syria"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting was heard in Russia, Turkey and Syria.",
        "The Turkish-backed half of a rebel-held town heard of it from police sources.",
        "The Syrian Observatory for Human Rights and Reuters said so.",
        "He designated it a terrorist organization after a military campaign.",
        "Local Government Area officials of the Salvation Army met.",
    ],
)
def test_places_speakers_and_mere_modifiers_are_no_actors(text: str) -> None:
    assert [one for one in names(text) if "official" not in one[0]] == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Zembla Liberation Front", ActorKind.REBELS),
        ("Free Zemblan Army", ActorKind.REBELS),
        ("Martyr Karim Brigades", ActorKind.REBELS),
        ("Zembla People's Resistance Movement", ActorKind.REBELS),
        ("Northern Zembla Militia", ActorKind.POLITICAL_MILITIA),
    ],
)
def test_an_unlisted_group_is_known_by_the_form_of_its_name(words: str, kind: ActorKind) -> None:
    (mention,) = mentions(f"The village was burned by the {words} on Friday.")
    assert (mention.name, mention.kind, mention.basis) == (words, kind, MentionBasis.NAME)


@pytest.mark.parametrize(
    "words",
    [
        "Popular Mechanics Group",
        "Green Movement",
        "Western Front",
        "Red Army Choir",
        "Worldwide Antimalarial Resistance Network",
        "Serum Resistance",
        "Church of the English Martyrs",
    ],
)
def test_a_name_without_a_cause_is_no_armed_group(words: str) -> None:
    assert mentions(f"It was written by the {words} on Friday.") == ()


def test_an_acronym_told_in_brackets_stands_for_the_group_from_then_on() -> None:
    text = "The Zembla Liberation Front (ZLF) took the town. Later the ZLF left."
    assert {one.name for one in mentions(text)} == {"Zembla Liberation Front"}
    assert [one.text for one in mentions(text)] == ["Zembla Liberation Front", "ZLF", "ZLF"]


def test_clans_and_peoples_told_as_parties_are_actors_of_their_own() -> None:
    found = mentions("Clashes between the Garre and Degodia clans left six dead.")
    assert [(one.text, one.name) for one in found] == [
        ("Garre", "Garre Clan Militia"),
        ("Degodia clans", "Degodia Clan Militia"),
    ]
    assert {one.kind for one in found} == {ActorKind.IDENTITY_MILITIA}


def test_rebels_are_the_group_that_the_article_says_leads_them() -> None:
    text = (
        "Rebels entered Homs. Kurdish forces held two streets. The offensive, which is led by"
        " Hay’at Tahrir al-Sham, surprised insurgents abroad."
    )
    found = dict(names(text, Homs="SY"))
    assert found["Rebels"] == found["insurgents"] == "HTS: Hay'at Tahrir al-Sham"
    assert found["Kurdish forces"] == "Kurdish forces"


def test_rebels_are_the_only_rebel_group_named() -> None:
    found = dict(names("Boko Haram attacked Rann. The insurgents burned it.", Rann="NG"))
    assert found["insurgents"] == "Boko Haram"


def test_rebels_of_another_country_are_not_the_group_named() -> None:
    text = "Boko Haram attacked Rann. Colombian rebels did nothing."
    assert dict(names(text, Rann="NG"))["Colombian rebels"] == "Rebels (Colombia)"


def test_among_several_groups_indefinite_rebels_stay_unnamed() -> None:
    text = "M23 and the ADF met in Goma. Later rebels burned a bridge near it."
    assert dict(names(text, Goma="CD"))["rebels"].startswith("Rebels (")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen suspected to be members of Boko Haram attacked Rann.",
        "Gunmen from the Islamist group Boko Haram attacked Rann.",
        "Boko Haram attacked Rann. The gunmen burned it.",
        "Boko Haram-linked gunmen attacked Rann.",
    ],
)
def test_gunmen_are_a_group_where_the_article_ties_them_to_it(text: str) -> None:
    found = {one.text.lower(): one for one in mentions(text, Rann="NG")}
    tied = next(one for words, one in found.items() if words.endswith("gunmen"))
    assert tied.name == "Boko Haram"


def test_gunmen_stay_unidentified_where_nothing_ties_them_to_the_group_named() -> None:
    text = "Gunmen killed two in Rann. Boko Haram was once active there."
    assert dict(names(text, Rann="NG"))["Gunmen"] == "Unidentified Armed Group (Nigeria)"


def test_the_group_and_they_stand_for_the_last_actor_that_fits() -> None:
    text = "Insurgents entered Homs. They tore down posters. Hamas denied it; the group left."
    found = mentions(text, Homs="SY")
    by_words = {one.text: one for one in found}
    assert by_words["They"].name == by_words["Insurgents"].name
    assert by_words["the group"].name == "Hamas"
    assert by_words["the group"].basis is MentionBasis.COREFERENCE


def test_the_seeds_actors_are_few_and_right() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = mentions(text, Aleppo="SY")
    called = {one.text.lower(): one.name for one in found}
    for words in ("rebels", "insurgents", "jihadists", "anti-government fighters", "hts"):
        assert called[words] == "HTS: Hay'at Tahrir al-Sham"
    for words in ("syrian regime", "government troops", "syrian army", "syria’s armed forces"):
        assert called[words] == "Military Forces of Syria"
    assert called["moscow"] == "Government of Russia"
    assert all(one.span.of(text) == one.text for one in found)


def test_a_users_list_adds_groups_and_a_bad_line_is_named(tmp_path: Path) -> None:
    own = tmp_path / "actors.csv"
    heading = "name,aliases,kind,countries,source\n"
    own.write_text(heading + "Zemblan Wolves,the Wolves of Zembla,rebels,,me\n", encoding="utf-8")
    article = Article(id="a", text="Zemblan Wolves and HTS met the Wolves of Zembla.")
    found = find_actors(article, (), folder=tmp_path)
    assert [one.name for one in found] == [
        "Zemblan Wolves",
        "HTS: Hay'at Tahrir al-Sham",
        "Zemblan Wolves",
    ]
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "actors.csv").write_text(heading + "Zemblan Wolves,,wolves,,me\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"actors\.csv, line 2: kind 'wolves'"):
        find_actors(article, (), folder=bad)


def test_civilians_and_crowds_are_not_armed() -> None:
    unarmed = {kind for kind in ActorKind if not is_armed(kind)}
    assert unarmed == {ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS}
