"""Whether a name has a place where the rest of the article plays.

A name that few places have, one of them in a country or region of the story, is likely that: "Mora"
in northern Cameroon. One whose only place is on another continent is likely something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from geodata.gazetteer import Gazetteer
from geodata.recognition import beside
from geodata.recognition.context import Context
from geodata.recognition.proposals import as_unknown, is_certain, rarity
from geodata.recognition.spans import CandidateSpan

_SPARSE, _FEW_PLACES = "sparse", ("one small", "few small", "one large", "few large")
_PLACING = frozenset({"locative", "taking", "direction", "settlement", "admin", "site"})
_CALLED = frozenset({"settlement", "admin"})
_AGAINST = frozenset({"apart", "country dense"})  # what speaks against a name rather than for it
_AT_HOME, _SHORTEST = ("region", "country sparse"), 4  # letters
_SURE = 1.0  # log odds
_MANY = 40  # senses looked at
_LARGE, _WORLDLY = 5.0, 6.3  # importance: 100,000 and 2 million people
_FEW, _SOME = 1, 4  # senses
_FEWEST = 4  # names that tell where a story plays
_DENSE = 0.02  # of all places
_SAMPLE = 50_000  # places


def dense_countries(gazetteer: Gazetteer) -> frozenset[int]:
    """The numbers of the countries that any name is likely to have a place in, such as the US."""
    numbers = gazetteer.columns.country
    sample = numbers[:: max(1, len(numbers) // _SAMPLE)]
    return frozenset(
        number for number, count in Counter(sample).items() if count >= _DENSE * len(sample)
    )


def observe_kin(
    candidates: Sequence[CandidateSpan], log_odds: Sequence[float], context: Context
) -> Iterator[str]:
    """For each candidate where its places lie, by the sure names of the article other than its own.

    In a region or a country of the others, and whether any name would have a place there; "apart"
    from all, or "none" where there are no others. Then how many places have the name, and whether
    the best known of them is large. "" for what is told anywhere in the world, and where few other
    names, or the words that announce it, leave nothing to say against it.
    """
    told = {
        candidate.key: candidate.rows[0]
        for candidate, odds in zip(candidates, log_odds, strict=True)
        if odds >= _SURE and candidate.rows
    }
    neighbourhood = _Neighbourhood(told, context)
    for candidate in candidates:
        if not candidate.rows or _is_worldly(candidate, context):
            yield ""
            continue
        where = neighbourhood.locate(candidate)
        few = len(told) < _FEWEST
        yield (
            ""
            if where in _AGAINST and (few or _is_announced(candidate, context))
            else (f"{where} {_sort(candidate, context)}")
        )


def is_kindred(candidate: CandidateSpan, kin: str, context: Context) -> bool:
    """Whether a name has a place where few names do, and stands where a place's name would.

    "In Tank, Pakistan's army said" is the town, although tanks are told of everywhere.
    """
    if _SPARSE not in kin or not kin.endswith(_FEW_PLACES):
        return False
    scan, lists = context.scan, context.lists
    before = beside.class_before(scan, candidate.first, lists)
    after = beside.class_after(scan, candidate.last, lists)
    return before in _PLACING or after in _CALLED


def is_native(candidate: CandidateSpan, kin: str, context: Context) -> bool:
    """Whether a name that is no word and nobody's has a place where the story plays.

    "Kupiansk, to the east, came under rocket fire", among other places of Kharkiv province.
    """
    if not kin.startswith(_AT_HOME) or not kin.endswith(_FEW_PLACES):
        return False
    scan, first, last = context.scan, candidate.first, candidate.last
    if last + 1 < len(scan) and scan.capital[last + 1] and scan.joins(last + 1):
        return False
    return (
        candidate.end - scan.starts[first] >= _SHORTEST
        and not beside.run_before(first, context)
        and rarity(scan, first, last, context.lists) == "rare"
        and scan.lower[last] not in context.surnames
    )


def _is_worldly(candidate: CandidateSpan, context: Context) -> bool:
    """Whether a name is told anywhere in the world: a city of millions, Darfur, the Sahel."""
    importance = context.gazetteer.columns.importance[candidate.rows[0]]
    return context.group(candidate) == "region" or importance >= _WORLDLY


def _is_announced(candidate: CandidateSpan, context: Context) -> bool:
    """Whether the words say that it is a place, be it one that the gazetteer lacks."""
    return is_certain(candidate, context) or as_unknown(candidate, context) is not None


def _sort(candidate: CandidateSpan, context: Context) -> str:
    """How many places have a name, and whether the best known is large."""
    number = len(candidate.rows)
    senses = "one" if number <= _FEW else "few" if number <= _SOME else "many"
    importance = context.gazetteer.columns.importance[candidate.rows[0]]
    return f"{senses} {'large' if importance >= _LARGE else 'small'}"


class _Neighbourhood:
    """The countries and regions of the best known places of an article's sure names."""

    def __init__(self, told: Mapping[str, int], context: Context) -> None:
        self._columns, self._dense = context.gazetteer.columns, context.dense
        self._told = told
        self._countries = Counter(self._columns.country[row] for row in told.values())
        self._regions = Counter(self._region(row) for row in told.values())

    def locate(self, candidate: CandidateSpan) -> str:
        """Where the places of a name are, as `observe_kin` says."""
        own = self._told.get(candidate.key)
        if len(self._told) == (own is not None):
            return "none"
        found = "apart"
        for row in candidate.rows[:_MANY]:
            country, region = self._columns.country[row], self._region(row)
            dense = "dense" if country in self._dense else "sparse"
            same_region = own is not None and self._region(own) == region
            if region[1] and self._regions[region] > same_region:
                return f"region {dense}"
            same_country = own is not None and self._columns.country[own] == country
            if found == "apart" and self._countries[country] > same_country:
                found = f"country {dense}"
        return found

    def _region(self, row: int) -> tuple[int, int]:
        return self._columns.country[row], self._columns.admin1[row]
