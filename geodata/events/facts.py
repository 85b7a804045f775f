"""What the other stages found in an article, by sentence: places, dates, actors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from geodata.actors import Mention, MentionBasis, find_actors
from geodata.dates import TimeExpression, find_dates
from geodata.events.areas import Areas
from geodata.events.chains import PlaceChain, find_places
from geodata.events.no_scene import SPEECH
from geodata.events.places import TOWN, level_of
from geodata.events.scenes import Scene
from geodata.events.sentences import Sentence
from geodata.model import (
    ActorKind,
    Article,
    Place,
    Resolution,
    Span,
    TimePrecision,
)

_DATE_REACH = 1000  # characters
_NAME_WORD = r"(?:[A-Z][\w.'’]*|of|the|and)"
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2},?(?:\s*\d{4})?)"
_AGENCY = r"(?:\([^)\n]{1,60}\),?)"
_DASH = r"(?:--|—|–|-)\s"
# Every repeat has an end, and one way only to be parted, so that no text takes long.
_DATELINE = re.compile(
    rf"\s*\([A-Z][\w .'’-]{{2,30}}(?:, [A-Z][\w .'’-]{{2,30}})?\)\s*{_DASH}"
    rf"|\s*(?:{_NAME_WORD},?\s+){{0,6}}{_NAME_WORD}(?:,?\s+)?(?:(?:{_AGENCY}|{_DAY})\s*){{0,3}}{_DASH}"
    r"|\s*[A-Z][A-Z .'’-]{2,30}\s{3,}"
    r"|\s*[A-Z][A-ZÀ-Þ'’-]+(?:[ ,]{1,2}[A-ZÀ-Þ][\w.'’-]*){0,3}"
    r"(?:, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}))?"
    r"(?: \([A-Z][\w/ ]{1,20}\))?[:.]\s"
)
_HEAD = re.compile(r"\n[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+[:.]\s")
_BEHIND_TITLE = frozenset(". \n")
_SPEECH_WORDS = 5
_WILDFIRE = re.compile(
    r"\b(?:wildfires?|(?:forest|bush) ?fires?|hectares of (?:forest|scrub))\b", re.IGNORECASE
)
_TOWARDS = frozenset("to for via".split())
_CLOSE = frozenset("close next near adjacent".split())
_TRAVELLING = frozenset(
    """flying flown travelling traveling coming came arriving arrived departed sailing sailed out
    bound heading driving drove returning flight bus train boat plane convoy""".split()
)
_BORDER = re.compile(r"\s(?:border|frontier)\b")  # "near the Thai border" is not yet Thailand
_PLATES = re.compile(r"(?: licen[cs]e| number)? plates?\b")
_GROUPS = frozenset(
    {
        ActorKind.REBELS,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL,
    }
)


_CRIMINALS = frozenset("gang gangs thugs raiders robbers".split())
_NATIVE_GROUPS = _GROUPS - {ActorKind.EXTERNAL}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An article with its places, actors' mentions and time expressions in the order of the text.

    `dateline` is the line that opens a report, as (start, end), which are the same without one: the
    places in it are where somebody wrote, not where something happened.
    """

    article: Article
    resolutions: tuple[Resolution, ...]
    starts: tuple[int, ...]
    mentions: tuple[Mention, ...]
    mention_starts: tuple[int, ...]
    expressions: tuple[TimeExpression, ...]
    expression_starts: tuple[int, ...]
    latest: TimeExpression | None
    dateline: tuple[int, int]
    find_country: Callable[[str], Place | None]

    @classmethod
    def of(
        cls,
        article: Article,
        resolutions: tuple[Resolution, ...],
        *,
        find_country: Callable[[str], Place | None],
        folder: Path | None = None,
    ) -> Facts:
        """The facts of an article whose places are resolved; `folder` is the user's word lists."""
        mentions = find_actors(article, resolutions, folder=folder)
        expressions = find_dates(article)
        dated = [one for one in expressions if one.reading.precision is TimePrecision.DAY]
        return cls(
            article=article,
            resolutions=resolutions,
            starts=tuple(resolution.toponym.span.start for resolution in resolutions),
            mentions=mentions,
            mention_starts=tuple(mention.span.start for mention in mentions),
            expressions=expressions,
            expression_starts=tuple(expression.span.start for expression in expressions),
            latest=max(dated, key=lambda one: one.reading.end or date.min, default=None),
            dateline=_find_dateline(article),
            find_country=find_country,
        )

    @cached_property
    def is_of_conflict(self) -> bool:
        """Whether armed groups take part in what the article tells, so that killing is no crime."""
        groups = [
            mention
            for mention in self.mentions
            if mention.kind in _GROUPS and mention.text.lower().split()[-1] not in _CRIMINALS
        ]
        return len(groups) > 1 or any(one.basis is MentionBasis.NAME for one in groups)

    @cached_property
    def is_of_wildfire(self) -> bool:
        """Whether forests and fields burn in what the article tells."""
        return _WILDFIRE.search(self.article.text) is not None

    @cached_property
    def home_town(self) -> Resolution | None:
        """The town of the dateline, where a local paper's story plays; None for an agency's."""
        opening = self.article.text[slice(*self.dateline)]
        if not opening or "(" in opening:
            return None
        for resolution in self.resolutions_of_dateline:
            place = resolution.place
            if place is not None and level_of(resolution) == TOWN and place.feature_code != "PPLC":
                return resolution
        return None

    @cached_property
    def resolutions_of_dateline(self) -> tuple[Resolution, ...]:
        """The places that the dateline names."""
        start, end = self.dateline
        return self.resolutions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The actors' mentions of a sentence."""
        return self.mentions[_from_to(self.mention_starts, sentence)]

    @cached_property
    def named_groups(self) -> tuple[Mention, ...]:
        """The armed groups that the article names, in its order."""
        return tuple(
            mention
            for mention in self.mentions
            if mention.basis is MentionBasis.NAME and mention.kind in _NATIVE_GROUPS
        )

    def resolutions_in(self, sentence: Sentence) -> tuple[Resolution, ...]:
        """The places that a sentence names."""
        return self.resolutions[_from_to(self.starts, sentence)]

    def resolutions_near(self, sentence: Sentence, *, reach: int) -> tuple[Resolution, ...]:
        """The places named up to `reach` characters from a sentence, but for the dateline's."""
        first = bisect_left(self.starts, max(self.dateline[1], sentence.span.start - reach))
        return self.resolutions[first : bisect_left(self.starts, sentence.span.end + reach)]

    def names_in(self, sentence: Sentence) -> tuple[Span, ...]:
        """The spans of a sentence that are known to be places, actors or dates."""
        places = self.resolutions_in(sentence)
        dates = self.dates_in(sentence)
        return (
            *(resolution.toponym.span for resolution in places),
            *(mention.span for mention in self.mentions_in(sentence)),
            *(expression.span for expression in dates),
        )

    def expressions_near(self, sentence: Sentence) -> tuple[TimeExpression, ...]:
        """The time expressions that may date a sentence's events, and the article's latest day."""
        first = bisect_left(self.expression_starts, sentence.span.start - _DATE_REACH)
        last = bisect_left(self.expression_starts, sentence.span.end + _DATE_REACH)
        near = self.expressions[first:last]
        if self.latest is None or self.latest in near:
            return near
        before = self.latest.span.start < sentence.span.start
        return (self.latest, *near) if before else (*near, self.latest)

    def chains_in(self, sentence: Sentence) -> tuple[PlaceChain, ...]:
        """The literal places of a sentence, without those of the dateline.

        A local paper's dateline is where its sentence plays when that names no other place.
        """
        if sentence.number not in self._chains:
            self._chains[sentence.number] = self._find_chains(sentence)
        return self._chains[sentence.number]

    @cached_property
    def _chains(self) -> dict[int, tuple[PlaceChain, ...]]:
        """The chains found so far, by the number of the sentence."""
        return {}

    def _find_chains(self, sentence: Sentence) -> tuple[PlaceChain, ...]:
        found = self.resolutions_in(sentence)
        named = [
            mention.span
            for mention in self.mentions_in(sentence)
            if mention.basis is MentionBasis.NAME and " " in mention.text
        ]
        if named:  # "Islamic State of Iraq" is no place
            found = tuple(one for one in found if not _is_within(one.toponym.span, named))
        start, end = self.dateline
        if sentence.span.start < end and start < sentence.span.end:
            own = tuple(one for one in found if one.toponym.span.start >= end)
            found = own or ((self.home_town,) if self.home_town else ())
        return find_places(sentence, found, self.article.text) if found else ()

    def places_and_dates(self, sentence: Sentence) -> bool:
        """Whether a sentence says both where and on what day by itself."""
        dated = any(one.date for one in self.dates_in(sentence))
        return dated and bool(self.chains_in(sentence))

    def dates_in(self, sentence: Sentence) -> tuple[TimeExpression, ...]:
        """The time expressions of a sentence."""
        return self.expressions[_from_to(self.expression_starts, sentence)]

    def area_of(self, sentence: Sentence, *, alone: bool = False) -> Scene | None:
        """The region, or else the country, that the sentence or the article speaks of.

        What an event without a place of its own can be put in; None for none. `alone` leaves it at
        the sentence and the article's country, as for what is told as history. Those of foreign
        forces do not tell it where anything else does.
        """
        named = self.resolutions_in(sentence)
        foreign = [one.span for one in self.mentions_in(sentence) if one.kind is ActorKind.EXTERNAL]
        return self._areas.around(named, foreign, section=sentence.section, alone=alone)

    @cached_property
    def _areas(self) -> Areas:
        return Areas(self.article.text, self.resolutions, self._tells_scene, self.find_country)

    def _tells_scene(self, resolution: Resolution) -> bool:
        start, end = self.dateline
        opening = start <= resolution.toponym.span.start < end
        return not opening and not self.is_passed_over(resolution)

    def has_foreign_forces(self, sentence: Sentence, *, reach: int) -> bool:
        """Whether another country's forces are named up to `reach` characters from a start."""
        start = sentence.span.start
        following = bisect_left(self._foreign_starts, start - reach)
        near = self._foreign_starts[following : following + 1]
        return bool(near) and near[0] <= start + reach

    @cached_property
    def foreign_forces(self) -> tuple[Mention, ...]:
        """Where the article names another country's forces, in its order."""
        return tuple(one for one in self.mentions if one.kind is ActorKind.EXTERNAL)

    @cached_property
    def _foreign_starts(self) -> tuple[int, ...]:
        return tuple(one.span.start for one in self.foreign_forces)

    def is_passed_over(self, resolution: Resolution) -> bool:
        """Whether a place is only a speaker's, or where somebody comes from or goes to."""
        start = resolution.toponym.span.start
        if _PLATES.match(self.article.text, resolution.toponym.span.end):
            return True
        before = self.article.text[max(0, start - 60) : start].lower().split()[-_SPEECH_WORDS:]
        if not SPEECH.isdisjoint(before):
            return True
        verb, preposition = ("", "", *before)[-2:]
        return (preposition in _TOWARDS and verb not in _CLOSE) or (
            preposition == "from" and verb in _TRAVELLING
        )


def no_country(code: str) -> Place | None:
    """Stands in for a gazetteer that knows no country."""
    return None


def _find_dateline(article: Article) -> tuple[int, int]:
    """The line that opens a report: "LIMA, 23 Aug 88 (EFE) --"; empty for none.

    The title may stand before it. "KURSK: ..." is none where other paragraphs have such heads,
    which say where they play.
    """
    text, title = article.text, article.title
    start = len(title) if title and text.startswith(title) else 0
    while start and text[start : start + 1] in _BEHIND_TITLE:
        start += 1
    opening = _DATELINE.match(text, start, start + 200)
    if opening is None:
        return 0, 0
    is_head = opening.group().rstrip().endswith((":", ".")) and _HEAD.search(text, opening.end())
    return (0, 0) if is_head else opening.span()


def _is_within(span: Span, spans: list[Span]) -> bool:
    return any(one.contains(span) for one in spans)


def _from_to(starts: tuple[int, ...], sentence: Sentence) -> slice:
    return slice(bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end))
