"""The usual map of events with streamlit-folium: every event goes to the browser, each time.

It does what its tutorials do, over the same store, and is what our page is measured against. How
the events are drawn is named in the environment: NAIVE_LAYER.
"""

from __future__ import annotations

import os

import folium
import pandas as pd
import streamlit as st
from folium.plugins import FastMarkerCluster, MarkerCluster
from streamlit_folium import st_folium

from geodata.store import DeltaStore

_FIRST_YEAR = 2004


@st.cache_data
def read_events(store: str) -> pd.DataFrame:
    columns = ["latitude", "longitude", "event_date", "event_type", "place", "sentence"]
    events = DeltaStore(store).read_events().select(columns).to_pandas(date_as_object=False)
    return events.dropna(subset=["latitude", "longitude"])


def words(event: object) -> str:
    return f"{event.event_type}, {event.place}, {event.event_date:%Y-%m-%d}: {event.sentence}"


def draw_markers(events: pd.DataFrame, target: folium.Map | MarkerCluster) -> None:
    for event in events.itertuples():
        folium.Marker([event.latitude, event.longitude], popup=words(event)).add_to(target)


def draw_marker_cluster(events: pd.DataFrame, target: folium.Map) -> None:
    draw_markers(events, MarkerCluster().add_to(target))


def draw_fast_marker_cluster(events: pd.DataFrame, target: folium.Map) -> None:
    points = events[["latitude", "longitude"]].to_numpy().tolist()
    FastMarkerCluster(points, callback="(row) => L.marker([row[0], row[1]])").add_to(target)


def draw_circle_markers(events: pd.DataFrame, target: folium.Map) -> None:
    for event in events.itertuples():
        at = [event.latitude, event.longitude]
        folium.CircleMarker(at, radius=4, popup=words(event)).add_to(target)


def draw_geojson(events: pd.DataFrame, target: folium.Map) -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [event.longitude, event.latitude]},
            "properties": {"words": words(event)},
        }
        for event in events.itertuples()
    ]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4),
        popup=folium.GeoJsonPopup(fields=["words"], labels=False),
    ).add_to(target)


LAYERS = {
    "Marker": draw_markers,
    "MarkerCluster": draw_marker_cluster,
    "FastMarkerCluster": draw_fast_marker_cluster,
    "CircleMarker": draw_circle_markers,
    "GeoJson": draw_geojson,
}


def main() -> None:
    st.set_page_config(layout="wide")
    year = st.session_state.setdefault("year", _FIRST_YEAR)
    if st.sidebar.button("A year later"):
        year = st.session_state["year"] = year + 1
    events = read_events(os.environ["DATELINE_STORE"])
    wanted = events[events["event_date"] >= pd.Timestamp(year, 1, 1)]
    st.title(f"{len(wanted):,} events since {year}")
    events_map = folium.Map([25, 20], zoom_start=2, tiles=None, prefer_canvas=True, maxZoom=18)
    LAYERS[os.environ["NAIVE_LAYER"]](wanted, events_map)
    st_folium(events_map, key="map", height=540, use_container_width=True, returned_objects=[])


if __name__ == "__main__":
    main()
