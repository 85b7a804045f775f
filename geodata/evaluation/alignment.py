"""In which sentence of an article an incident is told, that people coded without saying where.

By the words in which they say what it is, and what those mean, and by the incident's place, day and
dead: no single one is sure, all together find it. Of 650 incidents that the program found, the
likeliest sentence is one that it took in 566, and in most others it tells the incident, too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from geodata.evaluation.event_gold import GoldArticle, GoldIncident
from geodata.events.facts import Facts
from geodata.events.sentences import Sentence, split_sentences
from geodata.events.toll import TollWords, find_toll
from geodata.events.word_vectors import STEM, read_vectors
from geodata.gazetteer.spatial import distance_km

# What each is worth: the words, their meaning, the place, the day, the dead; a lead tells of all.
_WORDS, _MEANING, _PLACE, _DAY, _DEAD, _LEAD = 2.0, 1.5, 0.8, 0.5, 0.6, -0.15
_LEADING = 2  # sentences
_COMMON = frozenset(
    "in of the a an on at to and by from near with for as is was its his her".split()
)

Rarities = Mapping[str, float]
"""How rare each stem is, as the logarithm of sentences to one that has it."""


def count_rarities(gold: Iterable[GoldArticle]) -> Rarities:
    """How rare the stems of articles are."""
    counts: Counter[str] = Counter()
    sentences = 0
    for one in gold:
        for sentence in split_sentences(one.article.text):
            counts.update(set(_stems(sentence.words)))
            sentences += 1
    return {stem: math.log(sentences / count) for stem, count in counts.items()}


def align(
    incident: GoldIncident,
    sentences: Sequence[Sentence],
    facts: Facts,
    *,
    rarities: Rarities,
    toll_words: TollWords,
) -> list[float]:
    """How much speaks for each sentence telling an incident, to be compared with one another."""
    vectors = read_vectors()
    what = frozenset(_stems(_words_of(incident.what)))
    meant = _direction(vectors.sum(what))
    unknown = max(rarities.values(), default=1.0)
    total = sum(rarities.get(stem, unknown) for stem in what) or 1.0
    scores = []
    for position, sentence in enumerate(sentences):
        stems = frozenset(_stems(sentence.words))
        shared = sum(rarities.get(stem, unknown) for stem in what & stems)
        toll = find_toll(sentence, 0, len(sentence.words), toll_words).killed
        scores.append(
            _WORDS * shared / total
            + _MEANING * float(meant @ _direction(vectors.sum(stems)))
            + _PLACE * _names_place(incident, sentence, facts)
            + _DAY * _names_day(incident, sentence, facts)
            + _DEAD * bool(toll and toll.best and toll.best == incident.killed)
            + _LEAD * (position < _LEADING)
        )
    return scores


def _names_place(incident: GoldIncident, sentence: Sentence, facts: Facts) -> bool:
    if incident.point is None:
        return False
    named = (
        mention.resolution.place
        for chain in facts.chains_in(sentence)
        for mention in chain.places
        if mention.level
    )
    return any(
        place is not None
        and distance_km(place.latitude, place.longitude, *incident.point) <= incident.within_km
        for place in named
    )


def _names_day(incident: GoldIncident, sentence: Sentence, facts: Facts) -> bool:
    days = (one.reading.start for one in facts.dates_in(sentence))
    return any(day is not None and incident.start <= day <= incident.end for day in days)


def _words_of(what: str) -> list[str]:
    words = what.lower().replace("-", " ").replace("/", " ").split()
    return [word.strip(".,'’\"()") for word in words]


def _stems(words: Iterable[str]) -> list[str]:
    return [word[:STEM] for word in words if word.isalpha() and word not in _COMMON]


def _direction(vector: np.typing.NDArray[np.float32]) -> np.typing.NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector
