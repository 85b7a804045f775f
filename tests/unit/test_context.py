"""What a sentence stands in, as the second reading sees it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from geodata.events.context import Context, Contexts, without_names
from geodata.events.extractor import PatternExtractor
from geodata.events.sentences import split_sentences
from geodata.events.word_vectors import read_vectors
from geodata.gazetteer import Gazetteer
from geodata.model import Article
from geodata.pipeline import open_pipeline

TEXT = (
    "Rain fell for days.\n\nThe river burst its banks in Sylhet on Thursday. Police said on Friday "
    "that it was the worst flood in Bangladesh for a decade."
)
SIZE = read_vectors().dimensions


def contexts_of(text: str, gazetteer: Gazetteer, title: str = "Floods") -> list[Context]:
    article = Article(id="t", text=text, title=title, published=date(2024, 11, 30))
    extractor = PatternExtractor(gazetteer)
    resolutions = open_pipeline(gazetteer).run(article).resolutions
    sentences = split_sentences(text)
    contexts = Contexts(sentences, extractor.facts_of(article, resolutions))
    return [contexts.of(sentence) for sentence in sentences]


def parts_of(context: Context) -> list[bool]:
    """Whether anything is meant before, after and by the title."""
    return [bool(part.any()) for part in np.split(context.around, 3)]


def test_neighbours_and_the_title_are_what_stands_around(gazetteer: Gazetteer) -> None:
    first, middle, last = contexts_of(TEXT, gazetteer)
    assert parts_of(first) == [False, True, True]
    assert parts_of(middle) == [True, True, True]
    assert parts_of(last) == [True, False, True]
    assert parts_of(contexts_of(TEXT, gazetteer, title="")[1]) == [True, True, False]
    assert len(first.around) == 3 * SIZE


def test_signs_tell_what_a_sentence_names_and_where_it_stands(gazetteer: Gazetteer) -> None:
    first, middle, last = contexts_of(TEXT, gazetteer)
    assert first.signs[0] == "date False"
    assert middle.signs[:3] == ("date True", "spoken False", "level 4")
    assert last.signs[1] == "spoken True"
    assert [one.signs[-1] for one in (first, middle, last)] == [
        "position 0",
        "position 1",
        "position 2",
    ]


def test_items_of_a_list_say_nothing_of_each_other(gazetteer: Gazetteer) -> None:
    items = (
        "- A bomb exploded at a market in Baghdad on Thursday.\n\n- Rebels shelled Idlib on Friday."
    )
    for context in contexts_of(items, gazetteer, title=""):
        assert parts_of(context) == [False, False, False]


@pytest.mark.parametrize(
    ("stems", "kept"),
    [
        (("zaynab", "fled", "", "the", "flood"), {"fled", "the", "flood"}),  # a name, maybe
        (("flood", "", "the", "flood"), {"flood", "the"}),
        (("zaynab", "saw", "zaynab"), {"zaynab", "saw"}),
        (("",), set()),
    ],
)
def test_first_word_counts_where_it_is_no_name(stems: tuple[str, ...], kept: set[str]) -> None:
    assert without_names(stems) == kept
