"""Reading one sentence: its triggers grouped into tellings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

from geodata.dates import DatedEvent, assign_date
from geodata.events.blame import find_claimed
from geodata.events.chains import PlaceChain
from geodata.events.coding import primary
from geodata.events.facts import Facts
from geodata.events.grouping import Group, family_of, group_triggers, is_own_date
from geodata.events.indirect import find_indirect, names_unknown_place
from geodata.events.no_scene import REACTIONS, SPEECH, is_aside, is_where_taken
from geodata.events.places import TOWN, PlaceRelation
from geodata.events.roles import find_roles, names_initiator, to_actor
from geodata.events.scene_choice import in_its_town
from geodata.events.scenes import Scene, to_scenes
from geodata.events.sentences import Sentence
from geodata.events.taxonomy import EventType
from geodata.events.tellings import Telling, is_inside
from geodata.events.toll import TollWords, find_toll
from geodata.events.triggers import TriggerMatch
from geodata.events.word_class import WordClass
from geodata.gazetteer.spatial import distance_km
from geodata.model import Actor, ActorRole, Place

_TAKEN_UP = frozenset("the this that these those".split())
_NEW = frozenset("latest second new first another recent third fresh previous last".split())
_OPENING, _OWN_REACH = 5, 4  # words
_ABOUT = 2  # times its radius
_A_DAY = timedelta(days=1)  # a paper of Monday may tell what happened that Tuesday further east
_SAYS = frozenset("said says told announced promised vowed warned urged".split())
_HAPPENS = frozenset("centred centered happened occurred place unfolded struck erupted".split())
_SETS_SCENE = frozenset({PlaceRelation.AT, PlaceRelation.BARE, PlaceRelation.NEAR})


def read_tellings(
    sentence: Sentence,
    matches: tuple[TriggerMatch, ...],
    *,
    facts: Facts,
    types: Mapping[str, EventType],
    toll_words: TollWords,
) -> list[Telling]:
    """What a sentence tells, one telling for each happening, in the order of the text."""
    if not matches:
        return []
    chains = facts.chains_in(sentence)
    mentions = facts.mentions_in(sentence)
    dates = tuple(_dated(sentence, match, facts) for match in matches)
    groups = group_triggers(sentence, matches, chains=chains, dates=dates, types=types)
    edges = _edges(sentence, groups)
    tellings = []
    for position, group in enumerate(groups):
        main = primary(group.matches)
        refers = _refers(sentence, group.matches, main)
        if not (main.supported or refers or group.chain) or _is_ahead(group.dated, facts):
            continue
        actors = find_roles(sentence, group.matches, mentions)
        scenes = (
            to_scenes(sentence, _most_exact(sentence, group.chain, chains))
            if group.chain and not (refers and _is_far(sentence, main, group))
            else find_indirect(sentence, main, chains)
        )
        tellings.append(
            Telling(
                sentence=sentence,
                matches=group.matches,
                family=family_of(main, types),
                elsewhere=not scenes
                and names_unknown_place(
                    sentence, main, facts.article.text, known=facts.names_in(sentence)
                ),
                scenes=scenes,
                dated=group.dated,
                own_date=is_own_date(sentence, group.dated),
                actors=actors,
                reacts=not REACTIONS.isdisjoint(sentence.words),
                names_initiator=names_initiator(actors, mentions),
                toll=find_toll(
                    sentence,
                    edges[position],
                    max(edges[position + 1], group.matches[-1].last),
                    toll_words,
                ),
                refers=refers,
            )
        )
    return tellings


def _is_far(sentence: Sentence, main: TriggerMatch, group: Group) -> bool:
    """Whether what only takes up an event has a place far behind it, which is another's.

    "The tremor was centred on the mountain town of" says where, however many words it takes.
    """
    return (
        main.trigger.word_class is WordClass.NOUN
        and group.chain is not None
        and group.chain.first - main.last > _OWN_REACH
        and _HAPPENS.isdisjoint(sentence.words[main.last : main.last + _OWN_REACH])
    )


def _edges(sentence: Sentence, groups: list[Group]) -> list[int]:
    """Where the words of each happening begin, by clause, and where the sentence ends."""
    edges = [0]
    for earlier, group in pairwise(groups):
        first = group.matches[0].first
        clause, _ = sentence.clause(first)
        edges.append(clause if clause > earlier.matches[-1].last else first)
    return [*edges, len(sentence.words)]


def _is_ahead(dated: DatedEvent, facts: Facts) -> bool:
    """Whether a day is yet to come as the article is written: what it tells is planned."""
    start, published = dated.date.start, facts.article.published
    return start is not None and published is not None and start > published + _A_DAY


def _dated(sentence: Sentence, match: TriggerMatch, facts: Facts) -> DatedEvent:
    return assign_date(
        facts.article,
        sentence=sentence.span,
        trigger=sentence.span_of(match.first, match.last),
        expressions=facts.expressions_near(sentence),
    )


def read_setting(sentence: Sentence, facts: Facts) -> tuple[Scene, ...]:
    """The place where a sentence without an event lets the story play, () for none."""
    for chain in facts.chains_in(sentence):
        place = chain.places[0]
        before = sentence.words[max(0, chain.first - _OPENING) : chain.first]
        fronted = chain.first <= _OPENING and not _SAYS.isdisjoint(sentence.words)
        if fronted or not SPEECH.isdisjoint(before) or is_where_taken(sentence, chain):
            continue  # "At a parade in the capital, the general said"
        if place.relation in _SETS_SCENE and place.level >= 3 and place.resolution.place:
            return to_scenes(sentence, chain)[:1]
    return ()


def read_claim(sentence: Sentence, facts: Facts) -> tuple[Actor, ...]:
    """Who claims, or is blamed for, what was told before."""
    claimed = find_claimed(sentence, facts.mentions_in(sentence))
    return tuple(to_actor(mention, ActorRole.INITIATOR) for mention in claimed[:1])


def _most_exact(
    sentence: Sentence, chain: PlaceChain, chains: tuple[PlaceChain, ...]
) -> PlaceChain:
    """The chain, or the one town of the sentence that lies in its region.

    "In South Kordofan, the besieged town of Dilling came under artillery fire".
    """
    area = chain.places[0].resolution.place
    if len(chain.places) > 1 or area is None or chain.places[0].level >= TOWN:
        return in_its_town(sentence, chain, chains)
    towns = [
        other
        for other in chains
        if other is not chain
        and not is_aside(sentence, other)
        and other.places[0].level == TOWN
        and (place := other.places[0].resolution.place) is not None
        and _may_lie_in(place, area)
    ]
    return towns[0] if len(towns) == 1 and chain.first <= _OPENING else chain


def _may_lie_in(place: Place, area: Place) -> bool:
    """Whether a town is in a region, whose circle is only about its area."""
    apart = distance_km(place.latitude, place.longitude, area.latitude, area.longitude)
    near = place.country_code == area.country_code and apart <= _ABOUT * area.radius_km
    return near or is_inside(place, area)


def _refers(sentence: Sentence, members: tuple[TriggerMatch, ...], main: TriggerMatch) -> bool:
    """Whether a group takes up an earlier telling: "the attack", "13 people died"."""
    if all(member.is_result for member in members):
        return True
    if main.trigger.word_class is not WordClass.NOUN or main.trigger.weight > 2:
        opens = main.first == 1 and main.trigger.word_class is WordClass.NOUN
        return (opens or not main.supported) and _follows_article(sentence, main)
    return _follows_article(sentence, main)


def _follows_article(sentence: Sentence, main: TriggerMatch) -> bool:
    before = sentence.words[max(0, main.first - 2) : main.first]
    return bool(before) and (
        before[-1] in _TAKEN_UP or (before[0] in _TAKEN_UP and before[-1] not in _NEW)
    )
