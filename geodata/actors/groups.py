"""Named groups that no list has: "the Free Xland Army", "X Liberation Front", "the X militia"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from geodata.actors.mention import Mention, MentionBasis
from geodata.dates.words import WEEKDAYS
from geodata.model import ActorKind, Span

_NAME = re.compile(
    r"(?:\b[A-Z][\w’'-]{0,40}|\b\d{1,3}(?:st|nd|rd|d|th))"
    r"(?:\s(?:(?:of|for|the|and|al|de|del|la|in|to)\s){0,2}[A-Z][\w’'-]{0,40}){1,7}"
)
_TELLING = frozenset(
    """brigades battalions militia militias cartel mujahideen mujahedeen mujahidin
    guerrillas insurgents rebels commandos jihad vigilantes fighters""".split()
)
_BODIES = frozenset("army front movement forces force corps alliance resistance tigers".split())
_LOOSE_BODIES = frozenset(
    """command group coalition guard guards council union units organisation organization""".split()
)
_CAUSES = frozenset(
    """liberation revolutionary resistance freedom salvation self-defence self-defense insurgent
    rebel jihadist martyrs mujahideen separatist""".split()
)
_LOOSE_CAUSES = frozenset(
    """people's peoples patriotic islamic armed popular free independence defenders""".split()
)
_NOT_GROUPS = re.compile(
    r"Salvation Army|Islamic Republic|Armed Forces|Free Trade|Union of (?:Teachers|Journalists)"
    r"|Workers|Islamic Union|Human Rights|Media|Football|Sports"
)
_UNITS = re.compile(
    r"(?:(?:\d{1,3}(?:st|nd|rd|d|th)|First|Second|Third|Fourth|Fifth)\s(?:[A-Z][\w-]+\s){0,3}"
    r"|(?:[A-Z][\w-]+\s){0,2}(?:Infantry|Armou?red|Airborne|Mechani[sz]ed|Mountain|Artillery"
    r"|Parachute|Cavalry|Engineer|Commando)\s)"
    r"(?:Brigade|Battalion|Division|Regiment|Corps|Company)"
)
_MILITIAS = frozenset({"militia", "militias", "cartel", "vigilantes", "guard", "guards"})
_ACRONYM = re.compile(r"[\s,]*[(\[]\s*(?:the\s)?([A-Z][A-Z/-]{1,9}[a-z]?)\s*[)\]]")
_DETERMINERS = re.compile(r"(?:The|A|An|On|In|At|After|And|But)\s")


def find_unlisted_groups(text: str) -> Iterator[tuple[Span, str, ActorKind]]:
    """Names whose form says that they are armed groups, with their kind, in the order of the text.

    Army units ("6th Infantry Brigade") are state forces. "Brigades", "Militia" and the like say it
    alone; "Army", "Front" or "Movement" need a cause
    beside them ("Liberation", "People's"), "Group" or "Council" a warlike one.
    """
    for match in _NAME.finditer(text):
        start = match.start()
        if (article := _DETERMINERS.match(match.group())) is not None:
            start += article.end()
        name = " ".join(text[start : match.end()].split())
        words = [word.lower().replace("’", "'") for word in name.split()]
        if len(words) < 2 or _NOT_GROUPS.search(name):
            continue
        if (unit := _UNITS.match(name)) is not None:
            yield Span(start, start + unit.end()), unit.group(), ActorKind.STATE_FORCES
            continue
        for last in range(len(words), 1, -1):
            if _tells(words[:last]):
                short = " ".join(name.split()[:last])
                kind = (
                    ActorKind.POLITICAL_MILITIA
                    if words[last - 1] in _MILITIAS
                    else ActorKind.REBELS
                )
                yield Span(start, start + len(short)), short, kind
                break


_PEOPLES = re.compile(
    r"\b(?P<names>[A-Z][\w’'-]{1,40}"
    r"(?:(?:,\s|\sand\s|,\sand\s)(?:the\s)?[A-Z][\w’'-]{1,40}){0,3})\s"
    r"(?P<kind>(?:sub-?)?clans?|(?:ethnic\s)?(?:militias?|militiamen|groups|communities)|tribes?"
    r"|tribesmen|clansmen|gunmen|fighters|herdsmen|herders|warriors|youths)\b"
)
_OPENS = re.compile(r"^$|\n\s*$|[.!?:;]\s$|[\"“‘']$")
_PEOPLE_KINDS = {"clan": "Clan", "subc": "Clan", "sub-": "Clan", "trib": "Tribal"}
_NO_PEOPLE = frozenset(
    """islamist islamic muslim christian hindu buddhist shiite shia sunni jewish communist maoist
    suspected armed unknown unidentified masked rival local other several two three four five some
    many both the these those all most foreign pro anti civil ethnic communal young
    opposition""".split()
) | frozenset(day for day in WEEKDAYS if day.endswith("day"))  # "on Monday gunmen shot eight"


def find_peoples(text: str) -> Iterator[tuple[Span, str, ActorKind]]:
    """Peoples told as parties: "the Garre and Degodia clans" are two, each under its own name."""
    for match in _PEOPLES.finditer(text):
        word = match["kind"].lower()
        if word.endswith(("groups", "communities")) and not word.startswith("ethnic"):
            continue
        label = _PEOPLE_KINDS.get(word[:4], "Ethnic")
        opens = _OPENS.search(text, max(0, match.start() - 3), match.start()) is not None
        for name in re.finditer(r"[A-Z][\w’'-]+", match["names"]):
            if opens and name.start() == 0 and label == "Ethnic" and word[:6] != "ethnic":
                continue  # "Hooded gunmen": the capital says nothing
            if name.group().lower().split("-")[0].split("’")[0] in _NO_PEOPLE:
                continue
            start = match.start("names") + name.start()
            is_last = name.end() == len(match["names"])
            end = match.end() if is_last else match.start("names") + name.end()
            yield Span(start, end), f"{name.group()} {label} Militia", ActorKind.IDENTITY_MILITIA


def _tells(words: list[str]) -> bool:
    if words[-1] in _TELLING:
        return True
    if words[-1] in _LOOSE_BODIES:
        return not _CAUSES.isdisjoint(words[:-1])
    if words[-1] in _BODIES:
        return not (_CAUSES | _LOOSE_CAUSES).isdisjoint(words[:-1])
    # "Front for the Liberation of X": the cause stands behind the body.
    for body, link in pairwise(words):
        if body in _BODIES and link in ("for", "of"):
            return not _CAUSES.isdisjoint(words)
    return False


def find_acronyms(text: str, mentions: list[Mention]) -> dict[str, Mention]:
    """The short forms that a text gives in brackets behind a group's name: "(XLF)"."""
    short: dict[str, Mention] = {}
    for mention in mentions:
        if mention.basis is MentionBasis.NAME and mention.kind is not ActorKind.STATE_FORCES:
            match = _ACRONYM.match(text, mention.span.end)
            if match is not None:
                short.setdefault(match[1], mention)
    return short
