"""Where an event is put that its own words put nowhere, or only in a country.

In this order: the one place of its sentence that could be its own; near a town that the name of an
unknown place is told with; the town that a local paper's dateline names; the one place that the
sentences around name in that country; the region or else the country that the sentence or the
article speaks of; the country that a group known by name acts in. The less the words say, the less
precise the answer, and all of it counts as taken from elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from geodata.events.facts import Facts
from geodata.events.places import level_of
from geodata.events.scene_choice import find_only_chain
from geodata.events.scenes import COUNTRYSIDE_KM, FARTHEST_KM, Scene, to_scenes, within
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling, is_inside
from geodata.events.vicinity import near_town
from geodata.model import (
    GeoPrecision,
    Resolution,
    ResolutionStatus,
    Span,
    Toponym,
    ToponymKind,
)

_REACH = 1000  # characters either side of the sentence


def settle(tellings: list[Telling], facts: Facts) -> list[tuple[Scene | None, ...]]:
    """The scenes of tellings with the place for those told nowhere; (None,) where none is known.

    A name that no gazetteer knows is put everywhere where its article says most exactly.
    """
    settled = [_settled(telling, facts) for telling in tellings]
    unknown = {one.toponym.span for one in facts.resolutions if one.place is None}
    exact: dict[str, Scene] = {}
    for scene in (scene for scenes in settled for scene in scenes if scene):
        name = scene.resolution.toponym.text
        told = scene.resolution.toponym.span in unknown and scene.resolution.place is not None
        if told and (name not in exact or _size(scene) < _size(exact[name])):
            exact[name] = scene
    return [
        tuple(_as_told(scene, exact, unknown) if scene else None for scene in scenes)
        for scenes in settled
    ]


def _as_told(scene: Scene, exact: dict[str, Scene], unknown: set[Span]) -> Scene:
    """A scene of unknown name as the article tells it most exactly, if that is in its area."""
    toponym = scene.resolution.toponym
    better = exact.get(toponym.text) if toponym.span in unknown else None
    if better is None or better is scene or _size(better) >= _size(scene):
        return scene
    here, there = scene.resolution.place, better.resolution.place
    if here and there and not is_inside(there, here):
        return scene
    resolution = replace(better.resolution, toponym=toponym)
    return replace(better, resolution=resolution, inherited=True)


def _size(scene: Scene) -> tuple[int, float]:
    """How exact a scene is: less is more exact."""
    return (scene.geo_precision or GeoPrecision.COUNTRY + 1, scene.radius_km or math.inf)


def _settled(telling: Telling, facts: Facts) -> tuple[Scene | None, ...]:
    if not telling.scenes:
        chains = facts.chains_in(telling.sentence)
        only = find_only_chain(telling.sentence, telling.primary, chains)
        if only is not None:
            telling = replace(telling, scenes=to_scenes(telling.sentence, only))
    area = facts.area_of(telling.sentence, alone=telling.dated.history)
    if area is None and not telling.dated.history:
        area = _home_of_groups(facts)
    if len(telling.scenes) < 2 and all(map(_is_country, telling.scenes)):
        country = telling.scenes[0] if telling.scenes else area
        home = facts.home_town
        if home is not None and not (telling.scenes or telling.dated.history):
            return (_in_town(home, FARTHEST_KM if telling.elsewhere else COUNTRYSIDE_KM),)
        if country is not None and not telling.elsewhere and not telling.dated.history:
            return (_only_place(telling.sentence, country, facts) or country,)
    if not telling.scenes:
        return (area,)
    return tuple(
        scene if scene.resolution.place else _placed(scene, telling.sentence, area, facts)
        for scene in telling.scenes
    )


def _is_country(scene: Scene) -> bool:
    return scene.geo_precision is GeoPrecision.COUNTRY


def _placed(scene: Scene, sentence: Sentence, area: Scene | None, facts: Facts) -> Scene:
    """A scene whose place no gazetteer knows, near a town or in the area told with it."""
    near = near_town(sentence, scene, area, facts)
    return near or (within(area.resolution, scene.resolution) if area else scene)


def _in_town(resolution: Resolution, radius_km: float) -> Scene:
    """Somewhere in or near a town."""
    return Scene(
        resolution=resolution,
        geo_precision=max(resolution.geo_precision or GeoPrecision.NEAR, GeoPrecision.NEAR),
        radius_km=max(resolution.place.radius_km if resolution.place else 0.0, radius_km),
        inherited=True,
    )


def _only_place(sentence: Sentence, country: Scene, facts: Facts) -> Scene | None:
    """The one place near a sentence that lies in a country, as somewhere near; None for several.

    Areas around it do not count, nor where somebody spoke, came from or went.
    """
    around = country.resolution.place
    if around is None or country.geo_precision is not GeoPrecision.COUNTRY:
        return None
    named = [
        (one, one.place)
        for one in facts.resolutions_near(sentence, reach=_REACH)
        if one.place is not None
        and one.toponym.kind is ToponymKind.LITERAL
        and level_of(one) > 0
        and one.place.country_code == around.country_code
        and not facts.is_passed_over(one)
    ]
    if not named:
        return None
    smallest, place = max(named, key=lambda pair: (level_of(pair[0]), -pair[1].radius_km))
    if not all(other.id == place.id or is_inside(place, other) for _, other in named):
        return None
    return Scene(
        resolution=smallest,
        geo_precision=max(smallest.geo_precision or GeoPrecision.NEAR, GeoPrecision.NEAR),
        radius_km=max(place.radius_km, COUNTRYSIDE_KM),
        inherited=True,
    )


def _home_of_groups(facts: Facts) -> Scene | None:
    """The country that most groups known by name act in, told by the first one's name."""
    groups = facts.named_groups
    codes = Counter(one.country_code for one in groups if one.country_code)
    for code, _ in codes.most_common(1):
        country = facts.find_country(code)
        first = next(one for one in groups if one.country_code == code)
        if country is not None:
            toponym = Toponym(
                span=first.span,
                text=first.text,
                kind=ToponymKind.METONYM,
                recognizer="groups",
            )
            resolution = Resolution(
                toponym=toponym,
                place=country,
                status=ResolutionStatus.RESOLVED,
                geo_precision=GeoPrecision.COUNTRY,
                score=0.5,
                candidates=(),
                resolver="groups",
            )
            return Scene(
                resolution=resolution,
                geo_precision=GeoPrecision.COUNTRY,
                radius_km=country.radius_km,
                inherited=True,
            )
    return None
