"""Near which town a place lies that no gazetteer knows: what the article says of it, not a guess.

That is a town named in the same sentence; for a street, a market or a quarter also the town in
which the story plays; and where nothing tells more than the country, the town told just before.
"""

from __future__ import annotations

from collections import Counter

from geodata.events.facts import Facts
from geodata.events.places import TOWN, level_of
from geodata.events.scenes import Scene, directed, within
from geodata.events.sentences import Sentence
from geodata.model import GeoPrecision, Place, Resolution, Span, ToponymKind

_IN_TOWN = frozenset(
    """street road avenue lane boulevard square market bazaar mall plaza park bridge roundabout
    junction stadium hotel hospital school college university mosque church cathedral synagogue
    station terminal prison estate""".split()
)
_STREETS = frozenset(
    "calle avenida carrera paseo rua rue via viale corso piazza praza plaza jalan ulitsa".split()
)
_QUARTERS = frozenset(
    """area neighbourhood neighborhood quarter suburb suburbs barrio favela slum township ward
    section""".split()
)
_ELSEWHERE = frozenset(
    """meanwhile elsewhere separately further farther farthest neighbouring neighboring another
    south north east west southern northern eastern western""".split()
)
_SETTLEMENTS = frozenset("village town city hamlet settlement district county".split())
_OPENING = 6  # words
_REACH, _SHORTLY = 1000, 400  # characters before a name
_NAMED = (ToponymKind.LITERAL, ToponymKind.PART_OF_NAME)


def near_town(sentence: Sentence, scene: Scene, area: Scene | None, facts: Facts) -> Scene | None:
    """A scene of unknown place as somewhere near the town it is told with; None for no such town.

    `area` is what the sentence or the article speaks of; the town lies in its country.
    """
    around = area.resolution.place if area else None
    code = around.country_code if around else None
    span = scene.resolution.toponym.span
    town = _beside(sentence, span, code, facts)
    if town is None and _lies_in_town(sentence, span):
        town = _town_of_story(span, code, facts)
    if town is None and (area is None or area.geo_precision is GeoPrecision.COUNTRY):
        town = _told_before(sentence, span, code, facts) or facts.home_town
    if town is None:
        return None
    mentions = (
        mention
        for chain in facts.chains_in(sentence)
        for mention in (*chain.places, *chain.areas)
        if mention.resolution is town
    )
    mention = next(mentions, None)
    return within(town, scene.resolution, offset=directed(mention) if mention else None)


def _beside(sentence: Sentence, span: Span, code: str | None, facts: Facts) -> Resolution | None:
    """The town of the same sentence that stands nearest to a name."""
    towns = [
        one
        for one in facts.resolutions_near(sentence, reach=0)
        if _is_town(one, code) and not facts.is_passed_over(one)
    ]
    return min(towns, key=lambda one: abs(one.toponym.span.start - span.start), default=None)


def _lies_in_town(sentence: Sentence, span: Span) -> bool:
    """Whether a name is a street's, a building's or a quarter's: "Market Street", "Kirwan area"."""
    first, last = sentence.index_at(span.start), sentence.index_after(span.end)
    own, following = sentence.words[first:last], sentence.words[last : last + 1]
    return not (
        _IN_TOWN.isdisjoint((*own[-1:], *following))
        and _QUARTERS.isdisjoint(following)
        and _STREETS.isdisjoint(own[:1])
    )


def _told_before(
    sentence: Sentence, span: Span, code: str | None, facts: Facts
) -> Resolution | None:
    """The last town told shortly before, unless the story goes on to somewhere else.

    What is called a village or a town may lie anywhere.
    """
    index = sentence.index_at(span.start)
    around = (*sentence.words[max(0, index - 2) : index], *sentence.words[index + 1 : index + 2])
    if not (_SETTLEMENTS.isdisjoint(around) and _ELSEWHERE.isdisjoint(sentence.words[:_OPENING])):
        return None
    first = max(sentence.section.start, facts.dateline[1], span.start - _SHORTLY)
    named = [
        one
        for one in facts.resolutions
        if first <= one.toponym.span.start < span.start
        and _is_town(one, code)
        and not facts.is_passed_over(one)
    ]
    return named[-1] if named else None


def _town_of_story(span: Span, code: str | None, facts: Facts) -> Resolution | None:
    """The town named most before, the dateline's included; of several the last."""
    named = [
        one
        for one in facts.resolutions
        if span.start - _REACH <= one.toponym.span.start < span.start
        and _is_town(one, code)
        and not facts.is_passed_over(one)
    ]
    times = Counter(one.place.id for one in named if one.place)
    return max(
        named,
        key=lambda one: (times[one.place.id] if one.place else 0, one.toponym.span.start),
        default=None,
    )


def _is_town(resolution: Resolution, code: str | None) -> bool:
    place: Place | None = resolution.place
    return (
        place is not None
        and level_of(resolution) == TOWN
        and resolution.toponym.kind in _NAMED
        and code in (None, place.country_code)
    )
