"""Which events are left out of a public set, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from geodata.folding import fold
from geodata.lexicon import read_lexicon
from geodata.publication.names import Names
from geodata.publication.rules import PublicationRules


class Reason(StrEnum):
    """Why an event is left out."""

    RECENT = "within the delay"
    UNDATED = "without a day, so that the delay cannot be kept"
    ACTOR = "of an actor that is left out"
    SOURCE = "of a source that is left out"
    TYPE = "of a type that is left out"


class Withholding:
    """The rules, ready to be asked about many events; `today` is the day the delay counts from."""

    def __init__(self, rules: PublicationRules, *, today: date) -> None:
        self.actor_names = _with_aliases(rules.drop_actors)
        self.last_day = today - timedelta(days=rules.delay_days)
        self._delayed = rules.delay_days > 0
        self._actors = Names(self.actor_names)
        self._sources = Names(rules.drop_sources)
        self._types = Names(rules.drop_types)

    def reason(self, row: Mapping[str, Any]) -> Reason | None:
        """Why an event is left out, None where it is not."""
        actors = {*(row["actors"] or ()), row["actor1"], row["actor2"]}
        if any(self._actors.is_one(actor) for actor in actors):
            return Reason.ACTOR
        if self._sources.is_one(row["source"]):
            return Reason.SOURCE
        if self._types.is_one(row["event_type"]) or self._types.is_one(row["sub_event_type"]):
            return Reason.TYPE
        days = [day for day in (row["event_date_end"], row["published"]) if day is not None]
        if not self._delayed:
            return None
        if not days:
            return Reason.UNDATED
        return Reason.RECENT if max(days) > self.last_day else None

    def is_dropped_actor(self, name: str) -> bool:
        """Whether a canonical name is one of an actor that is left out."""
        return self._actors.is_one(name)


def _with_aliases(names: Iterable[str]) -> tuple[str, ...]:
    """The names with all that the list of actors knows the same actor by."""
    wanted = {fold(name) for name in names}
    found = dict.fromkeys(names)
    for entry in read_lexicon("actors", columns=("name", "aliases")) if wanted else ():
        spellings = (entry.text("name"), *entry.text("name").split(": "), *entry.many("aliases"))
        if wanted & {fold(spelling) for spelling in spellings}:
            found |= dict.fromkeys(spellings)
    return tuple(found)
