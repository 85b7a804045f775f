"""The actors, terms, countries and speakers of the word lists, read once and indexed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from geodata.actors.phrases import Phrase, PhraseIndex, PhraseKind, make_phrase
from geodata.lexicon import Entry, read_lexicon, user_folder
from geodata.model import ActorKind


class TermGroup(StrEnum):
    """Which named groups a generic word can stand for."""

    NONE = ""
    REBELS = "rebels"  # "the insurgents": a rebel group named in the article
    ARMED = "armed"  # "the gunmen": only where the article ties them to a group


class Needs(StrEnum):
    """What a generic word needs beside it to be an actor."""

    NOTHING = ""
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A named actor; `countries` are the ISO codes of where it acts, its home first."""

    name: str
    kind: ActorKind
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as actors' names tell it: "Civilians (Gambia)", "Government of the Gambia"."""

    name: str
    running_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A generic word for actors, and the name of the actor it becomes."""

    pattern: str
    bare_name: str
    kind: ActorKind
    group: TermGroup
    needs_country: bool

    def name(self, country: Country | None) -> str:
        """The actor's name in a country, "Military Forces of Syria"."""
        if country is None:
            return self.bare_name
        within = "({country})" in self.pattern
        name = country.name if within else country.running_name
        return self.pattern.replace("{country}", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLists:
    """All that the finder of actors knows about words."""

    groups: dict[str, Group]
    terms: dict[str, Term]
    countries: dict[str, Country]
    index: PhraseIndex

    def country(self, code: str) -> Country:
        """The country of an ISO code; one that is not in the list goes by its code."""
        return self.countries.get(code) or Country(name=code, running_name=code)


def read_actor_lists(*, folder: Path | None = None) -> ActorLists:
    """The lists as shipped with the user's own folder on top; kept for the next call."""
    return _read(folder if folder is not None else user_folder())


@cache
def _read(folder: Path | None) -> ActorLists:
    groups: dict[str, Group] = {}
    terms: dict[str, Term] = {}
    countries: dict[str, Country] = {}
    phrases = [
        *_group_phrases(folder, groups),
        *_term_phrases(folder, terms),
        *_country_phrases(folder, countries),
        *_speaker_phrases(folder),
    ]
    return ActorLists(groups=groups, terms=terms, countries=countries, index=PhraseIndex(phrases))


def _group_phrases(folder: Path | None, groups: dict[str, Group]) -> Iterator[Phrase]:
    columns = ("name", "aliases", "kind", "countries", "source")
    for entry in read_lexicon("actors", columns=columns, folder=folder):
        name = entry.text("name")
        groups[name] = Group(
            name=name, kind=entry.choice("kind", ActorKind), countries=entry.many("countries")
        )
        for alias in (name, *entry.many("aliases")):
            yield _phrase(entry, alias, PhraseKind.GROUP, (name,), cased=True)


def _term_phrases(folder: Path | None, terms: dict[str, Term]) -> Iterator[Phrase]:
    columns = ("term", "name", "bare_name", "kind", "group", "needs", "source")
    for entry in read_lexicon("actor_terms", columns=columns, folder=folder):
        word = entry.text("term")
        terms[word] = Term(
            pattern=entry.text("name"),
            bare_name=entry.text("bare_name"),
            kind=entry.choice("kind", ActorKind),
            group=entry.choice("group", TermGroup),
            needs_country=entry.choice("needs", Needs) is Needs.COUNTRY,
        )
        yield _phrase(entry, word, PhraseKind.TERM, (word,), cased=False)


def _country_phrases(folder: Path | None, countries: dict[str, Country]) -> Iterator[Phrase]:
    columns = (
        "code",
        "name",
        "with_article",
        "other_names",
        "adjectives",
        "people",
        "government",
        "source",
    )
    for entry in read_lexicon("countries", columns=columns, folder=folder):
        code, name = entry.text("code"), entry.text("name")
        running_name = entry.optional("with_article") or name
        countries[code] = Country(name=name, running_name=running_name)
        for column, kind in (
            ("name", PhraseKind.COUNTRY),
            ("other_names", PhraseKind.COUNTRY),
            ("adjectives", PhraseKind.ADJECTIVE),
            ("people", PhraseKind.PEOPLE),
            ("government", PhraseKind.GOVERNMENT),
        ):
            values = (name,) if column == "name" else entry.many(column)
            for value in values:
                yield _phrase(entry, value, kind, (code,), cased=True)


def _speaker_phrases(folder: Path | None) -> Iterator[Phrase]:
    columns = ("name", "aliases", "source")
    for entry in read_lexicon("speakers", columns=columns, folder=folder):
        name = entry.text("name")
        for alias in (name, *entry.many("aliases")):
            yield _phrase(entry, alias, PhraseKind.SPEAKER, (name,), cased=True)


def _phrase(
    entry: Entry, name: str, kind: PhraseKind, keys: tuple[str, ...], *, cased: bool
) -> Phrase:
    phrase = make_phrase(name, kind, keys, cased=cased)
    if phrase is None:
        entry.fail(next(iter(entry.values)), "has neither letters nor digits")
    return phrase
