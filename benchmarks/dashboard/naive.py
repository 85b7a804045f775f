"""What the usual applications take for the same events, where they come up at all."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Error, Route

from benchmarks.dashboard.browsing import Visit, visit
from benchmarks.dashboard.serving import ROOT, serve

APP = "benchmarks/naive_apps/app.py"
# The largest store that each layer is tried with: beyond it the page does not come up.
LARGEST = {
    "Marker": 1000,
    "CircleMarker": 10_000,
    "MarkerCluster": 100_000,
    "GeoJson": 100_000,
    "FastMarkerCluster": 1_000_000,
}
_SCRIPTS = {
    "/leaflet.js": "node_modules/leaflet/dist/leaflet.js",
    "/leaflet.css": "node_modules/leaflet/dist/leaflet.css",
    "/leaflet.markercluster.js": "node_modules/leaflet.markercluster/dist/leaflet.markercluster.js",
    "/MarkerCluster.css": "node_modules/leaflet.markercluster/dist/MarkerCluster.css",
    "/MarkerCluster.Default.css": (
        "node_modules/leaflet.markercluster/dist/MarkerCluster.Default.css"
    ),
    "/jquery-3.7.1.min.js": "node_modules/jquery/dist/jquery.min.js",
}
_MOST_CHANGES = 2  # years in which even the smallest store has events


def measure(
    browser: Browser, store: Path, *, layer: str, patience_s: float, say: Callable[[str], None]
) -> dict[str, float]:
    """The figures of one layer; those that did not come within the patience are left out."""
    figures: dict[str, float] = {}
    with (
        serve(APP, store, NAIVE_LAYER=layer) as server,
        visit(browser, patience_s=patience_s) as there,
    ):
        there.in_vain_s = patience_s
        there.page.route(lambda url: not url.startswith(server.url), _answer)
        try:
            figures["cold_s"] = there.open(server.url) - server.started
            figures["first_bytes"] = there.traffic.received
            figures["heap_mb"] = there.heap_mb()
            _measure_filters(there, figures)
        except Error as error:
            say(f"{layer}: {str(error).splitlines()[0]}")
        figures["server_mb"] = server.resident_mb()
    return figures


def _measure_filters(there: Visit, figures: dict[str, float]) -> None:
    times, received = [], []
    for _ in range(_MOST_CHANGES if figures["cold_s"] < 20 else 1):
        answer = there.act(lambda: there.page.get_by_role("button", name="A year later").click())
        if answer.drawn_s > 0:  # else the last drawing is one from before the act
            times.append(answer.drawn_s)
            received.append(answer.received)
    if times:
        figures["filter_s"] = statistics.median(times)
        figures["filter_bytes"] = max(received)
    figures["heap_mb"] = max(figures["heap_mb"], there.heap_mb())


def _answer(route: Route) -> None:
    """What the pages ask of the internet comes from this machine, as fast as our own."""
    path = next((_SCRIPTS[end] for end in _SCRIPTS if route.request.url.endswith(end)), None)
    headers = {"Access-Control-Allow-Origin": "*"}
    if path:
        route.fulfill(path=ROOT / path, headers=headers)
    else:
        route.fulfill(body="", headers=headers)
