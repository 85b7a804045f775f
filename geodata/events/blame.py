"""Who is behind something by what is said of them: blamed for it, claiming it, belonging to it."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.actors import Mention, MentionBasis, is_armed
from geodata.events.arguments import (
    PlacedMention,
    only_helps,
    place_mentions,
    preposition_before,
)
from geodata.events.sentences import Sentence
from geodata.model import ActorRole

_BLAME = (
    " blamed on ", " claimed by ", " attributed to ", " blamed the ", " blamed ", " blames ",
    " suspected ", " accused ", " carried out by ", " claimed responsibility ", " perpetrated by ",
    " believed to be ", " staged by ", " conducted by ", " launched by ", " claimed ",
    " took responsibility ", " statement claiming ", " was behind ", " were behind ",
    " to claim ", " identified as ", " presumed to be ",
    " presumed to belong to ", " been responsible for ", " was responsible for ", " hallmarks of ",
    " accusing ",
)  # fmt: skip
_FOLLOWED = (" by ", " on ", " to ", " the ", " of ", " suspected ", " be ", " accusing ")
_MEMBERSHIP = frozenset("from of belonging linked loyal affiliated members allied".split())


def is_named(mention: Mention) -> bool:
    """Whether the words name a group, rather than say what such people are called."""
    return mention.basis is not MentionBasis.TERM


def find_claimed(sentence: Sentence, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Who is said to be behind what was told before: "claimed responsibility", "blamed on"."""
    blamed = find_blamed(sentence, place_mentions(sentence, mentions))
    return tuple(one.mention for one in blamed if is_named(one.mention))


def find_agents(
    sentence: Sentence, placed: list[PlacedMention], found: Mapping[str, tuple[ActorRole, Mention]]
) -> list[PlacedMention]:
    """The first armed actor of a "by" anywhere: "a rocket fired by rebels hit the market"."""
    return [
        one
        for one in placed
        if one.mention.name not in found
        and is_armed(one.mention.kind)
        and preposition_before(sentence, one) == "by"
        and not only_helps(sentence, one)
    ][:1]


def find_belonging(
    sentence: Sentence, placed: list[PlacedMention], found: Mapping[str, tuple[ActorRole, Mention]]
) -> list[PlacedMention]:
    """The group that generic initiators are of: "gunmen from the Islamist group al-Shabaab"."""
    for one in placed:
        if found.get(one.mention.name, (None, None))[0] is not ActorRole.INITIATOR:
            continue
        for other in placed:
            gap = sentence.words[one.last : other.first]
            if is_named(other.mention) and 0 < len(gap) <= 8 and not _MEMBERSHIP.isdisjoint(gap):
                return [other]
    return []


def find_blamed(sentence: Sentence, placed: list[PlacedMention]) -> list[PlacedMention]:
    """The actor that a sentence blames, or that claims what happened; () for none."""
    for phrase in _BLAME:
        position = sentence.padded.find(phrase)
        if position < 0:
            continue
        index = sentence.padded.count(" ", 0, position + 1) - 1
        length = phrase.count(" ") - 1
        after = [one for one in placed if 0 <= one.first - (index + length) <= 6]
        before = [one for one in placed if 0 <= index - one.last <= 6]
        if phrase.endswith(_FOLLOWED):
            chosen = after[:1]
        elif "claim" in phrase or "behind" in phrase or "responsib" in phrase:
            chosen = before[-1:]
        else:
            chosen = after[:1]
        if chosen:
            return chosen
    return []
