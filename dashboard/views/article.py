"""The article behind the chosen event, its places, dates and actors marked in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard import session, wording
from dashboard.marks import Mark, Piece, paragraphs
from dashboard.state import MapView
from dashboard.views.component import load
from geodata.dates import Reading, find_dates
from geodata.model import Article, Span, ToponymKind
from geodata.store import StoredArticle

_KEY = "article"
_PLACE_ZOOM = 10
_mount = load("article")


def draw(
    stored: StoredArticle, event: Mapping[str, Any] | None, reports: Sequence[str] = ()
) -> None:
    """The article, opened at the event's sentence where there is one.

    `reports` are the ids of its events in the order of its text, for the way from one to the next.
    """
    article = stored.article
    chosen = find_span(event, "") if event else None
    chosen_id = event["event_id"] if event else None
    lines = paragraphs(article.text, find_marks(stored, event), chosen=chosen)
    data = {
        "id": article.id,
        "title": article.title or "Untitled article",
        "byline": byline(article),
        "url": article.url or "",
        "paragraphs": [[_piece(piece) for piece in line] for line in lines],
        "reports": list(reports),
        "report": list(reports).index(chosen_id) if chosen_id in reports else None,
        "confidence": wording.confidence(event) if event else "",
        "reveal": session.reveals(),
    }
    _mount(key=_KEY, data=data, on_place_change=_fly, on_report_change=_choose)


def find_marks(stored: StoredArticle, event: Mapping[str, Any] | None) -> list[Mark]:
    """The marks of an article: its places, actors and dates, and the words of the event."""
    marks = [_place(toponym) for toponym in stored.toponyms]
    marks += [
        Mark(span=Span(start, end), kind="actor", note=name) for start, end, name in stored.actors
    ]
    marks += _dates(stored.article)
    trigger = find_span(event, "trigger_") if event else None
    if trigger:
        marks.append(Mark(span=trigger, kind="trigger"))
    return marks


def find_span(event: Mapping[str, Any], prefix: str) -> Span | None:
    """The span in an event's columns `<prefix>start` and `<prefix>end`; None where it has none."""
    start, end = event[f"{prefix}start"], event[f"{prefix}end"]
    return None if start is None or end is None else Span(start, end)


def byline(article: Article) -> str:
    """Publisher and date in one line, "" where neither is known."""
    published = wording.day(article.published) if article.published else None
    return ", ".join(filter(None, [article.source, published]))


@lru_cache(maxsize=64)
def _dates(article: Article) -> tuple[Mark, ...]:
    """The time expressions of an article, each with the days that it stands for."""
    return tuple(
        Mark(span=found.span, kind="date", note=_days(found.reading))
        for found in find_dates(article)
    )


def _days(reading: Reading) -> str:
    return wording.days(reading.start, reading.end) if reading.start and reading.end else ""


def _place(toponym: Mapping[str, Any]) -> Mark:
    latitude, longitude = toponym["latitude"], toponym["longitude"]
    found = latitude is not None and longitude is not None
    return Mark(
        span=Span(toponym["start"], toponym["end"]),
        kind="place" if toponym["kind"] == ToponymKind.LITERAL else "mention",
        note=toponym["name"] or "place not found",
        point=(latitude, longitude) if found else None,
    )


def _piece(piece: Piece) -> list[object]:
    mark = piece.mark
    if mark is None:
        return [piece.text, "", "", piece.chosen, None]
    return [piece.text, mark.kind, mark.note, piece.chosen, mark.point]


def _choose() -> None:
    event_id = st.session_state[_KEY]["report"]
    if isinstance(event_id, str):
        session.change(event_id=event_id)


def _fly() -> None:
    point = st.session_state[_KEY]["place"]
    try:
        latitude, longitude = (float(degrees) for degrees in point)
    except (TypeError, ValueError):
        return
    session.fly_to(MapView(latitude=latitude, longitude=longitude, zoom=_PLACE_ZOOM))
