"""What holds for the folding of any text."""

from hypothesis import given
from hypothesis import strategies as st

from geodata.folding import fold, folded_words


@given(st.text())
def test_folding_is_done_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(), st.text())
def test_folding_works_word_by_word(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == " ".join(filter(None, (fold(one), fold(other))))


@given(st.text())
def test_the_words_of_a_text_lie_in_it_in_order(text: str) -> None:
    keys, starts, ends = folded_words(text)
    assert len(keys) == len(starts) == len(ends)
    assert all(keys)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert starts == sorted(starts)
