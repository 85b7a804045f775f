"""A second reading of the sentences, by all of their words, beside the one by triggers.

It tells what no trigger tells, and is weighed where triggers tell something (`weighing.types`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from geodata.events.context import Context, Contexts
from geodata.events.cues import CueSet
from geodata.events.facts import Facts
from geodata.events.factuality import is_actual, tells_plainly
from geodata.events.gist import LIKELY, NOTHING, Gist, to_match
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerMatch

_SURE = 0.5
_POSING = frozenset("pose poses posed".split())
_LEAVING = frozenset("left departed sailed".split())

Gists = Mapping[int, Gist]
"""By the number of the sentence."""
ReadGist = Callable[[Context], Gist | None]
"""Reads a sentence in its context."""


def read_gists(
    sentences: Sequence[Sentence],
    facts: Facts,
    contexts: Contexts,
    *,
    matched: Collection[int],
    read: ReadGist,
) -> dict[int, Gist]:
    """What sentences that name a place, or have a trigger (`matched`), are likely to tell."""
    found: dict[int, Gist] = {}
    for sentence in sentences:
        first = bisect_left(facts.starts, sentence.span.start)
        placed = first < len(facts.starts) and facts.starts[first] < sentence.span.end
        if placed or sentence.number in matched:
            gist = read(contexts.of(sentence))
            if gist:
                found[sentence.number] = gist
    return found


def tells_any(gists: Gists) -> bool:
    """Whether a sentence is likely to tell an event."""
    return any(_is_likely(gist) for gist in gists.values())


def iter_untold(
    sentences: Sequence[Sentence],
    gists: Gists,
    *,
    matched: Mapping[int, tuple[TriggerMatch, ...]],
    typeless: Collection[int],
    facts: Facts,
    cues: Mapping[str, CueSet],
) -> Iterator[tuple[int, tuple[TriggerMatch, ...]]]:
    """Sentences that say when and where and likely tell an event: number and most telling word.

    Of those with triggers (`matched`) only the `typeless`, of which these tell no event, and where
    another word says most.
    """
    for sentence in sentences:
        number, gist = sentence.number, gists.get(sentence.number)
        if gist is None or not _is_likely(gist) or (number in matched and number not in typeless):
            continue
        match = to_match(gist, sentence)
        if any(one.first <= match.first < one.end for one in matched.get(number, ())):
            continue  # "found dead": what of is not told
        plain = tells_plainly(sentence, even_denying=gist.likelihood >= _SURE)
        plain = plain and not cues["verdict"].in_sentence(sentence)  # a court's is no event
        plain = plain and not _tells_no_more(sentence)
        if plain and is_actual(sentence, match, cues) and facts.places_and_dates(sentence):
            yield number, (match,)


def _tells_no_more(sentence: Sentence) -> bool:
    """Whether a sentence only tells how it began, or is a picture's.

    "The boat had left Minova that morning", "fighters pose for a picture on a tank".
    """
    return any(
        (one == "had" and other in _LEAVING) or (one in _POSING and other == "for")
        for one, other in pairwise(sentence.words)
    )


def _is_likely(gist: Gist) -> bool:
    return gist.sub_event_type != NOTHING and gist.likelihood >= LIKELY
