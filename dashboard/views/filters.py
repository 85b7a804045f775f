"""The filters in the sidebar: widgets set from the view's filter, which change it when used."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.state import EARLIEST, LATEST
from geodata.filters import EventFilter
from geodata.queries import Facets, FacetValue

# The filter's field that each widget shows; the widget's key is "filter." and the field.
_MANY = {"event_types": "Type of event", "actors": "Actor", "countries": "Country"}
_FLAGS = {
    "history": "History too",
    "statements": "Statements too",
    "exact_places_only": "Only exactly known places",
}
_HELP = {
    "history": "Also what the articles tell as past, such as the battle of another year.",
    "statements": "Also what is only said: condemnations, vows, demands, meetings.",
    "exact_places_only": "Leaves out “near”, districts, provinces and whole countries.",
}

FACETS = tuple(_MANY)


def draw(facets: Facets) -> None:
    """The sidebar; `facets` counts each field's values, given the other filters."""
    wanted = session.view().filter
    for field, label in (("date_from", "From"), ("date_to", "To")):
        st.date_input(
            label,
            value=None,
            key=_set(field, getattr(wanted, field)),
            on_change=_take,
            args=(field,),
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
        )
    for field, label in _MANY.items():
        _choice(field, label, chosen=getattr(wanted, field), known=facets.values[field])
    st.text_input(
        "Words in the report",
        key=_set("text", wanted.text),
        on_change=_take,
        args=("text",),
        max_chars=200,
        placeholder="bridge",
    )
    for field, label in _FLAGS.items():
        st.toggle(
            label,
            key=_set(field, getattr(wanted, field)),
            on_change=_take,
            args=(field,),
            help=_HELP[field],
        )
    if wanted.bounds:
        st.button("Forget the chosen spot", on_click=_clear, args=("bounds",))
    if wanted != EventFilter():
        st.button("Clear all filters", on_click=clear)


def clear() -> None:
    """Want everything again."""
    session.change(filter=EventFilter(), page=1)


def _choice(
    field: str, label: str, *, chosen: tuple[str, ...], known: tuple[FacetValue, ...]
) -> None:
    counts = {facet.value: facet.count for facet in known}
    options = list(counts)
    st.multiselect(
        label,
        options,
        key=_set(field, list(chosen)),
        on_change=_take,
        args=(field,),
        format_func=lambda value: f"{value} ({counts[value]:,})",
        placeholder=f"All {len(options)}" if options else "None",
        disabled=not options,
    )


def _set(field: str, value: object) -> str:
    """The widget's key, its value made that of the view where they differ."""
    key = f"filter.{field}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _take(field: str) -> None:
    value = st.session_state[f"filter.{field}"]
    if isinstance(value, list):
        value = tuple(value)
    wanted = session.view().filter
    start = value if field == "date_from" else wanted.date_from
    end = value if field == "date_to" else wanted.date_to
    if start and end and start > end:  # the other end follows
        session.change_filter(date_from=value, date_to=value)
    else:
        session.change_filter(**{field: value})


def _clear(field: str) -> None:
    session.change_filter(**{field: getattr(EventFilter(), field)})
