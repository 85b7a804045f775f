"""What the sentences of gold tell: what the second reading can learn from.

A short passage tells its first incident. Of an article each sentence is read that triggers find an
event in, which gold has or not, each that tells an incident of gold that they do not find
(`alignment`), and each other one that has no trigger, which tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from geodata.evaluation.alignment import Rarities, align, count_rarities
from geodata.evaluation.event_gold import GoldArticle
from geodata.evaluation.events import find_types, fits_in, judge_incidents
from geodata.events.confidence import unrated
from geodata.events.context import AROUND, Context, Contexts, without_names
from geodata.events.cues import read_cues
from geodata.events.extractor import PatternExtractor
from geodata.events.facts import Facts
from geodata.events.gist import NOTHING
from geodata.events.sentences import Sentence, split_sentences
from geodata.events.taxonomy import read_event_types
from geodata.events.toll import TollWords, read_toll_words
from geodata.events.triggers import read_triggers
from geodata.events.weighing.choosing import as_ruled
from geodata.events.word_vectors import read_vectors
from geodata.gazetteer import open_gazetteer
from geodata.model import ArticleResult, Span
from geodata.pipeline import open_pipeline

_PASSAGES_WEIGHT = 4.0
_PASSAGE = 3  # sentences at most
_FEWEST_WORDS = 7  # of a sentence that tells nothing
_ALIGNED, _UNCLEAR = 1.0, 0.6  # a score, and a share of the best one


class Told(NamedTuple):
    """Words in their context, and the types of what they tell, any of which is right.

    `weight` is how much it counts: a passage, coded by hand for what it tells, more than a sentence
    of an article, of which the program found out which incident it is of.
    """

    context: Context
    types: frozenset[str]
    weight: float = 1.0

    @property
    def stems(self) -> frozenset[str]:
        """The stems, each once."""
        return without_names(self.context.stems)


def iter_told(gold: Iterable[GoldArticle]) -> Iterator[Told]:
    """What passages and the sentences of articles tell; nothing is a type of its own."""
    gold = tuple(gold)
    extractor = by_rules()
    pipeline = replace(open_pipeline(), extractor=extractor)
    reader = _Reader(rarities=count_rarities(gold), toll_words=read_toll_words())
    for one in gold:
        result = pipeline.run(one.article)
        facts = extractor.facts_of(one.article, result.resolutions)
        yield from reader.read(one, result, facts)


def by_rules() -> PatternExtractor:
    """An extractor by triggers and rules alone."""
    return PatternExtractor(
        open_gazetteer(),
        rate=unrated,
        read=None,
        choose_date=as_ruled,
        choose_scene=as_ruled,
        choose_type=as_ruled,
        choose_toll=as_ruled,
    )


class _Reader:
    """What there is to learn from an article that the rules have read."""

    def __init__(self, *, rarities: Rarities, toll_words: TollWords) -> None:
        self._rarities, self._toll_words = rarities, toll_words
        kinds = frozenset(read_event_types())
        self._triggers = read_triggers(read_cues(), sub_event_types=kinds)

    def read(self, one: GoldArticle, result: ArticleResult, facts: Facts) -> Iterator[Told]:
        """What its sentences tell; a passage as a whole."""
        sentences = split_sentences(one.article.text)
        contexts = Contexts(sentences, facts)
        required = [incident for incident in one.incidents if not incident.optional]
        is_passage = len(sentences) <= _PASSAGE
        if not one.incidents:
            weight = _PASSAGES_WEIGHT if is_passage else 1.0
            for sentence in sentences:
                yield Told(contexts.of(sentence), frozenset({NOTHING}), weight)
        elif required and is_passage:
            around = np.zeros(len(AROUND) * read_vectors().dimensions, dtype=np.float32)
            each = (without_names(contexts.of(sentence).stems) for sentence in sentences)
            stems = ("", *sorted(frozenset().union(*each)))
            context = Context(stems, around, contexts.signs(sentences))
            yield Told(context, required[0].types, _PASSAGES_WEIGHT)
        elif not is_passage:
            for sentence, types in self._iter_types(one, result, sentences, facts):
                yield Told(contexts.of(sentence), types)

    def _iter_types(
        self,
        one: GoldArticle,
        result: ArticleResult,
        sentences: Sequence[Sentence],
        facts: Facts,
    ) -> Iterator[tuple[Sentence, frozenset[str]]]:
        """The sentences of an article of which it is known what they tell."""
        told = _told_types(one, result)
        missed = [
            incident
            for incident in one.incidents
            if not any(fits_in(event, incident) for event in result.events)
        ]
        scores = [
            align(one, sentences, facts, rarities=self._rarities, toll_words=self._toll_words)
            for one in missed
        ]
        untold, unclear = _align_types([one.types for one in missed], scores)
        for number, sentence in enumerate(sentences):
            types = told.get(sentence.span, frozenset())
            if number in untold:
                yield sentence, types - {NOTHING} | untold[number]
            elif types:
                yield sentence, types
            elif (
                number not in unclear
                and len(sentence.words) >= _FEWEST_WORDS
                and not self._triggers.find(sentence)
            ):
                yield sentence, frozenset({NOTHING})


def _align_types(
    types: Sequence[frozenset[str]], scores: Sequence[list[float]]
) -> tuple[dict[int, frozenset[str]], frozenset[int]]:
    """The types of the sentences that tell missed incidents, and those that may tell one, too."""
    told: dict[int, frozenset[str]] = {}
    unclear: set[int] = set()
    for kinds, speaking in zip(types, scores, strict=True):
        best = max(range(len(speaking)), key=speaking.__getitem__)
        if speaking[best] >= _ALIGNED:
            told[best] = told.get(best, frozenset()) | kinds
            unclear.update(n for n, one in enumerate(speaking) if one >= _UNCLEAR * speaking[best])
    return told, frozenset(unclear)


def _told_types(gold: GoldArticle, result: ArticleResult) -> dict[Span, frozenset[str]]:
    """The types, by gold, of the sentences in which the program told an event."""
    found: dict[Span, frozenset[str]] = {}
    for reports, score in judge_incidents(gold, result):
        for event in reports:
            types = find_types(event, gold)
            if types:
                found[event.sentence] = found.get(event.sentence, frozenset()) - {NOTHING} | types
            elif score.invented:
                found.setdefault(event.sentence, frozenset({NOTHING}))
    return found
