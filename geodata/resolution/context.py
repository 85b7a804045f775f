"""What an article says about where it is set: the names it has, and how they bear on each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geodata.gazetteer import Gazetteer, NameKind
from geodata.model import Article, Span, Toponym, ToponymKind
from geodata.resolution.areas import AREAS, contains, groups_of
from geodata.resolution.home import Home
from geodata.resolution.offices import office_beside
from geodata.resolution.senses import Senses, find_senses, without_large, without_regions

_ADMIN = frozenset(
    """province provinces county parish region state governorate district prefecture oblast canton
    territory department emirate republic""".split()
)
_SETTLEMENT = frozenset(
    "city town village suburb port capital hamlet neighborhood neighbourhood municipality".split()
)
_STRETCH = frozenset("area valley island islands coast enclave peninsula basin part parts".split())
_QUARTER = re.compile(r" (?:quarter|neighbou?rhood|ward|barrio|favela|colony)\b")
BACKGROUND_WEIGHT = 0.7
_LONGEST_LINK = 60
_IN_WHAT_FOLLOWS = frozenset({", ", " (", ","})
_LISTING = frozenset({", ", " and ", ", and ", " or ", ", or "})
_SHORTEST_LIST = 3
# "BEIRUT (AP)", "PARIS, Mo. —".
_DATELINE = re.compile(r"(?:, [A-Z][\w.]+)?,?(?: \([A-Z]| ?[-–—]+ )")
# "Ellis, Navarro and Henderson counties".
_OF_A_LIST = re.compile(r"(?:(?:, and|, or|,| and| or)(?: [A-Z][\w'’.-]+){1,3}){0,8} ([a-z]+s)\b")
_WORDS = r"(?:[a-z]+(?:-[a-z]+)*,? )"
_KIND = rf"(?:{'|'.join(sorted(_ADMIN | _SETTLEMENT | _STRETCH | {'quarter'}))})"
# "Kaya in northern Nigeria", "Kaya, a town in Nigeria", "the Punjab province of Pakistan"; but not
# "Moscow, an ally of Syria".
_LIES_IN = re.compile(
    rf"(?:,? in| of| {_KIND} of|, (?:an?|the) {_WORDS}{{0,3}}{_KIND} (?:in|of)"
    rf"|,(?: [a-z]+)? capital of) (?:the )?{_WORDS}{{0,2}}"
)
# "Nigeria's remote Zamfara", "Nigeria's state of Zamfara"; but not "Russia's raid on Aleppo" or
# "Russia's bombing of Aleppo".
_ELSEWHERE = r"(?!(?:against|at|for|from|in|inside|into|near|on|outside|over|to|with|of)\b)"
# "The Spanish city of Cordoba", "the Bangladeshi capital Dhaka".
_OF_NATION = re.compile(rf" (?:(?!the\b|an?\b){_WORDS}){{0,2}}{_KIND}(?: of)? ")
# Nor "Egypt's mediators, who left Tel Aviv".
_BARE_WORDS = r"(?:[a-z]+(?:-[a-z]+)* )"
_HAS = re.compile(
    rf"['’‘]s (?:{_ELSEWHERE}{_BARE_WORDS}){{0,4}}|['’‘]s {_BARE_WORDS}{{0,3}}{_KIND} of "
)


@dataclass(slots=True)
class Name:
    """A name of the article with its senses; all mentions that must mean the same are one name.

    `opens` tells a dateline, `quarter` a part of a town ("the Cuba ward"), `offices` whose office
    stands beside a mention: a "city"'s or a "state"'s. `regions` are the names that follow a
    mention after a comma ("Paris, Texas"), `inner` those that this one follows, `listed` those told
    in one list with it. `within` are those that a mention is said to lie in: "Kaya in Nigeria",
    "Syria's Idlib". `probabilities`, `alone` and `observed`, set by ranking, belong to
    `senses.rows`.
    """

    text: str
    senses: Senses
    hint: str
    opens: bool
    quarter: bool = False
    mentions: list[int] = field(default_factory=list)
    offices: dict[int, str] = field(default_factory=dict)
    regions: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    within: list[int] = field(default_factory=list)
    listed: list[int] = field(default_factory=list)
    probabilities: list[float] = field(default_factory=list)
    alone: list[tuple[str, ...]] = field(default_factory=list)
    observed: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """What the name counts for: more than one mention counts for a little more."""
        return 1 + math.log(len(self.mentions)) if self.mentions else BACKGROUND_WEIGHT

    def by_office(self) -> dict[str, list[int]]:
        """The mentions by the office beside them, "" for none."""
        found: dict[str, list[int]] = {}
        for mention in self.mentions:
            found.setdefault(self.offices.get(mention, ""), []).append(mention)
        return found


def group_names(
    article: Article, toponyms: Sequence[Toponym], *, gazetteer: Gazetteer
) -> list[Name]:
    """The distinct names of an article, in the order in which they first occur."""
    names: list[Name] = []
    by_key: dict[tuple[tuple[int, ...] | str, str, str], int] = {}
    name_of: list[int] = []
    found = {text: find_senses(text, gazetteer=gazetteer) for text in {t.text for t in toponyms}}
    asked = _tell_apart(_iter_stated(article.text, toponyms, found, gazetteer))
    for index, toponym in enumerate(toponyms):
        text = toponym.text
        senses = found[text]
        hint = _hint(article.text, toponym) if len(senses.rows) > 1 else ""
        if hint != "admin" and len(senses.rows) > 1:
            senses = without_regions(text, senses, gazetteer=gazetteer)
        quarter = _is_quarter(article.text, toponym)
        if quarter:
            senses = without_large(senses, gazetteer=gazetteer)
        key = (senses.rows or text, hint, asked.get(index, asked.get(text, "")))
        if key not in by_key:
            by_key[key] = len(names)
            opens = len(senses.rows) > 1 and _is_dateline(article.text, toponym.span)
            names.append(Name(text, senses, hint, opens, quarter))
        names[by_key[key]].mentions.append(index)
        if len(senses.rows) > 1 and (office := office_beside(article.text, toponym.span)):
            names[by_key[key]].offices[index] = office
        name_of.append(by_key[key])
    for members in _iter_lists(article.text, toponyms, name_of):
        for number in members:
            names[number].listed = [other for other in members if other != number]
    for index in range(1, len(toponyms)):
        between = article.text[toponyms[index - 1].span.end : toponyms[index].span.start]
        inner, outer = name_of[index - 1], name_of[index]
        if inner == outer or len(between) > _LONGEST_LINK:
            continue
        of_nation = _is_demonym(names[inner])
        if between in _IN_WHAT_FOLLOWS:
            names[inner].regions.append(outer)
            names[outer].inner.append(inner)
        elif of_nation and _OF_NATION.fullmatch(between):
            names[outer].within.append(inner)
        elif _LIES_IN.fullmatch(between) and not _is_demonym(names[outer]):
            names[inner].within.append(outer)
        elif _HAS.fullmatch(between):
            names[outer].within.append(inner)
    return names


def _is_demonym(name: Name) -> bool:
    return NameKind.DEMONYM in name.senses.kinds[:1]


def _iter_stated(
    text: str,
    toponyms: Sequence[Toponym],
    found: Mapping[str, Senses],
    gazetteer: Gazetteer,
) -> Iterator[tuple[int, str, str]]:
    """The mentions that say in which region they lie: their index, the name, and the region's."""
    columns, groups = gazetteer.columns, groups_of(gazetteer)
    for index, (name, region) in enumerate(pairwise(toponyms)):
        senses = found[name.text].rows
        if len(senses) < 2 or text[name.span.end : region.span.start] not in _IN_WHAT_FOLLOWS:
            continue
        areas = [
            row for row in found[region.text].rows[:8] if groups[columns.feature[row]] in AREAS
        ]
        if any(contains(gazetteer, area, row) for area in areas for row in senses):
            yield index, name.text, region.text


def _tell_apart(stated: Iterable[tuple[int, str, str]]) -> dict[int | str, str]:
    """For names that lie in several regions, "Paris, Texas" and "Paris, France": the region of each
    mention that says one, and for all other mentions, by the name, the first.
    """
    by_name: dict[str, dict[int | str, str]] = {}
    for index, name, region in stated:
        by_name.setdefault(name, {})[index] = region
    apart: dict[int | str, str] = {}
    for name, regions in by_name.items():
        if len(set(regions.values())) > 1:
            apart |= {**regions, name: next(iter(regions.values()))}
    return apart


def _iter_lists(
    text: str, toponyms: Sequence[Toponym], name_of: Sequence[int]
) -> Iterator[list[int]]:
    """The names told in one list, three at least: "Utah, Georgia and Ohio"."""
    members: list[int] = []
    for index, number in enumerate(name_of):
        if index:
            between = text[toponyms[index - 1].span.end : toponyms[index].span.start]
            if between not in _LISTING:
                if len(members) >= _SHORTEST_LIST:
                    yield list(dict.fromkeys(members))
                members = []
        members.append(number)
    if len(members) >= _SHORTEST_LIST:
        yield list(dict.fromkeys(members))


def _is_dateline(text: str, span: Span) -> bool:
    """Whether a mention says where the article was written: "BEIRUT (AP) -", "MANSFIELD -"."""
    opens = not span.start or text[max(0, span.start - 12) : span.start].rstrip(" ").endswith("\n")
    is_capital = span.end - span.start > 4 and text[span.start : span.end].isupper()
    return (opens or is_capital) and _DATELINE.match(text, span.end) is not None


def _is_quarter(text: str, toponym: Toponym) -> bool:
    """Whether a mention is called a part of a town; "the Armenian quarter" is none of that name."""
    if toponym.kind is ToponymKind.DEMONYM:
        return False
    return _QUARTER.match(text, toponym.span.end) is not None


def _hint(text: str, toponym: Toponym) -> str:
    """What the words beside a mention call it: "admin", "settlement" or ""."""
    after = text[toponym.span.end : toponym.span.end + 16].split(maxsplit=1)[:1]
    before = text[max(0, toponym.span.start - 24) : toponym.span.start].lower().split()[-2:]
    words = [after[0].lower().rstrip(".,;")] if after and text[toponym.span.end] == " " else []
    if len(before) == 2 and before[1] == "of":
        words.append(before[0])
    listed = _OF_A_LIST.match(text, toponym.span.end)
    if listed:
        words.append(_singular(listed[1]))
    for word in words:
        if word in _ADMIN:
            return "admin"
        if word in _SETTLEMENT:
            return "settlement"
    return ""


def _singular(word: str) -> str:
    """ "Counties" as "county"."""
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def background_names(
    article: Article, home: Home, names: Sequence[Name], *, gazetteer: Gazetteer
) -> list[Name]:
    """Names without a mention that speak for a place: those in the name of the source."""
    known = {row for name in names for row in name.senses.rows}
    found = []
    for text in home.names:
        senses = find_senses(text.title(), gazetteer=gazetteer)
        if senses.rows and not senses.shortened and known.isdisjoint(senses.rows):
            found.append(Name(text, senses, "", opens=False))
    return found
