"""The public twin: what it keeps, what it withholds, and that nothing of it leads back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable
from fixtures.reports import REBELS, crowd_tables, hostile_result, read_seed, seed_result

from geodata.errors import PublicationError, StoreError
from geodata.model import Article, Span
from geodata.publication import PublicationRules, build_publication, compare, read_rules
from geodata.publication.names import Names
from geodata.publication.rewriting import Rewriting, replace
from geodata.store import DeltaStore

LATER = date(2025, 1, 1)
EVERYTHING = PublicationRules()
GRID = PublicationRules(grid_km=10)


class Sizes:
    """Every region is large, and every place that has an id."""

    def place_km(self, place_id: str) -> float | None:
        return 60.0

    def region_km(self, name: str, iso2: str | None) -> float | None:
        return {"Idlib": 44.0, "Aleppo": 75.0, "Damascus": 4.0}.get(name)


@pytest.fixture
def private(tmp_path: Path) -> DeltaStore:
    store = DeltaStore(tmp_path / "private")
    store.write([seed_result()])
    return store


def published(
    store: DeltaStore, rules: PublicationRules, *, today: date = LATER
) -> list[dict[str, Any]]:
    made = build_publication(store, rules, today=today, sizes=Sizes())
    return made.events.to_pylist()


def text_of(store: DeltaStore, rules: PublicationRules) -> str:
    made = build_publication(store, rules, today=LATER, sizes=Sizes())
    return str(made.articles["text"][0].as_py())


def test_without_rules_all_events_stay_and_the_text_is_their_sentences(private: DeltaStore) -> None:
    made = build_publication(private, EVERYTHING, today=LATER, sizes=Sizes())
    assert made.events.num_rows == private.read_events().num_rows
    text = made.articles["text"][0].as_py()
    assert 0 < len(text) < len(read_seed().text)
    kept = {row["sentence"] for row in private.read_events().to_pylist()}
    assert {row["sentence"] for row in made.events.to_pylist()} == kept


@pytest.mark.parametrize("rules", [EVERYTHING, GRID, PublicationRules(strike=("Syrian",))])
def test_offsets_stand_on_the_words_of_the_public_text(
    private: DeltaStore, rules: PublicationRules
) -> None:
    made = build_publication(private, rules, today=LATER, sizes=Sizes())
    texts = {row["article_id"]: row for row in made.articles.to_pylist()}
    originals = {row["event_id"]: row for row in private.read_events().to_pylist()}
    whole = read_seed().text
    for row, twin in zip(made.events.to_pylist(), made.twins, strict=True):
        article = texts[row["article_id"]]
        assert article["text"][row["start"] : row["end"]] == row["sentence"]
        old = originals[twin]
        trigger = whole[old["trigger_start"] : old["trigger_end"]]
        said = article["text"][row["trigger_start"] : row["trigger_end"]]
        assert said == trigger or "withheld]" in said
    for toponym in json.loads(made.articles["toponyms"][0].as_py()):
        assert (
            made.articles["text"][0].as_py()[toponym["start"] : toponym["end"]] == toponym["text"]
        )


def test_the_same_store_and_rules_give_the_same_set_and_write_it_once(
    private: DeltaStore, tmp_path: Path
) -> None:
    public = DeltaStore(tmp_path / "public")
    for turn in range(3):
        made = build_publication(private, GRID, today=LATER, sizes=Sizes())
        assert public.publish(made.articles, made.events) == (turn == 0)
    assert compare(made, public) == (0, 0)


def test_no_id_of_the_private_store_is_in_the_public_one(private: DeltaStore) -> None:
    made = build_publication(private, EVERYTHING, today=LATER, sizes=Sizes())
    for name in ("event_id", "incident_id", "article_id"):
        before = set(private.read_events()[name].to_pylist())
        after = made.events[name].to_pylist()
        assert not before & set(after)
        assert len(set(after)) == len(before)


def test_nothing_that_was_published_before_is_left_on_the_disk(
    private: DeltaStore, tmp_path: Path
) -> None:
    public = DeltaStore(tmp_path / "public")
    before = build_publication(private, EVERYTHING, today=LATER, sizes=Sizes())
    public.publish(before.articles, before.events)
    first = public.version()
    after = build_publication(
        private, PublicationRules(drop_types=("Battles",)), today=LATER, sizes=Sizes()
    )
    assert public.publish(after.articles, after.events)
    assert public.version() > first
    for name in ("events", "articles"):
        table = DeltaTable(f"{public.uri}/{name}")
        files = sorted((Path(public.uri) / name).glob("*.parquet"))
        assert len(files) == len(table.file_uris())
        assert len(list((Path(public.uri) / name / "_delta_log").glob("*.json"))) == 1
    log = b"".join(file.read_bytes() for file in Path(public.uri).rglob("_delta_log/*"))
    assert b"Battles" not in log
    assert {row["event_type"] for row in public.read_events().to_pylist()} == {
        "Explosions/Remote violence",
        "Strategic developments",
    }


def test_a_private_store_is_never_overwritten(private: DeltaStore, tmp_path: Path) -> None:
    other = DeltaStore(tmp_path / "other")
    other.write([hostile_result()])
    made = build_publication(private, EVERYTHING, today=LATER, sizes=Sizes())
    version = other.version()
    with pytest.raises(StoreError, match="not a public set"):
        other.publish(made.articles, made.events)
    assert other.version() == version


def test_a_grid_moves_every_point_and_leaves_no_name_finer_than_it(private: DeltaStore) -> None:
    exact = {(row["latitude"], row["longitude"]) for row in private.read_events().to_pylist()}
    rows = published(private, GRID)
    for row in rows:
        assert (row["latitude"], row["longitude"]) not in exact - {(None, None)}
        assert row["place"] in ("Aleppo", "Idlib", "Syria", None)
        assert row["admin1"] in ("Aleppo", "Idlib", None)  # Damascus is finer than the grid
        if row["latitude"] is not None:
            assert row["geo_precision"] == 3
            assert row["radius_km"] % 10 == 0
    assert not any("Airport" in (row["place"] or "") for row in rows)
    assert {row["place_id"] for row in rows} == {None, "geonames:163843", "geonames:169387"}


def test_words_for_places_finer_than_the_grid_are_struck_unless_kept(private: DeltaStore) -> None:
    text = text_of(private, GRID)
    assert "Aleppo" not in text
    assert "Damascus" not in text
    assert "Syria" in text
    kept = PublicationRules(grid_km=10, keep_place_words=True)
    assert "marching on Damascus" in text_of(private, kept)


def test_a_delay_counts_from_event_and_publication(private: DeltaStore) -> None:
    rules = PublicationRules(delay_days=14)
    assert published(private, rules, today=date(2024, 12, 14)) == []
    assert len(published(private, rules, today=date(2024, 12, 15))) == 10


def test_an_event_without_any_day_is_not_published_with_a_delay(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "private")
    article, events = crowd_tables(2)
    rows = events.read_all().to_pylist()
    for row in rows:
        row["event_date"] = row["event_date_end"] = row["published"] = None
    table = type(article).from_pylist(rows, schema=events.schema)
    store.write_table(article, table.to_reader())
    assert published(store, PublicationRules(delay_days=1)) == []
    assert len(published(store, EVERYTHING)) == 2


@pytest.mark.parametrize("given", ["HTS", "Hay'at Tahrir al-Sham", "hayat tahrir al sham"])
def test_a_dropped_actor_is_gone_with_its_events_and_all_its_names(
    private: DeltaStore, given: str
) -> None:
    rows = published(private, PublicationRules(drop_actors=(given,)))
    assert 0 < len(rows) < 10
    assert not any(REBELS[0] in row["actors"] for row in rows)
    assert not any("Tahrir" in row["sentence"] for row in rows)


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        (PublicationRules(drop_types=("battles",)), 6),
        (PublicationRules(drop_types=("Air/drone strike",)), 6),
        (PublicationRules(drop_sources=("SEED",)), 0),
    ],
)
def test_types_and_sources_are_left_out(
    private: DeltaStore, rules: PublicationRules, left: int
) -> None:
    assert len(published(private, rules)) == left


def test_a_struck_name_is_gone_from_every_column(private: DeltaStore) -> None:
    rules = PublicationRules(strike=("military forces of RUSSIA", "Damascus", "Moscow"))
    made = build_publication(private, rules, today=LATER, sizes=Sizes())
    said = json.dumps([made.events.to_pylist(), made.articles.to_pylist()], default=str).casefold()
    for name in ("military forces of russia", "damascus", "moscow"):
        assert name not in said
    assert "[name withheld]" in said


def test_an_address_that_leads_to_struck_words_is_left_out(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "private")
    result = seed_result()
    url = "https://news.example/2024/syrie"
    article = Article(
        id=result.article.id, text=result.article.text, published=result.article.published, url=url
    )
    store.write([type(result)(**{**_fields(result), "article": article})])
    assert {row["url"] for row in published(store, EVERYTHING)} == {url}
    assert {row["url"] for row in published(store, PublicationRules(strike=("Damascus",)))} == {
        None
    }
    assert {row["url"] for row in published(store, PublicationRules(strike=("Syrie",)))} == {None}


def test_rules_come_from_a_file_and_nonsense_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('grid_km = 10\ndelay_days = 14\nstrike = ["Ahmad Hassan"]\n')
    assert read_rules(file) == PublicationRules(grid_km=10, delay_days=14, strike=("Ahmad Hassan",))
    for text in (
        "grid = 10", "grid_km = 0", "grid_km = true", "delay_days = 1.5", "delay_days = -1",
        'strike = "x"', "strike = [1]", 'strike = ["-"]', "keep_place_words = 1", "=",
    ):  # fmt: skip
        file.write_text(text)
        with pytest.raises(PublicationError):
            read_rules(file)


@pytest.mark.parametrize(
    "text",
    [
        "Hay’at Tahrir", "HAYAT TAHRIR", "Hay'at-Tahrir", "#HayatTahrir", "Hayat_Tahrir",
        "Häyat\nTahrir’s", "Hay\u200bat Tahrir", "#FreeHayatTahrirNow",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_spelled(text: str) -> None:
    found = Names(["Hay'at Tahrir"], inside=True).find(f"The {text} said")
    assert len(found) == 1
    left = replace(f"The {text} said", [(span, "X") for span in found])
    assert left.casefold().replace("’s", "").replace("#", "") in ("the x said", "the xsaid")


def test_a_short_name_is_not_found_inside_other_words() -> None:
    assert Names(["Ali"], inside=True).find("Australia's alignment with Alia") == []


def test_cuts_and_kept_spans_translate_offsets() -> None:
    text = "One two three. Four five. Six seven."
    made = Rewriting(
        text, kept=[Span(26, 36), Span(0, 14)], cuts=[(Span(4, 7), "[x]"), (Span(30, 36), "[y]")]
    )
    assert made.text == "One [x] three.\n\nSix [y]"
    assert made.translate(Span(0, 14)) == Span(0, 14)
    assert made.translate(Span(26, 36)).of(made.text) == "Six [y]"  # type: ignore[union-attr]
    assert made.translate(Span(5, 6)).of(made.text) == "[x]"  # type: ignore[union-attr]
    assert made.translate(Span(15, 19)) is None
    assert made.keeps(Span(0, 3))
    assert not made.keeps(Span(4, 7))


def _fields(result: Any) -> dict[str, Any]:
    return {name: getattr(result, name) for name in ("resolutions", "events", "incidents")}
