"""Place names that tell one place: "the town of Rann in Borno state" is one chain.

Names that only say in what area another lies are joined to it; names side by side tell several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from geodata.events.places import (
    CONNECTORS,
    PLACE_NOUNS,
    SIDES,
    PlaceMention,
    PlaceRelation,
    find_mentions,
)
from geodata.events.sentences import Sentence
from geodata.model import Resolution

_JOINING = frozenset(
    """and or as well with border bordering km from some more another others two three four five six
    seven eight nine ten dozens several about around roughly approximately nearly almost over just
    away""".split()
)
_FARTHEST, _FARTHEST_OFFSET = 9, 14  # words between two names of a chain; with a distance
_NUMBERS = frozenset("two three four five six seven eight nine ten dozens several another".split())
_ON_ROADS = frozenset("expressway highway motorway freeway road".split())
_DISTRICT = 2  # as `PlaceMention.level` counts
_PLACED = 6  # words: "near the town of"
DASHES = (("-",), ("–",))
_LYING = frozenset({PlaceRelation.AT, PlaceRelation.NEAR})
_OF_PEOPLE = frozenset({PlaceRelation.FROM, PlaceRelation.BELONGS})
_OF_NATIONS = ("ese", "ian", "ish", "eli", "shi", "ani", "qi", "eti", "eni", "ean", "can")
_UNKNOWN_CONNECTOR = re.compile(r"^[a-z]+(?:-held|-controlled|ern)$")


@dataclass(frozen=True, kw_only=True)
class PlaceChain:
    """Names of one place or several side by side: `places`, and the `areas` around them."""

    places: tuple[PlaceMention, ...]
    areas: tuple[PlaceMention, ...]

    @cached_property
    def first(self) -> int:
        """The first word of the chain."""
        return min(mention.first for mention in (*self.places, *self.areas))

    @cached_property
    def last(self) -> int:
        """The word behind the chain."""
        return max(mention.last for mention in (*self.places, *self.areas))


def find_places(
    sentence: Sentence, resolutions: tuple[Resolution, ...], text: str
) -> tuple[PlaceChain, ...]:
    """The chains of literal places of a sentence in order.

    `resolutions` are those that stand in the sentence, in the order of the text.
    """
    chains: list[PlaceChain] = []
    for mention in find_mentions(sentence, resolutions, text):
        if chains and _continues(sentence, chains[-1], mention):
            chains[-1] = _joined(sentence, chains[-1], mention)
        else:
            chains.append(PlaceChain(places=(mention,), areas=()))
    return tuple(chains)


def _continues(sentence: Sentence, chain: PlaceChain, mention: PlaceMention) -> bool:
    between = sentence.words[chain.last : mention.first]
    leader = chain.places[-1].relation
    if between in DASHES or _goes_on_from_road(between, mention):
        return True
    if len(between) <= _FARTHEST_OFFSET and _is_apposition(between, mention):
        return True
    farthest = _FARTHEST_OFFSET if mention.offset else _FARTHEST
    if len(between) > farthest or (leader in _OF_PEOPLE and mention.relation is PlaceRelation.AT):
        return False
    unknown = [word for word in between if not _connects(word)]
    listed = {"and", ","} & set(between) and mention.relation is leader
    of_nation = unknown[:1] and unknown[0].endswith(_OF_NATIONS)  # "the Bangladeshi capital Dhaka"
    plain = not unknown or bool(
        (listed or of_nation or mention.offset) and len(unknown) == 1 and unknown[0].isalpha()
    )
    return plain or mention.relation is PlaceRelation.BORDER


def _is_apposition(between: tuple[str, ...], mention: PlaceMention) -> bool:
    """Whether a name is explained by the next: "Toretsk, a mining town in Donetsk region"."""
    explained = between[:1] == (",",) and between[1:2] in (("a",), ("an",))
    return (
        explained
        and mention.relation in _LYING
        and between[-1] != ","
        and not PLACE_NOUNS.isdisjoint(between)
    )


def _connects(word: str) -> bool:
    """Whether a word between two names leaves them one chain."""
    return bool(
        word in CONNECTORS
        or word in SIDES
        or word in _JOINING
        or word.isdecimal()
        or _UNKNOWN_CONNECTOR.match(word)
    )


def _joined(sentence: Sentence, chain: PlaceChain, mention: PlaceMention) -> PlaceChain:
    between = sentence.words[chain.last : mention.first]
    leader = chain.places[-1]
    if _goes_on_from_road(between, mention):
        if mention.level < _DISTRICT:
            return PlaceChain(places=chain.places, areas=(*chain.areas, mention))
        return PlaceChain(places=(mention,), areas=chain.areas)
    if mention.first < leader.last or between in DASHES:  # "the Gusau-Funtua road"
        return PlaceChain(places=(*chain.places, mention), areas=chain.areas)
    if mention.first < chain.last:  # "at El Doce on the Quibdo-Medellin highway"
        return PlaceChain(places=chain.places, areas=(*chain.areas, mention))
    apart = mention.relation in {PlaceRelation.NEAR, PlaceRelation.BORDER, PlaceRelation.FROM}
    if apart and mention.relation is not leader.relation:
        return PlaceChain(places=chain.places, areas=(*chain.areas, mention))
    inner = mention.level > leader.level or (not between and mention.level >= leader.level)
    if inner and not {"and", "or"} & set(between) and not _counts(between):
        # "Nigeria's second city of Kano", "Mogadishu's Wadajir": the area comes first.
        lifted = PlaceMention(
            resolution=mention.resolution,
            first=mention.first,
            last=mention.last,
            relation=mention.relation
            if leader.relation is PlaceRelation.BELONGS
            else _stronger(leader.relation, mention.relation),
            offset=mention.offset,
        )
        return PlaceChain(places=(*chain.places[:-1], lifted), areas=(*chain.areas, leader))
    if _counts(between) or (mention.level == leader.level and _side_by_side(between)):
        return PlaceChain(places=(*chain.places, mention), areas=chain.areas)
    if {"and", "or"} & set(between) and "of" not in between:
        return PlaceChain(places=(*chain.places, mention), areas=chain.areas)
    return PlaceChain(places=chain.places, areas=(*chain.areas, mention))


def _goes_on_from_road(between: tuple[str, ...], mention: PlaceMention) -> bool:
    """Whether a road's name comes before where on it: "the Agra-Lucknow Expressway in Unnao"."""
    road = next((n for n, word in enumerate(between[:2]) if word in _ON_ROADS), None)
    return road is not None and len(between) - road <= _PLACED and mention.relation in _LYING


def _counts(between: tuple[str, ...]) -> bool:
    """Whether words go on counting: "two in X, six in Y"."""
    return "," in between and not _NUMBERS.isdisjoint(between)


def _side_by_side(between: tuple[str, ...]) -> bool:
    return bool({"and", "or"} & set(between)) or between in ((",",), (",", "the"))


def _stronger(first: PlaceRelation, second: PlaceRelation) -> PlaceRelation:
    return first if second is PlaceRelation.BARE else second
