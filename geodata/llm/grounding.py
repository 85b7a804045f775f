"""From what a model claims to events that the article's own words bear out.

The model says what happened and points at words. Where those words stand, which day they mean, how
many they count and what an actor is called is read from the article by the program's own rules; a
claim that points at anything else is an invention and refused whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.actors import Mention, find_actors
from geodata.dates import DatedEvent, TimeExpression, assign_date, find_dates
from geodata.events.sentences import Sentence, split_sentences
from geodata.events.taxonomy import EventType
from geodata.events.toll import find_count
from geodata.llm.quotations import Quotable, distance
from geodata.model import (
    Actor,
    ActorKind,
    ActorRole,
    Article,
    Attribution,
    Count,
    Event,
    GeoPrecision,
    Resolution,
    Span,
    Toll,
    ToponymKind,
    content_id,
)

# Not calibrated: what models claim has not been measured as the rules' events have.
CONFIDENCE = 0.5
_SHOWN = 120


class Invention(ValueError):
    """A claim that the article's words do not bear out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """An article with what the program itself reads in it; `places` are its literal toponyms."""

    article: Article
    text: Quotable
    sentences: tuple[Sentence, ...]
    places: tuple[Resolution, ...]
    mentions: tuple[Mention, ...]
    expressions: tuple[TimeExpression, ...]

    @classmethod
    def of(cls, article: Article, resolutions: tuple[Resolution, ...]) -> Ground:
        """The ground of an article whose places are resolved."""
        return cls(
            article=article,
            text=Quotable(article.text),
            sentences=split_sentences(article.text),
            places=tuple(one for one in resolutions if one.toponym.kind is ToponymKind.LITERAL),
            mentions=find_actors(article, resolutions),
            expressions=find_dates(article),
        )

    def to_event(
        self,
        claim: Mapping[str, Any],
        *,
        types: Mapping[str, EventType],
        quantities: Mapping[str, int],
        extractor: str,
    ) -> Event:
        """The event of a claim that has the form of `event.schema.json`; raises Invention."""
        kind = types.get(claim["sub_event_type"])
        if kind is None:
            raise Invention(f"there is no type {_shown(claim['sub_event_type'])}")
        quotation = self.text.find(claim["quotation"])
        if quotation is None:
            raise Invention(f"the article does not say {_shown(claim['quotation'])}")
        trigger = self.text.find(claim["trigger"], within=quotation)
        if trigger is None:
            raise Invention(f"the quotation does not say {_shown(claim['trigger'])}")
        sentence = self._sentence_of(trigger)
        resolution = self._place(claim["place"], trigger)
        place = resolution.place if resolution else None
        dated = self._date(claim["when"], sentence.span, trigger)
        return Event(
            id=content_id(
                self.article.id,
                trigger.start,
                trigger.end,
                kind.sub_event_type,
                place.id if place else claim["place"],
            ),
            article_id=self.article.id,
            event_type=kind.event_type,
            sub_event_type=kind.sub_event_type,
            trigger=trigger,
            sentence=sentence.span,
            date=dated.date,
            resolution=resolution,
            geo_precision=resolution.geo_precision if resolution else None,
            radius_km=_radius_km(resolution),
            actors=tuple(self._actor(actor, trigger) for actor in claim["actors"]),
            toll=Toll(
                killed=self._count(claim["killed"], trigger, quantities),
                injured=self._count(claim["injured"], trigger, quantities),
            ),
            attribution=self._attribution(claim["attribution"], trigger),
            history=dated.history,
            confidence=CONFIDENCE,
            extractor=extractor,
        )

    def _sentence_of(self, span: Span) -> Sentence:
        index = bisect_right(self.sentences, span.start, key=lambda one: one.span.start) - 1
        if index < 0 or not self.sentences[index].span.contains(span):
            raise Invention(f"no sentence says {_shown(span.of(self.article.text))}")
        return self.sentences[index]

    def _nearest(self, words: str, trigger: Span) -> Span:
        found = self.text.find_nearest(words, to=trigger)
        if found is None:
            raise Invention(f"the article does not say {_shown(words)}")
        return found

    def _place(self, name: str | None, trigger: Span) -> Resolution | None:
        if name is None:
            return None
        named = [one for one in self.places if one.toponym.text.casefold() == name.casefold()]
        if not named:
            raise Invention(f"{_shown(name)} is none of the article's places")
        return min(named, key=lambda one: distance(one.toponym.span, trigger))

    def _date(self, words: str | None, sentence: Span, trigger: Span) -> DatedEvent:
        """The date that the quoted words mean; that of the rules where they are no date to them."""
        expressions = self.expressions
        if words is not None:
            span = self._nearest(words, trigger)
            pointed = tuple(one for one in expressions if one.span.overlaps(span))
            if pointed:
                expressions = pointed
                sentence = Span(min(sentence.start, span.start), max(sentence.end, span.end))
        return assign_date(
            self.article, sentence=sentence, trigger=trigger, expressions=expressions
        )

    def _actor(self, claim: Mapping[str, Any], trigger: Span) -> Actor:
        span = self._nearest(claim["mention"], trigger)
        known = next((one for one in self.mentions if one.span.overlaps(span)), None)
        words = span.of(self.article.text)
        return Actor(
            name=known.name if known else " ".join(words.split()),
            role=ActorRole(claim["role"]),
            kind=known.kind if known else ActorKind(claim["kind"]),
            mention=words,
            span=span,
            country_code=known.country_code if known else None,
        )

    def _count(
        self, words: str | None, trigger: Span, quantities: Mapping[str, int]
    ) -> Count | None:
        if words is None:
            return None
        span = self._nearest(words, trigger)
        count = find_count(self._sentence_of(span), span, quantities)
        if count is None:
            raise Invention(f"{_shown(words)} counts nobody")
        return count

    def _attribution(self, words: str | None, trigger: Span) -> Attribution | None:
        if words is None:
            return None
        span = self._nearest(words, trigger)
        return Attribution(name=" ".join(span.of(self.article.text).split()), span=span)


def _radius_km(resolution: Resolution | None) -> float | None:
    """The extent of an event's place, 0 for a town or a site, None where it is not known."""
    if resolution is None or resolution.place is None or resolution.geo_precision is None:
        return None
    is_site = resolution.geo_precision is GeoPrecision.SITE
    return 0.0 if is_site else resolution.place.radius_km


def _shown(words: object) -> str:
    text = repr(words)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
