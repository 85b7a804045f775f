"""What the colours of the map tell: the type of an event, who did it, or when it was. Pure.

A colouring gives every event the number of its class, or -1 where it is in none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TYPE = "coalesce(enum_code(event_type), -1)"


class ColourBy(StrEnum):
    """What a colour stands for."""

    TYPE = "type"
    ACTOR = "actor"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colouring:
    """The classes of the colours: none for types, whose codes they are; names of actors, of which
    an event takes the first that is one of its own; first days of spans of time, in order.
    """

    by: ColourBy = ColourBy.TYPE
    actors: tuple[str, ...] = ()
    starts: tuple[date, ...] = ()

    def class_by_actor(self, actors: Collection[str]) -> int:
        """The class of an event with these actors."""
        return next((i for i, name in enumerate(self.actors) if name in actors), -1)

    def class_by_time(self, day: date | None) -> int:
        """The class of an event that began on a day, None for one without a date.

        The first span of time holds what was before it too.
        """
        return -1 if day is None else max(0, bisect_right(self.starts, day) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The class of an event in SQL: an expression over a table, which holds all of `events`.

    `number` makes the class's number of what the expression gives, as `class`: an enumeration
    itself is grouped by in half the time that its code takes. `parameters` are those of the
    expression and the table, in their order in a SELECT.
    """

    table: str
    expression: str
    number: str = "class"
    parameters: tuple[object, ...] = ()


def to_sql(colouring: Colouring) -> Classes:
    """The number of each event's class in SQL."""
    if colouring.by is ColourBy.ACTOR:
        # Rows name their group of actors by a code; the groups are few.
        first = "".join(
            f"WHEN list_contains(actors, ?) THEN {i} " for i in range(len(colouring.actors))
        )
        number = f"CASE {first}ELSE -1 END" if first else "-1"
        groups = f"SELECT actor_group, {number} AS actor_class FROM actor_groups"
        return Classes(
            table=f"events JOIN ({groups}) USING (actor_group)",
            expression="actor_class",
            parameters=colouring.actors,
        )
    if colouring.by is ColourBy.TIME:
        begun = " + ".join("(event_date >= ?)::INTEGER" for _ in colouring.starts)
        return Classes(
            table="events",
            expression=f"coalesce(greatest({begun} - 1, 0), -1)" if begun else "-1",
            parameters=colouring.starts,
        )
    return Classes(table="events", expression="event_type", number="coalesce(enum_code(class), -1)")
