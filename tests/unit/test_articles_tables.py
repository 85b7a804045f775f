"""JSONL and CSV: many articles in one file."""

import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.articles import iter_articles
from geodata.articles.tables import iter_csv, iter_jsonl
from geodata.errors import EmptyInput, InputError, InputTooLarge, UnreadableInput
from geodata.model import Article

COLUMNS = "id,text,title,published,source,url"


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_jsonl_rows_become_articles_with_their_facts(tmp_path: Path) -> None:
    row = {
        "id": "a-1",
        "text": "Bombs fell on Homs.",
        "title": "Bombs",
        "published": "2024-12-01",
        "source": "Wire",
        "url": "https://example.org/1",
        "annotations": [1, 2],
    }
    path = write(tmp_path / "a.jsonl", json.dumps(row) + "\n\n" + json.dumps({"text": "Rain."}))
    [(origin, first), (_, second)] = iter_articles([path])
    assert origin == f"{path}:1"
    assert first == Article(
        id="a-1",
        text="Bombs fell on Homs.",
        title="Bombs",
        published=date(2024, 12, 1),
        source="Wire",
        url="https://example.org/1",
    )
    assert isinstance(second, Article)
    assert second.published is None
    assert second.id


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"text": "Rain."', "JSON"),
        ('["Rain."]', "object"),
        ("[" * 100_000, "JSON"),
        ('{"title": "Rain"}', "'text'"),
        ('{"text": 7}', "'text'"),
        ('{"text": ""}', "no text"),
        ('{"text": "Rain.", "published": "1st"}', "'1st'"),
        ('{"text": "Rain.", "id": {}}', "'id'"),
        ('{"text": "Rain.\\u0000"}', "binary"),
        ('{"text": "\\ud83d Rain."}', "half a character"),
        ('{"text": "Силы вошли в город"}', "English"),
    ],
)
def test_a_bad_line_fails_alone_and_is_named(tmp_path: Path, line: str, named: str) -> None:
    path = write(tmp_path / "a.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Two."}}\n')
    (_, first), (origin, bad), (_, last) = iter_articles([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.text == "Two."
    assert origin == f"{path}:2"
    assert isinstance(bad, InputError)
    assert named in str(bad)
    assert bad.remedy


def test_bytes_that_are_no_text_fail_their_line_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "One."}\n{"text": "\x81\x8d"}\n{"text": "Two."}')
    outcomes = [outcome for _, outcome in iter_jsonl(path, limit_bytes=1_000)]
    assert [type(outcome) for outcome in outcomes] == [Article, UnreadableInput, Article]


def test_windows_line_among_utf8_lines_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", '{"text": "Zoë’s"}\n'.encode() + '{"text": "café"}'.encode("cp1252")
    )
    texts = [getattr(outcome, "text", outcome) for _, outcome in iter_jsonl(path, limit_bytes=999)]
    assert texts == ["Zoë’s", "café"]


def test_a_line_over_the_limit_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.write('{"text": "One."}\n')
        for _ in range(200):
            file.write("x" * 100_000)
        file.write('\n{"text": "Two."}\n')
    tracemalloc.start()
    outcomes = [outcome for _, outcome in iter_jsonl(path, limit_bytes=50_000)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(outcome) for outcome in outcomes] == [Article, InputTooLarge, Article]
    assert peak < 2_000_000


def test_jsonl_of_any_size_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(600):
            file.write(json.dumps({"id": number, "text": "Rain fell on the town. " * 150}) + "\n")
    tracemalloc.start()
    count = sum(isinstance(outcome, Article) for _, outcome in iter_articles([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 600
    assert path.stat().st_size > 2_000_000
    assert peak < 500_000


def test_utf16_tables_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "Zoë’s"}\n{"text": "café"}\n'.encode("utf-16"))
    assert [
        outcome.text for _, outcome in iter_articles([path]) if isinstance(outcome, Article)
    ] == [
        "Zoë’s",
        "café",
    ]


@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_every_jsonl_text_comes_back_exactly_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("t") / "a.jsonl"
    write(path, json.dumps({"text": text, "language": "en"}, ensure_ascii=len(text) % 2 == 0))
    [(_, outcome)] = iter_jsonl(path, limit_bytes=10_000)
    assert isinstance(outcome, InputError) or outcome.text == text


def test_csv_rows_become_articles_with_text_over_several_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        f'\ufeff{COLUMNS}\r\n1,"Rain, then\r\n""sun"".\r\n",Weather,2024-12-01,Wire,\r\n\r\n'
        "2,Snow.,,,,\r\n",
    )
    (origin, first), (next_origin, second) = iter_articles([path])
    assert isinstance(first, Article)
    assert first.text == 'Rain, then\r\n"sun".\r\n'
    assert (first.id, first.title, first.published) == ("1", "Weather", date(2024, 12, 1))
    assert isinstance(second, Article)
    assert (second.title, second.published, second.url) == ("", None, None)
    assert (origin, next_origin) == (f"{path}:2", f"{path}:6")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_csv_may_be_separated_by_semicolons_or_tabs(tmp_path: Path, separator: str) -> None:
    path = write(tmp_path / "a.csv", f"id{separator}Text\n1{separator}Rain, then sun.\n")
    [(_, article)] = iter_articles([path])
    assert isinstance(article, Article)
    assert article.text == "Rain, then sun."


def test_bad_csv_rows_fail_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,One.\n2,a,b\n3,"x"y\n4,\n5,Five.\n6,"open')
    outcomes = dict(iter_csv(path, limit_bytes=1_000))
    kinds = {line: isinstance(outcome, Article) for line, outcome in outcomes.items()}
    assert kinds == {2: True, 3: False, 4: False, 5: False, 6: True, 7: False}


def test_csv_without_a_text_column_is_one_failure_that_names_its_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,body\n1,Rain.\n")
    [(origin, outcome)] = iter_articles([path])
    assert origin == str(path)
    assert isinstance(outcome, UnreadableInput)
    assert "id, body" in str(outcome)


def test_long_csv_articles_are_not_cut_off(tmp_path: Path) -> None:
    text = "Rain fell on the town. " * 20_000
    path = write(tmp_path / "a.csv", f"id,text\n1,{text}\n")
    [(_, article)] = iter_articles([path])
    assert isinstance(article, Article)
    assert article.text == text


def test_a_csv_row_over_the_limit_fails_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1," + "x" * 5_000 + "\n2,Two.\n")
    outcomes = [outcome for _, outcome in iter_csv(path, limit_bytes=1_000)]
    assert [type(outcome) for outcome in outcomes] == [InputTooLarge, Article]


@pytest.mark.parametrize(
    ("name", "data"), [("a.jsonl", ""), ("a.jsonl", "\n \n"), ("a.csv", "text\n")]
)
def test_a_table_without_rows_is_a_failure(tmp_path: Path, name: str, data: str) -> None:
    [(origin, outcome)] = iter_articles([write(tmp_path / name, data)])
    assert origin == str(tmp_path / name)
    assert isinstance(outcome, EmptyInput)


def test_the_address_may_be_called_source_url(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"text": "Rain.", "source_url": "https://example.org/1"},
        {"text": "Rain.", "url": "https://example.org/2", "source_url": "https://example.org/1"},
        {"text": "Rain.", "source_url": "the archive"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    urls = [getattr(article, "url", "") for _, article in iter_articles([path])]
    assert urls == ["https://example.org/1", "https://example.org/2", None]
