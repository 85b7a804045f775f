"""The word lists: shipped files, a user's own on top, and refusals that name the line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest

from geodata import lexicon
from geodata.errors import LexiconError


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "things.csv").write_text(
        "name,aliases,colour,weight,source\n# a comment, with a comma\n\n"
        'Kite,"Kites | flyer",red,0.5,own\n'
        "Ball,,blue,2,own\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(lexicon, "SHIPPED", folder)
    monkeypatch.delenv("DATELINE_LEXICON", raising=False)
    return folder


def read(folder: Path | None = None) -> tuple[lexicon.Entry, ...]:
    columns = ("name", "aliases", "colour", "weight", "source")
    return lexicon.read_lexicon("things", columns=columns, folder=folder)


def test_entries_come_in_the_order_of_the_file_without_comments(shipped: Path) -> None:
    kite, ball = read()
    assert (kite.text("name"), kite.many("aliases")) == ("Kite", ("Kites", "flyer"))
    assert (kite.choice("colour", Colour), kite.number("weight")) == (Colour.RED, 0.5)
    assert (ball.optional("aliases"), ball.many("aliases")) == (None, ())


def test_a_users_row_replaces_the_shipped_one_and_adds_new_ones(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "things.csv").write_text(
        "source,name,aliases,colour,weight\nme,kite,,blue,1\nme,Top,,red,3\n", encoding="utf-8-sig"
    )
    monkeypatch.setenv("DATELINE_LEXICON", str(own))
    assert [(entry.text("name"), entry.text("source")) for entry in read()] == [
        ("kite", "me"),
        ("Ball", "own"),
        ("Top", "me"),
    ]


def test_a_users_folder_without_the_list_changes_nothing(shipped: Path, tmp_path: Path) -> None:
    assert read(tmp_path) == read()


def test_a_users_folder_that_is_not_there_is_refused(shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="nowhere"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,aliases\n", "line 1: no column colour, weight, source"),
        ("name,aliases,colour,weight,source\na,b,c\n", "line 2: 3 values for 5 columns: 'a,b,c'"),
        ('name,aliases,colour,weight,source\n"a" b,,red,1,own\n', "line 2: "),
    ],
)
def test_a_bad_file_is_refused_with_its_line(shipped: Path, content: str, message: str) -> None:
    (shipped / "things.csv").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as refusal:
        read()
    assert str(shipped / "things.csv") in str(refusal.value)
    assert message in str(refusal.value)


def test_a_bad_value_is_refused_with_file_line_and_value(shipped: Path) -> None:
    (shipped / "things.csv").write_text(
        "name,aliases,colour,weight,source\n,,green,heavy,own\n", encoding="utf-8"
    )
    (entry,) = read()
    for use in (
        lambda: entry.text("name"),
        lambda: entry.choice("colour", Colour),
        lambda: entry.number("weight"),
    ):
        with pytest.raises(LexiconError, match=r"things\.csv, line 2: "):
            use()
    with pytest.raises(LexiconError, match=r"colour 'green' is none of red, blue"):
        entry.choice("colour", Colour)


def test_a_file_that_is_not_text_is_refused(shipped: Path) -> None:
    (shipped / "things.csv").write_bytes(b"name\n\xff\xfe")
    with pytest.raises(LexiconError, match="not UTF-8"):
        read()


def test_a_list_that_does_not_exist_is_refused(shipped: Path) -> None:
    with pytest.raises(LexiconError, match=r"nothing\.csv"):
        lexicon.read_lexicon("nothing", columns=("name",))
