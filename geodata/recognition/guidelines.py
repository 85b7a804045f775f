"""What the annotators of a corpus marked, read from their gold: not all mark demonyms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geodata.folding import fold
from geodata.gazetteer import Gazetteer, NameKind
from geodata.gold import GoldDocument

_FEWEST_PER_DOCUMENT = 0.1


def corpora_without_demonyms(
    documents: Sequence[GoldDocument], *, gazetteer: Gazetteer
) -> frozenset[str]:
    """The corpora whose annotators did not mark demonyms: hardly a gold toponym is one.

    Whether a demonym in such a corpus is a toponym its gold does not say, so it neither teaches nor
    judges them.
    """
    marked: Counter[str] = Counter()
    for document in documents:
        for toponym in document.toponyms:
            kinds = gazetteer.entry(fold(toponym.span.of(document.article.text))).kinds
            marked[document.corpus] += kinds[:1] == (NameKind.DEMONYM,)
    sizes = Counter(document.corpus for document in documents)
    return frozenset(
        corpus for corpus, size in sizes.items() if marked[corpus] < _FEWEST_PER_DOCUMENT * size
    )
