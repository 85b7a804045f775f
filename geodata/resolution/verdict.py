"""From ranked senses to an answer: what outweighs a probability, and when there is no answer."""

from __future__ import annotations

from typing import NamedTuple

from geodata.gazetteer import NameKind
from geodata.model import ResolutionStatus
from geodata.resolution.context import Name
from geodata.resolution.features import TEMPLATES, Grounds
from geodata.resolution.stated import (
    APART_KM,
    KNOWN,
    REGIONS,
    TOWNS,
    is_elsewhere,
    is_off_its_town,
    is_said_elsewhere,
    rows_apart_km,
)

# Two senses this close in probability are not told apart where they are APART_KM from each other.
_MARGIN = 0.03
# A region and its seat share a name and a neighbourhood.
_SEAT_KM, _FAR_SEAT_KM, _NO_SHARE = 300.0, 330.0, 0.01
_LESS_KNOWN = 1.0  # in powers of ten of people
# A town is stray when it is no larger than KNOWN, at most so much of the article's
# other names is in its country and at least so much in one other, and none is near it.
_LARGE, _CITY = 5.5, 5.0
_STRAY_SHARE, _LEADING_SHARE, _FEWEST_OTHERS = 0.06, 0.55, 3.0
# What lies in the leading country outdoes what has at most so much of the others where the senses
# within so many km are together so likely, in parts of the other.
_ABROAD_SHARE, _SPOT_KM, _OUTDOING = 0.25, 60.0, 0.2
_WITHIN = TEMPLATES.index("within")
_NEAR = TEMPLATES.index("near")
_REGION, _INNER = TEMPLATES.index("region"), TEMPLATES.index("inner")


class RankedSenses(NamedTuple):
    """Indexes of a name's senses, best first, and how likely each is, 0 to 1.

    Of a region and its seat the one that is meant comes first, with the likelihood of both: what
    speaks for one speaks for the other, and which of them it is the words beside the name tell.
    """

    order: list[int]
    scores: list[float]


def ranked_senses(grounds: Grounds, number: int, office: str = "") -> RankedSenses:
    """The senses of a name, told by its number, as an answer ranks them: by their probabilities.

    `office` is that beside the mentions that are asked for, a "city"'s or a "state"'s.
    """
    name = grounds.names[number]
    order = sorted(range(len(name.senses.rows)), key=lambda n: (-name.probabilities[n], n))
    if len(order) > 1:
        close = _lead(name, order) < _MARGIN
        if close and is_elsewhere(name, order[0]) and not is_elsewhere(name, order[1]):
            order[:2] = reversed(order[:2])
    if order and is_said_elsewhere(grounds, name, order[0]):
        inside = [n for n in order if name.observed[n][_WITHIN] == "in"]
        order = inside + [n for n in order if n not in inside]
    elif order and _is_stray(grounds, number, order[0]):
        order.sort(key=lambda n: _is_stray(grounds, number, n))
    elif len(order) > 1 and (at_home := _outdone(grounds, number, order)) is not None:
        order.insert(0, order.pop(order.index(at_home)))
    elif len(order) > 1 and (so_called := _so_called(grounds, name, order)) is not None:
        order.insert(0, order.pop(order.index(so_called)))
    elif len(order) > 1 and (capital := _capital_abroad(grounds, number, order)) is not None:
        order.insert(0, order.pop(order.index(capital)))
    scores = [name.probabilities[n] for n in order]
    twin = _twin(grounds, name, number, order, office) if len(order) > 1 else None
    if twin is not None:
        at = order.index(twin)
        order.insert(0, order.pop(at))
        scores.insert(0, scores.pop(at) + scores[0])
    return RankedSenses(order, scores)


def status_of(grounds: Grounds, number: int, order: list[int]) -> ResolutionStatus:
    """Whether the first of the ranked senses of a name, told by its number, is an answer."""
    if not order:
        return ResolutionStatus.NOT_FOUND
    name, best = grounds.names[number], order[0]
    if name.senses.similarity < 1.0 and is_elsewhere(name, best):
        # A like spelling where the article never is, unless it is all that the article says.
        alone = len(order) == 1 and not _has_others(grounds, name)
        return ResolutionStatus.RESOLVED if alone else ResolutionStatus.NOT_FOUND
    if (
        is_said_elsewhere(grounds, name, best)
        or _is_stray(grounds, number, best)
        or is_off_its_town(grounds, name, best)
    ):
        return ResolutionStatus.NOT_FOUND
    if len(order) > 1:
        second = order[1]
        if (
            0 <= _lead(name, order) < _MARGIN
            and is_elsewhere(name, best) == is_elsewhere(name, second)
            and _apart_km(grounds, name, best, second) > APART_KM
        ):
            return ResolutionStatus.AMBIGUOUS
    return ResolutionStatus.RESOLVED


def _lead(name: Name, order: list[int]) -> float:
    return name.probabilities[order[0]] - name.probabilities[order[1]]


def _is_stray(grounds: Grounds, number: int, best: int) -> bool:
    """Whether a town only has the name of one that the gazetteer lacks: Edendale of New Zealand.

    It lies in a country of which the article, set in another, says nothing. Large cities are named
    in passing everywhere.
    """
    name, columns = grounds.names[number], grounds.gazetteer.columns
    row, observed = name.senses.rows[best], name.observed[best]
    if columns.importance[row] >= KNOWN or grounds.groups[columns.feature[row]] not in TOWNS:
        return False
    if observed[_NEAR] != "0" or "in" in (observed[_WITHIN], observed[_REGION]):
        return False
    others, leading = grounds.votes.leading(number)
    in_country, _ = grounds.votes.shares(number, best)
    return (
        others >= _FEWEST_OTHERS
        and leading >= _LEADING_SHARE
        and in_country < _STRAY_SHARE
        and not _names_country(grounds, columns.country[row])
    )


def _names_country(grounds: Grounds, country: int) -> bool:
    """Whether the article names a country itself."""
    columns = grounds.gazetteer.columns
    return any(
        name.senses.rows
        and columns.country[name.senses.rows[0]] == country
        and grounds.groups[columns.feature[name.senses.rows[0]]] == "country"
        for name in grounds.names
    )


def _outdone(grounds: Grounds, number: int, order: list[int]) -> int | None:
    """The sense in the country of the story that outdoes a better known one abroad; None for none.

    A city, its region and its canton of one name share what speaks for them: San Jose of Costa Rica
    is as likely as all three together.
    """
    name, shares = grounds.names[number], grounds.votes.shares
    others, leading = grounds.votes.leading(number)
    abroad, _ = shares(number, order[0])
    if others < _FEWEST_OTHERS or leading < _LEADING_SHARE or abroad > _ABROAD_SHARE:
        return None
    home = [n for n in order[1:] if shares(number, n)[0] >= leading - _ABROAD_SHARE]
    if not home:
        return None
    spot = [n for n in home if _apart_km(grounds, name, home[0], n) <= _SPOT_KM]
    together = sum(name.probabilities[n] for n in spot)
    return home[0] if together >= _OUTDOING * name.probabilities[order[0]] else None


def _so_called(grounds: Grounds, name: Name, order: list[int]) -> int | None:
    """The city that is called so where a larger one only is in some tongue: Puno is not Pune.

    Unless the article speaks of the larger one's country. None for no such city.
    """
    if name.senses.kinds[order[0]] == NameKind.MAIN or not is_elsewhere(name, order[0]):
        return None
    columns = grounds.gazetteer.columns
    for n in order[1:]:
        row = name.senses.rows[n]
        if (
            name.senses.kinds[n] == NameKind.MAIN
            and columns.importance[row] >= _CITY
            and grounds.groups[columns.feature[row]] in TOWNS
        ):
            return n
    return None


def _capital_abroad(grounds: Grounds, number: int, order: list[int]) -> int | None:
    """The capital, where a region called as it is lies abroad: Washington in a story of the Congo.

    None where the article speaks of its country, and for no such capital.
    """
    name, columns = grounds.names[number], grounds.gazetteer.columns
    groups = [grounds.groups[columns.feature[name.senses.rows[n]]] for n in order]
    others, leading = grounds.votes.leading(number)
    in_country, _ = grounds.votes.shares(number, order[0])
    elsewhere = others >= _FEWEST_OTHERS and leading >= _LEADING_SHARE
    if groups[0] not in REGIONS or not elsewhere or in_country > _ABROAD_SHARE:
        return None
    return next((n for n, group in zip(order, groups, strict=True) if group == "capital"), None)


def _has_others(grounds: Grounds, name: Name) -> bool:
    return any(other.senses.rows for other in grounds.names if other is not name)


def _twin(grounds: Grounds, name: Name, number: int, order: list[int], office: str) -> int | None:
    """The seat of the region ranked first, or the region of the seat where it is called one."""
    groups, feature = grounds.groups, grounds.gazetteer.columns.feature
    rows, best = name.senses.rows, order[0]
    group = groups[feature[rows[best]]]
    is_region = office == "state" or (name.hint == "admin" and not office)
    if group in REGIONS and not is_region:
        wanted = TOWNS
    elif group in TOWNS and is_region:
        wanted = REGIONS
    else:
        return None
    for other in order[1:]:
        if groups[feature[rows[other]]] not in wanted:
            continue
        if office and _may_hold_office(grounds, name, best, other):
            return other
        if not office and _is_beside(grounds, name, number, best, other):
            return other
    return None


def _is_beside(grounds: Grounds, name: Name, number: int, best: int, other: int) -> bool:
    """Whether a region and a town by no lesser name lie where one is the seat of the other.

    Farther off, as New York is, where the article names no other place of the region.
    """
    rows, columns = name.senses.rows, grounds.gazetteer.columns
    alone = grounds.votes.shares(number, best)[1] < _NO_SHARE and not name.observed[best][_INNER]
    kinds, admin1 = name.senses.kinds, columns.admin1
    # Large cities have their English name among the others: Al Basrah.
    known = kinds[other] == NameKind.ALTERNATE and columns.importance[rows[other]] >= _LARGE
    return (
        admin1[rows[other]] == admin1[rows[best]]
        and (known or kinds[other] <= kinds[best])
        and _apart_km(grounds, name, best, other) < (_FAR_SEAT_KM if alone else _SEAT_KM)
    )


def _may_hold_office(grounds: Grounds, name: Name, best: int, other: int) -> bool:
    """Whether the office beside the name may be this one's: "Washington governor" is the state's.

    The two need not be near, nor called so in the first place; where they lie in different regions,
    as there, one of them is the best known place of the name.
    """
    rows, columns = name.senses.rows, grounds.gazetteer.columns
    one, two = rows[best], rows[other]
    return (
        columns.importance[one] - columns.importance[two] < _LESS_KNOWN
        and columns.country[one] == columns.country[two]
        and (columns.admin1[one] == columns.admin1[two] or 0 in (best, other))
    )


def _apart_km(grounds: Grounds, name: Name, one: int, other: int) -> float:
    return rows_apart_km(grounds, name.senses.rows[one], name.senses.rows[other])
