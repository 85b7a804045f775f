"""Why reports were put together, and in what they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from geodata.incidents.reports import UNIDENTIFIED, Report, from_row
from geodata.model import ActorBasis

_COMPARED = {
    "sub_event_type": "type",
    "place": "place",
    "event_date": "first day",
    "actor1": "initiator",
    "fatalities": "killed",
    "injured": "injured",
}


def explain(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Why the reports of one incident were put together, from rows of `schema.EVENTS`.

    () for a single report, and for an incident that somebody else's table brought along.
    """
    if len(rows) < 2 or any(row["initiators"] is None for row in rows):
        return ()
    return reasons_for(map(from_row, rows))


def find_disagreements(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What the reports of one incident tell differently, such as "killed: 13 or 25".

    What a report does not say is no disagreement, nor is an armed group that nobody identified, or
    that only the rest of the article makes likely.
    """
    rows = [
        {**row, "actor1": None} if row.get("actor1_basis") == ActorBasis.CONTEXT else row
        for row in rows
    ]
    told = {
        label: sorted({row[column] for row in rows if _is_told(row[column])})
        for column, label in _COMPARED.items()
    }
    return tuple(
        f"{label}: {' or '.join(map(_in_words, values))}"
        for label, values in told.items()
        if len(values) > 1
    )


def _is_told(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value.startswith(UNIDENTIFIED))


def _in_words(value: object) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)


def reasons_for(reports: Iterable[Report]) -> tuple[str, ...]:
    """What reports that were put together have in common."""
    reports = set(reports)
    types = sorted({report.sub_event_type for report in reports})
    places = {report.where for report in reports}
    days = {(report.start, report.end) for report in reports}
    told = ({one.name for one in report.initiators if _is_told(one.name)} for report in reports)
    names = [of_report for of_report in told if of_report]
    shared = sorted(set.intersection(*names)) if names else []
    return (
        f"same type: {types[0]}" if len(types) == 1 else f"types told alike: {', '.join(types)}",
        "same place" if len(places) == 1 else "places within reach of each other",
        "same day" if len(days) == 1 else "days that meet",
        f"same initiator: {', '.join(shared)}" if shared else "no other initiator named",
    )
