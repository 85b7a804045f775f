"""What a public set leaves out: the switches, as a value and as a TOML file.

    grid_km = 10                # positions move to the middle of their cell, see grid.py
    delay_days = 14
    drop_actors = ["..."]       # canonical names; an event with one of them is left out
    drop_sources = ["..."]
    drop_types = ["Crime"]      # event types or sub-types
    strike = ["..."]            # names of people, groups, places: replaced wherever they stand
    keep_place_words = false    # true: sentences go on naming places finer than the grid

The file holds the very names that are withheld: it is as private as the store.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from geodata.errors import PublicationError
from geodata.folding import fold

_LEAST_GRID_KM, _MOST_GRID_KM = 1.0, 500.0
_MOST_DELAY_DAYS = 3650
_MOST_NAMES, _LONGEST_NAME, _SHORTEST_KEY = 1000, 200, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRules:
    """What is withheld; the default withholds nothing but articles' text between the sentences.

    `grid_km` is the size of a cell, None leaves positions as they are. An event is published once
    its last day and its article's day both lie `delay_days` back. Names are compared folded.
    Raises PublicationError for values that make no sense.
    """

    grid_km: float | None = None
    delay_days: int = 0
    drop_actors: tuple[str, ...] = ()
    drop_sources: tuple[str, ...] = ()
    drop_types: tuple[str, ...] = ()
    strike: tuple[str, ...] = ()
    keep_place_words: bool = False

    def __post_init__(self) -> None:
        if self.grid_km is not None and not _LEAST_GRID_KM <= self.grid_km <= _MOST_GRID_KM:
            raise PublicationError(
                f"a grid of {self.grid_km:g} km",
                remedy=f"choose {_LEAST_GRID_KM:g} to {_MOST_GRID_KM:g}",
            )
        if not 0 <= self.delay_days <= _MOST_DELAY_DAYS:
            raise PublicationError(
                f"a delay of {self.delay_days} days", remedy=f"choose 0 to {_MOST_DELAY_DAYS}"
            )
        for names in (self.drop_actors, self.drop_sources, self.drop_types, self.strike):
            _check_names(names)

    @property
    def strikes_places(self) -> bool:
        """Whether words for places finer than the grid are struck from sentences and titles."""
        return self.grid_km is not None and not self.keep_place_words


def read_rules(path: Path) -> PublicationRules:
    """The rules of a TOML file. Raises PublicationError for what it does not understand."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PublicationError(f"{path} is not TOML: {error}") from error
    known = {field.name: field.type for field in fields(PublicationRules)}
    for name, value in values.items():
        if name not in known:
            raise PublicationError(f"{path}: unknown {name!r}", remedy=f"use {', '.join(known)}")
        if not _fits(value, str(known[name])):
            raise PublicationError(f"{path}: {name} = {value!r} is not of the right kind")
        if isinstance(value, list):
            values[name] = tuple(value)
    return PublicationRules(**values)


def _fits(value: object, kind: str) -> bool:
    if kind.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(name, str) for name in value)
    if kind == "bool":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and kind.startswith("float"))


def _check_names(names: tuple[str, ...]) -> None:
    if len(names) > _MOST_NAMES:
        raise PublicationError(f"{len(names)} names", remedy=f"give at most {_MOST_NAMES}")
    for name in names:
        if len(name) > _LONGEST_NAME or len(fold(name)) < _SHORTEST_KEY:
            raise PublicationError(
                f"{name[:40]!r} is no name that can be looked for",
                remedy=f"give {_SHORTEST_KEY} letters to {_LONGEST_NAME}",
            )
