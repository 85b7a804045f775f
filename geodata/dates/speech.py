"""Which time expressions belong to a saying or to the dateline, not to what is told."""

from __future__ import annotations

import re

from geodata.model import Span

_ON = r"(?:\s(?:on|late|early|late\son|early\son|earlier|in))*\s$"
_STATEMENT = (
    r"(?:statement|interview|report|speech|message|communiqu[eé]|communique|broadcast|address|briefing|tweet"
    r"|post|letter|release|conference|bulletin|note)"
)
_BEFORE = re.compile(
    r"(?:\b(?:said|says|say|announced|reported|confirmed|claimed|stated|declared|added|warned|acknowledged"
    r"|admitted|insisted|denied|vowed|tweeted|wrote|disclosed|revealed|testified|condemned|pledged|urged|alleged)"
    rf"(?:\s(?:in|at|by|during)\s(?:(?:a|an|its|his|her|their|the)\s)?(?:[\w-]+\s){{0,2}}?(?:{_STATEMENT}|telephone"
    r"|phone|radio|television))?,?"
    r"|\b(?:told|tells?|informed)(?:\s(?:[A-Z][\w.’'&-]*|the|a|an|news|conference|reporters|journalists|state"
    r"|television|radio|local|media|parliament|agency|agencies|by|telephone|phone|in|broadcaster|briefing|that))"
    rf"{{1,6}}|\b{_STATEMENT}(?:\s(?:issued|released|published|posted|carried|broadcast|aired|made))?"
    r"|[,”\"’']\s(?:said|says|told|reported)(?:\s[\w.’'-]+){1,8}?"
    rf"|\baccording\sto(?:\s[\w.’'-]+){{1,7}}?){_ON}"
)
_AFTER = re.compile(
    r"\s(?:said|told|announced|confirmed(?!\sdead)|reported|stated|declared|claimed|warned|acknowledged|admitted"
    r"|denied|vowed|condemned|urged|called\s(?:on|for)|expressed|accused|pledged|appealed)\b"
)
_AFTER_COMMA = re.compile(r"," + _AFTER.pattern)
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?][\"”’')]?\s+$")
_DATELINE_BEFORE = re.compile(r"\s*(?:[A-Z][\w.’'-]*[,\s(/)]+){1,8}")
_DATELINE_AFTER = re.compile(
    r"\s{0,9}(?:[,(/]\s{0,9}[A-Z][\w .’'&-]{1,40}\)?)?\s{0,9}(?:\([^()\n]{2,60}\)\s{0,9})?"
    r"(?:--|—|–|-\s|:)"
)


def is_of_speech(text: str, span: Span) -> bool:
    """Whether a time expression dates a saying: "said Tuesday", "told AFP on Saturday"."""
    if text.startswith(("'s ", "’s "), span.end):
        return False  # "said Monday's meeting": the meeting's day
    left = max(0, span.start - 110)
    opens = _SENTENCE_END.search(text, left, span.start) is not None
    if not opens and _BEFORE.search(text, left, span.start):
        return True
    if _AFTER.match(text, span.end):
        return True
    aside = re.search(r",\s(?:on\s|late\s|early\s)*$", text[left : span.start]) is not None
    return aside and _AFTER_COMMA.match(text, span.end) is not None


def is_of_dateline(text: str, span: Span) -> bool:
    """Whether a date stands in the line that opens a report: "LIMA, 23 Aug 88 (EFE) --"."""
    if span.start > 120:
        return False
    return (
        _DATELINE_BEFORE.fullmatch(text, 0, span.start) is not None
        and _DATELINE_AFTER.match(text, span.end) is not None
    )
