"""Scores an extractor against articles whose incidents people coded.

An incident of the program is right when one of its reports has the type, the days and the place of
a gold incident that no other incident took before it; a second one for the same is a duplicate.
What has the type and the days but another place is a wrong scene, what has the type and the place
but another day a wrong day, and the rest is invented. What is told as history counts only where
gold has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from geodata.evaluation.event_gold import GoldArticle, GoldIncident
from geodata.gazetteer.spatial import distance_km
from geodata.model import ActorRole, ArticleResult, Event, EventDate, GeoPrecision, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore:
    """Counts over incidents; `initiators` and `tolls` are right ones of those that gold names."""

    gold: int = 0
    right: int = 0
    duplicates: int = 0
    wrong_scene: int = 0
    wrong_day: int = 0
    invented: int = 0
    forbidden_scenes: int = 0
    gold_initiators: int = 0
    initiators: int = 0
    gold_tolls: int = 0
    tolls: int = 0

    @property
    def predicted(self) -> int:
        """How many incidents the program told, those that gold calls optional left out."""
        wrong = self.wrong_scene + self.wrong_day + self.invented
        return self.right + self.duplicates + wrong

    @property
    def recall(self) -> float:
        """The share of gold incidents that were found; nan for no gold."""
        return self.right / self.gold if self.gold else math.nan

    @property
    def precision(self) -> float:
        """The share of the program's incidents that are right; nan for none."""
        return self.right / self.predicted if self.predicted else math.nan

    def __add__(self, other: EventScore) -> EventScore:
        sums = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in fields(self)
        }
        return EventScore(**sums)


def score_events(pairs: Iterable[tuple[GoldArticle, ArticleResult]]) -> EventScore:
    """The score of articles and what the program read out of them."""
    return sum((score_article(gold, result) for gold, result in pairs), EventScore())


def score_article(gold: GoldArticle, result: ArticleResult) -> EventScore:
    """The score of one article."""
    score = EventScore(
        gold=sum(not incident.optional for incident in gold.incidents),
        forbidden_scenes=sum(_is_forbidden(event, gold) for event in result.events),
        gold_initiators=sum(
            bool(incident.initiator_kinds) and not incident.optional for incident in gold.incidents
        ),
        gold_tolls=sum(
            incident.killed is not None and not incident.optional for incident in gold.incidents
        ),
    )
    return sum((one for _, one in judge_incidents(gold, result)), score)


def judge_incidents(
    gold: GoldArticle, result: ArticleResult
) -> Iterator[tuple[list[Event], EventScore]]:
    """The reports of each incident that the program told, with what they add to the score."""
    by_id = {event.id: event for event in result.events}
    told = [[by_id[event_id] for event_id in one.event_ids] for one in result.incidents]
    order = {event.id: position for position, event in enumerate(result.events)}
    told.sort(key=lambda reports: min(order[event.id] for event in reports))
    taken: set[int] = set()
    for reports in told:
        yield reports, _judge(reports, gold.incidents, taken)


def find_types(event: Event, gold: GoldArticle) -> frozenset[str]:
    """The types that gold gives what an event tells, empty for what gold lacks.

    What fits in day and place too is preferred to what has only its type.
    """
    fitting = [one.types for one in gold.incidents if fits_in(event, one)]
    typed = [one.types for one in gold.incidents if event.sub_event_type in one.types]
    return next(iter(fitting + typed), frozenset())


def find_truth(event: Event, gold: GoldArticle, result: ArticleResult) -> frozenset[str]:
    """The types that what an event tells should have had, {""} for what is no event.

    Where gold has no incident of its type, they are those of an incident in its days and place that
    the program tells nowhere.
    """
    types = find_types(event, gold)
    if types:
        return types
    for one in gold.incidents:
        told = any(fits_in(other, one) for other in result.events)
        if not told and in_days(event, one) and in_place(event, one):
            types |= one.types
    return types or frozenset({""})


def format_events(score: EventScore) -> str:
    """The score as lines of text."""
    return "\n".join(
        (
            f"incidents  {score.gold} gold, {score.predicted} told, {score.right} right",
            f"recall     {score.recall:.3f}",
            f"precision  {score.precision:.3f}",
            f"duplicates {score.duplicates}, wrong scene {score.wrong_scene}, "
            f"wrong day {score.wrong_day}, invented {score.invented}",
            f"scenes that must never be: {score.forbidden_scenes}",
            f"initiators {score.initiators} of {score.gold_initiators}, "
            f"tolls {score.tolls} of {score.gold_tolls}",
        )
    )


def figures_of(score: EventScore) -> dict[str, float]:
    """The figures that floors are set for, by the names that `floors.json` uses."""
    return {"recall": score.recall, "precision": score.precision}


def _judge(
    reports: list[Event], incidents: tuple[GoldIncident, ...], taken: set[int]
) -> EventScore:
    fitting = [i for i, gold in enumerate(incidents) if any(fits_in(e, gold) for e in reports)]
    fresh = [position for position in fitting if position not in taken]
    if fresh:
        taken.add(fresh[0])
        gold = incidents[fresh[0]]
        if gold.optional:
            return EventScore()
        return EventScore(
            right=1,
            initiators=bool(gold.initiator_kinds) and _names_initiator(reports, gold),
            tolls=gold.killed is not None and _counts_killed(reports, gold),
        )
    if fitting:
        return EventScore(duplicates=int(not incidents[fitting[0]].optional))
    if all(event.history for event in reports):
        return EventScore()
    typed = [(e, gold) for e in reports for gold in incidents if e.sub_event_type in gold.types]
    if any(in_days(event, gold) for event, gold in typed):
        return EventScore(wrong_scene=1)
    if any(in_place(event, gold) for event, gold in typed):
        return EventScore(wrong_day=1)
    return EventScore(invented=1)


def fits_in(event: Event, gold: GoldIncident) -> bool:
    """Whether an event has a type, the days and the place that gold has."""
    return event.sub_event_type in gold.types and in_days(event, gold) and in_place(event, gold)


def in_days(event: Event, gold: GoldIncident) -> bool:
    """Whether an event's days all lie in those that gold allows."""
    return is_within(event.date, gold)


def is_within(told: EventDate, gold: GoldIncident) -> bool:
    """Whether all days of a date are among those that gold allows an incident."""
    start, end = told.start, told.end
    return start is not None and end is not None and gold.start <= start <= end <= gold.end


def is_at(place: Place | None, precision: GeoPrecision | None, gold: GoldIncident) -> bool:
    """Whether a place told this exactly is where gold has an incident; None for an unknown one."""
    if gold.point is None:
        return place is None or gold.country_code in (None, place.country_code)
    if place is None or precision in (None, GeoPrecision.COUNTRY):
        return False
    return distance_km(place.latitude, place.longitude, *gold.point) <= gold.within_km


def in_place(event: Event, gold: GoldIncident) -> bool:
    """Whether an event is put where gold has an incident."""
    place = event.resolution.place if event.resolution else None
    return is_at(place, event.geo_precision, gold)


def _is_forbidden(event: Event, gold: GoldArticle) -> bool:
    named = event.resolution.toponym.text if event.resolution else None
    return named in gold.never_scenes and event.geo_precision is not GeoPrecision.COUNTRY


def _names_initiator(reports: list[Event], gold: GoldIncident) -> bool:
    return any(
        actor.role is ActorRole.INITIATOR and actor.kind.value in gold.initiator_kinds
        for event in reports
        for actor in event.actors
    )


def _counts_killed(reports: list[Event], gold: GoldIncident) -> bool:
    return any(
        event.toll.killed is not None and event.toll.killed.best == gold.killed for event in reports
    )
