"""The filters in the sidebar: widgets set from the view's filter, which change it when used."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard import session, wording
from dashboard.state import EARLIEST, LATEST
from geodata.filters import EXACT_PLACES, EventFilter, Sureness
from geodata.model import GeoPrecision
from geodata.queries import EventQueries, Facets, FacetValue

MOST_LISTED = 200  # options that travel to the browser with every change; the others are searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A field of EventFilter that takes several values.

    `read` makes the field's value of the text that the queries give, `say` says it to people.
    """

    field: str
    label: str
    read: Callable[[str], object] = str
    say: Callable[[str], str] = str


FACETS = (
    Facet(field="event_types", label="Type of event"),
    Facet(field="actors", label="Actor"),
    Facet(field="countries", label="Country"),
)
MORE_FACETS = (
    Facet(field="sub_event_types", label="Finer type"),
    Facet(field="admin1", label="Region"),
    Facet(field="sources", label="Source"),
    Facet(field="attributions", label="According to"),
    Facet(
        field="geo_precisions",
        label="Precision of the place",
        read=lambda text: GeoPrecision(int(text)),
        say=lambda text: wording.precision(GeoPrecision(int(text))),
    ),
    Facet(field="extractors", label="Coded by"),
)
_COUNT = re.compile(r" \([\d,]+\)$")
_HISTORY = "Also what the articles tell as past, such as the battle of another year."
_STATEMENTS = "Also what is only said: condemnations, vows, demands, meetings."
_SURER = "Only those whose like were right in type, day and place at least seven times in ten."
_DOUBTFUL = "Also those whose like were right in type, day and place less than two times in ten."
_EXACT = "Leaves out “near”, districts, provinces and whole countries."
_IN_VIEW = "Table, timeline and counts follow the map as it is moved."


def draw(queries: EventQueries, wanted: EventFilter) -> None:
    """The sidebar's filters, each value with its count given the other filters."""
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
    _draw_facets(queries, wanted, FACETS)
    st.text_input(
        "Words in the report",
        key=_set("text", wanted.text),
        on_change=_take,
        args=("text",),
        max_chars=200,
        placeholder="bridge",
    )
    _draw_switches(wanted)
    more = st.expander("More filters", type="compact", key="filters.more", on_change="rerun")
    if more.open:
        with more:
            _draw_facets(queries, wanted, MORE_FACETS)


def _draw_switches(wanted: EventFilter) -> None:
    _switch("history", "History too", wanted.history, _take_flag, help_=_HISTORY)
    _switch("statements", "Statements too", wanted.statements, _take_flag, help_=_STATEMENTS)
    all_, sure = (wanted.sureness is one for one in (Sureness.ALL, Sureness.SURE))
    _switch("doubtful", "Doubtful reports too", all_, _take_doubtful, help_=_DOUBTFUL)
    _switch("surer", "Only surer reports", sure, _take_surer, help_=_SURER)
    _switch("exact", "Only exactly known places", is_exact(wanted), _take_exact, help_=_EXACT)
    _switch(
        "in_view", "Only what is in view", session.view().in_view, _take_in_view, help_=_IN_VIEW
    )


def _switch(name: str, label: str, value: bool, take: Callable[[str], None], *, help_: str) -> None:
    key = _set(name, value)
    st.toggle(label, key=key, on_change=take, args=(name,), help=help_)


def is_exact(wanted: EventFilter) -> bool:
    """Whether the filter keeps exactly known places alone."""
    return wanted.geo_precisions == EXACT_PLACES


def _draw_facets(queries: EventQueries, wanted: EventFilter, facets: tuple[Facet, ...]) -> None:
    counted = ask(queries, wanted, facets)
    for facet in facets:
        _draw_facet(
            queries,
            wanted,
            facet,
            known=counted.values[facet.field],
            total=counted.total_values[facet.field],
        )


def ask(queries: EventQueries, wanted: EventFilter, facets: tuple[Facet, ...]) -> Facets:
    """The values of some facets with their counts."""
    fields = [facet.field for facet in facets]
    return queries.facets(wanted, fields=fields, limit=MOST_LISTED)


def _draw_facet(
    queries: EventQueries,
    wanted: EventFilter,
    facet: Facet,
    *,
    known: tuple[FacetValue, ...],
    total: int,
) -> None:
    """A list of values to choose from, and where it is cut a box that searches them all."""
    chosen = [str(_plain(value)) for value in getattr(wanted, facet.field)]
    typed = st.session_state.get(_search_key(facet), "").strip() if total > MOST_LISTED else ""
    if typed:
        found = queries.find_values(wanted, field=facet.field, text=typed, limit=MOST_LISTED)
        known = tuple(dict.fromkeys((*found, *(v for v in known if v.value in chosen))))
    counts = {value.value: value.count for value in known}
    options = [*counts, *(value for value in chosen if value not in counts)]
    if chosen:  # anew, or the browser keeps the words, and the counts in them, of an earlier run
        st.session_state[_key(facet.field)] = chosen
    st.multiselect(
        _counted(facet.label, len(chosen)),
        options,
        key=_set(facet.field, chosen),
        on_change=_take_values,
        args=(facet, tuple(options)),
        format_func=lambda value: f"{facet.say(value)} ({counts.get(value, 0):,})",
        placeholder=f"{len(known):,} found" if typed else f"All {total:,}" if options else "None",
        disabled=not options,
    )
    if total > MOST_LISTED:
        st.text_input(
            f"Search all values of “{facet.label}”",
            key=_search_key(facet),
            max_chars=100,
            placeholder=f"Search all {total:,}",
            label_visibility="collapsed",
        )


def _search_key(facet: Facet) -> str:
    return f"search.{facet.field}"


def _counted(label: str, chosen: int) -> str:
    return f"{label} ({chosen} chosen)" if chosen else label


def _plain(value: object) -> object:
    return int(value) if isinstance(value, GeoPrecision) else value


def _set(field: str, value: object) -> str:
    """The widget's key, its value made that of the view where they differ."""
    key = _key(field)
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _key(field: str) -> str:
    return f"filter.{field}"


def _take(field: str) -> None:
    value = st.session_state[_key(field)]
    wanted = session.view().filter
    start = value if field == "date_from" else wanted.date_from
    end = value if field == "date_to" else wanted.date_to
    if start and end and start > end:  # the other end follows
        session.change_filter(date_from=value, date_to=value)
    else:
        session.change_filter(**{field: value})


def _take_values(facet: Facet, options: tuple[str, ...]) -> None:
    """An option whose count has changed meanwhile comes in the words that the browser had."""
    said = {facet.say(option): option for option in options}
    given = st.session_state[_key(facet.field)]
    meant = [one if one in options else said.get(_COUNT.sub("", one)) for one in given]
    values = tuple(facet.read(one) for one in meant if one is not None)
    st.session_state[_search_key(facet)] = ""
    session.change_filter(**{facet.field: values})


def _take_flag(name: str) -> None:
    session.change_filter(**{name: st.session_state[_key(name)]})


def _take_doubtful(name: str) -> None:
    wants = st.session_state[_key(name)]
    session.change_filter(sureness=Sureness.ALL if wants else Sureness.LIKELY)


def _take_surer(name: str) -> None:
    wants = st.session_state[_key(name)]
    session.change_filter(sureness=Sureness.SURE if wants else Sureness.LIKELY)


def _take_exact(name: str) -> None:
    session.change_filter(geo_precisions=EXACT_PLACES if st.session_state[_key(name)] else ())


def _take_in_view(name: str) -> None:
    session.show_in_view(st.session_state[_key(name)])
