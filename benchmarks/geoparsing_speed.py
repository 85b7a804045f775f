"""Speed of geoparsing on one core: `python benchmarks/geoparsing_speed.py [GOLD]`.

Articles a second, side by side with the obvious alternative (a blank spaCy tokenizer and a phrase
matcher over the same names) in the same process; then how the cost grows with the length of a text,
up to the 5 MB that the program accepts, for ordinary prose and for a list of nothing but places.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.gold import read_gold
from geodata.model import Article
from geodata.recognition import GazetteerRecognizer
from geodata.resolution import ContextResolver

GOLD = Path(__file__).parents[2] / "shared" / "benchmarks" / "geoparsing" / "dev"
ROUNDS = 3
SIZES = (100_000, 1_000_000, 5_000_000)
MATCHER_NAMES = 200_000


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
    print(f"geoparsing            {ours:8.0f} articles/s")
    matcher = spacy_matcher(gazetteer)
    if matcher is None:
        print("spaCy is not installed: no comparison")
    else:
        theirs = articles_per_second(articles, matcher)
        print(f"spaCy phrase matcher  {theirs:8.0f} articles/s    ratio {ours / theirs:.1f}")
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


def spacy_matcher(gazetteer: Gazetteer) -> Callable[[Article], object] | None:
    """A blank English tokenizer and a phrase matcher of place names; None without spaCy."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    pipeline = spacy.blank("en")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    step = max(1, len(gazetteer) // MATCHER_NAMES)
    names = {gazetteer.place_at(row).name for row in range(0, len(gazetteer), step)}
    matcher.add("PLACE", list(pipeline.tokenizer.pipe(names)))
    longest = max(SIZES) + 1
    pipeline.max_length = longest

    def work(article: Article) -> object:
        document = pipeline(article.text)
        spans = spacy.util.filter_spans(matcher(document, as_spans=True))
        return [
            max(gazetteer.find(span.text), key=lambda p: p.population, default=None)
            for span in spans
        ]

    return work


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
