"""How the sentences of an article hang together: what "the attack" takes up, where a story plays.

A telling that only takes up an earlier one gives it what it says more exactly and is gone; one
without a place of its own plays where the story plays.
"""

from __future__ import annotations

import math
from dataclasses import replace

from geodata.dates.words import WEEKDAYS
from geodata.events.grouping import REFERENCE, RESULT, fit_together
from geodata.events.scenes import Scene
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling, absorb, may_be_same_place, tells_more
from geodata.events.triggers import Rule
from geodata.model import DateBasis, GeoPrecision, Span

_FELLING = frozenset({"Earthquake", "Storm", "Flood", "Landslide", "Volcanic activity"})
_REFERENCE_REACH = 8  # sentences back to what "the attack" takes up
_RESULT_REACH = 4
_SCENE_REACH, _SCENE_AHEAD = 8, 3
_DATE_REACH = 5
_SEPARATE = frozenset(
    "separately meanwhile earlier another elsewhere previously also second similar".split()
)
_OPENING = 4  # words
_HEARD = frozenset("heard hear hearing sounded".split())
_BURNING = frozenset({"violence", "crowd"})  # shells, bombs and rioters start fires
_NOW = frozenset("now currently ongoing still is are".split())
_THE_SAME = frozenset(
    ("the", who)
    for who in "attackers gunmen assailants raiders militants bandits insurgents rebels".split()
)
_SHARPEN_REACH, _ASSUMED_DAYS = 2, 3


def resolve_references(tellings: list[Telling]) -> list[Telling]:
    """The tellings that tell a happening themselves, with what later references say of it."""
    kept: list[Telling] = []
    for telling in tellings:
        refers = telling.refers or _is_end_of_crowd(telling, kept) or _is_heard(telling)
        position = _antecedent(telling, kept) if refers else _disaster_behind(telling, kept)
        if position is not None:
            if not telling.reacts:
                kept[position] = absorb(kept[position], telling)
        elif not telling.is_reference or _is_another(telling, kept):
            kept.append(telling)
    return kept


def _is_heard(telling: Telling) -> bool:
    """Whether explosions were only heard: "residents heard several explosions"."""
    blasts = telling.primary.trigger.lemma in {"explosion", "blast"}
    return blasts and not _HEARD.isdisjoint(telling.sentence.words)


def _is_end_of_crowd(telling: Telling, earlier: list[Telling]) -> bool:
    """Whether arrests, or tear gas, are what became of the protest told just before."""
    if not earlier or earlier[-1].family != "crowd":
        return False
    if telling.sentence.section != earlier[-1].sentence.section:
        return False
    if telling.family == "crowd":
        kinds = {match.trigger.sub_event_type for match in telling.matches}
        near = telling.sentence.number - earlier[-1].sentence.number == 1
        bare = not telling.scenes and not telling.own_date
        return near and bare and kinds == {"Protest with intervention"}
    if telling.family != "detention":
        return False
    crowd = earlier[-1].scenes
    return not telling.scenes or not crowd or _is_country(crowd[0])


def _is_another(telling: Telling, earlier: list[Telling]) -> bool:
    """Whether words that tell too little alone tell one more of the protests told before."""
    return (
        telling.primary.trigger.rule is Rule.CROWD
        and not telling.refers
        and any(scene.resolution.place for scene in telling.scenes)
        and any(
            other.family == telling.family
            and telling.sentence.number - other.sentence.number <= _REFERENCE_REACH
            and (not other.scenes or tells_more(telling.scenes, other.scenes))
            for other in earlier
        )
    )


def _disaster_behind(telling: Telling, earlier: list[Telling]) -> int | None:
    """What was just told that brought down what a telling says collapsed, or set it on fire."""
    kind = telling.primary.trigger.sub_event_type
    if kind == "Fire" and not telling.scenes and earlier and earlier[-1].family in _BURNING:
        near = telling.sentence.number - earlier[-1].sentence.number <= 1
        same = telling.sentence.section == earlier[-1].sentence.section
        return len(earlier) - 1 if near and same else None
    if kind != "Structural collapse" or telling.own_date:
        return None
    for position in range(len(earlier) - 1, -1, -1):
        if telling.sentence.number - earlier[position].sentence.number > _RESULT_REACH:
            return None
        if earlier[position].primary.trigger.sub_event_type in _FELLING:
            return position
    return None


def _antecedent(telling: Telling, earlier: list[Telling]) -> int | None:
    reach = _RESULT_REACH if telling.family == RESULT else _REFERENCE_REACH
    for position in range(len(earlier) - 1, -1, -1):
        candidate = earlier[position]
        if candidate.sentence.section != telling.sentence.section:
            return None
        distance = telling.sentence.number - candidate.sentence.number
        if distance > reach:
            return None
        if distance == 0 and telling.family not in (RESULT, REFERENCE):
            continue
        if candidate.dated.history != telling.dated.history and telling.own_date:
            continue
        both_dated = telling.own_date and candidate.own_date
        if both_dated and telling.dated.date.start != candidate.dated.date.start:
            continue
        if fit_together(telling.family, candidate.family) and may_be_same_place(
            telling.scenes, candidate.scenes
        ):
            return position
    return None


Settings = dict[tuple[Span, int], tuple[Scene, ...]]
"""Places by the section and the number of the sentence that sets them."""


def inherit_scenes(tellings: list[Telling], settings: Settings) -> list[Telling]:
    """The tellings with a place wherever the story gives one.

    `settings` are places that sentences without a telling set ("Aleppo is out of control").
    """
    told = dict(settings)
    for telling in tellings:
        if telling.scenes and not telling.dated.history:
            told[key_of(telling.sentence)] = telling.scenes
    return [
        _placed(telling, settings)
        if telling.scenes or telling.dated.history or telling.elsewhere
        else replace(telling, scenes=_nearest(telling.sentence, told))
        for telling in tellings
    ]


def key_of(sentence: Sentence) -> tuple[Span, int]:
    """Where `Settings` have a sentence's places."""
    return sentence.section, sentence.number


def _placed(telling: Telling, settings: Settings) -> Telling:
    """A telling of a whole country with the place in it that the next sentences set."""
    if telling.dated.history or not telling.scenes or not _is_country(telling.scenes[0]):
        return telling
    section, number = key_of(telling.sentence)
    ahead = range(number + 1, number + _SCENE_AHEAD + 1)
    for scenes in (settings.get((section, following), ()) for following in ahead):
        if tells_more(scenes, telling.scenes) and may_be_same_place(scenes, telling.scenes):
            return replace(telling, scenes=tuple(replace(one, inherited=True) for one in scenes))
    return telling


def _is_country(scene: Scene) -> bool:
    return scene.geo_precision is GeoPrecision.COUNTRY


def inherit_dates(tellings: list[Telling]) -> list[Telling]:
    """The tellings with the day of the last one told with a day, where theirs was only near by.

    A day that dates another happening, or none at all, sets no scene; one that dates a telling
    does. What goes on as the article is written ("are now marching") keeps its own.
    """
    inherited: list[Telling] = []
    scene: Telling | None = None
    for telling in tellings:
        if telling.own_date and not telling.dated.history:
            if scene is None or scene.sentence is not telling.sentence:
                scene = telling
        elif (
            scene is not None
            and (_is_of_earlier(telling) or (_is_undated(telling) and _is_one_day(scene)))
            and telling.sentence.number - scene.sentence.number <= _DATE_REACH
            and telling.sentence.section == scene.sentence.section
        ):
            telling = replace(telling, dated=scene.dated)
            scene = telling
        inherited.append(telling)
    return inherited


def _is_undated(telling: Telling) -> bool:
    """Whether nothing says when, but for what is going on as the article is written."""
    assumed = telling.dated.date.basis is DateBasis.PUBLICATION
    return assumed and (_NOW | WEEKDAYS.keys()).isdisjoint(telling.sentence.words)


def _is_one_day(telling: Telling) -> bool:
    date = telling.dated.date
    return date.start is not None and date.start == date.end


def _is_of_earlier(telling: Telling) -> bool:
    span = telling.dated.date.span
    return span is not None and span.end <= telling.sentence.span.start


def sharpen(tellings: list[Telling]) -> list[Telling]:
    """The tellings with what the next sentences tell more exactly of the same happening.

    That is the town for "a province" or "the country", and a day for an assumed one.
    """
    return [
        _sharpened(telling, _following(tellings, position))
        for position, telling in enumerate(tellings)
    ]


def _following(tellings: list[Telling], position: int) -> list[Telling]:
    number = tellings[position].sentence.number
    following: list[Telling] = []
    for later in tellings[position + 1 :]:
        if later.sentence.number - number > _SHARPEN_REACH:
            break
        if later.sentence.section != tellings[position].sentence.section:
            break
        following.append(later)
    return following


def _sharpened(telling: Telling, following: list[Telling]) -> Telling:
    details = [later for later in following if _is_detail(later, telling)]
    place = details[0] if _are_one_place(details) else None
    day = place or next((later for later in following if _is_dated_detail(later, telling)), None)
    assumed = telling.dated.date.basis is DateBasis.PUBLICATION
    return replace(
        telling,
        scenes=place.scenes if place else telling.scenes,
        dated=day.dated if day and assumed and day.own_date else telling.dated,
    )


def _are_one_place(details: list[Telling]) -> bool:
    """Whether details tell one place; where they tell several, what they detail was everywhere."""
    return bool(details) and all(
        may_be_same_place(later.scenes, details[0].scenes) for later in details
    )


def _is_dated_detail(later: Telling, earlier: Telling) -> bool:
    """Whether a later telling goes on to tell when the same happened, which nobody had said."""
    return (
        not earlier.own_date
        and later.own_date
        and later.sentence is not earlier.sentence
        and not later.scenes
        and (later.family == earlier.family or later.sentence.words[:2] in _THE_SAME)
        and _SEPARATE.isdisjoint(later.sentence.words[:_OPENING])
        and _days_apart(later, earlier) <= _ASSUMED_DAYS
    )


def _is_detail(later: Telling, earlier: Telling) -> bool:
    """Whether a later telling goes on to tell more exactly where the same happened."""
    return (
        bool(earlier.scenes)
        and later.sentence is not earlier.sentence
        and tells_more(later.scenes, earlier.scenes)
        and fit_together(later.family, earlier.family)
        and may_be_same_place(later.scenes, earlier.scenes)
        and (not later.own_date or _days_apart(later, earlier) <= _ASSUMED_DAYS)
    )


def _days_apart(later: Telling, earlier: Telling) -> float:
    """The days between two dates; 0 for the same, infinite for stated ones that differ."""
    one, other = later.dated.date, earlier.dated.date
    if one.start == other.start:
        return 0
    if one.start is None or other.start is None or other.basis is not DateBasis.PUBLICATION:
        return math.inf
    return abs((one.start - other.start).days)


def _nearest(sentence: Sentence, told: Settings) -> tuple[Scene, ...]:
    section, number = key_of(sentence)
    reach = (0, *range(-1, -_SCENE_REACH - 1, -1), *range(1, _SCENE_AHEAD + 1))
    for distance in reach:
        scenes = told.get((section, number + distance))
        if scenes:
            return tuple(replace(scene, inherited=True) for scene in scenes[:1])
    return ()
