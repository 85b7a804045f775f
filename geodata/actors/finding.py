"""Finding every mention of an actor in an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from geodata.actors.coreference import find_anaphors, resolve_generics
from geodata.actors.groups import find_acronyms, find_peoples, find_unlisted_groups
from geodata.actors.lists import ActorLists, read_actor_lists
from geodata.actors.mention import Mention, MentionBasis
from geodata.actors.phrases import Hit, PhraseKind, Word, words_of
from geodata.actors.scene import SceneCountries, same_country
from geodata.actors.terms import TermFinder
from geodata.model import ActorKind, Article, Resolution, Span, Toponym, ToponymKind

_ACTS = re.compile(
    r"(?:,\s(?:which|who))?(?:\s(?:on\s|late\s|early\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today"
    r"|yesterday|tonight|now|then|[a-z]+ly))?\s(?:has|had|have|is|was|were|will|would|also|again|later|said|says|told|struck|shot|sent"
    r"|began|took|fought|hit|went|gave|made|backs?|launches|bombs|denies|vows|seeks|strikes|[a-z]{2,}ed)\b"
)
_AT_PLACE = re.compile(
    r"\b(?:in|at|from|to|near|of|into|across|towards?|outside|inside|around|through|over|between|within"
    r"|north|south|east|west|for|via)\s(?:the\s|of\s)?$|[,(\[]\s?$",
    re.IGNORECASE,
)
_TAIL_KINDS = frozenset({ActorKind.REBELS, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})


def find_actors(
    article: Article, resolutions: tuple[Resolution, ...], *, folder: Path | None = None
) -> tuple[Mention, ...]:
    """Every mention of an actor in the order of the text, none overlapping.

    Named groups come from `lexicon/actors.csv` or from the form of their names; generic words from
    `lexicon/actor_terms.csv`, with the country told beside them or else that of the nearest
    resolved place. News agencies, observers and other speakers of `lexicon/speakers.csv` are no
    actors. `folder` is a user's own folder of lists, DATELINE_LEXICON by default.
    """
    lists = read_actor_lists(folder=folder)
    text = article.text
    words = words_of(text)
    hits = lists.index.find(text, words)
    scene = SceneCountries(text, resolutions=resolutions, hits=hits, words=words)
    mentions = _Finder(text, lists, words, hits, scene, resolutions).find()
    mentions = resolve_generics(text, mentions, lists)
    return tuple(find_anaphors(text, mentions))


class _Finder:
    def __init__(
        self,
        text: str,
        lists: ActorLists,
        words: list[Word],
        hits: list[Hit],
        scene: SceneCountries,
        resolutions: tuple[Resolution, ...],
    ) -> None:
        self._text = text
        self._lists = lists
        self._words = words
        self._hits = hits
        self._scene = scene
        self._terms = TermFinder(text, lists=lists, words=words, hits=hits, scene=scene)
        self._known_starts = {
            words[hit.first].start for hit in hits if hit.phrase.kind is not PhraseKind.TERM
        } | {
            resolution.toponym.span.start
            for resolution in resolutions
            if resolution.place is not None
        }
        self._toponyms = sorted(
            (resolution.toponym for resolution in resolutions), key=lambda one: one.span
        )
        self._toponym_starts = [toponym.span.start for toponym in self._toponyms]

    def find(self) -> list[Mention]:
        """The mentions, the more telling of two that overlap first."""
        found: list[Mention] = []
        by_first = {hit.first: hit for hit in self._hits}
        told_in_full = {
            key
            for hit in self._hits
            if hit.phrase.kind is PhraseKind.GROUP and not hit.phrase.exact
            for key in hit.phrase.keys
        }
        for hit in self._hits:
            if hit.phrase.kind is PhraseKind.GROUP and not self._is_foreign(hit, told_in_full):
                found.append(self._group(hit, by_first.get(hit.last)))
        self._add_apart(found, self._unlisted({one.span.start: one for one in found}))
        self._add_apart(found, self._by_acronym(found))
        others: list[Mention] = []
        for hit in self._hits:
            if hit.phrase.kind is PhraseKind.TERM:
                others.extend(self._terms.mentions_of(hit))
            elif hit.phrase.kind is PhraseKind.PEOPLE:
                others.append(self._people(hit))
            elif hit.phrase.kind in (PhraseKind.COUNTRY, PhraseKind.GOVERNMENT):
                others.extend(self._government(hit))
            elif hit.phrase.kind is PhraseKind.ADJECTIVE and (one := self._terms.strike_of(hit)):
                others.append(one)
        self._add_apart(found, others)
        return sorted(found, key=lambda mention: mention.span)

    def _add_apart(self, found: list[Mention], more: list[Mention]) -> None:
        taken = sorted((mention.span.start, mention.span.end) for mention in found)
        for mention in sorted(more, key=lambda one: (one.span.start, -one.span.end)):
            index = bisect_right(taken, (mention.span.start, len(self._text)))
            free_left = index == 0 or taken[index - 1][1] <= mention.span.start
            free_right = index == len(taken) or taken[index][0] >= mention.span.end
            if free_left and free_right:
                found.append(mention)
                taken.insert(index, (mention.span.start, mention.span.end))

    def _is_foreign(self, hit: Hit, told_in_full: set[str]) -> bool:
        """Whether initials mean something else here: "NFL" far from Syria, "PDF" from Myanmar."""
        if not hit.phrase.exact or not told_in_full.isdisjoint(hit.phrase.keys):
            return False
        if not self._toponyms:
            return False
        scene = self._scene.at(Span(self._words[hit.first].start, self._words[hit.last - 1].end))
        groups = (self._lists.groups[key] for key in hit.phrase.keys)
        return not any(same_country(group.countries, scene) for group in groups)

    def _group(self, hit: Hit, behind: Hit | None) -> Mention:
        last = hit.last
        if behind is not None and behind.phrase.kind is PhraseKind.TERM:
            term = self._lists.terms[behind.phrase.keys[0]]
            gap = self._text[self._words[last - 1].end : self._words[last].start]
            if gap == " " and term.kind in _TAIL_KINDS:
                last = behind.last
        span = Span(self._words[hit.first].start, self._words[last - 1].end)
        scene = self._scene.at(span)
        candidates = [self._lists.groups[key] for key in hit.phrase.keys]
        group = next((one for one in candidates if scene in one.countries), candidates[0])
        kind, code = group.kind, group.countries[0] if group.countries else None
        if code is None and kind is not ActorKind.EXTERNAL:
            code = scene
        if kind is ActorKind.STATE_FORCES and not same_country(group.countries, scene):
            kind = ActorKind.EXTERNAL
        return Mention(
            span=span,
            text=span.of(self._text),
            name=group.name,
            kind=kind,
            country_code=code,
            basis=MentionBasis.NAME,
        )

    def _unlisted(self, listed: dict[int, Mention]) -> list[Mention]:
        """The groups known by the form of their names; initials behind may say that one is listed.

        `listed` are the mentions of listed groups by where they start.
        """
        told = (
            *find_unlisted_groups(self._text),
            *(people for people in find_peoples(self._text) if not self._is_known(people[0])),
        )
        found: list[Mention] = []
        for span, name, kind in told:
            mention = Mention(
                span=span,
                text=span.of(self._text),
                name=self._unit_name(span) if kind is ActorKind.STATE_FORCES else name,
                kind=kind,
                country_code=self._scene.at(span),
                basis=MentionBasis.NAME,
            )
            same = listed.get(span.end + 2)
            if same is not None and self._text.startswith(" (", span.end):
                mention = replace(same, span=span, text=mention.text)
            found.append(mention)
        return found

    def _unit_name(self, span: Span) -> str:
        """The forces that a unit belongs to, "6th Infantry Brigade" in Syria those of Syria."""
        code = self._scene.at(span)
        name = "Military Forces"
        return f"{name} of {self._lists.country(code).running_name}" if code else name

    def _is_known(self, span: Span) -> bool:
        """Whether a word of the lists or a place's name starts there: "Iraqi tribes"."""
        return span.start in self._known_starts

    def _by_acronym(self, found: list[Mention]) -> list[Mention]:
        short = find_acronyms(self._text, found)
        if not short:
            return []
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, short)) + r")\b")
        return [
            Mention(
                span=Span(match.start(), match.end()),
                text=match.group(),
                name=short[match.group()].name,
                kind=short[match.group()].kind,
                country_code=short[match.group()].country_code,
                basis=MentionBasis.NAME,
            )
            for match in pattern.finditer(self._text)
        ]

    def _people(self, hit: Hit) -> Mention:
        """People told by their nationality, "two Israelis", are civilians."""
        span = Span(self._words[hit.first].start, self._words[hit.last - 1].end)
        scene = self._scene.at(span)
        code = scene if scene in hit.phrase.keys else hit.phrase.keys[0]
        return Mention(
            span=span,
            text=span.of(self._text),
            name=f"Civilians ({self._lists.country(code).name})",
            kind=ActorKind.CIVILIANS,
            country_code=code,
            basis=MentionBasis.TERM,
        )

    def _toponym_at(self, span: Span) -> Toponym | None:
        index = bisect_right(self._toponym_starts, span.start) - 1
        if index >= 0 and self._toponyms[index].span.end > span.start:
            return self._toponyms[index]
        return None

    def _government(self, hit: Hit) -> list[Mention]:
        """The government behind "Moscow said" and "Israel launched", none for a mere place."""
        span = Span(self._words[hit.first].start, self._words[hit.last - 1].end)
        toponym = self._toponym_at(span)
        told = toponym.kind if toponym is not None else None
        if self._words[hit.last - 1].is_possessive or told is ToponymKind.PART_OF_NAME:
            return []
        if toponym is not None and toponym.span.start < span.start:
            return []  # the "Congo" of "El Congo"
        if told is not ToponymKind.METONYM and (
            not _ACTS.match(self._text, span.end)
            or _AT_PLACE.search(self._text, max(0, span.start - 20), span.start)
        ):
            return []
        scene = self._scene.at(span)
        code = scene if scene in hit.phrase.keys else hit.phrase.keys[0]
        return [
            Mention(
                span=span,
                text=span.of(self._text),
                name=f"Government of {self._lists.country(code).running_name}",
                kind=ActorKind.STATE_FORCES if scene in (None, code) else ActorKind.EXTERNAL,
                country_code=code,
                basis=MentionBasis.TERM,
            )
        ]
