"""A second reading of the sentences, by all of their words, beside the one by triggers.

It tells what no trigger tells, gives a type its due where the trigger's is far less likely
("police captured 29 gang members" takes no territory), and drops what is likely no event.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from geodata.events.cues import CueSet
from geodata.events.facts import Facts
from geodata.events.factuality import is_actual, tells_plainly
from geodata.events.gist import LIKELY, NOTHING, Gist, read_gist, to_match
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerMatch
from geodata.model import Resolution

_SURE = 0.5
_OVERRULES, _LEAST = 3.5, 0.4  # how much likelier, as a logarithm, and how likely at least
_DROPS = 4.0

Gists = Mapping[int, Gist]
"""By the number of the sentence."""


def read_gists(
    sentences: Sequence[Sentence],
    text: str,
    resolutions: tuple[Resolution, ...],
    *,
    matched: Collection[int],
) -> dict[int, Gist]:
    """What sentences that name a place, or have a trigger (`matched`), are likely to tell."""
    starts = [resolution.toponym.span.start for resolution in resolutions]
    found: dict[int, Gist] = {}
    for sentence in sentences:
        first = bisect_left(starts, sentence.span.start)
        placed = first < len(starts) and starts[first] < sentence.span.end
        if placed or sentence.number in matched:
            gist = read_gist(sentence, text)
            if gist:
                found[sentence.number] = gist
    return found


def tells_any(gists: Gists) -> bool:
    """Whether a sentence is likely to tell an event."""
    return any(_is_likely(gist) for gist in gists.values())


def overrule(sub_event_type: str | None, gist: Gist | None, *, noun: bool) -> str | None:
    """The type of what a sentence tells, by its triggers and by all words; None for no event.

    Only what a `noun` tells is dropped: "the murder of two fishermen" may be mere background.
    """
    if gist is None or sub_event_type is None or sub_event_type not in gist.likelihoods:
        return sub_event_type
    told = gist.likelihoods[sub_event_type]
    if gist.sub_event_type == NOTHING:
        dropped = noun and _odds(gist.likelihood, told) > _DROPS
        return None if dropped else sub_event_type
    overruled = gist.likelihood >= _LEAST and _odds(gist.likelihood, told) > _OVERRULES
    return gist.sub_event_type if overruled else sub_event_type


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
        if plain and is_actual(sentence, match, cues) and facts.places_and_dates(sentence):
            yield number, (match,)


def _is_likely(gist: Gist) -> bool:
    return gist.sub_event_type != NOTHING and gist.likelihood >= LIKELY


def _odds(one: float, other: float) -> float:
    """The logarithm of how much likelier one is than the other."""
    return math.log(max(one, 1e-9) / max(other, 1e-9))
