"""What is observed about one sense of a name in an article; the model weighs each value.

Nothing here looks at which place it is, only at its size and kind, at the words beside the name
and at the other names of the article. `ALONE` needs the name and its neighbours only, `TEMPLATES`
the votes of the whole article as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from geodata.gazetteer import Gazetteer
from geodata.model import Article, Toponym
from geodata.resolution.areas import AREAS, SETTLEMENTS, contains, groups_of
from geodata.resolution.context import Name, background_names, group_names
from geodata.resolution.home import Home, home_of
from geodata.resolution.votes import Votes

ALONE = (
    "prior",  # the place's importance, in half powers of ten of people
    "rank",  # how many senses are more important
    "behind",  # how far its importance is behind the most important sense
    "group",  # what kind of place it is
    "kind",  # main name, alternate, abbreviation, variant, demonym
    "hint",  # called a province or a city beside the name
    "region",  # "Paris, Texas": it lies, or does not, in what follows the comma
    "inner",  # and the region that holds the place before the comma
    "within",  # "Kaya in Nigeria", "Syria's Idlib": it lies, or does not, where it is said to
    "home",  # in the country of the source's domain
    "domain",  # the source's name has this name in it
    "only",  # the only sense
    "listed",  # "Utah, Georgia and Ohio": how many of a list may be of this kind
    "dateline",  # where the article was written
)
TEMPLATES = (
    *ALONE,
    "country",  # the share of the article's other names in this country
    "admin1",  # ... in this region
    "near",  # other names with a sense within 60 km
    "close",  # ... within 25 km
    "prior_country",
    "prior_admin1",
    "group_near",
    "behind_country",
    "behind_near",
    "group_country",
    "group_admin1",
)
_REGIONS = frozenset({"adm1", "adm2", "adm", "region"})
# Where the six parts of a share begin.
_PARTS = (0.02, 0.1, 0.25, 0.5, 0.8)


class Grounds(NamedTuple):
    """What every sense of an article is judged by."""

    names: list[Name]
    votes: Votes
    home: Home
    gazetteer: Gazetteer
    groups: tuple[str, ...]


def grounds_of(article: Article, toponyms: Sequence[Toponym], *, gazetteer: Gazetteer) -> Grounds:
    """The names of an article and the home of its source, nothing judged yet."""
    names = group_names(article, toponyms, gazetteer=gazetteer)
    home = home_of(article)
    names += background_names(article, home, names, gazetteer=gazetteer)
    return Grounds(
        names=names,
        votes=Votes(names, gazetteer),
        home=home,
        gazetteer=gazetteer,
        groups=groups_of(gazetteer),
    )


def observe_each(grounds: Grounds) -> list[list[tuple[str, ...]]]:
    """The values of `ALONE` for every sense of every name."""
    for name in grounds.names:
        name.alone = _observe_alone(grounds, name) if name.senses.rows else []
    return [name.alone for name in grounds.names]


def observe_all(grounds: Grounds, *, fewest: int = 1) -> list[list[tuple[str, ...]]]:
    """The values of `TEMPLATES` for every sense of every name, by their present probabilities.

    To be called after `observe_each`, whose values do not change. Names of fewer than `fewest`
    senses are passed over.
    """
    grounds.votes.count()
    return [
        _observe(name, grounds.votes, number) if len(name.senses.rows) >= fewest else []
        for number, name in enumerate(grounds.names)
    ]


def _observe_alone(grounds: Grounds, name: Name) -> list[tuple[str, ...]]:
    columns = grounds.gazetteer.columns
    rows = name.senses.rows
    regions, within = _outer_of(grounds, name.regions), _outer_of(grounds, name.within)
    top = columns.importance[rows[0]]
    kinds = [
        {grounds.groups[columns.feature[row]] for row in grounds.names[number].senses.rows[:3]}
        for number in name.listed
    ]
    known = "yes" if grounds.home.letters.strip() else ""
    if known:
        letters = "".join(letter for letter in name.text.lower() if letter.isalnum())
        known = "in" if len(letters) > 3 and letters in grounds.home.letters else "no"
    observed: list[tuple[str, ...]] = []
    for rank, row in enumerate(rows):
        importance = columns.importance[row]
        group = grounds.groups[columns.feature[row]]
        country = grounds.gazetteer.countries[columns.country[row]]
        behind = _steps(max(0.0, top - importance), 0.5, 8)
        observed.append(
            (
                str(int(2 * importance)),
                str(rank) if rank < 3 else "3+" if rank < 6 else "6+",
                behind,
                group,
                str(name.senses.kinds[rank]),
                f"{name.hint} {_size(group)}",
                _inside(grounds, regions, row),
                _holds(grounds, name, row, group),
                _inside(grounds, within, row),
                _at_home(grounds.home, country),
                f"{known} {group} {int(importance)}" if known == "in" else known,
                "only" if len(rows) == 1 else "",
                _listed(kinds, group),
                group if name.opens else "",
            )
        )
    return observed


def _observe(name: Name, votes: Votes, number: int) -> list[tuple[str, ...]]:
    observed: list[tuple[str, ...]] = []
    for sense, alone in enumerate(name.alone):
        prior, _, behind, group = alone[:4]
        country, region = map(_part, votes.shares(number, sense))
        near = close = "area"
        if group not in ("country", "continent"):
            near_names, close_names = votes.neighbours(number, sense)
            near, close = _steps(near_names, 0.5, 5), _steps(close_names, 0.5, 4)
        observed.append(
            (
                *alone,
                country,
                region,
                near,
                close,
                *_pairs(prior, behind, group, country, region, near),
            )
        )
    return observed


@lru_cache(maxsize=1 << 14)
def _pairs(
    prior: str, behind: str, group: str, country: str, region: str, near: str
) -> tuple[str, ...]:
    """The values of `TEMPLATES` that are two others together."""
    return (
        f"{prior} {country}",
        f"{prior} {region}",
        f"{group} {near}",
        f"{behind} {country}",
        f"{behind} {near}",
        f"{group} {country}",
        f"{group} {region}",
    )


class _Outer(NamedTuple):
    """The senses of the names that a name is said to lie in, and those that are areas."""

    rows: tuple[int, ...]
    areas: tuple[int, ...]


def _outer_of(grounds: Grounds, numbers: Sequence[int]) -> _Outer | None:
    """None where nothing is said."""
    if not numbers:
        return None
    features = grounds.gazetteer.columns.feature
    rows = tuple(row for number in numbers for row in grounds.names[number].senses.rows[:8])
    areas = tuple(row for row in rows if grounds.groups[features[row]] in AREAS)
    return _Outer(rows, areas)


def _inside(grounds: Grounds, outer: _Outer | None, row: int) -> str:
    """Whether a sense lies in one of these; "" where nothing is said."""
    if outer is None:
        return ""
    if any(contains(grounds.gazetteer, area, row) for area in outer.areas):
        return "in"
    if outer.areas or row in outer.rows:
        return "out"
    return "unknown"


def _listed(kinds: Sequence[set[str]], group: str) -> str:
    """How many of the names in one list with a sense may be of its kind."""
    if not kinds:
        return ""
    alike = sum(group in others for others in kinds)
    if alike == len(kinds):
        return f"all {group}"
    return f"{'most' if 2 * alike > len(kinds) else 'some' if alike else 'none'} {group}"


def _holds(grounds: Grounds, name: Name, row: int, group: str) -> str:
    """Whether a sense is a region that holds a sense of the name before the comma."""
    if not name.inner:
        return ""
    holds = group in AREAS and any(
        contains(grounds.gazetteer, row, inner)
        for number in name.inner
        for inner in grounds.names[number].senses.rows[:40]
    )
    return f"{'holds' if holds else 'empty'} {_size(group)}"


def _at_home(home: Home, country: str) -> str:
    if not home.country:
        return ""
    if home.country == "generic":
        return f"generic {'US' if country == 'US' else ''}"
    return "home" if country == home.country else "abroad"


def _size(group: str) -> str:
    return "settlement" if group in SETTLEMENTS else "region" if group in _REGIONS else group


def _part(share: float) -> str:
    """A share in six parts."""
    return str(bisect_right(_PARTS, share))


def _steps(value: float, step: float, most: int) -> str:
    return str(min(most, int(value / step + 0.5)))
