"""The file of a snapshot, without a browser: whole, and shut against what an article says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fixtures.reports import HOSTILE, hostile_result, seed_result

from dashboard.cli import main
from dashboard.layers.base import STATIC
from dashboard.snapshot import building
from dashboard.snapshot.building import build_snapshot, to_data_block
from dashboard.snapshot.contents import to_contents, to_timeline
from geodata.errors import FilterError, QueryError
from geodata.filters import EventFilter
from geodata.model import ArticleResult
from geodata.queries import EventQueries
from geodata.rows import to_rows
from geodata.store import DeltaStore

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
needs_leaflet = pytest.mark.skipif(
    not (STATIC / "lib/leaflet/leaflet.js").is_file(),
    reason="Leaflet has not been fetched: make assets",
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text inside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.blocks: dict[str, str] = {}
        self.styles: list[str] = []
        self._inside = ("", "")
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.found.append((tag, found))
        if tag in ("script", "style"):
            self._inside = (tag, found.get("id") or "")
            if tag == "style":
                self.styles.append("")
            elif not found.get("id"):
                self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._inside = ("", "")

    def handle_data(self, words: str) -> None:
        match self._inside:
            case ("style", _):
                self.styles[-1] += words
            case ("script", ""):
                self.scripts[-1] += words
            case ("script", block):
                self.blocks[block] = self.blocks.get(block, "") + words

    def meta(self, key: str, value: str) -> str:
        (content,) = [a["content"] for t, a in self.found if t == "meta" and a.get(key) == value]
        assert content
        return content


def open_store(path: Path, *results: ArticleResult) -> EventQueries:
    DeltaStore(path).write(results)
    return EventQueries.open(DeltaStore(path))


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> EventQueries:
    return open_store(tmp_path_factory.mktemp("seed") / "store", seed_result())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> EventQueries:
    return open_store(tmp_path_factory.mktemp("hostile") / "store", hostile_result())


def build(queries: EventQueries, wanted: EventFilter | None = None) -> Elements:
    return Elements(build_snapshot(queries, wanted or EventFilter(), made=MADE).decode())


@needs_leaflet
def test_a_snapshot_holds_the_events_of_its_filter_latest_first(seed: EventQueries) -> None:
    wanted = EventFilter(actors=("Hay'at Tahrir al-Sham",))
    data = json.loads(build(seed, wanted).blocks["data"])
    ids = data["events"]["id"]
    assert set(ids) == set(seed.rows(wanted, columns=("event_id",))["event_id"])
    days = data["events"]["first"]
    assert days == sorted(days, reverse=True)
    sentence = data["sentences"][data["events"]["sentence"][0]]
    assert sentence == seed.event(ids[0])["sentence"]


@needs_leaflet
def test_the_policy_names_every_script_and_style_by_its_hash_and_lets_nothing_else_in(
    seed: EventQueries,
) -> None:
    page = build(seed)
    policy = dict(
        part.strip().split(" ", 1)
        for part in page.meta("http-equiv", "Content-Security-Policy").split(";")
    )
    assert policy["default-src"] == "'none'"
    assert set(policy["script-src"].split()) == {hash_of(text) for text in page.scripts}
    assert set(policy["style-src"].split()) == {hash_of(text) for text in page.styles}
    assert (policy["img-src"], policy["font-src"]) == ("data:", "data:")
    assert set(policy) == {
        "default-src", "script-src", "style-src", "img-src", "font-src", "base-uri", "form-action",
    }  # fmt: skip


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@needs_leaflet
def test_a_snapshot_names_no_file_outside_itself(seed: EventQueries) -> None:
    page = build(seed)
    for tag, attributes in page.found:
        assert "src" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        if tag == "link":
            assert (attributes["href"] or "").startswith("data:")
    for style in page.styles:
        assert set(re.findall(r"url\(([a-z]*)", style)) <= {"data"}
        assert "@import" not in style
    assert not [script for script in page.scripts if "sourceMappingURL" in script]


@needs_leaflet
def test_words_of_an_article_stay_in_the_data(hostile: EventQueries) -> None:
    page, plain = build(hostile), build(hostile, EventFilter(actors=("nobody",)))
    assert [tag for tag, _ in page.found] == [tag for tag, _ in plain.found]
    assert page.scripts == plain.scripts
    assert "<" not in page.blocks["data"]
    sentences = json.loads(page.blocks["data"])["sentences"]
    for words in HOSTILE:
        assert f"Strikes hit Aleppo: {words}" in sentences


@needs_leaflet
def test_an_address_that_is_not_on_the_web_is_no_link(hostile: EventQueries) -> None:
    sources = json.loads(build(hostile).blocks["data"])["sources"]
    assert [address for *_, address in sources] == [None]


@needs_leaflet
def test_a_hostile_filter_is_only_words(seed: EventQueries) -> None:
    page = build_snapshot(seed, EventFilter(text='"><script>ran()</script>'), made=MADE).decode()
    assert "<script>ran()" not in page
    assert "&lt;script&gt;ran()" in page


@needs_leaflet
def test_a_snapshot_says_what_it_is(seed: EventQueries) -> None:
    page = build_snapshot(seed, EventFilter(date_from=date(2024, 11, 30)), made=MADE).decode()
    digest = hashlib.sha256(Elements(page).blocks["data"].encode()).hexdigest()
    assert f">{digest}<" in page
    assert "Events since 30 November 2024, without history" in page
    assert "2 January 2026, 03:04 UTC" in page
    assert f"version {seed.version} of the collection" in page
    assert "Coded by by-hand" in page
    assert "<title>9 reports of 8 incidents, 27 November to 1 December 2024</title>" in page


@needs_leaflet
def test_the_same_view_at_the_same_time_is_the_same_file(seed: EventQueries) -> None:
    assert build_snapshot(seed, EventFilter(), made=MADE) == build_snapshot(
        seed, EventFilter(), made=MADE
    )


def test_more_events_than_a_page_can_hold_are_refused(
    seed: EventQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_EVENTS", 5)
    with pytest.raises(FilterError, match=r"at most 5.*narrow"):
        build_snapshot(seed, EventFilter(), made=MADE)


def test_without_leaflet_it_says_how_to_fetch_it(
    seed: EventQueries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(building, "_LIB", tmp_path)
    with pytest.raises(QueryError, match="make assets"):
        build_snapshot(seed, EventFilter(), made=MADE)


def test_columns_are_of_one_length_and_their_numbers_point_into_the_tables() -> None:
    rows = [*to_rows(seed_result()).to_pylist(), *to_rows(hostile_result()).to_pylist()]
    contents = to_contents(rows, version=1)
    events = contents["events"]
    assert {len(column) for column in events.values()} == {len(rows)}
    for column, table in [("when", "whens"), ("where", "wheres"), ("source", "sources")]:
        assert max(events[column]) == len(contents[table]) - 1
    for i, row in enumerate(rows):
        assert contents["sentences"][events["sentence"][i]] == row["sentence"]
        assert [contents["actors"][number] for number in events["actors"][i]] == row["actors"]
        assert (events["latitude"][i] is None) == (row["place_status"] != "mapped")
        start, end, _ = contents["bars"][events["bar"][i]]
        assert start <= row["event_date"].isoformat() <= end


def test_nothing_is_a_snapshot_too() -> None:
    contents = to_contents([], version=1)
    assert contents["events"]["id"] == contents["events"]["sentence"] == []
    assert contents["bars"] == []


@pytest.mark.parametrize(("years", "by"), [(0, "day"), (2, "week"), (14, "month")])
def test_the_timeline_is_as_fine_as_its_length_allows(years: int, by: str) -> None:
    row = to_rows(seed_result()).to_pylist()[0]
    later = {**row, "event_date": date(2024 + years, 12, 1)}
    timeline = to_timeline([row, later, {**row, "event_date": None}], version=1)
    assert timeline.by == by
    assert sum(timeline.counts) == 2
    assert timeline.undated == 1


def test_data_cannot_end_its_element() -> None:
    assert to_data_block(["</script><!--\u2028"]) == '["\\u003c/script>\\u003c!--\\u2028"]'


@needs_leaflet
def test_the_command_writes_the_file(tmp_path: Path) -> None:
    DeltaStore(tmp_path / "store").write([seed_result()])
    file = tmp_path / "aleppo.html"
    store = ["--store", str(tmp_path / "store")]
    assert main(["snapshot", *store, "--actor", "russia", "--out", str(file)]) == 0
    data = json.loads(Elements(file.read_text(encoding="utf-8")).blocks["data"])
    assert data["actors"] == ["Military Forces of Russia"]


def test_the_command_wants_a_store(tmp_path: Path) -> None:
    arguments = ["--store", str(tmp_path / "none"), "--out", str(tmp_path / "a.html")]
    assert main(["snapshot", *arguments]) == 1
    assert not (tmp_path / "a.html").exists()
