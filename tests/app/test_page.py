"""The page as a visitor uses it: what the filters change, what a link reproduces."""

from __future__ import annotations

import gc
import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from deltalake import DeltaTable
from fixtures.reports import hostile_result, seed_result
from streamlit.testing.v1 import AppTest

from dashboard.state import MapView, ViewState
from dashboard.views import filters
from geodata.edits import make_correction
from geodata.filters import EventFilter
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import open_pipeline
from geodata.queries import EventQueries
from geodata.store import DeltaStore

OpenPage = Callable[..., AppTest]


def title(page: AppTest) -> str:
    assert not page.exception, page.exception
    return page.title[0].value


def drawn(page: AppTest, name: str) -> dict[str, object]:
    """What the component of this name was given."""
    for element in page.get("bidi_component"):
        if element.proto.component_name == f"dateline_{name}":
            return json.loads(element.proto.json)
    raise AssertionError(f"no component {name} on the page")


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()


def view(page: AppTest) -> ViewState:
    return page.session_state["view"]


def test_the_page_counts_the_news_and_leaves_history_out(
    open_page: OpenPage, seed_store: Path
) -> None:
    page = open_page(seed_store)
    assert title(page) == "9 reports of 8 incidents, 27 November to 1 December 2024"
    assert page.expander[0].label == "9 reports, 8 on the map, 1 country only"


def test_history_is_shown_on_demand(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store)
    page.toggle(key="filter.history").set_value(True).run()
    assert title(page).startswith("10 reports")
    assert "1 not found" in page.expander[0].label
    assert page.query_params["history"] == "1"


def test_statements_are_shown_on_demand(
    open_page: OpenPage, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    said = Article(
        id="said",
        text="Turkey condemned the vote. Iran praised the fighters.",
        published=date(2024, 12, 1),
    )
    DeltaStore(tmp_path / "store").write([seed_result(), open_pipeline(gazetteer).run(said)])
    page = open_page(tmp_path / "store")
    assert title(page).startswith("9 reports")
    page.toggle(key="filter.statements").set_value(True).run()
    assert title(page).startswith("11 reports")
    assert page.query_params["said"] == "1"


def test_surer_reports_alone_are_shown_on_demand(open_page: OpenPage, tmp_path: Path) -> None:
    result = seed_result()
    events = tuple(
        replace(event, confidence=0.3) if event.sub_event_type == "Armed clash" else event
        for event in result.events
    )
    DeltaStore(tmp_path / "store").write([replace(result, events=events)])
    page = open_page(tmp_path / "store")
    assert title(page).startswith("9 reports")
    page.toggle(key="filter.surer").set_value(True).run()
    assert title(page).startswith("8 reports")
    assert page.query_params["sure"] == "sure"
    press(page, "Only surer reports")
    assert title(page).startswith("9 reports")


def test_doubtful_reports_are_hidden_until_asked_for(open_page: OpenPage, tmp_path: Path) -> None:
    result = seed_result()
    events = tuple(replace(event, confidence=0.1) for event in result.events)
    DeltaStore(tmp_path / "store").write([replace(result, events=events)])
    page = open_page(tmp_path / "store")
    assert title(page).startswith("No reports")
    press(page, "Doubtful reports too (9 reports)")
    assert title(page).startswith("9 reports")
    assert page.query_params["sure"] == "all"
    assert page.toggle(key="filter.doubtful").value
    page.toggle(key="filter.surer").set_value(True).run()
    assert title(page).startswith("No reports")
    assert not page.toggle(key="filter.doubtful").value


def test_every_view_follows_the_same_filter(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store)
    page.multiselect(key="filter.actors").select("Military Forces of Russia").run()
    assert title(page) == "1 report of 1 incident, 27 to 30 November 2024"
    assert len(drawn(page, "table")["rows"]) == 1
    assert sum(bar[3] for bar in drawn(page, "timeline")["bars"]) == 1
    assert page.query_params["actor"] == "Military Forces of Russia"


def test_dates_filter_and_are_in_the_link(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store)
    page.date_input(key="filter.date_from").set_value(date(2024, 12, 1)).run()
    assert title(page) == "3 reports of 2 incidents, 1 December 2024"
    assert page.query_params["from"] == "2024-12-01"
    page.date_input(key="filter.date_to").set_value(date(2024, 11, 28)).run()
    assert view(page).filter.date_from == view(page).filter.date_to == date(2024, 11, 28)


def test_types_filter(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store)
    page.multiselect(key="filter.event_types").select("Battles").run()
    assert title(page).startswith("3 reports of 3 incidents")


def test_the_link_reproduces_filter_map_and_choice(open_page: OpenPage, seed_store: Path) -> None:
    event = seed_result().events[0]
    page = open_page(seed_store, actor="Hay'at Tahrir al-Sham", at="36.2,37.16,9", event=event.id)
    assert not page.warning
    assert view(page) == ViewState(
        filter=EventFilter(actors=("Hay'at Tahrir al-Sham",)),
        map_view=MapView(latitude=36.2, longitude=37.16, zoom=9),
        event_id=event.id,
    )
    pieces = [piece for line in drawn(page, "article")["paragraphs"] for piece in line]
    chosen = "".join(text for text, _, _, is_chosen, _ in pieces if is_chosen)
    assert chosen == event.sentence.of(seed_result().article.text)


def test_a_bad_value_in_a_link_is_dropped_and_said(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, **{"from": "soon", "history": "1"})
    assert "soon" in page.warning[0].value
    assert title(page).startswith("10 reports")
    assert "from" not in page.query_params


def test_a_link_to_a_report_that_is_gone_says_so(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, event="0000000000000000")
    assert "not in the collection" in page.info[0].value
    assert view(page).event_id is None


def test_a_chosen_report_outside_the_filters_is_closed_and_said(
    open_page: OpenPage, seed_store: Path
) -> None:
    event = seed_result().events[0]
    page = open_page(seed_store, event=event.id, actor="Nobody")
    assert "outside these filters" in page.info[0].value
    assert view(page).event_id is None


def test_markdown_in_a_link_stays_text(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, **{"from": "![x](http://a.b/c.png)"})
    assert "![x](" not in page.warning[0].value


def test_an_empty_result_says_what_to_widen(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, actor="Military Forces of Russia", type="Battles")
    assert title(page) == "No reports"
    offers = [button.label for button in page.main.button]
    assert "All actors (3 reports)" in offers
    assert "All types of event (1 report)" in offers
    next(b for b in page.main.button if b.label.startswith("All actors")).click().run()
    assert title(page).startswith("3 reports")
    assert "actor" not in page.query_params


def test_all_filters_are_cleared_at_once(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, actor="Military Forces of Russia", history="1")
    press(page, "Clear all filters")
    assert title(page).startswith("9 reports")
    assert page.multiselect(key="filter.actors").value == []
    assert dict(page.query_params) == {}


def test_one_filter_is_given_up_by_a_click(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, type="Battles", precision="1", history="1")
    assert title(page).startswith("2 reports")
    press(page, r"Precision of the place\: the place itself")
    assert title(page).startswith("4 reports")
    press(page, "History too")
    assert title(page).startswith("3 reports")
    assert dict(page.query_params) == {"type": "Battles"}


def test_changes_of_the_filter_are_undone_one_by_one(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store)
    assert not [button for button in page.main.button if button.label == "Undo"]
    page.multiselect(key="filter.event_types").select("Battles").run()
    page.toggle(key="filter.history").set_value(True).run()
    press(page, "Clear all filters")
    press(page, "Undo")
    assert title(page).startswith("4 reports")
    press(page, "Undo")
    press(page, "Undo")
    assert view(page).filter == EventFilter()
    assert not [button for button in page.main.button if button.label == "Undo"]


def test_rarer_filters_are_asked_for_only_where_they_are_opened(
    open_page: OpenPage, seed_store: Path
) -> None:
    page = open_page(seed_store, subtype="Armed clash")
    assert [one.label for one in page.multiselect] == ["Type of event", "Actor", "Country"]
    page.session_state["filters.more"] = True
    page.run()
    finer = page.multiselect(key="filter.sub_event_types")
    assert finer.label == "Finer type (1 chosen)"
    assert "Other (1)" in finer.options
    page.multiselect(key="filter.geo_precisions").select("2").run()
    assert title(page).startswith("1 report")
    assert page.query_params["precision"] == "2"


def test_a_long_list_is_cut_and_searched_on_the_server(
    open_page: OpenPage, seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "MOST_LISTED", 1)
    page = open_page(seed_store, actor="Military Forces of Russia")
    actors = page.multiselect(key="filter.actors")
    assert actors.options == ["Hay'at Tahrir al-Sham (5)", "Military Forces of Russia (1)"]
    page.text_input(key="search.actors").set_value("SÝRIA forces").run()
    actors = page.multiselect(key="filter.actors")
    assert actors.options == ["Military Forces of Syria (4)", "Military Forces of Russia (1)"]
    actors.select("Military Forces of Syria").run()
    assert title(page).startswith("5 reports")
    assert page.text_input(key="search.actors").value == ""


def test_only_what_is_in_view_leaves_the_map_whole(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, inview="1", box="33,36,34,37")
    assert title(page).startswith("1 report of 1 incident")
    assert len(drawn(page, "table")["rows"]) == 1
    assert sum(bar[3] for bar in drawn(page, "timeline")["bars"]) == 1
    assert view(page).map_filter == EventFilter()
    press(page, "Only what is in view")
    assert title(page).startswith("9 reports")
    assert dict(page.query_params) == {}


def test_a_report_without_a_point_is_listed_and_opens_its_article(
    open_page: OpenPage, seed_store: Path
) -> None:
    page = open_page(seed_store)
    assert not page.expander[0].button
    page.session_state["off_the_map"] = True
    page.run()
    (button,) = page.expander[0].button
    assert button.label == r"Syria\: country only"
    button.click().run()
    assert title(page).startswith("9 reports")
    pieces = [piece for line in drawn(page, "article")["paragraphs"] for piece in line]
    assert any(chosen and "redeployed" in text for text, _, _, chosen, _ in pieces)


def test_the_table_sorts_on_the_server(open_page: OpenPage, seed_store: Path) -> None:
    oldest_first = open_page(seed_store, sort="event_date")
    first = drawn(oldest_first, "table")["rows"][0]
    assert first[1][0] == "27 to 30 November 2024"


def test_the_table_says_the_same_rows_as_the_map(open_page: OpenPage, seed_store: Path) -> None:
    table = drawn(open_page(seed_store), "table")
    assert {event_id for event_id, _ in table["rows"]} == {
        event.id for event in seed_result().events if not event.history
    }


def test_words_looked_for_are_marked_in_the_rows(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, text='"alèppo airport" seized')
    ((_, cells),) = drawn(page, "table")["rows"]
    (sentence,) = [cell for cell in cells if isinstance(cell, list)]
    assert [text for text, hit in sentence if hit] == ["seized", "Aleppo airport"]
    assert "".join(text for text, _ in sentence).startswith("The jihadist-led rebels seized")


def test_an_article_leads_from_one_of_its_reports_to_the_next(
    open_page: OpenPage, seed_store: Path
) -> None:
    told = sorted(
        (event for event in seed_result().events if not event.history),
        key=lambda event: (event.sentence.start, event.sentence.end, event.id),
    )
    page = open_page(seed_store, event=told[2].id)
    article = drawn(page, "article")
    assert article["reports"] == [event.id for event in told]
    assert article["report"] == 2
    assert drawn(open_page(seed_store), "article")["report"] is None


def test_the_links_to_save_follow_the_filter(open_page: OpenPage, seed_store: Path) -> None:
    page = open_page(seed_store, actor="Military Forces of Russia")
    (line,) = [caption.value for caption in page.caption if caption.value.startswith("Save")]
    assert "[CSV](/data/events.csv?actor=Military+Forces+of+Russia&v=1)" in line


@pytest.mark.parametrize("missing", ["actor1", "place"])
def test_unknown_cells_are_empty_not_none(
    open_page: OpenPage, seed_store: Path, missing: str
) -> None:
    page = open_page(seed_store, history="1")
    cells = [cell for _, row in drawn(page, "table")["rows"] for cell in row]
    assert missing not in cells
    assert not {"None", "nan", "NaT", "<NA>"} & set(cells)


def test_a_process_started_beside_the_page_does_not_draw_it(
    open_page: OpenPage, seed_store: Path
) -> None:
    open_page(seed_store)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as beside:
        frozen = beside.submit(gc.get_freeze_count).result()
    assert frozen == 0  # a page that was drawn has opened its queries, and frozen them


def opened_with(store: DeltaStore) -> str:
    return str(DeltaTable(f"{store.uri}/events").version())


def test_a_link_says_what_has_changed_since_it_was_made(
    open_page: OpenPage, tmp_path: Path
) -> None:
    store = DeltaStore(tmp_path / "store")
    store.write([seed_result()])
    made_with = opened_with(store)
    store.write([hostile_result()])
    page = open_page(tmp_path / "store", v=made_with, type="Explosions/Remote violence")
    said = [info.value.replace("\\", "") for info in page.info]
    assert said == ["8 reports of this view changed since the link was made: 8 added."]
    assert "v" not in page.query_params
    page.button(key="close_link").click().run()
    assert not page.info
    assert not open_page(tmp_path / "store", v=made_with, type="Battles").info


def test_a_link_says_that_a_report_was_corrected_since(open_page: OpenPage, tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "store")
    store.write([seed_result()])
    made_with = str(EventQueries.open(store).data_version)
    event = store.read_events().to_pylist()[0]
    changes = {"event_type": "Riots"}
    store.add_edit(make_correction(event, changes, at=datetime.now(UTC), by="editor"))
    page = open_page(tmp_path / "store", v=made_with, history="1")
    said = [info.value.replace("\\", "") for info in page.info]
    assert said == ["1 report of this view changed since the link was made: 1 changed."]


def test_a_link_of_a_version_that_is_gone_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "private")
    store.write([seed_result()])
    public = DeltaStore(tmp_path / "public")
    public.publish(store.read_articles(), store.read_events())
    made_with = opened_with(public)
    public.publish(store.read_articles(), store.read_events().slice(1))
    page = open_page(tmp_path / "public", v=made_with)
    assert "older than what is kept" in page.info[0].value
    assert "not known" in open_page(tmp_path / "public", v="99").info[0].value


def test_a_link_of_another_server_brings_the_newest_version(
    open_page: OpenPage, tmp_path: Path
) -> None:
    store = DeltaStore(tmp_path / "store")
    store.write([seed_result()])
    assert title(open_page(tmp_path / "store")).startswith("9 reports")
    store.write([hostile_result()])
    assert title(open_page(tmp_path / "store")).startswith("9 reports")
    assert title(open_page(tmp_path / "store", v=opened_with(store))).startswith("17 reports")


def test_a_public_set_that_was_made_anew_is_shown_though_its_past_is_gone(
    open_page: OpenPage, tmp_path: Path
) -> None:
    store = DeltaStore(tmp_path / "private")
    store.write([seed_result()])
    public = DeltaStore(tmp_path / "public")
    public.publish(store.read_articles(), store.read_events())
    page = open_page(tmp_path / "public")
    assert title(page).startswith("9 reports")
    public.publish(store.read_articles(), store.read_events().slice(3))
    page.toggle(key="filter.history").set_value(True).run()
    assert title(page).startswith("7 reports")


def test_a_day_known_roughly_may_or_must_lie_in_the_dates(
    open_page: OpenPage, seed_store: Path
) -> None:
    page = open_page(seed_store)
    assert not page.radio
    page.date_input(key="filter.date_from").set_value(date(2024, 11, 30)).run()
    may = title(page)
    page.radio(key="filter.date_match").set_value("certainly").run()
    must = title(page)
    assert int(must.split()[0]) < int(may.split()[0])
    assert page.query_params["dates"] == "certainly"
    assert title(open_page(seed_store, **{"from": "2024-11-30", "dates": "certainly"})) == must
