"""Speed of geoparsing on one core: `python benchmarks/geoparsing_speed.py [GOLD]`.

Articles a second, side by side with the obvious alternatives in the same process: a blank spaCy
tokenizer, and the most populous place of every name that spaCy's compiled phrase matcher finds, or
that is the longest run of tokens in a table of names, as tutorials do it: by spans, or by words.
Then how the cost grows with the length of a text, up to the 5 MB that the program accepts, for
ordinary prose and for a list of nothing but places.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.gold import read_gold
from geodata.model import Article, Place
from geodata.recognition import GazetteerRecognizer
from geodata.resolution import ContextResolver

GOLD = Path(__file__).parents[2] / "shared" / "benchmarks" / "geoparsing" / "dev"
ROUNDS = 3
SIZES = (100_000, 1_000_000, 5_000_000)
MOST_WORDS = 7


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else GOLD
    if not folder.exists():
        print(f"no articles at {folder}", file=sys.stderr)
        return 1
    articles = [document.article for document in read_gold(folder)]
    gazetteer = open_gazetteer()
    recognizer, resolver = GazetteerRecognizer(gazetteer), ContextResolver(gazetteer)

    def geoparse(article: Article) -> object:
        return resolver.resolve(article, recognizer.recognize(article))

    ours = articles_per_second(articles, geoparse)
    print(f"{'geoparsing':<34}{ours:8.0f} articles/s")
    for name, peer in peers(gazetteer):
        theirs = articles_per_second(articles, peer)
        print(f"{name:<34}{theirs:8.0f} articles/s    ratio {ours / theirs:.1f}")
    for name, text in (("prose", prose(articles)), ("a list of places", places(gazetteer))):
        for size in SIZES:
            article = Article(id="long", text=text[:size])
            started = time.process_time()
            geoparse(article)
            taken = time.process_time() - started
            print(
                f"{name:<18}{size / 1e6:6.1f} MB {taken:8.2f} s {taken / size * 1e9:8.0f} ns/char"
            )
    return 0


def articles_per_second(articles: Sequence[Article], work: Callable[[Article], object]) -> float:
    """The median of some rounds over all articles, in processor time, after one to warm up."""
    for article in articles:
        work(article)
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for article in articles:
            work(article)
        rates.append(len(articles) / (time.process_time() - started))
    return statistics.median(rates)


def peers(gazetteer: Gazetteer) -> Iterator[tuple[str, Callable[[Article], object]]]:
    """The obvious ways to find places with spaCy; none where it is not installed."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("spaCy is not installed: no comparison")
        return
    pipeline = spacy.blank("en")
    pipeline.max_length = max(SIZES) + 1
    places = most_populous(gazetteer)
    yield "spaCy tokenizer alone", lambda article: pipeline(article.text)

    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("PLACE", list(pipeline.tokenizer.pipe(places)))

    def by_matcher(article: Article) -> object:
        spans = spacy.util.filter_spans(matcher(pipeline(article.text), as_spans=True))
        return [places.get(span.text.lower()) for span in spans]

    def by_words(article: Article) -> object:
        words = [token.lower_ for token in pipeline(article.text)]
        return list(iter_longest(len(words), lambda i, j: " ".join(words[i:j]), places))

    def by_spans(article: Article) -> object:
        document = pipeline(article.text)
        return list(iter_longest(len(document), lambda i, j: document[i:j].text.lower(), places))

    yield "spaCy, phrase matcher", by_matcher
    yield "spaCy, longest run of words", by_words
    yield "spaCy, longest span", by_spans


def most_populous(gazetteer: Gazetteer) -> dict[str, Place]:
    """The most populous place of every name in lower case."""
    places: dict[str, Place] = {}
    for row in range(len(gazetteer)):
        place = gazetteer.place_at(row)
        known = places.get(place.name.lower())
        if known is None or place.population > known.population:
            places[place.name.lower()] = place
    return places


def iter_longest(
    length: int, phrase: Callable[[int, int], str], places: Mapping[str, Place]
) -> Iterator[Place]:
    """The places of the longest phrases of at most MOST_WORDS words, from the left."""
    start = 0
    while start < length:
        for end in range(min(start + MOST_WORDS, length), start, -1):
            place = places.get(phrase(start, end))
            if place is not None:
                yield place
                break
        start = end if place is not None else start + 1


def prose(articles: Sequence[Article]) -> str:
    """Articles one after the other, again and again, to the largest size."""
    text = "\n\n".join(article.text for article in articles)
    return text * (max(SIZES) // len(text) + 1)


def places(gazetteer: Gazetteer) -> str:
    """The gazetteer's names, separated by commas, to the largest size."""
    text = ", ".join(gazetteer.place_at(row).name for row in range(0, len(gazetteer), 2))
    return text * (max(SIZES) // len(text) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
