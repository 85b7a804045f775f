"""What is only said: condemnations, vows, demands, meetings. Not events, but kept and marked.

`lexicon/statements.csv` lists the verbs with PLOVER's classes. A statement needs somebody who makes
it, and stands where it was made: only a meeting tells where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from geodata.actors.lists import ActorLists
from geodata.dates import DatedEvent, TimeExpression
from geodata.events.facts import Facts
from geodata.events.places import PlaceRelation, level_of
from geodata.events.roles import to_actor
from geodata.events.scenes import Scene, to_scenes
from geodata.events.sentences import Sentence
from geodata.events.taxonomy import EventType
from geodata.events.tellings import Telling
from geodata.lexicon import read_lexicon
from geodata.model import (
    STATEMENTS,
    Actor,
    ActorKind,
    ActorRole,
    EventDate,
    TimePrecision,
    Toll,
    ToponymKind,
)

LEXICON = "statements"
_REACH = 8  # words
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


def to_statement(telling: Telling, facts: Facts, lists: ActorLists) -> Telling | None:
    """A telling found by the verbs of saying as a statement; None where nobody makes it.

    Its day is that of the saying ("said on Tuesday"), which is no event's; it kills nobody.
    """
    if not any(actor.role is ActorRole.INITIATOR for actor in telling.actors):
        officials = _officials(telling, facts, lists)
        if not officials:
            return None
        telling = replace(telling, actors=(*officials, *telling.actors))
    meets = telling.primary.trigger.sub_event_type == _TELLS_WHERE
    said = _day_of_saying(telling, facts)
    dated = telling.dated
    if said is not None and not telling.own_date:
        dated = DatedEvent(date=said, history=False)
    scenes = _places_after(telling, facts) if meets else ()
    actors = (*telling.actors, *_addressed(telling, facts, lists))
    return replace(telling, actors=actors, scenes=scenes, dated=dated, toll=Toll())


def _officials(telling: Telling, facts: Facts, lists: ActorLists) -> tuple[Actor, ...]:
    """The government that somebody shortly before the words is of: "A top U.S. official praised".

    () where no adjective says so.
    """
    sentence, first = telling.sentence, telling.primary.first
    reach = sentence.starts[max(0, first - _REACH)]
    found = [
        replace(actor, role=ActorRole.INITIATOR)
        for actor in _governments(sentence, facts, lists, but=ToponymKind.LITERAL)
        if reach <= _start(actor) < sentence.starts[first]
    ]
    return tuple(found[-1:])


def _addressed(telling: Telling, facts: Facts, lists: ActorLists) -> tuple[Actor, ...]:
    """The next actor behind the words, who is spoken to or of: "demanded that Israel ease".

    A country stands for its government ("rejected an Indian proposal"). () where the rules have
    somebody, or where nobody stands there.
    """
    if any(actor.role is ActorRole.TARGET for actor in telling.actors):
        return ()
    sentence, known = telling.sentence, {actor.name for actor in telling.actors}
    behind = sentence.ends[telling.primary.end - 1]
    mentions = (to_actor(one, ActorRole.TARGET) for one in facts.mentions_in(sentence))
    named = [
        actor
        for actor in (*mentions, *_governments(sentence, facts, lists))
        if _start(actor) >= behind and actor.name not in known
    ]
    return tuple(sorted(named, key=_start)[:1])


def _governments(
    sentence: Sentence, facts: Facts, lists: ActorLists, *, but: ToponymKind | None = None
) -> Iterator[Actor]:
    """The governments of the countries that a sentence names, or whose people; not of one kind."""
    for resolution in facts.resolutions_in(sentence):
        place = resolution.place
        if resolution.toponym.kind is but or place is None or place.country_code is None:
            continue
        if level_of(resolution) == 0:
            span = resolution.toponym.span
            yield Actor(
                name=f"Government of {lists.country(place.country_code).running_name}",
                role=ActorRole.TARGET,
                kind=ActorKind.STATE_FORCES,
                mention=resolution.toponym.text,
                span=span,
                country_code=place.country_code,
            )


def _start(actor: Actor) -> int:
    return actor.span.start if actor.span else 0


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
