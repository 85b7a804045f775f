"""For editors: who changed what and when, the latest first, with the way to take it back."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import wording
from dashboard.views import correct, sign_in
from geodata.edits import HIDDEN, Edit, EditKind, find_standing
from geodata.errors import DatelineError
from geodata.home import store_uri
from geodata.store import DeltaStore

_MOST_LISTED = 50
_WORDS = {
    EditKind.CORRECTION: "corrected a report",
    EditKind.UNDO: "took a correction back",
    EditKind.ADDITION: "added an article",
}
# A place is told by its name, an actor by its own column; the rest follows from them.
_TOLD = {
    "sub_event_type": "what", "event_date": "from", "event_date_end": "to", "place": "place",
    "place_status": "placed", "actor1": "who did it", "actor2": "to whom",
}  # fmt: skip


@st.fragment
def draw() -> None:
    """A line that opens on demand."""
    panel = st.expander("Changes by hand", key="audit", on_change="rerun")
    if panel.open:
        with panel:
            _draw_list()


def describe(edit: Edit) -> str:
    """What an edit did, in one line of plain text."""
    if edit.after.get(HIDDEN):
        return "hid a report"
    parts = [
        f"{label} {_word(edit.before.get(name))} → {_word(edit.after[name])}"
        for name, label in _TOLD.items()
        if name in edit.after
    ]
    words = _WORDS[edit.kind]
    return f"{words}: {', '.join(parts)}" if parts else words


def _draw_list() -> None:
    edits = DeltaStore(store_uri()).read_edits()
    standing = {edit.id for edit in find_standing(edits)}
    if not edits:
        st.caption("Nobody has changed anything yet.")
    for edit in edits[: -_MOST_LISTED - 1 : -1]:
        with st.container(border=True):
            st.text(f"{edit.at:%Y-%m-%d %H:%M} UTC, {edit.by}: {describe(edit)}")
            if edit.note:
                st.text(f"“{edit.note}”")
            st.caption(
                wording.plain(
                    f"Report {edit.event_id}" if edit.event_id else f"Article {edit.article_id}"
                )
            )
            if edit.id in standing and st.button("Take it back", key=f"undo.{edit.id}"):
                _undo(edit)
    if len(edits) > _MOST_LISTED:
        st.caption(f"and {len(edits) - _MOST_LISTED:,} more: dateline audit")


def _undo(edit: Edit) -> None:
    editor = sign_in.find_editor()
    if editor is None:
        st.rerun()
    undo = Edit(
        at=datetime.now(UTC),
        by=editor,
        kind=EditKind.UNDO,
        event_id=edit.event_id,
        article_id=edit.article_id,
        undoes=edit.id,
    )
    try:
        correct.add(undo)
    except DatelineError as error:
        st.error(wording.plain(str(error)))
    else:
        st.rerun()


def _word(value: object) -> str:
    return "unknown" if value is None else str(value)
