"""The top of the page: how much is told of how many happenings, when, and what of it is mapped."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import session, wording
from dashboard.views import chips
from geodata.filters import EventFilter, Sureness
from geodata.queries import Counts, EventQueries
from geodata.schema import PlaceStatus

_MOST_LISTED = 50
_OFF_THE_MAP = tuple(status.value for status in PlaceStatus if status is not PlaceStatus.MAPPED)
_NOTHING = EventFilter()
# What a visitor might give up where nothing is left, and the fields of the filter that it is.
_GIVE_UP = {
    "All dates": ("date_from", "date_to"),
    "Any words": ("text",),
    "All actors": ("actors",),
    "All types of event": ("event_types", "sub_event_types"),
    "All countries": ("countries", "admin1"),
    "All sources": ("sources", "extractors", "attributions"),
    "Places known less exactly": ("geo_precisions", "place_statuses"),
    "Less sure reports": ("sureness",),
    "Everywhere": ("bounds",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Widening:
    """A wider filter, what it gives up in words, and how many reports it would show."""

    words: str
    filter: EventFilter
    reports: int


def draw(queries: EventQueries, wanted: EventFilter, counts: Counts) -> None:
    """Title, the filter in words, and the line on what is not on the map, with its list."""
    words = wording.headline(
        reports=counts.total, incidents=counts.incidents, first=counts.first, last=counts.last
    )
    st.title(words, anchor=False)
    chips.draw()
    if counts.total == 0:
        _draw_nothing(queries, wanted)
    else:
        _draw_placement(queries, wanted, counts)


def find_widenings(queries: EventQueries, wanted: EventFilter) -> list[Widening]:
    """What could be given up, one thing at a time, to see anything; the most reports first."""
    wider = [
        (words, replace(wanted, **{field: getattr(_NOTHING, field) for field in fields}))
        for words, fields in _GIVE_UP.items()
    ]
    wider.append(("History too", replace(wanted, history=True)))
    wider.append(("Statements too", replace(wanted, statements=True)))
    wider.append(("Doubtful reports too", replace(wanted, sureness=Sureness.ALL)))
    found = [
        Widening(words=words, filter=filter_, reports=queries.count(filter_).total)
        for words, filter_ in wider
        if filter_ != wanted
    ]
    return sorted((one for one in found if one.reports), key=lambda one: -one.reports)


def _draw_nothing(queries: EventQueries, wanted: EventFilter) -> None:
    widenings = find_widenings(queries, wanted)
    if widenings:
        st.write("No report matches what is asked for. Give up one thing to see:")
    elif wanted != _NOTHING:
        st.write("No report matches these filters, nor any one of them left out. Clear them all:")
        everything = queries.count(_NOTHING).total
        widenings = [Widening(words="All reports", filter=_NOTHING, reports=everything)]
    else:
        st.write("The articles that were read report no event. Ingest more of them.")
    with st.container(horizontal=True):
        for one in widenings:
            st.button(
                f"{one.words} ({wording.plural(one.reports, 'report')})",
                on_click=_widen,
                args=(one.filter,),
            )


def _widen(wider: EventFilter) -> None:
    session.want(wider, in_view=session.view().in_view and wider.bounds is not None)


def _draw_placement(queries: EventQueries, wanted: EventFilter, counts: Counts) -> None:
    """What is on the map; the line opens a list of the events that have no point there."""
    line = wording.placement({status.value: count for status, count in counts.by_status.items()})
    if counts.mapped == counts.total:
        st.caption(line)
        return
    # Sent only once it is opened: a hundred elements that hardly anybody looks at.
    listed = st.expander(line, type="compact", key="off_the_map", on_change="rerun")
    if not listed.open:
        return
    with listed:
        off_the_map = tuple(set(_OFF_THE_MAP) & set(wanted.place_statuses or _OFF_THE_MAP))
        rows = queries.rows(
            replace(wanted, place_statuses=tuple(sorted(off_the_map))),
            columns=("event_id", "place", "place_status", "sentence"),
            limit=_MOST_LISTED,
        )
        for event_id, place, status, sentence in rows.itertuples(index=False):
            reason = wording.status_words(status)
            st.button(
                wording.plain(
                    f"{place}: {reason}" if isinstance(place, str) else reason.capitalize()
                ),
                key=f"off.{event_id}",
                type="tertiary",
                on_click=_choose,
                args=(event_id,),
            )
            st.text(sentence)
        more = counts.total - counts.mapped - len(rows)
        if more > 0:
            st.caption(f"and {more:,} more: see the table")


def _choose(event_id: str) -> None:
    session.change(event_id=event_id)
