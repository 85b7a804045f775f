"""The reports that tell the chosen report's incident: what each says, and why they are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import session, wording
from dashboard.views.component import load
from geodata.filters import filter_showing
from geodata.queries import EventQueries

MOST_SHOWN = 20
_KEY = "incident"
_mount = load("incident")
_Report = Mapping[str, Any]


def draw(queries: EventQueries, event: _Report | None) -> None:
    """The other reports of the event's incident, each one click away; nothing for a single one."""
    reports = find_reports(queries, event) if event else []
    if event is None or len(reports) < 2:
        return
    explanation = queries.explain(event["incident_id"])
    shown = _around(reports, event["event_id"])
    claims = find_claims(reports)
    data = {
        "title": f"{wording.plural(len(reports), 'report')} of this incident",
        "differences": _sentence("They differ", explanation.disagreements),
        "reasons": _sentence("Merged because", explanation.reasons),
        "more": f"{len(reports) - len(shown):,} more" if len(shown) < len(reports) else "",
        "reports": [
            {
                "id": report["event_id"],
                "byline": byline(report),
                "claims": claims[report["event_id"]],
                "outside": not queries.holds(session.view().map_filter, report["event_id"]),
                "open": report["event_id"] == event["event_id"],
            }
            for report in shown
        ],
    }
    by_id = {report["event_id"]: report for report in shown}
    _mount(key=_KEY, data=data, on_select_change=lambda: _select(queries, by_id))


def find_reports(queries: EventQueries, event: _Report) -> list[_Report]:
    """The reports of an event's incident by date, with None for whatever is unknown."""
    rows = queries.reports(event["incident_id"])
    records = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [{**record, "actors": list(record["actors"])} for record in records]


def byline(report: _Report) -> str:
    """Where and when a report was published, and who is said to say it."""
    published = wording.day(report["published"]) if report["published"] else None
    paper = ", ".join(filter(None, [report["source"] or report["title"], published]))
    says = f"according to {report['attribution']}" if report["attribution"] else None
    return ", ".join(filter(None, [paper, says])) or "Unknown source"


def find_claims(reports: Sequence[_Report]) -> dict[str, list[tuple[str, bool]]]:
    """What each report says, by event id, with whether another one says otherwise.

    What a report does not say contradicts nothing.
    """
    told = [[words(report) for words in _CLAIMS] for report in reports]
    differs = [len({words for words in column if words}) > 1 for column in zip(*told, strict=True)]
    return {
        report["event_id"]: [
            (words, other) for words, other in zip(line, differs, strict=True) if words
        ]
        for report, line in zip(reports, told, strict=True)
    }


def _toll(column: str, done: str) -> Callable[[_Report], str]:
    return lambda report: "" if report[column] is None else f"{int(report[column]):,} {done}"


_CLAIMS: tuple[Callable[[_Report], str], ...] = (
    lambda report: str(report["sub_event_type"] or report["event_type"] or ""),
    wording.when,
    wording.where,
    _toll("fatalities", "killed"),
    _toll("injured", "injured"),
    lambda report: f"by {wording.initiator(report)}" if report["actor1"] else "",
)


def _around(reports: list[_Report], event_id: str) -> list[_Report]:
    """The first reports, or those around the chosen one where it comes later."""
    ids = [report["event_id"] for report in reports]
    position = ids.index(event_id) if event_id in ids else 0
    first = max(0, min(position - MOST_SHOWN // 2, len(reports) - MOST_SHOWN))
    return reports[first : first + MOST_SHOWN]


def _sentence(opening: str, parts: Sequence[str]) -> str:
    return f"{opening}: {'; '.join(parts)}." if parts else ""


def _select(queries: EventQueries, reports: Mapping[str, _Report]) -> None:
    """Open a report; the filters that leave it out are dropped, which can be undone."""
    event_id = st.session_state[_KEY]["select"]
    report = reports.get(event_id) if isinstance(event_id, str) else None
    if report is None:
        return
    if not queries.holds(session.view().map_filter, report["event_id"]):
        session.want(filter_showing(report))
    session.change(event_id=report["event_id"])
