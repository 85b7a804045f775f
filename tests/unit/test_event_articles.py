"""Events of whole articles: unrelated items of a list, borrowed words of war, crowds."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.events.layout import read_sections
from geodata.gazetteer import Gazetteer
from geodata.model import ActorKind, ActorRole, Article, Event
from geodata.pipeline import Pipeline, open_pipeline
from geodata.text import sentences

PUBLISHED = date(2024, 12, 1)  # a Sunday


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


def read(pipeline: Pipeline, text: str, *, title: str = "") -> tuple[Event, ...]:
    """The events of a text published on Sunday, 1 December 2024."""
    result = pipeline.run(Article(id="t", title=title, text=text, published=PUBLISHED))
    assert result.failures == ()
    return result.events


def told(events: tuple[Event, ...]) -> list[tuple[str, str | None]]:
    """What happened, and the name of where."""
    return [
        (event.sub_event_type, event.resolution.place.name)
        if event.resolution and event.resolution.place
        else (event.sub_event_type, None)
        for event in events
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("One paragraph.\n\nAnother one. Of two sentences.", 1),
        ("- Fire in Leeds.\n\n- Flood in York.", 2),
        ("Intro.\n\n- Fire in Leeds.\n\n- Flood in York.\n\nMore on both.", 4),
        ("LEEDS: A shop burned.\n\nYORK: A man was robbed.", 2),
        ("KARACHI: A bomb went off.\n\nPolice said so.", 1),
        ("09.30 A shell fell.\n\n08.15 Good morning.", 2),
        ("1. A quake.\n\n2. A flood.\n\nThat is it.", 3),
        ("Kherson. Shells fell.\n\nAvdiivka sector. Infantry came.", 2),
        ("MOSUL - A bomb went off.\n\nKIRKUK - A man was shot.", 2),
        ("(1) Rural Daraa. A man was shot.\n\n(2) Idlib. Shells fell.", 2),
        ("**18:55** The minister spoke.\n\n**17:30** Police held four men.", 2),
        ("**Kaduna.** It is a month.\n\n**Zamfara.** Bandits came.", 2),
        ("Mosul: A bomb went off.\n\nKirkuk: A man was shot.", 2),
    ],
)
def test_items_of_a_list_are_sections(text: str, items: int) -> None:
    """Bullets, numbers, times and heads part a text where there are several of a kind."""
    spans = sentences(text)
    sections = read_sections(text, spans)
    assert len(set(sections)) == items
    assert all(section.contains(span) for section, span in zip(sections, spans, strict=True))


def test_an_item_of_a_list_takes_no_place_from_another(pipeline: Pipeline) -> None:
    """What happened nowhere in particular is not put where the item before it plays."""
    events = read(
        pipeline,
        "- A car bomb killed four people in Kirkuk on Friday.\n\n"
        "- Gunmen kidnapped two engineers on Saturday.\n\n"
        "- Rockets hit Erbil on Saturday.",
    )
    assert told(events)[0] == ("Remote explosive/landmine/IED", "Kirkuk")
    assert told(events)[1][1] != "Kirkuk"


def test_what_heads_an_item_is_its_place(pipeline: Pipeline) -> None:
    """Round-ups name the place once, before the story."""
    events = read(
        pipeline,
        "HOWICK: Armed men robbed a bank on Friday.\n\n"
        "DURBAN: A bus crashed on Saturday, killing 3.",
    )
    assert told(events) == [("Robbery", "Howick"), ("Transport accident", "Durban")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Opinion: Who owns the street?",
            "People feel under siege in Leeds. A protest is owed patience, the riot is a mirror.",
        ),
        (
            "Review: The Salt Road",
            "The director opens in Kupwara, where a convoy is blown up. The cast is fine, the plot "
            "thin, the score loud; in the climax rebels shell the film's best actor.",
        ),
        (
            "Warriors survive siege",
            "Munster bombarded the full-back in Limerick on Saturday. The scrum exploded, two "
            "tries and a penalty followed, the captain was ambushed and the coach was shot down "
            "by the referee at the end of the season.",
        ),
        (
            "Price war claims casualties",
            "The operator attacked its rival in Nairobi on Monday. Analysts expect tariffs and "
            "prices to fall, investors sold shares, profits exploded, revenue bled last quarter; "
            "the market share of the smallest competitor was under fire.",
        ),
        (
            "Wet weekend ahead",
            "MetService has issued a heavy rain watch for Taranaki. Forecasters say thunderstorms "
            "are likely, gusts may turn severe, a front could flood roads, meteorologists say in "
            "their outlook; a gale warning is in place.",
        ),
    ],
)
def test_borrowed_and_foretold_words_tell_no_news(
    pipeline: Pipeline, title: str, text: str
) -> None:
    """Opinions, reviews, match and market reports and forecasts put nothing on the map."""
    assert read(pipeline, text, title=title) == ()


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Workers clashed with police in Dhaka on Friday.", "Violent demonstration"),
        ("Gunmen entered the village near Gao on Friday, killing nine people.", "Attack"),
        (
            "A lorry ran over a mine near Gao on Friday, killing two.",
            "Remote explosive/landmine/IED",
        ),
        ("A man was stabbed at a bar in Leeds on Friday.", "Assault"),
        ("Thugs stormed a jewellery shop in Leeds on Friday.", "Robbery"),
        ("Police fired rubber bullets at protesters in Santiago.", "Protest with intervention"),
        ("An embankment gave way near Patna on Friday.", "Flood"),
        ("A hillside gave way in Kandy on Friday.", "Landslide"),
    ],
)
def test_who_and_what_decide_the_type(pipeline: Pipeline, text: str, sub_event_type: str) -> None:
    """Crowds against police riot, who enters and kills attacks, a mine is no road accident."""
    assert {event.sub_event_type for event in read(pipeline, text)} == {sub_event_type}


def test_what_became_of_a_march_makes_its_type(pipeline: Pipeline) -> None:
    """The next sentence tells how it ended."""
    events = read(
        pipeline, "Students marched in Nairobi on Friday. Police used teargas to disperse them."
    )
    assert [event.sub_event_type for event in events] == ["Protest with intervention"]


def test_a_crowd_that_nobody_names_is_an_actor(pipeline: Pipeline) -> None:
    """A sit-in has people who sit."""
    (event,) = read(pipeline, "A sit-in was held in Sidon on Friday.")
    (actor,) = [actor for actor in event.actors if actor.role is ActorRole.INITIATOR]
    assert actor.kind is ActorKind.PROTESTERS
    assert actor.name == "Protesters (Lebanon)"
    assert actor.mention in event.sentence.of("A sit-in was held in Sidon on Friday.")


def test_one_who_was_killed_counts_as_one(pipeline: Pipeline) -> None:
    """Nobody writes "one driver"."""
    (event,) = read(pipeline, "The driver of a truck was shot dead near Beni in Congo on Friday.")
    assert event.toll.killed is not None
    assert event.toll.killed.best == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Residents of Nyala reported shelling overnight.", "Nyala"),
        ("Rennes saw clashes between police and youths on Friday.", "Rennes"),
        ("A car bomb killed six in Aden on Friday; a hostage was shot dead there.", "Aden"),
        ("A man was shot in Bor on Friday and flown to Juba for treatment.", "Bor"),
    ],
)
def test_places_told_without_a_preposition_of_their_own(
    pipeline: Pipeline, text: str, name: str
) -> None:
    """Who lives there, what a town saw, "there", and never where somebody was taken."""
    assert {where for _, where in told(read(pipeline, text))} == {name}


@pytest.mark.parametrize(
    ("after", "killed"),
    [
        ("Sixteen bodies were counted at the hospital.", 16),
        ("The toll stands at 14 dead, the agency said on Saturday.", 14),
        ("Aid groups count eleven fatalities in the city of Idlib.", 11),
        ("More than 6,000 people have died since 2011.", None),
        ("Four fatalities were reported in Mosul.", None),
        ("Nine bodies had been found there on 3 March.", None),
    ],
)
def test_the_next_sentence_tells_how_many_died(
    pipeline: Pipeline, after: str, killed: int | None
) -> None:
    """Unless it is of another place or time, or counts more than this happening."""
    events = read(pipeline, f"Shells fell on the market of Idlib in Syria on Friday. {after}")
    count = events[0].toll.killed
    assert (count.best if count else None) == killed


def test_day_that_opens_a_bulletin_may_date_its_items(pipeline: Pipeline) -> None:
    """None of them names a day; the paper is of the day after."""
    events = read(
        pipeline,
        "The field documenters registered the following in the 24 hours of Saturday, 30 "
        "November.\n\n"
        "(1) Rural Daraa. A former commander was shot dead by two men on a motorbike in Tafas, "
        "Syria.\n\n"
        "(2) Southern Idlib. Regime forces at Kafr Nabl fired forty shells at Saraqib between ten "
        "and noon.",
    )
    assert [str(event.date.start) for event in events] == ["2024-11-30", "2024-11-30"]
