"""Whether two reports may be one happening, and where to look for those that may.

Their types may be told as one another, their days meet, their places are the same or lie within
each other's radius, and nobody else is said to have done it. `Blocks` finds the few that are near
enough to be asked: those of the same days in the same or a neighbouring cell.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from geodata.gazetteer.spatial import distance_km
from geodata.incidents.reports import UNIDENTIFIED, Initiator, Report
from geodata.model import ActorKind

CELLS_PER_DEGREE = 10
CELLS_ROUND_THE_EARTH = 360 * CELLS_PER_DEGREE
_NEAR_KM = 2.0
_CROWD = {ActorKind.PROTESTERS, ActorKind.RIOTERS}  # a march may turn violent
_LONGEST_DAYS = 10  # longer intervals meet only their equals
_ASSUMED_SLACK = timedelta(days=1)  # a date taken from the publication may be a day late

Cell = tuple[int, int]
Day = date | tuple[date, date | None] | None


def may_be_one(first: Report, second: Report, told_as: Mapping[str, frozenset[str]]) -> bool:
    """Whether the two may tell one happening; says the same with the two exchanged."""
    return (
        _told_alike(first.sub_event_type, second.sub_event_type, told_as)
        and first.article_id == second.article_id
        and _days_meet(first, second)
        and _places_meet(first, second)
        and same_side(first.initiators, second.initiators)
    )


def same_side(first: frozenset[Initiator], second: frozenset[Initiator]) -> bool:
    """Whether two sets of initiators can be the same people; nobody named can be anybody."""
    if not first or not second:
        return True
    return any(_can_be(one, other) for one in first for other in second)


def first_day(report: Report) -> date | None:
    """The first day on which it may have happened."""
    if report.start is None:
        return None
    return report.start - _ASSUMED_SLACK if report.assumed else report.start


def closeness(first: Report, second: Report) -> int:
    """How much two reports agree, for joining the surest pairs first."""
    return (
        2 * (first.where == second.where)
        + 2 * (first.sub_event_type == second.sub_event_type)
        + ((first.start, first.end) == (second.start, second.end))
        + 2 * bool(first.initiators & second.initiators)
    )


class Blocks:
    """Reports by cell of a tenth of a degree and by day; those without a point by their words."""

    def __init__(self, reports: list[Report]) -> None:
        self._cells = [cell_of(report.point) if report.point else None for report in reports]
        self._days = [_days(report) for report in reports]
        self._words = [report.where for report in reports]
        self._blocks: dict[tuple[Cell | str, Day], list[int]] = defaultdict(list)
        for index, days in enumerate(self._days):
            for day in days:
                self._blocks[self._cells[index] or self._words[index], day].append(index)

    def iter_near(self, index: int) -> Iterator[int]:
        """The numbers of the reports to compare a report with, each once, in no useful order."""
        cell = self._cells[index]
        around = tuple(neighbours(cell)) if cell else (self._words[index],)
        days = self._days[index]
        for day in days:
            for where in around:
                for other in self._blocks.get((where, day), ()):
                    # Of the days that two share, one is the first day of one of them.
                    if other != index and day in (days[0], self._days[other][0]):
                        yield other


def cell_of(point: tuple[float, float]) -> Cell:
    """The cell of a point, as row northward and column eastward."""
    latitude, longitude = point
    column = math.floor(longitude * CELLS_PER_DEGREE) % CELLS_ROUND_THE_EARTH
    return math.floor(latitude * CELLS_PER_DEGREE), column


def neighbours(cell: Cell) -> Iterator[Cell]:
    """A cell and the eight around it."""
    row, column = cell
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            yield row + down, (column + right) % CELLS_ROUND_THE_EARTH


def _days(report: Report) -> tuple[Day, ...]:
    start = first_day(report)
    if report.start is None or report.end is None or start is None:
        return (None,)
    length = (report.end - start).days
    if length > _LONGEST_DAYS:
        return ((report.start, report.end),)
    return tuple(start + timedelta(days=day) for day in range(length + 1))


def _told_alike(first: str, second: str, told_as: Mapping[str, frozenset[str]]) -> bool:
    """Types that the lists no longer name are only told as themselves."""
    return first == second or second in told_as.get(first, ()) or first in told_as.get(second, ())


def _days_meet(first: Report, second: Report) -> bool:
    if first.start is None or second.start is None or first.end is None or second.end is None:
        return first.start is second.start
    slack = _ASSUMED_SLACK if first.assumed != second.assumed else timedelta(0)
    return first.start <= second.end + slack and second.start <= first.end + slack


def _places_meet(first: Report, second: Report) -> bool:
    if first.where == second.where:
        return True
    if first.point is None or second.point is None:
        return False
    apart = distance_km(*first.point, *second.point)
    return apart <= max(_NEAR_KM, min(first.radius_km, second.radius_km))


def _can_be(one: Initiator, other: Initiator) -> bool:
    if one.name == other.name:
        return True
    codes = {one.country_code, other.country_code} - {None}
    unknown = one.name.startswith(UNIDENTIFIED) or other.name.startswith(UNIDENTIFIED)
    alike = one.kind is other.kind or {one.kind, other.kind} == _CROWD
    return len(codes) < 2 and (alike or unknown)
