"""Places told indirectly: "entered the city", whose name stands before; "Springfield police".

And places that are told, but by a name that nobody recognised.
"""

from __future__ import annotations

from geodata.events.chains import PlaceChain
from geodata.events.places import PlaceRelation
from geodata.events.scenes import NEAR_KM, Scene, scene_near, to_scenes
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerMatch
from geodata.model import Span

_DEFINITE = frozenset("the that this".split())
_TOWN_NOUNS = frozenset("city town village capital port hamlet".split())
_FORCES = frozenset("police sheriff firefighters fire paramedics ambulance".split())
_LOCATIVE = frozenset("in at near from outside".split())
_OBJECT_REACH, _NAME_REACH, _FRONTED, _THERE_REACH = 6, 10, 2, 6


def find_indirect(
    sentence: Sentence, match: TriggerMatch, chains: tuple[PlaceChain, ...]
) -> tuple[Scene, ...]:
    """The scene of a trigger that no place of the sentence belongs to by itself, () for none.

    A town's own police or fire service works in or near the town.
    """
    if "there" in sentence.words[match.last : match.last + _THERE_REACH]:
        for chain in reversed(chains):
            if chain.last <= match.first and _is_town(chain):
                return to_scenes(sentence, chain)[:1]
    if _takes_town(sentence, match):
        for chain in reversed(chains):
            if chain.last <= match.first and _is_town(chain):
                return to_scenes(sentence, chain)[:1]
    for chain in chains:
        lead = chain.places[0]
        following = sentence.words[chain.last : chain.last + 1]
        if (
            lead.relation is PlaceRelation.BELONGS
            and _is_town(chain)
            and chain.last <= match.first
            and not _FORCES.isdisjoint(following)
        ):
            return (scene_near(lead, NEAR_KM),)
    return ()


def names_unknown_place(
    sentence: Sentence, match: TriggerMatch, text: str, *, known: tuple[Span, ...]
) -> bool:
    """Whether a trigger goes with "in" or "near" and a name that nobody recognised.

    Behind it, or at the head of the sentence: "In Tank, gunmen opened fire". `known` are the spans
    of names that are something else: actors, dates, places.
    """
    _, last = sentence.clause(match.last - 1)
    behind = range(match.first, min(last, match.last + _NAME_REACH) - 1)
    fronted = range(min(_FRONTED, len(sentence.words) - 2))
    for index in (*fronted, *behind):
        if sentence.words[index] not in _LOCATIVE:
            continue
        if index in fronted and "," not in sentence.words[index + 2 : index + 4]:
            continue
        start = sentence.starts[index + 1]
        named = text[start].isupper() and text[start + 1 : start + 2].islower()
        if named and not any(span.start <= start < span.end for span in known):
            return True
    return False


def names_person(
    sentence: Sentence, match: TriggerMatch, text: str, *, known: tuple[Span, ...]
) -> bool:
    """Whether a trigger's object is somebody by name: "captured Ovidio Guzman".

    That is two names or more behind it which are not `known` to be something else.
    """
    last = match.last
    if last + 1 >= len(sentence.words):
        return False
    starts = sentence.starts[last : last + 2]
    return all(text[start].isupper() for start in starts) and not any(
        span.start <= start < span.end for span in known for start in starts
    )


def _takes_town(sentence: Sentence, match: TriggerMatch) -> bool:
    """Whether the trigger's object is a town without its name: "entered the northern city"."""
    following = sentence.words[match.last : match.last + _OBJECT_REACH]
    if following[:1] and following[0] in {"of", "in", "into", "on"}:
        following = following[1:]
    if not following or following[0] not in _DEFINITE:
        return False
    for word in following[1:]:
        if word in _TOWN_NOUNS:
            return True
        if not word.isalpha():
            return False
    return False


def _is_town(chain: PlaceChain) -> bool:
    lead = chain.places[0]
    return lead.resolution.place is not None and lead.level == 4
