"""What words mean, as numbers: words that news uses alike point the same way.

Vectors of the first letters of English words, from GloVe (Pennington, Socher and Manning 2014: six
billion words of news and encyclopedia), as bytes. `geodata.evaluation.word_vectors` makes the file.
Names have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

PACKAGE = "geodata.events"
FILE = "word_vectors.npz"
STEM = 6  # letters
SCALE = 1 / 127

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """A row of `matrix` for each stem, of a length of 1 for telling words, less for common ones."""

    rows: Mapping[str, int]
    matrix: NDArray[np.int8]

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self.matrix.shape[1])

    def sum(self, stems: Iterable[str]) -> Vector:
        """The vectors of those stems that have one, added up."""
        known = self.rows
        found = [known[stem] for stem in stems if stem in known]
        rows = self.matrix.take(np.array(found, dtype=np.intp), axis=0)
        total: Vector = np.add.reduce(rows, axis=0, dtype=np.float32) * np.float32(SCALE)
        return total


@cache
def read_vectors() -> WordVectors:
    """The vectors that ship, read once."""
    with (
        files(PACKAGE).joinpath(FILE).open("rb") as stream,
        np.load(stream, allow_pickle=False) as arrays,
    ):
        stems = bytes(arrays["stems"]).decode("ascii").split()
        matrix = arrays["matrix"]
    return WordVectors({stem: row for row, stem in enumerate(stems)}, matrix)
