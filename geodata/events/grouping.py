"""Which triggers of a sentence tell one happening: "a bomb exploded, killing 5" is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.dates import DatedEvent
from geodata.events.chains import PlaceChain
from geodata.events.coding import primary
from geodata.events.scene_choice import find_chain, turns_away
from geodata.events.sentences import Sentence
from geodata.events.taxonomy import EventType
from geodata.events.triggers import Rule, TriggerMatch
from geodata.events.word_class import WordClass

RESULT = "result"  # the family of what tells only the outcome: it fits any violence or disaster
REFERENCE = "reference"

_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        (RESULT, "violence"),
        (RESULT, "disaster"),
        (RESULT, "crowd"),
        (RESULT, "territory"),
        (RESULT, "abduction"),
        (RESULT, REFERENCE),
        (REFERENCE, "violence"),
        (REFERENCE, "disaster"),
        (REFERENCE, "crowd"),
        (REFERENCE, "abduction"),
        ("crowd", "violence"),
        ("crowd", "detention"),
        ("crowd", "property"),
        ("violence", "territory"),
        ("violence", "disaster"),
    )
)
_GROUND = frozenset({Rule.ASSAULT, Rule.TERRITORY, Rule.ENTER, Rule.CASUALTY, Rule.DAMAGE})
_COMES_AFTER = frozenset(
    {("came", "after"), ("come", "after"), ("comes", "after"), ("came", "as"), ("comes", "as")}
)
_CAUSES = frozenset("after when as".split())
_FAR_WEAPONS = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})


def family_of(match: TriggerMatch, types: Mapping[str, EventType]) -> str:
    """The family of a trigger's type, RESULT or REFERENCE for one that has none of its own."""
    trigger = match.trigger
    if trigger.rule in {Rule.CASUALTY, Rule.DAMAGE}:
        return RESULT
    if trigger.rule is Rule.ANAPHOR or trigger.sub_event_type is None:
        return REFERENCE
    return types[trigger.sub_event_type].family


def fit_together(first: str, second: str) -> bool:
    """Whether tellings of two families may be of one happening."""
    return first == second or frozenset({first, second}) in _TOGETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The triggers of one happening in a sentence, their place chain and their date."""

    matches: tuple[TriggerMatch, ...]
    chain: PlaceChain | None
    dated: DatedEvent


def is_own_date(sentence: Sentence, dated: DatedEvent) -> bool:
    """Whether a date stands in the sentence itself."""
    return dated.date.span is not None and sentence.span.contains(dated.date.span)


def group_triggers(
    sentence: Sentence,
    matches: tuple[TriggerMatch, ...],
    *,
    chains: tuple[PlaceChain, ...],
    dates: tuple[DatedEvent, ...],
    types: Mapping[str, EventType],
) -> list[Group]:
    """The triggers of a sentence by happening; `dates` are theirs, one each."""
    groups: list[Group] = []
    for match, dated in zip(matches, dates, strict=True):
        others = tuple(other for other in matches if other is not match)
        single = Group(
            matches=(match,),
            chain=find_chain(sentence, match, chains=chains, others=others),
            dated=dated,
        )
        for position, group in enumerate(groups):
            if _belongs(sentence, single, group, types):
                groups[position] = _merged(sentence, group, single)
                break
        else:
            groups.append(single)
    return groups


def _merged(sentence: Sentence, group: Group, single: Group) -> Group:
    matches = (*group.matches, *single.matches)
    if _is_outcome(sentence, single, group):
        own = single.dated if is_own_date(sentence, single.dated) else group.dated
        return Group(matches=matches, chain=single.chain or group.chain, dated=own)
    leading = primary(matches) is single.matches[0]
    first, second = (single.dated, group.dated) if leading else (group.dated, single.dated)
    return Group(
        matches=matches,
        chain=_main_chain(group, single) or _smaller(group.chain, single.chain),
        dated=first if is_own_date(sentence, first) else second,
    )


def _belongs(
    sentence: Sentence, single: Group, group: Group, types: Mapping[str, EventType]
) -> bool:
    (match,) = single.matches
    family = family_of(match, types)
    if not all(fit_together(family, family_of(member, types)) for member in group.matches):
        return False
    if _are_set_apart(sentence, single, group):
        return False
    if _have_other_days(sentence, single, group):
        return False
    everyone = (*group.matches, match)
    if any(one.trigger.rule in {Rule.TERRITORY, Rule.ENTER} for one in everyone) and any(
        one.trigger.sub_event_type in _FAR_WEAPONS
        or (one.trigger.rule not in _GROUND and one.trigger.sub_event_type != "Armed clash")
        for one in everyone
    ):
        return False
    chain, place = single.chain, group.chain
    if _is_outcome(sentence, single, group):
        return True
    if chain is None or place is None or chain is place or match.is_result:
        return True
    between = sentence.words[group.matches[-1].last : match.first]
    if "crowd" in {family, *(family_of(one, types) for one in group.matches)} and (
        "after" in between or "before" in between
    ):
        return False  # "the town hall of Bordeaux was set on fire after marches across France"
    return not (_is_town(chain) and _is_town(place))


def _is_outcome(sentence: Sentence, single: Group, group: Group) -> bool:
    """Whether a group tells what came of the deed behind it: "was hurt after troops shelled"."""
    between = sentence.words[group.matches[-1].last : single.matches[0].first]
    return (
        not single.matches[0].is_result
        and all(match.is_result for match in group.matches)
        and not _CAUSES.isdisjoint(between)
        and not turns_away(between)
    )


def _have_other_days(sentence: Sentence, single: Group, group: Group) -> bool:
    """Whether both tell events, not results, and the sentence gives each its own day."""
    if any(all(match.is_result for match in one.matches) for one in (single, group)):
        return False
    own = is_own_date(sentence, single.dated) and is_own_date(sentence, group.dated)
    return own and single.dated.date.start != group.dated.date.start


def _are_set_apart(sentence: Sentence, single: Group, group: Group) -> bool:
    """Whether the words tell one happening by its distance in time from another.

    "The clash came six days after bombs killed 23", "the worst since 2019, when 14 died".
    """
    between = sentence.words[group.matches[-1].last : single.matches[0].first]
    results = all(match.is_result for match in group.matches)
    elsewhen = is_own_date(sentence, single.dated) and single.dated.date.start != (
        group.dated.date.start
    )
    if between[:2] in _COMES_AFTER and group.matches[-1].trigger.word_class is WordClass.NOUN:
        return True  # "the attacks came after aircraft hit a camp"
    if "where" in between and elsewhen:
        return True  # "at the prison, where 119 died in September"
    # "Died two days after he was shot" is one.
    return turns_away(between) and (not results or "since" in between)


def _is_town(chain: PlaceChain) -> bool:
    """Whether a chain names a known town or site, which can only be itself."""
    lead = chain.places[0]
    return lead.resolution.place is not None and lead.level == 4


def _main_chain(group: Group, single: Group) -> PlaceChain | None:
    """The unknown place of a deed whose outcome has another: hurt in a village, died in Ankara."""
    deeds = [one for one in (group, single) if not all(match.is_result for match in one.matches)]
    chain = deeds[0].chain if len(deeds) == 1 else None
    return chain if chain is not None and chain.places[0].resolution.place is None else None


def _smaller(place: PlaceChain | None, chain: PlaceChain | None) -> PlaceChain | None:
    if place is None or chain is None:
        return place or chain
    if chain.places[0].resolution.place is None:
        return place
    if place.places[0].resolution.place is None:
        return chain
    return chain if chain.places[0].level > place.places[0].level else place
