"""The article's text cut at its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.marks import Mark, paragraphs
from geodata.model import Span

TEXT = "Rebels took Aleppo on Friday.\n\nThe army redeployed."


def mark(words: str, kind: str) -> Mark:
    start = TEXT.index(words)
    return Mark(span=Span(start, start + len(words)), kind=kind)


def test_marks_are_cut_out_and_the_rest_is_kept() -> None:
    first, second = paragraphs(TEXT, [mark("Aleppo", "place"), mark("Friday", "date")])
    assert [(piece.text, piece.mark and piece.mark.kind) for piece in first] == [
        ("Rebels took ", None),
        ("Aleppo", "place"),
        (" on ", None),
        ("Friday", "date"),
        (".", None),
    ]
    assert [piece.text for piece in second] == ["The army redeployed."]


def test_the_chosen_sentence_spans_its_marks() -> None:
    chosen = Span(0, TEXT.index("\n"))
    first, second = paragraphs(TEXT, [mark("Aleppo", "place")], chosen=chosen)
    assert all(piece.chosen for piece in first)
    assert not any(piece.chosen for piece in second)


def test_of_overlapping_marks_the_first_and_longest_is_shown() -> None:
    ((*pieces,), _) = paragraphs(TEXT, [mark("took", "trigger"), mark("took Aleppo", "place")])
    assert [piece.text for piece in pieces if piece.mark] == ["took Aleppo"]


def test_a_mark_beyond_the_text_is_left_out() -> None:
    ((*pieces,), _) = paragraphs(TEXT, [Mark(span=Span(4, 4000), kind="place")])
    assert [piece.text for piece in pieces] == ["Rebels took Aleppo on Friday."]


@given(
    st.text(alphabet="ab \n‮", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8),
    st.none() | st.tuples(st.integers(0, 60), st.integers(1, 20)),
)
def test_the_pieces_put_together_are_the_lines_of_the_text(
    text: str, places: list[tuple[int, int]], chosen: tuple[int, int] | None
) -> None:
    marks = [Mark(span=Span(start, start + size), kind="place") for start, size in places]
    span = Span(chosen[0], chosen[0] + chosen[1]) if chosen else None
    drawn = ["".join(piece.text for piece in line) for line in paragraphs(text, marks, chosen=span)]
    assert drawn == [line for line in text.split("\n") if line.strip()]
