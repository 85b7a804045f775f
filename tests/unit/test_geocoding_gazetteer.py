"""The gazetteer behind geopy's interface, and how it ranks what a name may mean."""

from __future__ import annotations

import pytest
from geopy.distance import great_circle
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geodata.gazetteer import Gazetteer
from geodata.geocoding import Bounds, GazetteerGeocoder, rank_candidates


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer)


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    location = geocoder.geocode("Aleppo")
    assert isinstance(location, Location)
    assert great_circle((location.latitude, location.longitude), (36.2, 37.16)).km < 5
    assert location.address == "Aleppo, Syria"
    assert location.raw["place_id"] == "geonames:170063"
    assert location.raw["answered_by"] == "gazetteer"
    assert "GeoNames" in location.raw["attribution"]
    assert location.raw["reasons"]


@pytest.mark.parametrize(
    ("query", "country", "admin1"),
    [
        ("Paris, Texas", "US", "Texas"),
        ("Paris, France", "FR", "Île-de-France"),
        ("Springfield, Ill.", "US", "Illinois"),
        ("Birmingham, England", "GB", "England"),
        ("London, Ontario, Canada", "CA", "Ontario"),
        ("Tripoli, Lebanon", "LB", None),
        ("Aleppo, Syria", "SY", "Aleppo"),
        ("St. Petersburg, Fla.", "US", "Florida"),
        ("Washington, D.C.", "US", "District of Columbia"),
    ],
)
def test_what_follows_the_comma_says_where(
    geocoder: GazetteerGeocoder, query: str, country: str, admin1: str | None
) -> None:
    location = geocoder.geocode(query)
    assert isinstance(location, Location)
    assert location.raw["country_code"] == country
    assert admin1 is None or location.raw["admin1"] == admin1


def test_a_structured_query_is_understood(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.geocode({"city": "Paris", "state": "Texas"})
    assert isinstance(location, Location)
    assert location.raw["admin1"] == "Texas"
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode({"planet": "Mars"})


def test_several_answers_come_best_first_and_no_more_than_asked(
    geocoder: GazetteerGeocoder,
) -> None:
    locations = geocoder.geocode("Springfield", exactly_one=False, limit=3)
    assert isinstance(locations, list)
    assert len(locations) == 3
    scores = [location.raw["score"] for location in locations]
    assert scores == sorted(scores, reverse=True)
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("Springfield", exactly_one=False, limit=0)


def test_countries_and_a_box_leave_the_rest_out(geocoder: GazetteerGeocoder) -> None:
    in_canada = geocoder.geocode("London", country_codes="ca")
    assert isinstance(in_canada, Location)
    assert in_canada.raw["admin1"] == "Ontario"
    in_kentucky = geocoder.geocode("London", viewbox=[(38, -83), (36, -85)])
    assert isinstance(in_kentucky, Location)
    assert in_kentucky.raw["admin1"] == "Kentucky"
    assert geocoder.geocode("London", country_codes=["sy", "iq"]) is None


@pytest.mark.parametrize("query", ["", " , ", "Xyzzyville Qwrtzk"])
def test_no_place_is_none_and_no_error(geocoder: GazetteerGeocoder, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_a_name_spelled_otherwise_is_answered_unless_told_not_to(gazetteer: Gazetteer) -> None:
    location = GazetteerGeocoder(gazetteer).geocode("Maaret al-Numan")
    assert isinstance(location, Location)
    assert great_circle((location.latitude, location.longitude), (35.65, 36.68)).km < 10
    assert "spelled alike" in location.raw["reasons"][0]
    assert GazetteerGeocoder(gazetteer, fuzzy=False).geocode("Maaret al-Numan") is None


def test_reverse_gives_the_nearest(geocoder: GazetteerGeocoder) -> None:
    nearest = geocoder.reverse("36.2, 37.16")
    assert isinstance(nearest, Location)
    assert nearest.raw["name"] == "Aleppo"
    several = geocoder.reverse((36.2, 37.16), exactly_one=False, limit=4)
    assert isinstance(several, list)
    assert len(several) == 4
    assert geocoder.reverse((0, -140)) is None


def test_a_score_is_a_share_and_every_candidate_has_reasons(gazetteer: Gazetteer) -> None:
    candidates = rank_candidates(gazetteer, "Tripoli", limit=100)
    assert sum(candidate.score for candidate in candidates) == pytest.approx(1, abs=0.01)
    assert all(candidate.reasons for candidate in candidates)
    assert "population 1,302,947" in candidates[0].reasons


def test_a_place_outside_of_the_place_named_is_ranked_only_where_none_is_inside(
    gazetteer: Gazetteer,
) -> None:
    inside = rank_candidates(gazetteer, "Springfield, Ill.", limit=50)
    assert {candidate.place.admin1 for candidate in inside} == {"Illinois"}
    outside = rank_candidates(gazetteer, "Aleppo, Texas")
    assert outside[0].place.country_code == "SY"
    assert "not in Texas" in outside[0].reasons


def test_a_common_word_is_not_taken_for_an_abbreviation(gazetteer: Gazetteer) -> None:
    assert rank_candidates(gazetteer, "US")[0].place.name == "United States"
    assert all(c.place.country_code != "US" for c in rank_candidates(gazetteer, "us", fuzzy=False))


def test_a_box_holds_its_own_edges(gazetteer: Gazetteer) -> None:
    aleppo = gazetteer.find("Aleppo")[0]
    box = Bounds(aleppo.latitude, aleppo.longitude, aleppo.latitude, aleppo.longitude)
    found = rank_candidates(gazetteer, "Aleppo", bounds=box)
    assert [candidate.place for candidate in found] == [aleppo]
