"""What is only said: condemnations, vows, demands, meetings. Not events, but kept and marked.

`lexicon/statements.csv` lists the verbs with PLOVER's classes. A statement needs somebody who makes
it, and stands where it was made: only a meeting tells where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from geodata.dates import DatedEvent, TimeExpression
from geodata.events.facts import Facts
from geodata.events.places import PlaceRelation
from geodata.events.scenes import Scene, to_scenes
from geodata.events.taxonomy import EventType
from geodata.events.tellings import Telling
from geodata.lexicon import read_lexicon
from geodata.model import STATEMENTS, ActorRole, EventDate, TimePrecision, Toll

LEXICON = "statements"
_TELLS_WHERE = "Meeting or talks"


def read_statement_types(*, folder: Path | None = None) -> Mapping[str, EventType]:
    """The kinds of statement by name, each a type of its own that no event is told as."""
    return {
        entry.text("sub_event_type"): EventType(
            event_type=STATEMENTS,
            sub_event_type=entry.text("sub_event_type"),
            family=entry.text("sub_event_type"),
            meaning=entry.text("source"),
            begun_by=None,
        )
        for entry in read_lexicon(LEXICON, columns=("sub_event_type", "source"), folder=folder)
    }


def to_statement(telling: Telling, facts: Facts) -> Telling | None:
    """A telling found by the verbs of saying as a statement; None where nobody makes it.

    Its day is that of the saying ("said on Tuesday"), which is no event's; it kills nobody.
    """
    if not any(actor.role is ActorRole.INITIATOR for actor in telling.actors):
        return None
    meets = telling.primary.trigger.sub_event_type == _TELLS_WHERE
    said = _day_of_saying(telling, facts)
    dated = telling.dated
    if said is not None and not telling.own_date:
        dated = DatedEvent(date=said, history=False)
    scenes = _places_after(telling, facts) if meets else ()
    return replace(telling, scenes=scenes, dated=dated, toll=Toll())


def _places_after(telling: Telling, facts: Facts) -> tuple[Scene, ...]:
    for chain in facts.chains_in(telling.sentence):
        if chain.first >= telling.primary.last and chain.places[0].relation is PlaceRelation.AT:
            return to_scenes(telling.sentence, chain)[:1]
    return ()


def _day_of_saying(telling: Telling, facts: Facts) -> EventDate | None:
    said: tuple[TimeExpression, ...] = tuple(
        one
        for one in facts.expressions_near(telling.sentence)
        if one.of_speech
        and one.reading.precision is TimePrecision.DAY
        and telling.sentence.span.contains(one.span)
    )
    return said[0].date if said else None
