"""For editors: the chosen report corrected or hidden, beside its article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

from dashboard import loading, wording
from dashboard.state import EARLIEST, LATEST
from dashboard.views import sign_in
from geodata.corrections import what_columns, when_columns, where_columns, who_columns
from geodata.edits import HIDDEN, LONGEST_NOTE, Edit, make_correction
from geodata.errors import DatelineError
from geodata.events.taxonomy import read_event_types
from geodata.home import store_uri
from geodata.model import Place
from geodata.queries import EventQueries
from geodata.store import DeltaStore

_MOST_PLACES = 8
_MOST_ACTORS = 300
_NO_PLACE = "No place named"
_LONGEST_PLACE = 100


@st.fragment
def draw(queries: EventQueries, event: Mapping[str, Any]) -> None:
    """A form that opens on demand."""
    panel = st.expander("Correct this report", key="correct", on_change="rerun")
    if panel.open:
        with panel:
            _draw_form(queries, event)


def _draw_form(queries: EventQueries, event: Mapping[str, Any]) -> None:
    changes: dict[str, object] = {}
    try:
        changes |= _ask_what(event)
        changes |= _ask_when(event)
        changes |= _ask_where(event)
        changes |= _ask_who(queries, event)
    except DatelineError as error:
        st.error(wording.plain(str(error)))
        return
    note = st.text_area(
        "Why (for other editors)", key=_key("note", event), max_chars=LONGEST_NOTE, height=80
    )
    with st.container(horizontal=True):
        save = st.button("Save the correction", key=_key("save", event), type="primary")
        hide = st.button("Hide this report: it is wrong", key=_key("hide", event))
    if save or hide:
        _note_down(event, {HIDDEN: True} if hide else changes, note=note)


def _note_down(event: Mapping[str, Any], changes: Mapping[str, object], *, note: str) -> None:
    editor = sign_in.find_editor()
    if editor is None:
        st.rerun()
    try:
        edit = make_correction(event, changes, at=datetime.now(UTC), by=editor, note=note)
        add(edit)
    except DatelineError as error:
        st.error(wording.plain(str(error)))
    else:
        st.rerun()


def add(edit: Edit) -> None:
    """Note a change down and show the collection with it. Raises StoreError."""
    uri = store_uri()
    with st.spinner("Saving"):
        DeltaStore(uri).add_edit(edit)
        loading.open_queries(uri).refresh()


def _ask_what(event: Mapping[str, Any]) -> dict[str, object]:
    types = read_event_types()
    present = event["sub_event_type"]
    options = [*types] if present in types else [present, *types]
    chosen = st.selectbox(
        "What",
        options,
        index=options.index(present),
        key=_key("what", event),
        format_func=lambda name: f"{types[name].event_type}: {name}" if name in types else name,
    )
    return {} if chosen == present else what_columns(chosen)


def _ask_when(event: Mapping[str, Any]) -> dict[str, object]:
    present = (event["event_date"], event["event_date_end"])
    columns = st.columns(2)
    start, end = (
        column.date_input(
            label,
            value=day,
            key=_key(label, event),
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
        )
        for column, label, day in zip(columns, ("From", "To"), present, strict=True)
    )
    if (start, end) == present or not isinstance(start, date):
        return {}
    return when_columns(start, end if isinstance(end, date) else start)


def _ask_where(event: Mapping[str, Any]) -> dict[str, object]:
    present = event["place"] or ""
    name = st.text_input(
        "Where", value=present, key=_key("where", event), max_chars=_LONGEST_PLACE
    ).strip()
    found = {} if name == present and not event["place_id"] else _find_places(name)
    keep = "As it is" if name == present else None
    options = [*([keep] if keep else []), *found, _NO_PLACE]
    chosen = st.selectbox("Which place of that name", options, key=_key("place", event, name))
    if chosen == keep:
        return {}
    return where_columns(found.get(chosen))


def _find_places(name: str) -> dict[str, Place]:
    """The gazetteer's places of a name by their words for people, the likeliest first."""
    if not name or not name.isprintable():
        return {}
    geocoder = loading.open_geocoder()
    found = geocoder.geocode(name, exactly_one=False, limit=_MOST_PLACES) or []
    places = {}
    for location in found:
        place = geocoder.gazetteer.place(location.raw["place_id"])
        if place is not None:
            kind = wording.place_kind(place.feature_code)
            point = f"{place.latitude:.2f}, {place.longitude:.2f}"
            places[f"{location.address} ({kind}, {point})"] = place
    return places


def _ask_who(queries: EventQueries, event: Mapping[str, Any]) -> dict[str, object]:
    known = [
        value.value
        for value in queries.facets(limit=_MOST_ACTORS, fields=("actors",)).values["actors"]
    ]
    chosen = []
    for label, column in (("Who did it", "actor1"), ("To whom", "actor2")):
        present = event[column]
        options = list(dict.fromkeys([*filter(None, [present]), *known]))
        chosen.append(
            st.selectbox(
                label,
                options,
                index=0 if present else None,
                key=_key(column, event),
                placeholder="Not said",
                accept_new_options=True,
            )
        )
    return who_columns(event, *chosen)


def _key(name: str, event: Mapping[str, Any], more: str = "") -> str:
    """A widget's key: another report, and the same one once it is changed, begins afresh."""
    shown = hash(tuple(map(str, event.values())))
    return f"correct.{name}.{event['event_id']}.{shown}.{more}"
