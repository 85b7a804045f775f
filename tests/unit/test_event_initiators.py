"""Who begins an event whose words name nobody, or only somebody."""

from __future__ import annotations

import pytest
from fixtures.short_texts import read

from geodata.gazetteer import Gazetteer
from geodata.model import ActorRole
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def initiators(pipeline: Pipeline, text: str) -> set[str]:
    return {
        actor.name
        for event in read(pipeline, text)
        for actor in event.actors
        if actor.role is ActorRole.INITIATOR
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Customs officers in Mombasa found 40 kg of heroin in a container on Friday.",
            "Police Forces of Kenya",
        ),
        (
            "Two men on a motorcycle opened fire on a mosque in Gao on Friday, killing nine.",
            "Unidentified Armed Group (Mali)",
        ),
        (
            "37 persons were confirmed dead in Jos in twin suicide bomb blasts on Friday.",
            "Unidentified Armed Group (Nigeria)",
        ),
        (
            "An air strike hit a market in Omdurman on Friday and killed eleven people.",
            "Military Forces of Sudan",
        ),
    ],
)
def test_what_no_words_tell_follows_from_the_type(pipeline: Pipeline, text: str, who: str) -> None:
    assert initiators(pipeline, text) == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Remnants of the Shining Path ambushed a patrol in Pichari on Friday.", "Shining Path"),
        (
            "Troops combed Bamako for the jihadists who this week attacked a school in the city.",
            "Militants (Mali)",
        ),
        ("On Thursday Boko Haram fighters stormed a barracks in Konduga.", "Boko Haram"),
        (
            "On Thursday night rebels shot dead four soldiers in Goma.",
            "Rebels (Democratic Republic of the Congo)",
        ),
        (
            "On Monday gunmen who came on motorcycles shot eight men dead in Gao.",
            "Unidentified Armed Group (Mali)",
        ),
        (
            "The separatist FLEC used the day to claim the killing of three soldiers in Buco-Zau.",
            "FLEC: Front for the Liberation of the Enclave of Cabinda",
        ),
    ],
)
def test_who_is_told_some_words_away(pipeline: Pipeline, text: str, who: str) -> None:
    assert initiators(pipeline, text) == {who}


def test_bombs_from_the_air_are_those_of_foreign_forces_where_some_are_named(
    pipeline: Pipeline,
) -> None:
    text = (
        "A drone struck a house in Kherson on Friday and killed two people. Russian forces hold "
        "the far bank of the river."
    )
    assert initiators(pipeline, text) == {"Military Forces of Russia"}


def test_civilians_who_shoot_stay_who_they_are(pipeline: Pipeline) -> None:
    text = "Supporters of a losing candidate threw hand grenades at a crowd in Tank on Friday."
    assert initiators(pipeline, text) == {"Civilians (Pakistan)"}
