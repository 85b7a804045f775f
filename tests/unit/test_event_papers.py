"""What ordinary papers print: charges, trials, addresses, meetings; little of it is an event."""

from __future__ import annotations

from datetime import date

import pytest
from fixtures.short_texts import place_of, read

from geodata.gazetteer import Gazetteer
from geodata.model import ActorRole, Article
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (  # a list of charges
            "Harker was arrested in Leeds on Thursday and charged with theft from a shop, carrying "
            "a knife, possession of cannabis, burglary and assault.",
            {"Arrests"},
        ),
        (  # what the charge is called
            "Police in Leeds arrested two people on Monday on several theft charges.",
            {"Arrests"},
        ),
        (  # a second infinitive
            "A man from Ohio who plotted to kill a guard and then attack a police station pleaded "
            "for mercy in Cincinnati on Wednesday.",
            set(),
        ),
        (  # an address
            "She was in a car park in the 800 block of South Street in Sheffield on Friday.",
            set(),
        ),
        (  # meetings are held, too
            "Council meetings are being held in Bradford this week, the mayor said on Monday.",
            set(),
        ),
        (  # nothing is demonstrated against
            "The two firms are demonstrating a belief in the future of Swindon, he said on Monday.",
            set(),
        ),
        (
            "The singer drew a standing ovation in Calgary on Tuesday.",
            set(),
        ),
        (
            "A nurse who fell ill in Leeds tested negative for Ebola on Monday.",
            set(),
        ),
        (  # people who are captured, things that are wrested
            "The men, two of them brothers, were captured on Thursday evening in Alliance, "
            "Nebraska, and taken to the county jail.",
            {"Arrests"},
        ),
        (
            "Two men pulled her to the ground in Leeds on Sunday and wrested the purse from her.",
            {"Robbery"},
        ),
    ],
)
def test_only_what_happened_is_told(pipeline: Pipeline, text: str, types: set[str]) -> None:
    assert {event.sub_event_type for event in read(pipeline, text)} == types


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (  # where the victim lived
            "State police say Beau Tanner of London, Ohio, was killed on Thursday when his car "
            "crashed into a tree in Dayton, Ohio.",
            "Dayton",
        ),
        (  # an age, then a home
            "Terry Lee Dolan, 60, Lebanon, was arrested on Thursday in Zionsville, Indiana.",
            "Zionsville",
        ),
        (
            "The driver, Mark Pryce, 23, of the 3200 block of Elm Street in Chicago, was arrested "
            "on Friday in Naperville, Illinois.",
            "Naperville",
        ),
        (  # whom a crowd is for
            "Hundreds attended a rally in Leeds on Saturday in support of the people of Aleppo.",
            "Leeds",
        ),
        (  # what it is measured by
            "Four officers were shot dead in Oakland on Saturday, the biggest loss of life since "
            "four agents died 15 years ago in Waco.",
            "Oakland",
        ),
    ],
)
def test_homes_and_comparisons_are_no_scene(pipeline: Pipeline, text: str, place: str) -> None:
    assert [place_of(event) for event in read(pipeline, text)][:1] == [place]


def test_countries_side_by_side_have_an_outbreak_each(pipeline: Pipeline) -> None:
    text = "Cases of bird flu were confirmed in Russia, Romania and Turkey on Friday."
    assert [place_of(event) for event in read(pipeline, text)] == ["Russia", "Romania", "Turkey"]


def test_nobody_begins_an_earthquake(pipeline: Pipeline) -> None:
    text = "Two strong earthquakes struck near Tabriz in Iran, leaving at least 180 people dead."
    (event,) = read(pipeline, text)
    assert event.sub_event_type == "Earthquake"
    assert all(actor.role is not ActorRole.INITIATOR for actor in event.actors)


def test_who_only_says_it_is_no_victim(pipeline: Pipeline) -> None:
    text = "State police say a driver was killed when his car hit a tree in Dayton on Thursday."
    names = {actor.name for event in read(pipeline, text) for actor in event.actors}
    assert not any("Police" in name for name in names)


def test_what_a_trial_recalls_is_no_news(pipeline: Pipeline) -> None:
    """A deed told at a trial is as old as that, unless it has a day of its own."""
    trial = (
        "A gunman was sentenced to life in Leeds on Monday. He shot two people outside a bar. "
        "His brother was arrested on 3 November 2024 in Bradford."
    )
    told = {event.sub_event_type for event in read(pipeline, trial)}
    assert told == {"Arrests"}


def test_dateline_may_stand_behind_the_title(pipeline: Pipeline) -> None:
    """A title at the head of the text hides neither the dateline nor its own places."""
    title = "Two hurt in crash"
    body = "MANSFIELD, Ohio - Two people were hurt when a bus hit a lorry on Monday."
    article = Article(id="t", title=title, text=f"{title}\n{body}", published=date(2024, 12, 3))
    (event,) = pipeline.run(article).events
    assert place_of(event) == "Mansfield"
