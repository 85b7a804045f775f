"""What has changed since the link was made that a visitor came by: said once, with its version."""

from __future__ import annotations

import streamlit as st

from dashboard import session, wording
from dashboard.views import news
from geodata.errors import QueryError
from geodata.queries import Changes, EventQueries


def catch_up(queries: EventQueries) -> None:
    """Go to the newest version where the link, made by another server, knows a newer one."""
    link = session.opened_link()
    if link and link.made_with is not None and link.made_with.is_beyond(queries.data_version):
        news.move_on(queries)


def draw(queries: EventQueries) -> None:
    """A line on what has changed in the link's own selection, nothing where nothing has."""
    link = session.opened_link()
    if link is None or link.made_with is None or link.made_with == queries.data_version:
        return
    try:
        words = to_words(queries.changes_since(link.made_with, link.filter))
    except QueryError as error:
        words = f"What has changed since this link was made cannot be said: {error}."
    if words:
        said, close = st.columns([12, 1])
        said.info(wording.plain(words))
        close.button("Close", on_click=session.close_link, key="close_link")


def to_words(changes: Changes) -> str:
    """The changes in a sentence, "" for none."""
    if not changes.total:
        return ""
    parts = [
        f"{count:,} {what}"
        for what in ("added", "changed", "removed")
        if (count := getattr(changes, what))
    ]
    total = wording.plural(changes.total, "report")
    return f"{total} of this view changed since the link was made: {', '.join(parts)}."
