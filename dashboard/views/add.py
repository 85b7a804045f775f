"""For editors: articles handed in, what comes out of them shown first, then added."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard import loading, wording
from dashboard.additions import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    SUFFIXES,
    Outcome,
    read_address,
    read_file,
    read_text,
)
from dashboard.state import EARLIEST, LATEST
from dashboard.views import sign_in
from geodata.edits import Edit, EditKind
from geodata.errors import DatelineError
from geodata.home import store_uri
from geodata.ingestion import add
from geodata.model import ArticleResult
from geodata.rows import to_rows
from geodata.store import DeltaStore

Reading = Callable[[], Sequence[Outcome]]
"""Reads what was handed in."""

_SEEN = "add.preview"
_MOST_SHOWN = 100
_ONE_AT_A_TIME = threading.Lock()  # reading takes a core and much memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What came out of the articles that were handed in, and what could not be read."""

    results: tuple[ArticleResult, ...]
    failures: tuple[str, ...]


@st.fragment
def draw() -> None:
    """A form that opens on demand."""
    panel = st.popover("Add articles", key="add", on_change="rerun")
    if panel.open:
        with panel:
            _draw_form()
            preview = st.session_state.get(_SEEN)
            if preview is not None:
                _draw_preview(preview)


def _draw_form() -> None:
    way = st.segmented_control("From", list(_WAYS), default=_TEXT, key="add.way") or _TEXT
    with st.form("add.form", border=False):
        read = _WAYS[way]()
        if st.form_submit_button("Read it, without adding it yet") and read is not None:
            st.session_state[_SEEN] = _preview(read)


def _ask_text() -> Reading | None:
    text = st.text_area("The article's text", key="add.text", max_chars=LONGEST_TEXT, height=200)
    left, right = st.columns(2)
    facts: dict[str, object] = {
        "title": left.text_input("Title", key="add.title", max_chars=300),
        "source": right.text_input("Publisher", key="add.source", max_chars=200),
        "url": left.text_input("Address (as a link)", key="add.url", max_chars=LONGEST_ADDRESS),
    }
    day = right.date_input(
        "Published",
        value=None,
        key="add.published",
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
    )
    facts["published"] = day.isoformat() if day else None
    return (lambda: [read_text(text, facts)]) if text.strip() else None


def _ask_file() -> Reading | None:
    file = st.file_uploader("Text, HTML, JSONL or CSV, up to 5 MB", type=SUFFIXES, key="add.file")
    return None if file is None else lambda: read_file(file.name, file.getvalue())


def _ask_address() -> Reading | None:
    address = st.text_input(
        "Address", key="add.address", max_chars=LONGEST_ADDRESS, placeholder="https://"
    )
    return (lambda: [read_address(address)]) if address.strip() else None


_TEXT = "Paste text"
_WAYS: dict[str, Callable[[], Reading | None]] = {
    _TEXT: _ask_text,
    "A file": _ask_file,
    "A web address": _ask_address,
}


def _preview(read: Reading) -> Preview | None:
    """What comes out of what was handed in; nothing is stored."""
    if sign_in.find_editor() is None:
        return None
    results, failures = [], []
    bar = st.progress(0.0, "Reading")
    with _ONE_AT_A_TIME:
        outcomes = read()
        for number, (origin, outcome) in enumerate(outcomes, start=1):
            bar.progress(number / len(outcomes), f"Reading {number} of {len(outcomes)}")
            if isinstance(outcome, DatelineError):
                failures.append(f"{origin}: {outcome}")
                continue
            result = loading.open_stages().run(outcome)
            failures += [f"{origin}: {failed.stage}: {failed.detail}" for failed in result.failures]
            results.append(result)
    bar.empty()
    return Preview(results=tuple(results), failures=tuple(failures))


def _draw_preview(preview: Preview) -> None:
    for failure in preview.failures:
        st.error(wording.plain(failure))
    rows = [row for result in preview.results for row in to_rows(result).to_pylist()]
    for result in preview.results:
        st.text(result.article.title or "Untitled article")
    if preview.results:
        st.caption(wording.plural(len(rows), "report") + " in it, none of them added yet")
    for row in rows[:_MOST_SHOWN]:
        with st.container(border=True):
            st.text(wording.what_where_when(row))
            st.caption(wording.plain(row["sentence"]))
    articles = wording.plural(len(preview.results), "article")
    if preview.results and st.button(f"Add {articles} to the collection", type="primary"):
        _store(preview)


def _store(preview: Preview) -> None:
    editor, uri = sign_in.find_editor(), store_uri()
    if editor is None:
        st.rerun()
    try:
        with st.spinner("Adding"):
            store = DeltaStore(uri)
            added = add(preview.results, store=store)
            for article_id in added:
                store.add_edit(
                    Edit(
                        at=datetime.now(UTC),
                        by=editor,
                        kind=EditKind.ADDITION,
                        article_id=article_id,
                    )
                )
            loading.open_queries(uri).refresh()
    except DatelineError as error:
        st.error(wording.plain(str(error)))
        return
    del st.session_state[_SEEN]
    words = "were there already" if not added else "added"
    st.toast(f"{wording.plural(len(added) or len(preview.results), 'article')} {words}")
    st.rerun()
