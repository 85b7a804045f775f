"""Toponym resolution: context decides, reasons are given, and not knowing is an answer."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import (
    Article,
    GeoPrecision,
    Place,
    Resolution,
    ResolutionStatus,
    Span,
    Toponym,
    ToponymKind,
)
from geodata.resolution import ContextResolver
from geodata.resolution.fitting import fit_ranking
from geodata.resolution.home import home_of
from geodata.resolution.precision import precision_of
from geodata.resolution.ranking import softmax
from geodata.resolution.senses import find_senses


@pytest.fixture(scope="module")
def resolver(gazetteer: Gazetteer) -> ContextResolver:
    return ContextResolver(gazetteer)


def resolve(
    resolver: ContextResolver, text: str, *names: str, url: str | None = None
) -> dict[str, Resolution]:
    """Resolutions of the named words, each where it first stands after the one before."""
    toponyms, at = [], 0
    for name in names:
        at = text.index(name, at)
        toponyms.append(
            Toponym(
                span=Span(at, at + len(name)),
                text=name,
                kind=ToponymKind.LITERAL,
                recognizer="test",
            )
        )
        at += len(name)
    article = Article(id="x", text=text, url=url)
    return dict(zip(names, resolver.resolve(article, tuple(toponyms)), strict=True))


def admin1(resolution: Resolution) -> str | None:
    return resolution.place.admin1_code if resolution.place else None


def country(resolution: Resolution) -> str | None:
    return resolution.place.country_code if resolution.place else None


def test_the_state_after_the_comma_decides(resolver: ContextResolver) -> None:
    found = resolve(resolver, "a man from Paris, Texas, was held", "Paris", "Texas")
    assert admin1(found["Paris"]) == "US.TX"
    assert "in the place named after the comma" in found["Paris"].candidates[0].reasons


def test_without_context_the_most_important_place_is_meant(resolver: ContextResolver) -> None:
    assert country(resolve(resolver, "He flew to Paris.", "Paris")["Paris"]) == "FR"


def test_the_other_places_of_the_article_decide(resolver: ContextResolver) -> None:
    text = "Protests in Tbilisi and Batumi shook Georgia."
    assert country(resolve(resolver, text, "Tbilisi", "Batumi", "Georgia")["Georgia"]) == "GE"
    text = "Storms in Atlanta and Savannah crossed Georgia."
    assert admin1(resolve(resolver, text, "Atlanta", "Savannah", "Georgia")["Georgia"]) == "US.GA"


def test_the_city_that_is_called_so_comes_before_a_larger_one_of_that_spelling(
    resolver: ContextResolver,
) -> None:
    """Pune is "Puno" in some tongue; where the article speaks of India it is."""
    text = "Teachers marched through the centre of Puno on Tuesday."
    assert country(resolve(resolver, text, "Puno")["Puno"]) == "PE"


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("A bomb went off in the southern Spanish city of Cordoba.", ("Spanish", "Cordoba"), "ES"),
        ("Clashes broke out in the Lebanese city Tripoli.", ("Lebanese", "Tripoli"), "LB"),
    ],
)
def test_a_city_is_in_the_country_whose_it_is_said_to_be(
    resolver: ContextResolver, text: str, names: tuple[str, str], code: str
) -> None:
    assert country(resolve(resolver, text, *names)[names[1]]) == code


def test_a_name_has_one_sense_in_an_article(resolver: ContextResolver) -> None:
    text = "Paris, Texas, is small. Back in Paris, nobody cared."
    toponyms = tuple(
        Toponym(span=Span(at, at + 5), text="Paris", kind=ToponymKind.LITERAL, recognizer="test")
        for at in (0, text.rindex("Paris"))
    )
    texas = Toponym(span=Span(7, 12), text="Texas", kind=ToponymKind.LITERAL, recognizer="test")
    found = resolver.resolve(Article(id="x", text=text), (toponyms[0], texas, toponyms[1]))
    assert {admin1(found[0]), admin1(found[2])} == {"US.TX"}


def test_the_words_beside_tell_a_city_from_its_province(resolver: ContextResolver) -> None:
    text = "the city of Idlib in Syria fell"
    city = resolve(resolver, text, "Idlib", "Syria")["Idlib"]
    province = resolve(resolver, "in Syria's Idlib province", "Syria", "Idlib")["Idlib"]
    assert (city.geo_precision, province.geo_precision) == (GeoPrecision.SITE, GeoPrecision.REGION)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Shells hit the Kharkiv region in Ukraine.", "Kharkiv", "Ukraine"),
        ("Drones hit Russia's Belgorod region.", "Belgorod", "Russia"),
        ("Floods in the Kursk region of Russia", "Kursk", "Russia"),
    ],
)
def test_what_is_called_a_region_is_one(
    resolver: ContextResolver, text: str, name: str, country: str
) -> None:
    """Not the city in its middle, however much better known."""
    order = sorted((name, country), key=text.index)
    found = resolve(resolver, text, *order)[name]
    assert found.geo_precision == GeoPrecision.REGION


def test_a_region_and_its_seat_are_the_town_unless_called_a_region(
    resolver: ContextResolver,
) -> None:
    found = resolve(resolver, "Rebels entered Aleppo in Syria.", "Aleppo", "Syria")["Aleppo"]
    assert found.geo_precision == GeoPrecision.SITE
    assert found.score > 0.9
    scores = [candidate.score for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "names", "regions"),
    [
        (
            "The mayors of London and Toronto met in Paris.",
            ("London", "Toronto", "Paris"),
            ("GB.ENG", "CA.08", "FR.11"),
        ),
        ("Flights from Rome and Chicago to Athens", ("Rome", "Athens"), ("IT.07", "GR.ESYE31")),
        ("The orchestra will play in Berlin, Boston and Vienna.", ("Berlin",), ("DE.16",)),
        ("Flights from Vienna to Geneva were cancelled.", ("Vienna", "Geneva"), ("AT.09", "CH.GE")),
        ("Offices in New York, Chicago and Boston were closed.", ("Boston",), ("US.MA",)),
        (
            "Police in Aurora and Geneva, Illinois, said so.",
            ("Geneva", "Illinois"),
            ("US.IL", "US.IL"),
        ),
        ("a man from London, Ontario, was held", ("London", "Ontario"), ("CA.08", "CA.08")),
        (
            "police in Kitchener, Woodstock and London",
            ("Kitchener", "Woodstock", "London"),
            ("CA.08", "CA.08", "CA.08"),
        ),
        (
            "Floods closed roads in Rome, in Cartersville and elsewhere in Floyd County.",
            ("Rome", "Cartersville", "Floyd County"),
            ("US.GA", "US.GA", "US.GA"),
        ),
    ],
)
def test_a_large_city_is_no_namesake_unless_small_places_or_the_text_say_so(
    resolver: ContextResolver, text: str, names: tuple[str, ...], regions: tuple[str, ...]
) -> None:
    found = resolve(resolver, text, *names)
    assert tuple(admin1(found[name]) for name in names) == regions


@pytest.mark.parametrize(
    ("text", "name", "precision", "region"),
    [
        ("New York police arrested nine people.", "New York", GeoPrecision.SITE, "US.NY"),
        ("the New York Fire Department", "New York", GeoPrecision.SITE, "US.NY"),
        ("the mayor of New York", "New York", GeoPrecision.SITE, "US.NY"),
        ("The New York governor resigned.", "New York", GeoPrecision.REGION, "US.NY"),
        ("the lieutenant governor of New York", "New York", GeoPrecision.REGION, "US.NY"),
        ("New York's Gov. Kathy Hochul", "New York", GeoPrecision.REGION, "US.NY"),
        ("Washington Gov. Jay Inslee", "Washington", GeoPrecision.REGION, "US.WA"),
        ("Washington police arrested nine people.", "Washington", GeoPrecision.SITE, "US.DC"),
        ("São Paulo state police raided a house.", "São Paulo", GeoPrecision.REGION, "BR.27"),
        ("São Paulo police raided a house.", "São Paulo", GeoPrecision.SITE, "BR.27"),
        ("Quebec firefighters battled a blaze.", "Quebec", GeoPrecision.SITE, "CA.10"),
        ("Kano governor signed the law.", "Kano", GeoPrecision.REGION, "NG.29"),
        ("Bihar police arrested nine people.", "Bihar", GeoPrecision.REGION, "IN.34"),
    ],
)
def test_the_office_beside_tells_a_city_from_its_state(
    resolver: ContextResolver, text: str, name: str, precision: GeoPrecision, region: str
) -> None:
    found = resolve(resolver, text, name)[name]
    assert (found.geo_precision, admin1(found)) == (precision, region)


def test_a_capital_is_meant_where_a_region_abroad_is_called_like_it(
    resolver: ContextResolver,
) -> None:
    text = "Fighting in Goma, Bukavu and Uvira goes on in the Congo in spite of Washington's truce."
    found = resolve(resolver, text, "Goma", "Bukavu", "Uvira", "Congo", "Washington")["Washington"]
    assert admin1(found) == "US.DC"


def test_the_office_beside_one_mention_says_nothing_of_another(resolver: ContextResolver) -> None:
    text = "Kano police arrested nine people, the Kano governor said."
    toponyms = tuple(
        Toponym(span=Span(at, at + 4), text="Kano", kind=ToponymKind.LITERAL, recognizer="test")
        for at in (0, text.rindex("Kano"))
    )
    city, state = resolver.resolve(Article(id="x", text=text), toponyms)
    assert city.geo_precision is GeoPrecision.SITE
    assert state.geo_precision is GeoPrecision.REGION


def test_a_like_spelling_counts_where_the_article_is_and_nowhere_else(
    resolver: ContextResolver,
) -> None:
    name = "Maaret al-Numan"
    there = resolve(resolver, f"They drove to {name} in Syria.", name, "Syria")[name]
    assert country(there) == "SY"
    assert "spelled differently" in there.candidates[0].reasons
    elsewhere = resolve(resolver, f"They drove to {name} in Peru.", name, "Peru")[name]
    assert elsewhere.status == ResolutionStatus.NOT_FOUND


def test_a_town_is_not_put_outside_the_country_that_the_text_names(
    resolver: ContextResolver,
) -> None:
    text = "the village of Kaya in Nigeria's north"
    found = resolve(resolver, text, "Kaya", "Nigeria")["Kaya"]
    assert found.place is None
    assert found.status == ResolutionStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("a man from the Gold Coast of Australia was held", "Gold Coast", "AU"),
        ("Tripoli, a port in Lebanon, was shelled", "Tripoli", "LB"),
        ("in the Punjab province of Pakistan", "Punjab", "PK"),
    ],
)
def test_a_place_lies_in_the_country_it_is_said_to_be_of(
    resolver: ContextResolver, text: str, name: str, expected: str
) -> None:
    outer = next(word for word in ("Australia", "Lebanon", "Pakistan") if word in text)
    assert country(resolve(resolver, text, name, outer)[name]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Moscow, a close ally of Syria, objected",
        "Syria's attack on Moscow",
        "Syria's condemnation of Moscow",
        "a Moscow critic of Syria",
    ],
)
def test_a_place_does_not_lie_in_every_country_told_beside_it(
    resolver: ContextResolver, text: str
) -> None:
    names = sorted(("Moscow", "Syria"), key=text.index)
    assert country(resolve(resolver, text, *names)["Moscow"]) == "RU"


def test_a_sea_is_not_the_province_called_after_it(resolver: ContextResolver) -> None:
    text = "in the Red Sea port of Jeddah"
    sea = resolve(resolver, text, "Red Sea", "Jeddah")["Red Sea"]
    assert sea.place
    assert sea.place.feature_code == "SEA"
    text = "in the Red Sea province of Egypt"
    province = resolve(resolver, text, "Red Sea", "Egypt")["Red Sea"]
    assert province.place
    assert province.place.id == "geonames-admin1:EG.02"


def test_the_names_of_a_list_are_of_one_kind(resolver: ContextResolver) -> None:
    text = "cases in Arizona, Colorado, Georgia, Illinois and Missouri"
    names = ("Arizona", "Colorado", "Georgia", "Illinois", "Missouri")
    assert admin1(resolve(resolver, text, *names)["Georgia"]) == "US.GA"


def test_what_a_list_is_called_holds_for_each_of_its_names(resolver: ContextResolver) -> None:
    text = "offices in Ellis, Navarro and Hill counties"
    place = resolve(resolver, text, "Ellis", "Navarro")["Navarro"].place
    assert place
    assert place.feature_code == "ADM2"


def test_an_unknown_name_is_not_found(resolver: ContextResolver) -> None:
    found = resolve(resolver, "on Qxyzzy Oak Road", "Qxyzzy Oak Road")["Qxyzzy Oak Road"]
    assert (found.place, found.status, found.candidates) == (None, ResolutionStatus.NOT_FOUND, ())
    assert found.geo_precision is None


def test_candidates_are_ranked_with_scores_and_reasons(resolver: ContextResolver) -> None:
    found = resolve(resolver, "He lives in Springfield.", "Springfield")["Springfield"]
    scores = [candidate.score for candidate in found.candidates]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_demonym_leads_to_its_country(resolver: ContextResolver) -> None:
    assert country(resolve(resolver, "Turkish troops", "Turkish")["Turkish"]) == "TR"


def test_the_source_is_at_home_in_its_country(resolver: ContextResolver) -> None:
    text = "Police in London charged two men."
    plain = resolve(resolver, text, "London")["London"]
    local = resolve(resolver, text, "London", url="https://example.ca/news/1")["London"]
    assert (country(plain), country(local)) == ("GB", "CA")


def test_the_home_is_read_from_address_and_name() -> None:
    home = home_of(
        Article(
            id="x", text="", url="http://www.richmondregister.com/a", source="The Hull Daily Mail"
        )
    )
    assert home.country == "generic"
    assert home.names == ("richmond", "hull")


@pytest.mark.parametrize("url", ["http://[::1", "not a url", "javascript:alert(1)", "http:///x"])
def test_a_strange_address_says_nothing(url: str) -> None:
    assert home_of(Article(id="x", text="", url=url)).country == ""


@pytest.mark.parametrize(
    ("code", "radius_km", "precision"),
    [
        ("PPL", 0.0, GeoPrecision.SITE),
        ("AIRP", 0.0, GeoPrecision.SITE),
        ("ADM2", 30.0, GeoPrecision.NEAR),
        ("ADM1", 100.0, GeoPrecision.REGION),
        ("PCLI", 400.0, GeoPrecision.COUNTRY),
        ("CONT", 2000.0, GeoPrecision.COUNTRY),
        ("SEA", 800.0, GeoPrecision.COUNTRY),
        ("LK", 30.0, GeoPrecision.NEAR),
        ("MT", 0.0, GeoPrecision.SITE),
    ],
)
def test_the_precision_follows_the_kind_and_extent(
    code: str, radius_km: float, precision: GeoPrecision
) -> None:
    place = Place(
        id="x:1", name="X", latitude=1, longitude=2, feature_code=code, radius_km=radius_km
    )
    assert precision_of(place) == precision


def test_a_shorter_form_is_looked_up_where_the_whole_is_unknown(gazetteer: Gazetteer) -> None:
    senses = find_senses("northern Damascus", gazetteer=gazetteer)
    assert senses.rows
    assert senses.shortened


def test_a_ranking_learns_which_sense_is_right() -> None:
    questions = [([("big",), ("small",)], [True, False])] * 9 + [
        ([("small",), ("big",), ("big",)], [False, True, False])
    ]
    model = fit_ranking(questions, templates=("size",), penalty=0.1, min_count=1, provenance={})
    big, small = softmax(model, [("big",), ("small",)])
    assert big > 0.8
    assert big + small == pytest.approx(1)


SET_IN_SOUTH_AFRICA = (
    "Robbers fled from Howick to Edendale on Friday. Police in Pietermaritzburg, Mooi River, "
    "Durban and Ladysmith were told, and those of Johannesburg and Pretoria."
)


def test_small_namesake_abroad_is_no_answer(resolver: ContextResolver) -> None:
    """Edendale of New Zealand, the only one known, is not what a story of Natal speaks of."""
    names = "Howick Edendale Pietermaritzburg Durban Ladysmith Johannesburg Pretoria".split()
    found = resolve(resolver, SET_IN_SOUTH_AFRICA, *names)
    assert found["Edendale"].status is ResolutionStatus.NOT_FOUND
    assert found["Edendale"].place is None
    assert {country(found[name]) for name in names if name != "Edendale"} == {"ZA"}


def test_small_town_abroad_stays_where_its_country_is_named(resolver: ContextResolver) -> None:
    names = "Howick Edendale New-Zealand Pietermaritzburg Durban Ladysmith Johannesburg".split()
    text = SET_IN_SOUTH_AFRICA.replace("Edendale", "Edendale in New Zealand")
    found = resolve(resolver, text, *(name.replace("-", " ") for name in names))
    assert country(found["Edendale"]) == "NZ"


def test_large_city_abroad_is_named_in_passing(resolver: ContextResolver) -> None:
    text = SET_IN_SOUTH_AFRICA.replace("Edendale", "Bratislava")
    names = "Howick Bratislava Pietermaritzburg Durban Ladysmith Johannesburg Pretoria".split()
    assert country(resolve(resolver, text, *names)["Bratislava"]) == "SK"


def test_namesake_at_home_is_taken_where_the_first_is_stray(resolver: ContextResolver) -> None:
    """Bor of South Sudan, not the larger Serbian town, in a report from Juba."""
    names = "Bor Juba Malakal Torit Wau Yei".split()
    text = "Floods reached Bor on Monday. In Juba, Malakal, Torit, Wau and Yei the rains went on."
    assert country(resolve(resolver, text, *names)["Bor"]) == "SS"


def test_city_and_region_of_one_name_at_home_outdo_a_larger_city_abroad(
    resolver: ContextResolver,
) -> None:
    """San Jose of California is larger; the capital, its province and canton are of one spot."""
    text = (
        "A quake rocked Costa Rica on Wednesday. Its centre was near Nicoya, the U.S. survey said. "
        "It was felt as far as Nicaragua. Landslides blocked roads, also between San Jose and the "
        "port of Limon. Costa Rica closed its schools."
    )
    names = ("Costa Rica", "Nicoya", "U.S.", "Nicaragua", "San Jose", "Limon", "Costa Rica")
    place = resolve(resolver, text, *names)["San Jose"].place
    assert place is not None
    assert place.country_code == "CR"


def test_large_city_is_meant_rather_than_the_region_of_its_name(
    resolver: ContextResolver,
) -> None:
    """Al Basrah is listed as Basra only beside its own name; the governorate is named so first."""
    text = "Students marched in Basra on Sunday. Basra province was calm, Baghdad and Mosul too."
    found = resolve(resolver, text, "Basra", "Baghdad", "Mosul")
    assert found["Basra"].place is not None
    assert found["Basra"].place.feature_code.startswith("PPL")


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("A bomb exploded in New York on Monday.", ("New York",), "PPL"),
        ("A man who had been in New York and Toronto fell ill.", ("New York", "Toronto"), "PPL"),
        ("Traffic stood near the New York border.", ("New York",), "ADM1"),
        ("The fair in Albany, New York, is open.", ("Albany", "New York"), "ADM1"),
        ("Buffalo has snow. So has most of New York.", ("Buffalo", "New York"), "ADM1"),
    ],
)
def test_a_far_city_of_its_region_s_name_is_meant_where_nothing_else_is_told_of_the_region(
    resolver: ContextResolver, text: str, names: tuple[str, ...], code: str
) -> None:
    """New York is the city, but for the state's border, its towns and what is told beside them."""
    place = resolve(resolver, text, *names)["New York"].place
    assert place is not None
    assert place.feature_code == code


@pytest.mark.parametrize(
    ("text", "names", "town"),
    [
        (
            "Egypt's mediators, who left Tel Aviv on Thursday, met Israeli generals near Haifa.",
            ("Egypt", "Tel Aviv", "Israeli", "Haifa"),
            "Tel Aviv",
        ),
        (
            "Fighters took Kawlin in upper Sagaing, and Mandalay and Lashio in Myanmar were quiet.",
            ("Kawlin", "Sagaing", "Mandalay", "Lashio", "Myanmar"),
            "Kawlin",
        ),
        (
            "Planes flown by Cubans bombed the area of Mavinga. Luanda and Huambo in Angola are "
            "calm, and so is Menongue.",
            ("Cubans", "Mavinga", "Luanda", "Huambo", "Angola", "Menongue"),
            "Mavinga",
        ),
        (
            "Crowds assembled in Kutaisi, in Gori and in Zugdidi. In Tbilisi, Georgia, none did.",
            ("Kutaisi", "Gori", "Zugdidi", "Tbilisi", "Georgia"),
            "Kutaisi",
        ),
    ],
)
def test_town_is_said_to_lie_elsewhere_only_where_nothing_of_that_name_holds_it(
    resolver: ContextResolver, text: str, names: tuple[str, ...], town: str
) -> None:
    assert resolve(resolver, text, *names)[town].status is ResolutionStatus.RESOLVED


def test_two_mentions_of_one_name_are_not_each_others_witnesses(
    resolver: ContextResolver,
) -> None:
    """ "The city of Konna" and "Konna" are asked apart, and are one name all the same."""
    text = (
        "Ten people died in the central Mali city of Konna, where the Malian army fights. Konna "
        "residents fled."
    )
    spots = [text.index(name) for name in ("Mali", "Konna", "Malian")] + [text.rindex("Konna")]
    toponyms = tuple(
        Toponym(
            span=Span(at, at + len(name)), text=name, kind=ToponymKind.LITERAL, recognizer="test"
        )
        for at, name in zip(spots, ("Mali", "Konna", "Malian", "Konna"), strict=True)
    )
    found = resolver.resolve(Article(id="x", text=text), toponyms)
    assert [country(one) for one in found] == ["ML"] * 4
