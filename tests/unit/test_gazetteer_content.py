"""What the built gazetteer knows, by kind."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodata.folding import fold
from geodata.gazetteer import COUNTRY_FEATURES, Gazetteer
from geodata.gazetteer.spatial import distance_km
from geodata.gazetteer.tables import DATA


@pytest.mark.parametrize(
    ("name", "point", "within_km"),
    [
        ("Aleppo", (36.2, 37.16), 10),
        ("St. Louis", (38.63, -90.2), 20),
        ("Al-Raqqa", (35.95, 39.0), 10),
        ("Aleppo airport", (36.18, 37.22), 5),
        ("Aleppo International Airport", (36.18, 37.22), 5),
        ("Heathrow Airport", (51.47, -0.45), 5),
        ("Gaza Strip", (31.4, 34.35), 20),
        ("West Bank", (32.0, 35.25), 60),
        ("Donbas", (48.2, 38.3), 100),
        ("Darfur", (13.5, 24.0), 250),
        ("the Sahel", (14.5, 0.0), 1500),
        ("Kurdistan", (36.8, 43.5), 300),
        ("Golan Heights", (33.0, 35.75), 30),
        ("South China Sea", (12.0, 114.0), 700),
        ("Strait of Hormuz", (26.6, 56.3), 60),
        ("Euphrates", (34.5, 41.5), 400),
        ("Lake Chad", (13.1, 14.4), 80),
        ("Himalayas", (28.0, 84.0), 500),
        ("Brooklyn", (40.65, -73.95), 10),
        ("New England", (43.8, -71.2), 150),
        ("Soviet Union", (60.0, 100.0), 2000),
        ("Idlib province", (35.8, 36.6), 50),
        ("Donetsk Oblast", (48.0, 37.7), 100),
        ("Hampshire", (51.05, -1.3), 40),
        ("Rapides Parish", (31.2, -92.5), 40),
        ("Gwinnett County", (33.95, -84.0), 30),
    ],
)
def test_a_kind_of_place_that_news_names_is_there(
    gazetteer: Gazetteer, name: str, point: tuple[float, float], within_km: float
) -> None:
    assert any(
        distance_km(*point, place.latitude, place.longitude) <= within_km
        for place in gazetteer.find(name)
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "US"), ("U.K.", "GB"), ("UAE", "AE"), ("DRC", "CD"), ("Ivory Coast", "CI"),
        ("Burma", "MM"), ("Holland", "NL"), ("Russian Federation", "RU"), ("Swaziland", "SZ"),
        ("Czech Republic", "CZ"), ("Türkiye", "TR"), ("North Korea", "KP"), ("Macau", "MO"),
        ("Syrian Arab Republic", "SY"), ("East Timor", "TL"), ("Vatican", "VA"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_what_news_calls_it(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    found = gazetteer.find(name)
    assert found[0].feature_code in COUNTRY_FEATURES
    assert found[0].country_code == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Turkish", "TR"), ("Syrians", "SY"), ("Frenchman", "FR"), ("Dutch", "NL"),
        ("Iraqis", "IQ"), ("Filipino", "PH"), ("Emirati", "AE"), ("Kosovar", "XK"),
        ("Czechs", "CZ"), ("Swiss", "CH"),
    ],
)  # fmt: skip
def test_a_people_leads_to_its_country(gazetteer: Gazetteer, word: str, code: str) -> None:
    country = gazetteer.country_of_demonym(word)
    assert country is not None
    assert country.country_code == code


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("W.Va.", "West Virginia"), ("Ont.", "Ontario"), ("Calif.", "California"),
        ("B.C.", "British Columbia"), ("N.Y.", "New York"), ("NSW", "New South Wales"),
        ("Que.", "Quebec"), ("Ill.", "Illinois"), ("Nfld.", "Newfoundland and Labrador"),
    ],
)  # fmt: skip
def test_a_short_form_of_a_state_is_known(gazetteer: Gazetteer, short: str, name: str) -> None:
    assert name in {place.name for place in gazetteer.find(short)}


def test_every_sovereign_state_has_a_demonym_and_an_extent(gazetteer: Gazetteer) -> None:
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 250
    for row in rows:
        place = gazetteer.country(row["code"])
        assert place is not None
        assert place.radius_km > 0
        if place.feature_code == "PCLI":
            assert row["demonyms"], place.name


def test_a_region_carries_the_code_of_its_towns(gazetteer: Gazetteer) -> None:
    aleppo = next(p for p in gazetteer.find("Aleppo") if p.feature_code == "PPL")
    region = gazetteer.region(aleppo.admin1_code or "")
    assert region is not None
    assert (region.name, region.feature_code) == ("Aleppo", "ADM1")
    assert (
        distance_km(region.latitude, region.longitude, aleppo.latitude, aleppo.longitude)
        < region.radius_km + 50
    )


@pytest.mark.parametrize(
    ("name", "admin1"),
    [("Aleppo International Airport", "Aleppo"), ("Brooklyn", "New York"), ("Kibera", "Nairobi")],
)
def test_an_airport_or_a_quarter_lies_in_the_region_of_the_towns_around_it(
    gazetteer: Gazetteer, name: str, admin1: str
) -> None:
    assert admin1 in {
        (place.admin1 or "").removesuffix(" County") for place in gazetteer.find(name)
    }


def test_no_seat_of_a_region_is_far_outside_of_it(gazetteer: Gazetteer) -> None:
    """The two numberings of regions are joined right: a region's point lies among its towns."""
    columns = gazetteer.columns
    towns = regions = astray = 0
    for row in range(0, len(gazetteer), 23):
        if gazetteer.features[columns.feature[row]] != "PPL" or not columns.admin1[row]:
            continue
        towns += 1
        region = gazetteer.region(gazetteer.regions[columns.admin1[row]][0])
        if region is None:
            continue
        regions += 1
        away = distance_km(
            region.latitude, region.longitude, columns.latitude[row], columns.longitude[row]
        )
        astray += away > 2 * region.radius_km + 100
    assert towns > 9000
    assert regions / towns > 0.97
    assert astray / regions < 0.02


@pytest.mark.parametrize(
    "path", sorted((DATA / "places").glob("*.csv")), ids=lambda path: path.stem
)
def test_a_list_of_places_is_sound(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["key"] for row in rows}) == len(rows) > 20
    for row in rows:
        assert fold(row["name"]), row
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row
        assert float(row["radius_km"]) > 0, row
        assert row["feature_code"].isupper(), row
        assert row["source"], row


@pytest.mark.parametrize("spelling", ["Maaret al-Numan", "Maarat al-Numan", "Ma'arrat an-Nu'man"])
def test_a_transliteration_leads_to_the_town(gazetteer: Gazetteer, spelling: str) -> None:
    place, similarity = gazetteer.find_fuzzy(spelling)[0]
    assert distance_km(35.65, 36.68, place.latitude, place.longitude) < 10
    assert similarity > 0.85


def test_no_bare_town_name_means_an_airport(gazetteer: Gazetteer) -> None:
    for name in ("Aleppo", "Damascus", "Frankfurt", "Nantes", "Wichita"):
        assert not any(place.feature_code == "AIRP" for place in gazetteer.find(name)), name


@pytest.mark.parametrize("word", ["the", "and", "of", "in", "said", "police", "monday"])
def test_a_plain_word_is_no_important_place(gazetteer: Gazetteer, word: str) -> None:
    assert all(place.population < 100_000 for place in gazetteer.find(word))
