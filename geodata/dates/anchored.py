"""Days told from the day told before: "that evening", "the next morning", "the night before"."""

from __future__ import annotations

import re
from dataclasses import replace

from geodata.dates.context import Context, Rule
from geodata.dates.expression import Reading, TimexType
from geodata.dates.intervals import moved
from geodata.dates.readings import dated, unresolved
from geodata.dates.words import DAY_PARTS
from geodata.model import DateBasis

_SHIFT = {"following": 1, "next": 1, "previous": -1, "before": -1, "earlier": -1, "after": 1}


def _read_anchored(match: re.Match[str], context: Context) -> Reading | None:
    part = match["moment"].lower()
    which = (match["which"] or match["way"] or "").lower()
    code = "" if part == "day" else "T" + DAY_PARTS[part]
    origin = context.anchor or context.published
    if origin is None:
        return unresolved("XXXX-XX-XX" + code, TimexType.TIME if code else TimexType.DATE)
    day = moved(origin, _SHIFT.get(which, 0))
    if day is None:
        return None
    reading = dated(day, match, basis=DateBasis.RELATIVE)
    kind = TimexType.TIME if code else TimexType.DATE
    return replace(reading, type=kind, value=day.isoformat() + code)


_PART = r"morning|afternoon|evening|night"

RULES = (
    Rule(
        name="anchored_part",
        pattern=rf"(?i:(?:that|(?:the\s(?:very\s)?|(?=next))(?P<which>following|next|previous|same))"
        rf"\s(?P<moment>{_PART}))\b(?P<way>(?!))?",
        read=_read_anchored,
    ),
    Rule(
        name="anchored_day",
        pattern=rf"(?i:the\s(?P<moment>day|{_PART})\s(?P<way>before|after|earlier))\b(?P<which>(?!))?"
        r"(?=\s*[.,;:)”\"]|\s*$|\swhen\b)",
        read=_read_anchored,
    ),
)
