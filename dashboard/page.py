"""The page, top to bottom. Every part of it reads the same filter and the same version."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import streamlit as st

from dashboard import loading, session, wording
from dashboard.views import (
    article,
    chrome,
    editing,
    event_map,
    filters,
    headline,
    history,
    incident,
    news,
    share,
    sign_in,
    since,
    table,
    timeline,
    trouble,
)
from geodata.errors import DatelineError, QueryError
from geodata.filters import EventFilter
from geodata.home import store_uri
from geodata.queries import EventQueries

_MAP_FIRST_S = 1.0  # at most, that the browser has for the map alone before all else comes


def main() -> None:
    """Draw the page, or say why it cannot be drawn."""
    chrome.draw()
    if not sign_in.admit():
        return
    uri = store_uri()
    try:
        queries = loading.open_queries(uri)
    except DatelineError as error:
        trouble.draw(uri, error)
        return
    with st.container():
        for complaint in session.open_link():
            st.warning(wording.plain(complaint))
    since.catch_up(queries)
    with st.sidebar:
        chrome.draw_name()
    top = st.container()
    pinned = queries.pin()
    # The filters come even where a view fails: they are the way out.
    for draw_part in (lambda: draw(pinned, uri), lambda: draw_sidebar(pinned)):
        try:
            draw_part()
        except DatelineError as error:
            if isinstance(error, QueryError) and news.move_on(queries):
                st.rerun()
            st.error(wording.plain(str(error)))
    history.draw()
    session.publish_link()
    # Last: nothing that looks at the disk stands before the map.
    with top:
        news.draw(queries)
    loading.freeze(uri)


def draw(queries: EventQueries, uri: str) -> None:
    """All views of one version of the events.

    What comes and goes stands in a container of its own: the map is loaded anew when the number of
    elements before it changes. It is what a visitor waits for: its layer goes ahead by wire, and
    whoever has just come is sent nothing more until it is there, but what stands above it, so that
    it need not move.
    """
    wanted = session.view().filter
    event, closed = find_chosen(queries)
    event_map.send_ahead(
        queries,
        session.view().map_filter,
        event,
        meanwhile=lambda: ask_ahead(queries, wanted),
    )
    top = st.container()
    left, right = st.columns([8, 5], gap="medium")
    with top:
        since.draw(queries)
        if closed:
            st.info(closed)
        counts = queries.count(wanted)
        headline.draw(queries, wanted, counts)
    with left:
        event_map.draw(queries, session.view().map_filter, event)
    if session.is_first_run():
        session.wire().wait(_MAP_FIRST_S)
    with left:
        timeline.draw(queries, wanted)
    with right:
        draw_article(queries, uri, event)
        incident.draw(queries, event)
    if counts.total:
        table.draw(queries, total=counts.total)
        share.draw_files(queries)
    editing.draw_changes()


def ask_ahead(queries: EventQueries, wanted: EventFilter) -> None:
    """Have the answers ready that the views will ask for; they are remembered.

    Where one fails, the view that asks for it will say so.
    """
    with suppress(DatelineError):
        queries.count(wanted)
        timeline.ask(queries, wanted)
        find_latest_article(queries)
        filters.ask(queries, wanted, filters.FACETS)


def draw_sidebar(queries: EventQueries) -> None:
    """Below its name: the ways to share the page and to add to it, and the filters."""
    with st.sidebar:
        share.draw(queries)
        editing.draw_addition()
        filters.draw(queries, session.view().filter)
        sign_in.draw_account()


def find_chosen(queries: EventQueries) -> tuple[dict[str, Any] | None, str]:
    """The chosen event; else why it is closed, as where the filter does not keep it, or ""."""
    event_id = session.view().event_id
    if event_id is None:
        return None, ""
    event = queries.event(event_id)
    if event is None:
        why = "The report that this link points to is not in the collection."
    elif not queries.holds(session.view().map_filter, event_id):
        why = "The report that was open is outside these filters and was closed."
    else:
        return event, ""
    session.change(event_id=None)
    return None, why


def draw_article(queries: EventQueries, uri: str, event: dict[str, Any] | None) -> None:
    """The article of the chosen event, or of the latest one of the filter."""
    article_id = event["article_id"] if event else find_latest_article(queries)
    stored = loading.read_article(uri, queries.version, article_id) if article_id else None
    if stored:
        reports = queries.article_reports(session.view().map_filter, article_id=stored.article.id)
        article.draw(stored, event, reports)
    if event:
        editing.draw_correction(queries, event)


def find_latest_article(queries: EventQueries) -> str | None:
    """The article of the filter's latest event, None where the filter keeps none."""
    rows = table.read_rows(queries, session.view().filter)  # what the table asks for, as a rule
    return None if rows.empty else str(rows["article_id"].iloc[0])


# Not where a process that the server starts reads its main module again, as `spawn` does.
if __name__ == "__main__":
    main()
