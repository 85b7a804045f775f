"""Toponym recognition: candidates, the choice among them, kinds, and what never becomes a place."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from fixtures.steps import count_steps

from geodata.errors import LexiconError, UnreadableInput
from geodata.gazetteer import Gazetteer
from geodata.gold import parse_marks, read_gold
from geodata.model import Article, Span, ToponymKind
from geodata.recognition import GazetteerRecognizer
from geodata.recognition.candidates import find_candidates
from geodata.recognition.fitting import fit
from geodata.recognition.guidelines import corpora_without_demonyms
from geodata.recognition.judging import observe_echoes
from geodata.recognition.kin import observe_kin
from geodata.recognition.linear import read_models, to_json, untrained
from geodata.recognition.persons import is_person
from geodata.recognition.scan import Scan
from geodata.recognition.selection import select, with_whole_names
from geodata.recognition.spans import CandidateSpan, Shape
from geodata.recognition.words import word_lists


@pytest.fixture(scope="module")
def recognizer(gazetteer: Gazetteer) -> GazetteerRecognizer:
    return GazetteerRecognizer(gazetteer)


def names(recognizer: GazetteerRecognizer, text: str) -> list[str]:
    return [toponym.text for toponym in recognizer.recognize(Article(id="x", text=text))]


def candidate(first: int, last: int, key: str = "") -> CandidateSpan:
    return CandidateSpan(first, last, last + 1, Shape.NAME, key)


def named(first: int, last: int, key: str) -> CandidateSpan:
    return candidate(first, last, key)._replace(rows=(0,), kinds=(0,))


def test_words_keep_dotted_abbreviations_and_part_at_hyphens() -> None:
    scan = Scan("U.S.-backed forces in W.Va. left St. John's")
    assert scan.words[:2] == ["U.S.", "backed"]
    assert "W.Va." in scan.words
    assert scan.joins(scan.words.index("John's"))


def test_the_gaps_and_words_of_a_scan_make_up_the_text() -> None:
    text = "  «Ma'arrat al-Nu'man», 3 km from Idlib. "
    scan = Scan(text)
    assert "".join(g + w for g, w in zip(scan.gaps, [*scan.words, ""], strict=True)) == text


def test_every_toponym_is_the_text_at_its_span_and_none_overlap(
    recognizer: GazetteerRecognizer,
) -> None:
    text = "Syria's army left Aleppo, Syria, for Ma'arrat al-Numan; Washington, D.C. said so."
    found = recognizer.recognize(Article(id="x", text=text))
    assert all(toponym.span.of(text) == toponym.text for toponym in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def test_the_possessive_is_no_part_of_a_name(recognizer: GazetteerRecognizer) -> None:
    assert names(recognizer, "He praised Syria's army and Iraq’s police.") == ["Syria", "Iraq"]


def test_bodies_and_peoples_called_like_a_place_are_none(recognizer: GazetteerRecognizer) -> None:
    """There is a town called Red Cross, and a region after the Jewish."""
    text = "The Red Cross counted 68 dead near the Jewish cemetery of Prague on Sunday."
    assert [found.text for found in recognizer.recognize(Article(id="x", text=text))] == ["Prague"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Armed men emptied a warehouse in Wad Madani of some grain on 2 June.", ["Wad Madani"]),
        ("Vandals knocked over headstones at the cemetery of Cluj on Sunday night.", ["Cluj"]),
    ],
)
def test_a_large_city_is_found_where_a_place_would_stand(
    recognizer: GazetteerRecognizer, text: str, found: list[str]
) -> None:
    """Though nothing else is named, and a wad is a word."""
    assert names(recognizer, text) == found


def test_a_road_is_called_after_two_places(recognizer: GazetteerRecognizer) -> None:
    text = "Four soldiers died when a convoy was ambushed on the Damboa-Biu road on Sunday."
    assert names(recognizer, text) == ["Damboa", "Biu"]


def test_the_longest_name_wins_over_its_parts(recognizer: GazetteerRecognizer) -> None:
    assert names(recognizer, "She moved from New York City to West Virginia.") == [
        "New York City",
        "West Virginia",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Norte de Santander", "Rio Grande do Sul", "Baja California Sur", "Alta Verapaz",
        "Nusa Tenggara Timur", "San Pedro Sula", "Mato Grosso do Sul",
    ],
)  # fmt: skip
def test_a_long_name_wins_over_better_known_names_in_it(
    recognizer: GazetteerRecognizer, name: str
) -> None:
    assert names(recognizer, f"Nine people died in {name} on Sunday.") == [name]


def test_what_a_place_is_called_in_english_does_not_make_its_name_long() -> None:
    odds = [1.0, 2.0]
    city = [named(0, 2, "city of norfolk"), named(2, 2, "norfolk")]
    assert with_whole_names(city, odds, lists=word_lists()) == odds
    region = [named(0, 2, "norte de santander"), named(2, 2, "santander")]
    assert with_whole_names(region, odds, lists=word_lists()) == [2.0, 2.0]
    assert select(region, [2.0, 2.0]) == [0]


def test_a_lower_case_word_is_never_a_place(recognizer: GazetteerRecognizer) -> None:
    assert names(recognizer, "they went to a nice mobile home in reading or us.") == []


def test_a_text_without_letters_has_no_places(recognizer: GazetteerRecognizer) -> None:
    assert names(recognizer, "") == []
    assert names(recognizer, " \n\t 12:30 -- ... ‘’ ") == []


def test_a_road_that_no_gazetteer_has_is_proposed(gazetteer: Gazetteer) -> None:
    scan = Scan("A man was shot on Lone Oak Road yesterday.")
    found = find_candidates(scan, gazetteer=gazetteer, lists=word_lists())
    assert any(c.shape == Shape.STREET and scan.words[c.last] == "Road" for c in found)


def test_an_unknown_village_is_proposed_after_a_word_that_announces_it(
    gazetteer: Gazetteer,
) -> None:
    scan = Scan("It fell near the village of Xoqzavan on Monday.")
    found = find_candidates(scan, gazetteer=gazetteer, lists=word_lists())
    assert any(c.shape == Shape.CUE and scan.words[c.first] == "Xoqzavan" for c in found)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Jordan Smith said", True),
        ("told Paris Hilton that", True),
        ("in Jordan Smith said", False),
        ("Jordan River floods", False),
        ("Jordan said", False),
        ("Paris, Texas", False),
    ],
)
def test_a_given_name_before_a_family_name_is_a_person(text: str, person: bool) -> None:
    scan = Scan(text)
    index = next(n for n, word in enumerate(scan.words) if word in ("Jordan", "Paris"))
    assert is_person(scan, index, word_lists()) is person


def test_of_overlapping_candidates_the_likeliest_set_is_chosen() -> None:
    spans = [candidate(0, 0), candidate(0, 1), candidate(1, 1), candidate(3, 3)]
    assert select(spans, [1.0, 1.5, 1.0, -0.5]) == [0, 2]
    assert select(spans, [1.0, 2.5, 1.0, 0.5]) == [1, 3]
    assert select(spans, [-1.0, -2.0, -1.0, -0.1]) == []


def test_a_name_is_judged_with_its_other_mentions(recognizer: GazetteerRecognizer) -> None:
    _, context = recognizer.context(Article(id="x", text="Gori."))
    spans = [candidate(0, 0, "gori"), candidate(5, 5, "gori"), candidate(9, 9, "chad")]
    first, second, alone = observe_echoes(spans, [3.0, -1.0, -1.0], context)
    assert first[1] == "-2"  # the best of the others, in halves
    assert second[1] == "6"
    assert alone[1] == ""


@pytest.mark.parametrize(
    ("text", "name", "kin"),
    [
        ("Rebels took Mora in Cameroon.", "Mora", "country sparse many small"),
        (
            "Rebels left Idlib and Aleppo for Saraqib in Idlib Province.",
            "Saraqib",
            "region sparse one small",
        ),
        (
            "In Syria, Iraq, Lebanon, Jordan and Egypt men called Duki spoke.",
            "Duki",
            "apart one small",
        ),
        ("Men called Duki spoke in Syria.", "Duki", ""),
        ("Men called Moirans spoke in France.", "Moirans", ""),
        ("Rebels took Mora.", "Mora", "none many small"),
        ("Rebels took Mora in Cameroon.", "Cameroon", ""),
    ],
)
def test_a_name_is_judged_by_where_the_story_plays(
    recognizer: GazetteerRecognizer, text: str, name: str, kin: str
) -> None:
    """Few names, and those that any country has, say nothing against it."""
    candidates, context = recognizer.context(Article(id="x", text=text))
    odds = [3.0 if candidate.key != name.lower() else -1.0 for candidate in candidates]
    found = dict(
        zip((one.key for one in candidates), observe_kin(candidates, odds, context), strict=True)
    )
    assert found[name.lower()] == kin


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Tank, gunmen opened fire, police in Pakistan said.", ["Tank", "Pakistan"]),
        ("A bomb went off in Pakistan's Tank district.", ["Pakistan", "Tank"]),
        ("Militants attacked a post near Hit in Iraq.", ["Hit", "Iraq"]),
        ("A strike hit Tyre in southern Lebanon.", ["Tyre", "Lebanon"]),
        ("The army of Pakistan sent a tank. Tank crews cheered.", ["Pakistan"]),
    ],
)
def test_an_english_word_is_a_town_where_it_stands_as_one_at_home(
    recognizer: GazetteerRecognizer, text: str, found: list[str]
) -> None:
    assert names(recognizer, text) == found


def test_the_kind_tells_places_peoples_governments_and_names(
    recognizer: GazetteerRecognizer,
) -> None:
    text = (
        "Moscow condemned the raid. Turkish troops left Aleppo. "
        "Chicago Police Department officers came."
    )
    found = recognizer.recognize(Article(id="x", text=text))
    assert {toponym.text: toponym.kind for toponym in found} == {
        "Moscow": ToponymKind.METONYM,
        "Turkish": ToponymKind.DEMONYM,
        "Aleppo": ToponymKind.LITERAL,
        "Chicago": ToponymKind.PART_OF_NAME,
    }


def test_a_higher_threshold_finds_fewer_places(gazetteer: Gazetteer) -> None:
    text = "Gori and Nice are towns. A Union man saw Paris and Georgia in Jackson."
    few = GazetteerRecognizer(gazetteer, threshold=4.0)
    many = GazetteerRecognizer(gazetteer, threshold=-4.0)
    assert len(names(few, text)) < len(names(many, text))
    assert few.id != many.id


def test_the_cost_grows_linearly_with_the_text(recognizer: GazetteerRecognizer) -> None:
    piece = (
        "Rebels left Aleppo for Idlib on Monday, Jordan Smith said in THE LONG RUN OF CAPITALS. "
    )

    def steps(times: int) -> int:
        return count_steps(lambda: recognizer.recognize(Article(id="x", text=piece * times)))

    steps(20)
    assert steps(500) < 12 * steps(50)


def test_a_run_of_capitals_without_end_is_read(recognizer: GazetteerRecognizer) -> None:
    assert len(names(recognizer, "LAKE " + "AAA BBB " * 5_000)) < 5


def test_a_model_learns_what_tells_right_from_wrong() -> None:
    rows = [("in", "x"), ("in", "y"), ("by", "x"), ("by", "y")] * 10
    model = fit(
        rows,
        [True, True, False, False] * 10,
        templates=("before", "noise"),
        penalty=0.1,
        min_count=2,
        provenance={},
    )
    assert model.log_odds(("in", "x")) > 1 > -1 > model.log_odds(("by", "x"))
    assert model.log_odds(("never seen", "")) == 0.0


def test_weights_made_for_other_observations_are_refused() -> None:
    with pytest.raises(LexiconError, match="trained with other observations"):
        read_models("geodata.recognition", "weights.json", templates={"alone": ("colour",)})


def test_written_weights_can_be_read_as_json() -> None:
    text = to_json({"alone": untrained(("a", "b"))}, provenance={"trained_on": "nothing"})
    assert json.loads(text) == {
        "provenance": {"trained_on": "nothing"},
        "alone": {"a": {}, "b": {}},
    }


def gold_line(text: str, *spans: tuple[int, int]) -> str:
    toponyms = [{"start": s, "end": e, "lat": 1.0, "lon": 2.0} for s, e in spans]
    return json.dumps({"id": "g", "corpus": "C", "text": text, "toponyms": toponyms})


def test_gold_is_read_in_the_order_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(gold_line("Rome, Oslo", (6, 10), (0, 4)) + "\n\n")
    (document,) = read_gold(tmp_path)
    assert [toponym.span for toponym in document.toponyms] == [Span(0, 4), Span(6, 10)]


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', gold_line("Rome", (4, 0))])
def test_a_bad_line_of_gold_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line)
    with pytest.raises(UnreadableInput, match=r"bad\.jsonl, line 1"):
        read_gold(path)


def test_missing_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no \.jsonl"):
        read_gold(tmp_path)
    with pytest.raises(UnreadableInput, match="none"):
        read_gold(tmp_path / "none.jsonl")


def test_gold_may_be_marked_in_the_text(tmp_path: Path) -> None:
    marked = "[[Rome|metonym|IT]] said that [[Lake Como|literal|IT|nature]] froze."
    text, marks = parse_marks(marked)
    assert text == "Rome said that Lake Como froze."
    assert [(mark.span.of(text), mark.group) for mark in marks] == [
        ("Rome", ""),
        ("Lake Como", "nature"),
    ]
    (tmp_path / "a.jsonl").write_text(json.dumps({"case": "lakes", "text": marked}))
    (document,) = read_gold(tmp_path)
    assert [toponym.kind for toponym in document.toponyms] == ["metonym", "literal"]
    (tmp_path / "a.jsonl").write_text(json.dumps({"case": "broken", "text": "[[Rome|literal]]"}))
    with pytest.raises(UnreadableInput, match="line 1"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council urged Pakistan to stop.", ToponymKind.METONYM),
        ("The council urged Pakistan residents to stop.", ToponymKind.LITERAL),
        ("They met Pakistan Airlines pilots.", ToponymKind.PART_OF_NAME),
        ("According to Pakistan, two died.", ToponymKind.METONYM),
        ("Pakistan will send two ships.", ToponymKind.METONYM),
        ("Pakistan was bombed.", ToponymKind.LITERAL),
        ("Pakistan attacked by rebels, paper says.", ToponymKind.LITERAL),
        ("Officials in Pakistan said that two died.", ToponymKind.LITERAL),
        ("Pakistan and the United States agreed.", ToponymKind.METONYM),
        ("She visited Pakistan and signed a book.", ToponymKind.LITERAL),
        ("They fought the Pakistan-backed militia.", ToponymKind.LITERAL),
        ("A war with Pakistan was near.", ToponymKind.METONYM),
        ("Pakistan lost 2-0 to the visitors.", ToponymKind.METONYM),
        ("The Islamic State of Pakistan claimed the attack.", ToponymKind.PART_OF_NAME),
        ("The Prince of Pakistan smiled.", ToponymKind.PART_OF_NAME),
        ("The president of Pakistan smiled.", ToponymKind.LITERAL),
    ],
)
def test_the_words_around_a_name_tell_its_kind(
    recognizer: GazetteerRecognizer, text: str, kind: ToponymKind
) -> None:
    found = recognizer.recognize(Article(id="x", text=text))
    assert [toponym.kind for toponym in found if toponym.text == "Pakistan"] == [kind]


def test_a_corpus_without_a_demonym_among_its_gold_does_not_mark_them(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    (tmp_path / "a.jsonl").write_text(gold_line("Turkish troops left Rome.", (20, 24)))
    assert corpora_without_demonyms(read_gold(tmp_path), gazetteer=gazetteer) == {"C"}
    (tmp_path / "a.jsonl").write_text(gold_line("Turkish troops left Rome.", (0, 7)))
    assert not corpora_without_demonyms(read_gold(tmp_path), gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighters entered the village of Najarah on Monday.", "Najarah"),
        ("The army stormed Najarah on Monday.", "Najarah"),
        ("Two were killed late on Wednesday in Kayamla village.", "Kayamla"),
        ("A bomb killed two in Nawzad District of Helmand Province.", "Nawzad District"),
        ("They stormed the outskirts of Khan Al-Sheih, Syria.", "Khan Al-Sheih"),
        ("Rebels captured Tal Al-‘Eiss on Monday.", "Tal Al-‘Eiss"),
        ("Shops in Mogadishu's Wadajir district closed.", "Wadajir"),
        ("Russian forces shelled Kupiansk on Monday.", "Kupiansk"),
        ("Closer to the front, Qubarra was shelled twice on Monday.", "Qubarra"),
    ],
)
def test_a_name_that_the_gazetteer_lacks_is_a_place_where_the_words_say_so(
    recognizer: GazetteerRecognizer, text: str, name: str
) -> None:
    assert name in names(recognizer, text)


@pytest.mark.parametrize(
    "text",
    [
        "Hussein Ali said in a statement to John Kibwana that Microsoft left.",
        "She talked to Zubaidi at Najib's house about Quidditch.",
        "The tax starts in July 2010, on a Monday.",
    ],
)
def test_unknown_names_that_nothing_announces_are_no_places(
    recognizer: GazetteerRecognizer, text: str
) -> None:
    assert names(recognizer, text) == []


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Rebels seized Aleppo airport on Saturday.", "Aleppo airport"),
        ("Rebels seized Aleppo's airport on Saturday.", "Aleppo's airport"),
        ("The Aleppo international airport in Syria closed.", "Aleppo international airport"),
        ("Fighters took the Mosul dam in Iraq.", "Mosul dam"),
        ("Rebels seized Aleppo hotels on Saturday.", "Aleppo"),
    ],
)
def test_a_site_named_after_a_town_is_a_place_of_its_own_where_the_gazetteer_has_it(
    recognizer: GazetteerRecognizer, text: str, site: str
) -> None:
    assert names(recognizer, text)[0] == site


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "FLOODS KILL 40 IN EASTERN INDIA; THOUSANDS FLEE ASSAM",
            ["INDIA", "ASSAM"],
        ),
        ("US TROOPS LEAVE IRAQ; NATO FORCES REMAIN IN AFGHANISTAN", ["US", "IRAQ", "AFGHANISTAN"]),
        ("CHINA AND TURKEY SIGN A DEAL\nMinisters met in Ankara.", ["CHINA", "TURKEY", "Ankara"]),
        (
            "fighting erupted near the airport in tripoli on sunday and in benghazi, libya",
            ["tripoli", "benghazi", "libya"],
        ),
        ("protesters marched in new york and los angeles", ["new york", "los angeles"]),
    ],
)
def test_names_are_found_where_case_tells_nothing(
    recognizer: GazetteerRecognizer, text: str, expected: list[str]
) -> None:
    assert names(recognizer, text) == expected


def test_a_long_text_in_capitals_keeps_its_offsets(recognizer: GazetteerRecognizer) -> None:
    text = "İSTANBUL STRASSE: THE ﬁRE IN ALEPPO, SYRIA, SPREAD. " * 3
    for toponym in recognizer.recognize(Article(id="x", text=text)):
        assert toponym.span.of(text) == toponym.text
    assert names(recognizer, text).count("ALEPPO") == 3


@pytest.mark.parametrize(
    "text",
    [
        "The mound was built between 250 and 100 B.C. by farmers.",
        "He was shot with an AK-47 rifle.",
        "In 1999, the family moved.",
        "Fighters of the Islamic State fled.",
        "A car bomb Thursday night struck a dealership.",
    ],
)
def test_an_era_a_number_a_day_and_a_faction_are_no_places(
    recognizer: GazetteerRecognizer, text: str
) -> None:
    assert names(recognizer, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The attack took place in the Makhmour area.", "Makhmour"),
        ("Shells fell near Kyaukphyu on Monday.", "Kyaukphyu"),
        ("Rebels seized control of Hombori.", "Hombori"),
    ],
)
def test_being_in_the_gazetteer_is_no_reason_against_a_little_known_name(
    recognizer: GazetteerRecognizer, text: str, name: str
) -> None:
    """What would be proposed if the gazetteer lacked it is so where it has it, too."""
    assert name in names(recognizer, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Shells hit Kharkiv, Izium and Chuhuiv in Ukraine. Kupiansk, to the east, came under "
            "fire.",
            True,
        ),
        ("Shells hit Kharkiv, Izium and Chuhuiv in Ukraine, said Oleh Kupiansk.", False),
        ("Shells hit Lyon, Nantes and Lille in France. Kupiansk, as he is called, fled.", False),
    ],
)
def test_name_that_is_nobodys_is_a_place_where_the_story_plays(
    recognizer: GazetteerRecognizer, text: str, found: bool
) -> None:
    names = [one.text for one in recognizer.recognize(Article(id="x", text=text))]
    assert ("Kupiansk" in names) is found
