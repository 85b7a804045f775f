"""Words that stand for an actor named elsewhere: "the rebels", "the group", "they"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from geodata.actors.lists import ActorLists, TermGroup
from geodata.actors.mention import Mention, MentionBasis
from geodata.actors.scene import same_country
from geodata.model import ActorKind, Span

_GROUP_KINDS = frozenset(
    {ActorKind.REBELS, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA}
)
_LED = (
    r"(?:led|headed|spearheaded|dominated|commanded|launched|carried out|waged|fought)\sby\s"
    r"(?:(?:the|a|an|hardline|hard-line|militant|jihadist|islamist|group|rebel|rebels|Islamist|formerly)\s)*"
)
_LED_BY = re.compile(
    r"\b(?:rebels?|rebellion|insurgents?|insurgency|fighters|militants|jihadists|opposition"
    r"|alliance|coalition|offensive|groups?|factions|forces|uprising)\b[^.!?\n]{0,40}?\b"
    + _LED
    + "$",
    re.IGNORECASE,
)
_TIED_BEHIND = re.compile(
    r",?\s[\"“‘]?(?:(?:who|which|that|are|is|were|was|all|possibly|reportedly|allegedly)\s)*"
    r"(?:from|of|belonging to|loyal to|linked to|allied (?:with|to)|affiliated (?:with|to)"
    r"|(?:suspected|believed|thought|said|alleged) (?:to (?:be|have been)|of being)"
    r"(?:\s(?:from|with|members? of|part of))?|claiming to be(?: from)?|identified as)\s"
    r"(?:(?:the|a|an|members? of|self-styled|so-called|outlawed|banned|islamist|extremist|militant"
    r"|terrorist|group|rebel|dreaded|(?-i:[A-Z][a-z]+))\s)*",
    re.IGNORECASE,
)
_TIED_BEFORE = re.compile(r"-(?:led|linked|affiliated|aligned|allied)\s(?:[a-z]+\s)?$")
_DEFINITE = re.compile(r"\b(?:the|these|those|its|same)\s(?:[a-z]+\s)?$", re.IGNORECASE)
_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s"
    r"(?:(?:armed|militant|rebel|jihadist|jihadi|extremist|terror|terrorist|Islamist|militia|radical"
    r"|separatist|insurgent)\s)?"
    r"(?:group|organisation|organization|movement|sect|faction|network|outfit)\b"
    r"(?!['’]s\s(?:leader|spokes))"
)
_THEY = re.compile(r"\b[Tt]hey\b(?!\s(?:say|said|told|added|believe|were)\b)")
_REACH = 600  # characters back to what "the group" can mean
_THEY_REACH = 300  # and "they"


def resolve_generics(text: str, mentions: list[Mention], lists: ActorLists) -> list[Mention]:
    """The mentions with generic words for rebels and gunmen given their group's name, where told.

    In this order: words tied to a group beside them ("gunmen suspected to be from X"); the group
    that the article says leads the rebels; the only rebel group named; for "the rebels" among
    several groups the one named last. Whoever cannot be told stays generic.
    """
    named = [one for one in mentions if one.basis is MentionBasis.NAME and one.kind in _GROUP_KINDS]
    if not named:
        return mentions
    rebels = [one for one in named if one.kind is ActorKind.REBELS]
    leader = next((one for one in named if _LED_BY.search(text, _left(one), one.span.start)), None)
    only = named[0] if len({one.name for one in named}) == 1 else None
    only_rebels = rebels[0] if len({one.name for one in rebels}) == 1 else None
    resolved = list(mentions)
    # From the end, so that in "gunmen from the Islamist group X" the group is known by then.
    for index in reversed(range(len(mentions))):
        mention = mentions[index]
        group = _group_of(mention, lists)
        if group is TermGroup.NONE or mention.basis is not MentionBasis.TERM:
            continue
        meant = _tied(text, mention, resolved, index)
        if meant is not None:
            resolved[index] = _renamed(mention, meant)
            continue
        if group is TermGroup.REBELS:
            meant = leader or only_rebels or _last_named(text, mention, named)
        elif _is_definite(text, mention):
            meant = _earlier(only or _last_named(text, mention, named), mention)
        if meant is not None and _is_of_country(meant, mention, lists):
            resolved[index] = _renamed(mention, meant)
    return resolved


def find_anaphors(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with "the group" and "they" added, each under the actor that it stands for."""
    found: list[Mention] = []
    for match in _ANAPHOR.finditer(text):
        span = Span(match.start(), match.end())
        meant = _before(
            mentions,
            span,
            lambda one: one.kind in _GROUP_KINDS and one.basis is not MentionBasis.TERM,
        )
        if meant is not None and not _overlaps(mentions, span):
            found.append(_standing_for(meant, span, text))
    for match in _THEY.finditer(text):
        span = Span(match.start(), match.end())
        meant = _subject_before(text, mentions, span)
        if meant is not None:
            found.append(_standing_for(meant, span, text))
    return sorted([*mentions, *found], key=lambda one: one.span)


def _group_of(mention: Mention, lists: ActorLists) -> TermGroup:
    for word in (mention.text.lower().replace("’", "'"), mention.text.lower().split()[-1]):
        term = lists.terms.get(word)
        if term is not None:
            return term.group
    return TermGroup.NONE


def _left(mention: Mention) -> int:
    return max(0, mention.span.start - 160)


def _tied(text: str, mention: Mention, mentions: list[Mention], index: int) -> Mention | None:
    if index + 1 < len(mentions):
        behind = mentions[index + 1]
        gap = text[mention.span.end : behind.span.start]
        if _is_named(behind) and (gap == " " or (len(gap) < 90 and _TIED_BEHIND.fullmatch(gap))):
            return behind
    if index > 0:
        before = mentions[index - 1]
        gap = text[before.span.end : mention.span.start]
        if _is_named(before) and len(gap) < 40 and _TIED_BEFORE.search(gap):
            return before
    return None


def _is_named(mention: Mention) -> bool:
    return mention.basis is not MentionBasis.TERM and mention.kind in _GROUP_KINDS


def _is_definite(text: str, mention: Mention) -> bool:
    start = mention.span.start
    return _DEFINITE.search(text, max(0, start - 25), start) is not None


def _last_named(text: str, mention: Mention, named: list[Mention]) -> Mention | None:
    if not _is_definite(text, mention):
        return None
    return _before(named, mention.span, lambda one: one.kind is ActorKind.REBELS)


def _earlier(meant: Mention | None, mention: Mention) -> Mention | None:
    return meant if meant is not None and meant.span.end <= mention.span.start else None


def _is_of_country(meant: Mention, mention: Mention, lists: ActorLists) -> bool:
    group = lists.groups.get(meant.name)
    return same_country(group.countries if group else (), mention.country_code)


def _renamed(mention: Mention, meant: Mention) -> Mention:
    return replace(
        mention,
        name=meant.name,
        kind=meant.kind,
        country_code=meant.country_code,
        basis=MentionBasis.COREFERENCE,
    )


def _before(mentions: list[Mention], span: Span, fits: Callable[[Mention], bool]) -> Mention | None:
    return next(filter(fits, reversed(_shortly_before(mentions, span, _REACH))), None)


def _shortly_before(mentions: list[Mention], span: Span, reach: int) -> list[Mention]:
    """The mentions that end before a span and start at most `reach` characters before it."""
    first = bisect_left(mentions, span.start - reach, key=_start)
    last = bisect_left(mentions, span.start, key=_start)
    return [one for one in mentions[first:last] if one.span.end <= span.start]


def _start(mention: Mention) -> int:
    return mention.span.start


def _subject_before(text: str, mentions: list[Mention], span: Span) -> Mention | None:
    """The first armed actor or crowd of the clause or sentence before "they"."""
    near = [
        one
        for one in _shortly_before(mentions, span, _THEY_REACH)
        if one.kind is not ActorKind.CIVILIANS and "\n\n" not in text[one.span.end : span.start]
    ]
    opening = _sentence_start(text, span.start)
    own = [one for one in near if one.span.start >= opening]
    if not own:
        previous = _sentence_start(text, max(0, opening - 2))
        own = [one for one in near if one.span.start >= previous]
    return own[0] if own and not own[0].name.startswith("Government") else None


def _sentence_start(text: str, position: int) -> int:
    earliest = max(0, position - _REACH)
    marks = (". ", "\n", "? ", "! ", ".’ ", '." ')
    return max(text.rfind(mark, earliest, position) for mark in marks) + 1


def _overlaps(mentions: list[Mention], span: Span) -> bool:
    index = bisect_left(mentions, span.end, key=_start)
    return index > 0 and mentions[index - 1].span.overlaps(span)


def _standing_for(meant: Mention, span: Span, text: str) -> Mention:
    return replace(meant, span=span, text=span.of(text), basis=MentionBasis.COREFERENCE)
