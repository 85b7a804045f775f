"""Properties of actors' mentions that hold for any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geodata.actors import find_actors
from geodata.actors.lists import read_actor_lists
from geodata.actors.phrases import words_of
from geodata.model import Article

WORDS = st.sampled_from(
    """the Syrian and Russian warplanes rebels led by HTS Hay'at Tahrir al-Sham ( ) army of Syria
    they group The . , gunmen suspected to be from Boko Haram U.S. troops Moscow said has bombed
    Garre clans Zembla Liberation Front ZLF (ZLF) police government airstrikes villagers
    İ ß ’s 's""".split()
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@given(TEXTS)
def test_mentions_are_in_order_apart_and_equal_to_their_words(text: str) -> None:
    found = find_actors(Article(id="a", text=text), ())
    for mention in found:
        assert mention.span.of(text) == mention.text
        assert mention.name
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start


@given(TEXTS)
def test_finding_twice_finds_the_same(text: str) -> None:
    article = Article(id="a", text=text)
    assert find_actors(article, ()) == find_actors(article, ())


@given(TEXTS)
def test_phrases_are_words_of_the_text_and_apart(text: str) -> None:
    words = words_of(text)
    hits = read_actor_lists().index.find(text, words)
    for hit in hits:
        assert tuple(word.form for word in words[hit.first : hit.last]) == hit.phrase.words
    for first, second in pairwise(hits):
        assert first.last <= second.first
