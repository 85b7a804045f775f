"""Looking names up in a gazetteer of a few places."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import GazetteerError
from geodata.folding import folded_words
from geodata.gazetteer import Entry, Gazetteer, NameKind, build_gazetteer
from geodata.gazetteer.layout import MANIFEST
from geodata.gazetteer.lookup import MAX_ROWS
from geodata.model import Place


def town(number: int, name: str, point: tuple[float, float], **facts: object) -> Place:
    values: dict[str, object] = {"feature_code": "PPL", "population": 1000, **facts}
    return Place(
        id=f"geonames:{number}",
        name=name,
        latitude=point[0],
        longitude=point[1],
        **values,  # type: ignore[arg-type]
    )


ALEPPO = town(
    1, "Aleppo", (36.2, 37.16), country_code="SY", population=2_000_000, admin1_code="SY.09",
    admin1="Aleppo",
)  # fmt: skip
MAARAT = town(2, "Ma‘arrat an Nu‘mān", (35.65, 36.68), country_code="SY")
NEW_YORK = town(3, "New York City", (40.71, -74.0), country_code="US", population=8_800_000)
NEW_YORK_STATE = town(
    4, "New York", (43.0, -75.5), country_code="US", feature_code="ADM1", admin1_code="US.NY",
    population=20_000_000, radius_km=250.0,
)  # fmt: skip
TURKEY = town(
    5, "Turkey", (39.0, 35.0), country_code="TR", feature_code="PCLI", population=8 * 10**7
)
TURKEY_TEXAS = town(6, "Turkey", (34.39, -100.89), country_code="US", population=400)
FIJI_EAST = town(7, "Taveuni", (-16.85, 179.97), country_code="FJ")
FIJI_WEST = town(8, "Naqara", (-16.8, -179.98), country_code="FJ")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    entries = [
        Entry(place=ALEPPO, alternates=("Halab", "Haleb")),
        Entry(place=MAARAT, alternates=("Ma'arrat al-Nu'man",)),
        Entry(place=NEW_YORK, alternates=("New York",), abbreviations=("NYC",)),
        Entry(place=NEW_YORK_STATE, abbreviations=("N.Y.",), demonyms=("New Yorker",)),
        Entry(place=TURKEY, demonyms=("Turkish", "Turk")),
        Entry(place=TURKEY_TEXAS),
        Entry(place=FIJI_EAST),
        Entry(place=FIJI_WEST),
    ]
    return Gazetteer(build_gazetteer(entries, tmp_path_factory.mktemp("few")))


def test_a_place_comes_back_as_it_went_in(few: Gazetteer) -> None:
    assert few.find("Aleppo") == (ALEPPO,)
    assert few.place("geonames:2") == MAARAT
    assert few.place("geonames:99") is None


def test_the_most_important_place_of_a_name_comes_first(few: Gazetteer) -> None:
    assert few.find("turkey") == (TURKEY, TURKEY_TEXAS)


def test_a_demonym_is_found_as_such_and_not_as_a_name(few: Gazetteer) -> None:
    assert few.find("Turkish") == ()
    assert few.find_demonym("Turkish") == (TURKEY,)
    assert few.country_of_demonym("TURKISH") == TURKEY
    assert few.country_of_demonym("New Yorker") is None  # a state's, not a country's


def test_countries_and_regions_are_found_by_code(few: Gazetteer) -> None:
    assert few.country("tr") == TURKEY
    assert few.region("US.NY") == NEW_YORK_STATE
    assert few.country("XX") is None


def test_the_longest_name_wins(few: Gazetteer) -> None:
    words, _, _ = folded_words("in New York City today")
    end, entry = few.longest_match(words, 1)
    assert words[1:end] == ["new", "york", "city"]
    assert few.place_at(entry.rows[0]) == NEW_YORK


def test_a_longer_name_that_breaks_off_leaves_the_shorter_one(few: Gazetteer) -> None:
    words = ["new", "york", "mayor"]
    end, entry = few.longest_match(words, 0)
    assert end == 2
    assert {few.place_at(row) for row in entry.rows} == {NEW_YORK, NEW_YORK_STATE}
    assert few.longest_match(["york"], 0) == (0, ((), (), False))


def test_an_entry_tells_by_what_kind_of_name_each_place_is_known(few: Gazetteer) -> None:
    entry = few.entry("ny")
    assert [few.place_at(row) for row in entry.rows] == [NEW_YORK_STATE]
    assert entry.kinds == (NameKind.ABBREVIATION,)
    assert few.entry("halab").kinds == (NameKind.ALTERNATE,)
    assert few.entry("new").continues


def test_a_name_that_is_filed_without_the_is_found_with_it(few: Gazetteer) -> None:
    assert few.find("the Aleppo") == (ALEPPO,)


@pytest.mark.parametrize(
    "spelling", ["Maaret al-Numan", "Maarat al-Numan", "Ma'arat an-Nu'man", "Maarrat Numan"]
)
def test_another_transliteration_is_found_with_a_lower_score(few: Gazetteer, spelling: str) -> None:
    (best, similarity), *_ = few.find_fuzzy(spelling)
    assert best == MAARAT
    assert 0.7 < similarity <= 1
    assert few.find_fuzzy("Ma'arrat al-Nu'man")[0][1] >= similarity


@pytest.mark.parametrize("misspelling", ["Allepo", "Alepo", "Alleppo", "Aleppto"])
def test_a_misspelling_is_found(few: Gazetteer, misspelling: str) -> None:
    assert few.find_fuzzy(misspelling)[0][0] == ALEPPO


@pytest.mark.parametrize("name", ["Xyzzy Plugh", "", "حلب", "A", "Government"])
def test_what_is_like_no_name_finds_nothing(few: Gazetteer, name: str) -> None:
    assert few.find_fuzzy(name) == ()


def test_the_nearest_come_first_with_their_distance(few: Gazetteer) -> None:
    near = few.nearest(36.2, 37.16, radius_km=100)
    assert [place for place, _ in near] == [ALEPPO, MAARAT]
    assert near[0][1] == pytest.approx(0, abs=0.01)
    assert near[1][1] == pytest.approx(75, abs=2)
    assert few.nearest(36.2, 37.16, radius_km=10) == ((ALEPPO, near[0][1]),)


def test_nearness_does_not_end_at_the_antimeridian(few: Gazetteer) -> None:
    near = few.nearest(-16.85, 179.97, radius_km=20)
    assert [place for place, _ in near] == [FIJI_EAST, FIJI_WEST]


def test_nearness_holds_at_the_poles(few: Gazetteer) -> None:
    assert few.nearest(90, 0, radius_km=21_000, limit=100)[-1][0] in {FIJI_EAST, FIJI_WEST}
    assert len(few.nearest(89.9, 10, radius_km=21_000, limit=100)) == 8


def test_the_columns_agree_with_the_places(few: Gazetteer) -> None:
    row = few.entry("aleppo").rows[0]
    columns = few.columns
    assert few.countries[columns.country[row]] == "SY"
    assert few.features[columns.feature[row]] == "PPL"
    assert few.regions[columns.admin1[row]] == ("SY.09", "Aleppo")
    assert columns.population[row] == 2_000_000


def test_a_folder_that_holds_no_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer"):
        Gazetteer(tmp_path)


def test_a_gazetteer_of_another_format_is_refused(tmp_path: Path) -> None:
    build = build_gazetteer([Entry(place=ALEPPO)], tmp_path)
    manifest = build / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": ', '"format": 9'))
    with pytest.raises(GazetteerError, match="format"):
        Gazetteer(build)


@pytest.mark.parametrize("count", [1, 31, 32, 33, 1500])
def test_a_name_of_many_places_is_answered_with_the_most_important(
    tmp_path: Path, count: int
) -> None:
    places = [town(n, "San Antonio", (1.0, 2.0), population=1000 * n) for n in range(1, count + 1)]
    longer = town(count + 1, "San Antonio Creek", (1.0, 2.0))
    gazetteer = Gazetteer(
        build_gazetteer((Entry(place=place) for place in (*places, longer)), tmp_path)
    )
    entry = gazetteer.entry("san antonio")
    assert entry.continues
    assert [gazetteer.columns.population[row] // 1000 for row in entry.rows] == list(
        range(count, max(0, count - MAX_ROWS), -1)
    )
