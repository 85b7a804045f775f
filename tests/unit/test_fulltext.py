"""Words and phrases looked for: what they find, and that DuckDB and Python agree on it."""

from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.fulltext import MOST_PATTERNS, find_hits, patterns

SENTENCE = "Strikes on ÅLÉPPO, an Air  strike: Hay’at, Łódź, São, Łukasz's S\u0327a (100% sure)."


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("aleppo", ["ÅLÉPPO"]),
        ("strike", ["Strike", "strike"]),
        ("strike an", ["Strike", "an", "strike"]),
        ('"air strike"', ["Air  strike"]),
        ('"strike air"', []),
        ("hayat", ["Hay’at"]),
        ("hay'at", ["Hay’at"]),
        ("ŁODZ sao", ["Łódź", "São"]),
        ("lukaszs", ["Łukasz's"]),
        ("sa", ["Sã", "S\u0327a"]),
        ("100%", ["100%"]),
        ("(", ["("]),
        (".*", []),
        ('"', []),
        ("'", []),
        ("   ", []),
        ("", []),
    ],
)
def test_hits_whatever_case_accents_and_apostrophes(text: str, hits: list[str]) -> None:
    assert [span.of(SENTENCE) for span in find_hits(text, within=SENTENCE)] == hits


def test_a_text_asks_for_a_bounded_number_of_patterns() -> None:
    assert len(patterns(" ".join(map(str, range(100))))) == MOST_PATTERNS


def test_the_longest_text_is_a_pattern_that_duckdb_takes() -> None:
    (pattern,) = patterns("o" * 200)
    assert in_duckdb(pattern, "Ö" * 200)
    assert not in_duckdb(pattern, "Ö" * 199)


WORDS = st.text(alphabet="aAáÅçßøŁıİ'’\u0301\".*+?(){}[]|^$\\ %_-1\nжЖйא中😀", max_size=12)


@given(text=WORDS, within=WORDS)
def test_duckdb_finds_what_python_marks(text: str, within: str) -> None:
    for pattern in patterns(text):
        marked = re.search(pattern, within, re.IGNORECASE) is not None
        assert in_duckdb(pattern, within) == marked


def in_duckdb(pattern: str, text: str) -> bool:
    row = duckdb.execute("SELECT regexp_matches($1, $2, 'i')", [text, pattern]).fetchone()
    assert row
    return bool(row[0])
