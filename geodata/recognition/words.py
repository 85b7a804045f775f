"""The word lists that tell a place name from a person's, an organisation's or an ordinary word.

All are CSV files beside this module, and every line names its source.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geodata.errors import LexiconError

# A word may be in several classes; which one counts depends on which side of the name it stands.
_BEFORE = (
    "locative", "taking", "title", "direction", "settlement", "admin", "water", "land", "site",
    "month", "weekday", "agency", "organization", "street", "generic",
)  # fmt: skip
_AFTER = (
    "street", "admin", "settlement", "water", "land", "site", "organization", "institution",
    "resident", "state_verb", "speech", "agency", "month", "weekday", "language_word",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """What is known of words, all in lower case.

    `before` and `after` give the class of a word that stands before or after a name; `level` how
    common an ordinary word is (10 very, 35 less; absent: rare); `given_names` and `surnames` the
    share of people called so in percent (0.0: attested, share unknown). A determiner never follows
    a name that opens a sentence. `peoples` are faiths and peoples by their adjective ("Shiite"),
    `bodies` whole names of bodies that are called like a place ("Red Cross"),
    `metonymic` the words that tell a government or a team by what it does, by class.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    level: Mapping[str, int]
    given_names: Mapping[str, float]
    surnames: Mapping[str, float]
    determiners: frozenset[str]
    peoples: frozenset[str]
    bodies: frozenset[str]
    metonymic: Mapping[str, frozenset[str]]

    def is_metonymic(self, word: str, group: str) -> bool:
        """Whether a word is in a class of `metonymic`."""
        return word in self.metonymic[group]


@cache
def word_lists() -> WordLists:
    """The lists that come with the package, read once."""
    classes: dict[str, set[str]] = {}
    for word, group in _iter_rows("context_words.csv"):
        classes.setdefault(word, set()).add(group)
    metonymic: dict[str, set[str]] = {}
    for word, group in _iter_rows("metonym_words.csv"):
        metonymic.setdefault(group, set()).add(word)
    return WordLists(
        before=_first_class(classes, _BEFORE),
        after=_first_class(classes, _AFTER),
        determiners=frozenset(word for word, groups in classes.items() if "determiner" in groups),
        peoples=frozenset(word for word, groups in classes.items() if "people" in groups),
        bodies=frozenset(word for word, groups in classes.items() if "body" in groups),
        metonymic={group: frozenset(words) for group, words in metonymic.items()},
        level={word: int(n) for word, n in _iter_rows("common_words.csv")},
        given_names={name: float(share) for name, share in _iter_rows("given_names.csv")},
        surnames={name: float(share) for name, share in _iter_rows("surnames.csv")},
    )


def _first_class(classes: dict[str, set[str]], order: tuple[str, ...]) -> dict[str, str]:
    return {
        word: group
        for word, groups in classes.items()
        if (group := next((group for group in order if group in groups), None))
    }


def _iter_rows(name: str) -> Iterator[tuple[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as file:
        for number, row in enumerate(csv.reader(file)):
            if len(row) != 3:
                raise LexiconError(f"{name}, line {number + 1}: not three columns: {row}")
            if number:
                yield row[0], row[1]
