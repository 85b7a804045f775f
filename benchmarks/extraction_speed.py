"""Speed of event extraction on one core: `python benchmarks/extraction_speed.py [GOLD]`.

Articles a second for whole events (places, dates, actors, events, incidents), beside spaCy's small
pipeline where that model is installed; then how the cost grows with the length of a text.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geodata.gold import read_gold
from geodata.model import Article
from geodata.pipeline import open_pipeline

GOLD = Path(__file__).parents[2] / "shared" / "benchmarks" / "geoparsing" / "dev"
ROUNDS, ARTICLES = 3, 150
NORM_CHARACTERS = 2000
SIZES = (20_000, 200_000, 2_000_000)
MODEL = "en_core_web_sm"


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else GOLD
    if not folder.exists():
        print(f"no articles at {folder}", file=sys.stderr)
        return 1
    articles = [document.article for document in read_gold(folder)][:ARTICLES]
    pipeline = open_pipeline()
    extractor = pipeline.extractor
    assert extractor is not None
    places = {article.id: pipeline.run(article).resolutions for article in articles}

    ours = per_second(articles, pipeline.run)
    alone = per_second(articles, lambda article: extractor.extract(article, places[article.id]))
    print(f"whole pipeline     {ours:7.0f} articles of {NORM_CHARACTERS} characters/s")
    print(f"extraction alone   {alone:7.0f}")
    spacy_pipeline = load_spacy()
    if spacy_pipeline is None:
        print(f"{MODEL} is not installed: no comparison")
    else:
        print(f"{MODEL}     {per_second(articles, spacy_pipeline):7.0f}")
    text = "\n\n".join(article.text for article in articles)
    while len(text) < SIZES[-1]:
        text += "\n\n" + text
    for size in SIZES:
        article = Article(id="long", text=text[:size], published=articles[0].published)
        resolutions = pipeline.run(article).resolutions
        started = time.process_time()
        extractor.extract(article, resolutions)
        taken = time.process_time() - started
        print(f"{size / 1e6:6.2f} MB {taken:8.2f} s {taken / size * 1e9:8.0f} ns/character")
    return 0


def per_second(articles: Sequence[Article], work: Callable[[Article], object]) -> float:
    """Articles of the norm length a second of processor time, the median of some rounds."""
    norm = sum(len(article.text) for article in articles) / NORM_CHARACTERS
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for article in articles:
            work(article)
        rates.append(norm / (time.process_time() - started))
    return statistics.median(rates)


def load_spacy() -> Callable[[Article], object] | None:
    """spaCy's small English pipeline, None where it is not installed."""
    try:
        import spacy

        nlp = spacy.load(MODEL)
    except (ImportError, OSError):
        return None
    return lambda article: nlp(article.text)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
