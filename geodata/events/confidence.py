"""How sure an event is: the share of events told like it that were right when tried.

Right means type, day and place as a person coded them. A logistic model of how the event is told,
fitted by `python -m geodata.evaluation.confidence`, which also prints what the values come to; the
weights are a table that can be read, `confidence.json`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geodata.events.gist import NOTHING, Gist
from geodata.events.scenes import Scene
from geodata.events.tellings import Telling
from geodata.events.weighing.scenes import Placed
from geodata.events.weighing.types import likelihood_of
from geodata.model import ActorRole
from geodata.recognition.linear import LinearModel, probability, read_models

PACKAGE, WEIGHTS = "geodata.events", "confidence.json"
TEMPLATES = (
    "all",  # the same for every event: how likely one is to begin with
    "weight",  # of the trigger in the lists
    "rule",  # that makes its type
    "class",  # verb, noun or phrase
    "family",  # of its type
    "scene",  # told beside the trigger, taken from elsewhere, of an unknown name, or none
    "precision",  # of the place
    "date",  # told in the sentence, or what else it rests on
    "span",  # one day or several
    "actors",  # whether somebody does it, and somebody suffers it
    "toll",  # whether anybody was killed or hurt
    "triggers",  # how many words tell it
    "sentence",  # where in the article it stands
    "speech",  # whether the sentence says who says so, or quotes
    "refers",  # whether it takes up what was told before
    "gist",  # how likely all words of the sentence make its type, beside the likeliest
    "nothing",  # how likely they make it no event
    "day",  # how likely the date is of all that were weighed
    "place",  # how likely the place is
    "retold",  # how often else the article tells the same there and then
)
_LOWEST, _HIGHEST = 0.05, 0.95
_SAYING = frozenset("said says told according announced reported".split())
_QUOTES = frozenset(('"', "“", "”"))
_LATE = 6  # sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for an event beside its own words.

    `day` and `place` are how likely the answers are of those weighed, None where there was nothing
    to weigh; `retold` is how many other tellings have its type, place and day.
    """

    day: float | None = None
    place: float | None = None
    retold: int = 0


def find_support(
    told: Sequence[Telling], types: Sequence[str | None], placed: Sequence[Placed]
) -> list[Support]:
    """What speaks for each telling beside its own words."""
    keys = [
        (kind, one.scenes[0] and one.scenes[0].resolution.place, telling.dated.date.start)
        for telling, kind, one in zip(told, types, placed, strict=True)
    ]
    times = Counter(keys)
    return [
        Support(day=telling.day_likelihood, place=one.likelihood, retold=times[key] - 1)
        for telling, one, key in zip(told, placed, keys, strict=True)
    ]


def rate_confidence(
    telling: Telling, scene: Scene | None, sub_event_type: str, gist: Gist | None, support: Support
) -> float:
    """The confidence of the event that a telling becomes at a scene, rounded to two digits."""
    likely = probability(_model().log_odds(observe(telling, scene, sub_event_type, gist, support)))
    return round(min(_HIGHEST, max(_LOWEST, likely)), 2)


def unrated(*_: object) -> float:
    """Stands in for `rate_confidence` where nobody asks, as in fitting what it rests on."""
    return 0.5


def observe(
    telling: Telling, scene: Scene | None, sub_event_type: str, gist: Gist | None, support: Support
) -> tuple[str, ...]:
    """How an event is told, a value for each of `TEMPLATES`; `scene` is where it is put.

    `gist` is what all words of its sentence say, None where they are too few.
    """
    trigger, sentence, dated = telling.primary.trigger, telling.sentence, telling.dated.date
    words = set(sentence.words)
    roles = {actor.role for actor in telling.actors}
    quoted = "quoted" if words & _QUOTES else ""
    return (
        "",
        str(trigger.weight),
        trigger.rule.value,
        trigger.word_class.value,
        telling.family,
        _scene(telling),
        scene.geo_precision.name if scene and scene.geo_precision else "",
        "own" if telling.own_date else dated.basis.value,
        "several" if dated.start != dated.end else "one",
        f"{ActorRole.INITIATOR in roles} {ActorRole.TARGET in roles}",
        str(bool(telling.toll.killed or telling.toll.injured)),
        str(min(3, len(telling.matches))),
        str(sentence.number // 2) if sentence.number < _LATE else "late",
        quoted or ("said" if words & _SAYING else ""),
        str(telling.refers),
        likelihood_of(sub_event_type, gist),
        likelihood_of(NOTHING, gist),
        _tenths(support.day),
        _tenths(support.place),
        str(min(3, support.retold)),
    )


def _tenths(likelihood: float | None) -> str:
    return "" if likelihood is None else str(min(9, int(10 * likelihood)))


def _scene(telling: Telling) -> str:
    if not telling.scenes:
        return "none"
    if len(telling.scenes) > 1:
        return "several"
    (scene,) = telling.scenes
    if scene.resolution.place is None:
        return "unknown"
    return "inherited" if scene.inherited else "own"


@cache
def _model() -> LinearModel:
    return read_models(PACKAGE, WEIGHTS, templates={"confidence": TEMPLATES})["confidence"]
