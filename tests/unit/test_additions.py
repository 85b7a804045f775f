"""What an editor hands in is read within bounds, never run, never from where it should not be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures.reports import SEED

from dashboard.additions import (
    LONGEST_TEXT,
    MOST_ARTICLES,
    read_address,
    read_file,
    read_text,
)
from geodata.errors import (
    DatelineError,
    ForbiddenAddress,
    InputTooLarge,
    UnreadableInput,
    UnsupportedLanguage,
)
from geodata.model import Article

TEXT = SEED.read_text(encoding="utf-8")


def test_pasted_text_is_an_article_with_its_facts() -> None:
    facts = {"title": "Aleppo", "published": "2024-12-01", "url": "https://news.example/a"}
    _, article = read_text(TEXT, facts)
    assert isinstance(article, Article)
    assert (article.text, article.title) == (TEXT, "Aleppo")


@pytest.mark.parametrize(
    ("text", "facts", "error"),
    [
        ("a" * (LONGEST_TEXT + 1), {}, InputTooLarge),
        (TEXT + "\x00", {}, UnreadableInput),
        ("Der Hund ist im Garten und bellt die Katze an, die auf dem Dach liegt. " * 5, {},
         UnsupportedLanguage),
        (TEXT, {"url": "javascript:alert(1)"}, UnreadableInput),
        (TEXT, {"published": "soon"}, UnreadableInput),
    ],
)  # fmt: skip
def test_pasted_text_that_is_none_says_why(
    text: str, facts: dict[str, object], error: type[DatelineError]
) -> None:
    assert isinstance(read_text(text, facts)[1], error)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "../../etc/cron.d/a.txt", "/etc/passwd.md"])
def test_of_a_files_name_the_ending_counts_alone(name: str, tmp_path: Path) -> None:
    ((origin, article),) = read_file(name, TEXT.encode())
    assert isinstance(article, Article)
    assert origin == name


@pytest.mark.parametrize("name", ["a.exe", "a.py", "a.txt.sh", "a.json", "a", ".txt/..", ""])
def test_files_of_another_kind_are_refused(name: str) -> None:
    ((_, error),) = read_file(name, TEXT.encode())
    assert isinstance(error, UnreadableInput)


@pytest.mark.parametrize("data", [b"\x7fELF" + bytes(200), b"", b"\xff\xfe\x00"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
def test_what_is_no_text_is_refused(name: str, data: bytes) -> None:
    outcomes = read_file(name, data)
    assert outcomes
    assert all(isinstance(outcome, DatelineError) for _, outcome in outcomes)


def test_a_file_that_is_too_large_is_refused() -> None:
    ((_, error),) = read_file("a.txt", b"a" * 5_000_001)
    assert isinstance(error, InputTooLarge)


def test_a_table_gives_at_most_so_many_articles_and_says_so() -> None:
    lines = [json.dumps({"id": str(number), "text": TEXT}) for number in range(MOST_ARTICLES + 5)]
    outcomes = read_file("many.jsonl", "\n".join(lines).encode())
    articles = [outcome for _, outcome in outcomes if isinstance(outcome, Article)]
    assert len(articles) == MOST_ARTICLES
    assert isinstance(outcomes[-1][1], InputTooLarge)
    assert outcomes[0][0] == "many.jsonl:1"


@pytest.mark.parametrize(
    "address",
    [
        "/etc/passwd",
        "seeds",
        "*",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://news.example/a",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://user:word@93.184.216.34/",
        "https://" + "a" * 3000,
    ],
)
def test_only_addresses_of_the_open_web_are_asked(address: str) -> None:
    _, error = read_address(address)
    assert isinstance(error, ForbiddenAddress)
