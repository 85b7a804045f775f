"""Plain text and saved pages, with the facts beside them."""

import logging
from datetime import date
from pathlib import Path

import pytest

from geodata.articles import iter_articles
from geodata.errors import (
    DatelineError,
    EmptyInput,
    InputTooLarge,
    UnreadableInput,
    UnsupportedLanguage,
)
from geodata.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"


def read(path: Path | str, **options: int) -> Article | DatelineError:
    [(_, outcome)] = iter_articles([path], **options)
    return outcome


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_seed_article_is_read_with_its_facts() -> None:
    article = read(SEEDS / "2024-12-01-aleppo.txt")
    assert isinstance(article, Article)
    assert article.published == date(2024, 12, 1)
    assert article.title
    assert article.url is None
    assert article.text.encode() == (SEEDS / "2024-12-01-aleppo.txt").read_bytes()


def test_text_is_taken_as_it_stands_in_the_file(tmp_path: Path) -> None:
    text = "  \r\nBombs fell on Homs.\r\n\r\n\tPeople fled.\rAgain.\n\n "
    article = read(write(tmp_path / "a.txt", text))
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    "data",
    [
        "Zoë’s café".encode(),
        b"\xef\xbb\xbf" + "Zoë’s café".encode(),
        "Zoë’s café".encode("utf-16"),
        b"\xfe\xff" + "Zoë’s café".encode("utf-16-be"),
        "Zoë’s café".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "windows-1252"],
)
def test_encodings_of_newsrooms_give_the_same_text_without_a_mark(
    tmp_path: Path, data: bytes
) -> None:
    article = read(write(tmp_path / "a.txt", data))
    assert isinstance(article, Article)
    assert article.text == "Zoë’s café"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \n\t\r\n ", EmptyInput),
        (b"\xef\xbb\xbf", EmptyInput),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), UnreadableInput),
        (b"%PDF-1.7\n" + b"\x00\x01\x02" * 50, UnreadableInput),
        ("ありがとう".encode("shift_jis") * 20, UnreadableInput),
        ("Силы правительства вошли в город".encode("koi8-r"), UnreadableInput),
        (b"\xff\xfeA", UnreadableInput),
        ("Силы правительства вошли в город".encode(), UnsupportedLanguage),
    ],
)
def test_what_is_no_english_text_is_refused_with_a_remedy(
    tmp_path: Path, data: bytes, error: type[DatelineError]
) -> None:
    outcome = read(write(tmp_path / "a.txt", data))
    assert isinstance(outcome, error)
    assert outcome.remedy


def test_an_article_over_the_limit_is_refused_and_one_at_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x" * 100)
    assert isinstance(read(path, limit_bytes=100), Article)
    outcome = read(path, limit_bytes=99)
    assert isinstance(outcome, InputTooLarge)
    assert "99" in str(outcome)
    assert "--max-bytes" in outcome.remedy


def test_article_ids_are_the_same_for_the_same_article_and_change_with_any_part(
    tmp_path: Path,
) -> None:
    ids = set()
    for facts in ("{}", '{"title": "A"}', '{"published": "2024-01-01"}', '{"url": "http://a.org"}'):
        write(tmp_path / "a.json", facts)
        first, again = read(write(tmp_path / "a.txt", "One.")), read(tmp_path / "a.txt")
        assert isinstance(first, Article)
        assert first == again
        ids.add(first.id)
    assert len(ids) == 4


def test_sidecar_states_title_day_source_and_url(tmp_path: Path) -> None:
    write(
        tmp_path / "a.json",
        '{"title": " A  day\\n", "published": "2024-12-01T23:00:00Z", "source": "Wire",'
        ' "url": "https://example.org/a", "language": "en-GB"}',
    )
    article = read(write(tmp_path / "a.txt", "Rain fell."))
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("A day", date(2024, 12, 1))
    assert (article.source, article.url) == ("Wire", "https://example.org/a")


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ("{", "a.json"),
        ("[1]", "object"),
        ("[" * 100_000, "a.json"),
        ('{"published": "yesterday"}', "'yesterday'"),
        ('{"published": 20241201}', "20241201"),
        ('{"title": ["a"]}', "'title'"),
        ('{"url": "javascript:alert(1)"}', "javascript"),
        ('{"url": "http://"}', "http"),
        ('{"source": "' + "x" * 3_000 + '"}', "3,000"),
        ('{"title": "\\ud800"}', "half a character"),
    ],
)
def test_bad_facts_fail_the_article_and_name_the_value(
    tmp_path: Path, facts: str, named: str
) -> None:
    write(tmp_path / "a.json", facts)
    outcome = read(write(tmp_path / "a.txt", "Rain fell."))
    assert isinstance(outcome, UnreadableInput)
    assert named in str(outcome)


def test_unknown_facts_are_left_out_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "a.json", '{"title": "A", "autor": "me"}')
    with caplog.at_level(logging.WARNING):
        assert isinstance(read(write(tmp_path / "a.txt", "Rain fell.")), Article)
    assert "'autor'" in caplog.text
    assert "a.json" in caplog.text


def test_stated_language_wins_over_the_words(tmp_path: Path) -> None:
    german = write(
        tmp_path / "a.txt",
        "Die Armee hat nach eigenen Angaben ihre Truppen aus der Stadt abgezogen und bereitet sich "
        "auf einen Gegenangriff vor, der in den kommenden Tagen beginnen soll.",
    )
    assert isinstance(read(german), UnsupportedLanguage)
    write(tmp_path / "a.json", '{"language": "en"}')
    assert isinstance(read(german), Article)
    write(tmp_path / "b.json", '{"language": "de"}')
    outcome = read(write(tmp_path / "b.txt", "The army withdrew."))
    assert isinstance(outcome, UnsupportedLanguage)
    assert "'de'" in str(outcome)


PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>Flood in Valencia | The Herald</title>
<meta property="og:title" content="Flood in Valencia">
<meta property="og:site_name" content="The Herald">
<meta property="article:published_time" content="2024-10-30T08:00:00+01:00">
<link rel="canonical" href="https://herald.example/flood">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Flood in Valencia</h1>
<p>At least 13 people died on Tuesday night when a flood swept through the suburbs of Valencia,
the region’s government said. Rescue teams were searching for the missing on Wednesday.</p>
<p>Roads and railways around the city were closed, and the mayor of Paiporta told reporters that
the river had risen by three metres in less than an hour. Schools will stay shut this week.</p>
<script>alert("never text")</script></article>
<footer>Copyright 2019 The Herald. All rights reserved. Cookies.</footer></body></html>"""


def test_saved_page_gives_main_text_title_date_source_and_address(tmp_path: Path) -> None:
    article = read(write(tmp_path / "a.html", PAGE.format(charset="utf-8")))
    assert isinstance(article, Article)
    assert "swept through the suburbs of Valencia" in article.text
    assert "never text" not in article.text
    assert "Cookies" not in article.text
    assert (article.title, article.source) == ("Flood in Valencia", "The Herald")
    assert article.published == date(2024, 10, 30)
    assert article.url == "https://herald.example/flood"


def test_saved_page_is_decoded_as_it_says_itself(tmp_path: Path) -> None:
    page = PAGE.format(charset="windows-1252").encode("cp1252")
    article = read(write(tmp_path / "a.html", page))
    assert isinstance(article, Article)
    assert "region’s government" in article.text


def test_wrong_charset_in_a_page_is_not_believed(tmp_path: Path) -> None:
    article = read(write(tmp_path / "a.html", PAGE.format(charset="klingon-8")))
    assert isinstance(article, Article)
    assert "region’s government" in article.text


def test_sidecar_of_a_page_wins_over_its_markup(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '{"published": "2024-10-31"}')
    article = read(write(tmp_path / "a.html", PAGE.format(charset="utf-8")))
    assert isinstance(article, Article)
    assert article.published == date(2024, 10, 31)
    assert article.title == "Flood in Valencia"


def test_page_without_a_date_has_none_rather_than_a_guess(tmp_path: Path) -> None:
    lines = PAGE.format(charset="utf-8").splitlines()
    page = "\n".join(line for line in lines if "published_time" not in line)
    article = read(write(tmp_path / "a.html", page))
    assert isinstance(article, Article)
    assert article.published is None


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html>",
        "<html><body><script>let a = 1</script></body></html>",
        "<p>",
        "<" * 10_000,
        "\x00" * 99,
    ],
)
def test_page_without_an_article_is_an_error_that_says_what_to_do(
    tmp_path: Path, page: str
) -> None:
    outcome = read(write(tmp_path / "a.html", page))
    assert isinstance(outcome, EmptyInput | UnreadableInput)
    assert outcome.remedy


def test_deeply_nested_page_is_survived(tmp_path: Path) -> None:
    outcome = read(write(tmp_path / "a.html", "<div>" * 50_000 + "The army withdrew."))
    assert isinstance(outcome, Article | DatelineError)
