"""The leak check: a clean public set passes, and whatever is planted in any output is caught."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from fixtures.reports import read_seed, seed_result

from dashboard import cli
from dashboard.layers.base import STATIC
from dashboard.publication.check import find_in, find_leaks
from dashboard.publication.outputs import iter_outputs
from dashboard.publication.reading import READERS, read_values
from dashboard.publication.traces import Traces
from geodata import schema
from geodata.interchange import EXPORTS
from geodata.publication import PublicationRules, build_publication
from geodata.publication.sizes import GazetteerSizes
from geodata.store import DeltaStore

TODAY = date(2024, 12, 20)
RULES = PublicationRules(
    grid_km=10,
    delay_days=14,
    drop_actors=("Military Forces of Russia",),
    drop_types=("Strategic developments",),
    strike=("Bashar al-Assad", "Łukasz Żak"),
)
pytestmark = pytest.mark.skipif(
    not (STATIC / "lib/leaflet/leaflet.js").is_file(), reason="Leaflet is missing: make assets"
)


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> DeltaStore:
    store = DeltaStore(tmp_path_factory.mktemp("leaks") / "private")
    store.write([seed_result()])
    return store


@pytest.fixture(scope="module")
def clean(private: DeltaStore, tmp_path_factory: pytest.TempPathFactory) -> DeltaStore:
    made = build_publication(private, RULES, today=TODAY)
    store = DeltaStore(tmp_path_factory.mktemp("leaks") / "public")
    store.publish(made.articles, made.events)
    return store


@pytest.fixture(scope="module")
def traces(private: DeltaStore) -> Traces:
    return Traces(private, RULES, today=TODAY, sizes=GazetteerSizes())


def with_cells(store: DeltaStore, **cells: object) -> pa.Table:
    """The events of a store with these cells in the first mapped one."""
    rows = store.read_events().to_pylist()
    next(row for row in rows if row["latitude"] is not None).update(cells)
    return pa.Table.from_pylist(rows, schema=schema.arrow(schema.EVENTS))


def test_a_clean_set_has_no_leak(private: DeltaStore, clean: DeltaStore) -> None:
    assert clean.read_events().num_rows > 0
    assert list(find_leaks(private, clean, RULES, today=TODAY)) == []


def test_every_kind_of_output_is_read(clean: DeltaStore) -> None:
    names = {name.partition(" ")[0].partition("/")[0] for name, _ in iter_outputs(clean)}
    assert names >= {"the", "data", "feed.atom", "ogc", "event", "incident"}
    files = {name for name, _ in iter_outputs(clean) if name.startswith("data/")}
    assert {"data/snapshot.html", "data/events.kml", "data/events.csv, layout acled"} <= files
    assert len(files) == len(EXPORTS) + 3


PLANTED: list[tuple[dict[str, Any], str]] = [
    ({"sentence": "It was BASHAR AL ASSAD himself"}, "a name that was struck"),
    ({"title": "No: Bashar  al-Assád’s army"}, "a name that was struck"),
    ({"attribution": "Lukasz Zak"}, "a name that was struck"),
    ({"actors": ["Friends of BasharAlAssad"]}, "a name that was struck"),
    ({"url": "https://news.example/bashar%20al%2Dassad"}, "a name that was struck"),
    ({"latitude": 36.20124, "longitude": 37.16117}, "the exact position"),
    ({"place": "Aleppo International Airport"}, "a place finer than the grid"),
    ({"place_id": "geonames:7730167"}, "the private id"),
    ({"event_date_end": date(2024, 12, 7)}, "within the delay"),
    ({"published": date(2024, 12, 7)}, "within the delay"),
    ({"event_type": "Strategic developments"}, "a type that was left out"),
    ({"actor1": "Military Forces of Russia"}, "a name that was struck"),
]


@pytest.mark.parametrize(("cells", "what"), PLANTED, ids=[str(cells) for cells, _ in PLANTED])
def test_a_leak_planted_in_a_row_is_caught(
    private: DeltaStore, clean: DeltaStore, tmp_path: Path, cells: dict[str, Any], what: str
) -> None:
    store = DeltaStore(tmp_path / "public")
    store.publish(clean.read_articles(), with_cells(clean, **cells))
    leaks = list(find_leaks(private, store, RULES, today=TODAY))
    assert what in {found for leak in leaks for found in (leak.what, *PARTS(leak.what))}


def PARTS(words: str) -> list[str]:
    return [what for _, what in PLANTED if what in words]


def test_ids_and_sentences_of_the_private_store_are_caught(
    private: DeltaStore, clean: DeltaStore, tmp_path: Path
) -> None:
    row = private.read_events().to_pylist()[0]
    withheld = next(
        row
        for row in private.read_events().to_pylist()
        if "Military Forces of Russia" in row["actors"]
    )
    for cells in (
        {"event_id": row["event_id"]},
        {"incident_id": row["incident_id"]},
        {"sentence": withheld["sentence"]},
    ):
        store = DeltaStore(tmp_path / next(iter(cells)))
        store.publish(clean.read_articles(), with_cells(clean, **cells))
        assert list(find_leaks(private, store, RULES, today=TODAY)), cells


def test_a_leak_in_an_article_alone_is_caught(
    private: DeltaStore, clean: DeltaStore, tmp_path: Path
) -> None:
    (article,) = clean.read_articles().to_pylist()
    toponym = {"text": "x", "latitude": 36.20124, "longitude": 37.16117}
    for number, cells in enumerate(
        ({"text": read_seed().text}, {"toponyms": json.dumps([toponym])})
    ):
        store = DeltaStore(tmp_path / str(number))
        rows = [{**article, **cells}]
        table = pa.Table.from_pylist(rows, schema=schema.arrow(schema.ARTICLES))
        store.publish(table, clean.read_events())
        assert list(find_leaks(private, store, RULES, today=TODAY)), cells


FILES = [
    (".csv", b"latitude,longitude,notes\n36.20124,37.16117,x\n"),
    (".csv", b"event_date,timestamp\n2024-12-01,2024-12-19\n"),
    (".csv", b'notes\n"x\nbashar AL assad"\n'),
    (".geojson", b'{"geometry":{"type":"Point","coordinates":[37.16117,36.20124]}}'),
    (".geojson", b'{"a":[{"b":"Bashar \\u0061l-Assad"}]}'),
    (".kml", b"<kml><Point><coordinates>37.161170,36.201240</coordinates></Point></kml>"),
    (".kml", b'<kml><Data name="Bashar al-Assad"/></kml>'),
    (".atom", b"<feed><point>36.201240 37.161170</point></feed>"),
    (".atom", b'<feed><link href="https://x.example/Bashar+al-Assad"/></feed>'),
    (".ris", b"TI  - Bashar Al-Assad\r\nDA  - 2024/12/01/\r\n"),
    (".html", b"<p>Bashar <b>al-</b>Assad</p>"),
    (".html", b"<p>a\0b</p><p>Bashar al-Assad</p>"),
    (".html", b"<a href='?actor=Bashar%20al-Assad'>x</a>"),
    (".html", b"<p>Bashar&nbsp;al&#45;Assad</p>"),
    (".html", b'<script type="application/json">{"s":"Bashar al-Ass\\u0061d"}</script>'),
    (
        ".html",
        b'<script type="application/json">'
        b'{"events":{"latitude":[1.0,36.20124],"longitude":[2.0,37.16117]}}</script>',
    ),
    (".html", b'<script type="application/json">{"events":{"last":[20076]}}</script>'),
]


@pytest.mark.parametrize(("suffix", "file"), FILES)
def test_a_leak_planted_in_a_file_is_caught(suffix: str, file: bytes, traces: Traces) -> None:
    assert list(find_in([("x", READERS[suffix](file))], traces))


def test_a_leak_planted_in_the_arrays_of_the_map_is_caught(traces: Traces) -> None:
    layer = {"events": {"latitude": [36.20124], "longitude": [37.16117]}, "sentences": ["a"]}
    assert list(find_in([("map", read_values(layer))], traces))
    words = {"actors": ["Nobody", "Military Forces of Russia, others"]}
    assert list(find_in([("map", read_values(words))], traces))


def test_the_verb_publishes_what_is_clean_and_checks_it(
    private: DeltaStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    public = tmp_path / "public"
    rules = tmp_path / "rules.toml"
    rules.write_text('grid_km = 10\ndelay_days = 14\nstrike = ["Bashar al-Assad"]\n')
    asked = ["publish", "--store", private.uri, "--to", str(public), "--rules", str(rules)]
    asked += ["--as-of", TODAY.isoformat()]
    assert cli.main([*asked, "--dry-run"]) == 0
    assert not public.exists()
    assert cli.main(asked) == 0
    version = DeltaStore(public).version()
    assert cli.main(asked) == 0
    assert DeltaStore(public).version() == version
    assert cli.main([*asked, "--check"]) == 0
    assert cli.main([*asked, "--check", "--strike", "Kurdish forces"]) == 1
    assert cli.main(["publish", "--store", private.uri, "--to", private.uri]) == 1
