"""Whose office is named beside a place, a city's or a state's: "New York police", "governor"."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from geodata.model import Span

_LONGEST = 24
# "New York police", "New York's Gov. Hochul"; two words, as in "fire department", or one.
_AFTER = re.compile(r"(?:['’‘]s)? (([^\W\d_]+)(?: [^\W\d_]+)?)")
# "the mayor of New York"
_BEFORE = re.compile(r"(?:^|\W)((?:[^\W\d_]+ )?([^\W\d_]+)) of $")


def office_beside(text: str, span: Span) -> str:
    """Whose office stands beside a name: "city", "state" or ""."""
    offices = _offices()
    after = _AFTER.match(text, span.end)
    before = None
    if text.endswith(" of ", 0, span.start):
        before = _BEFORE.search(text[max(0, span.start - _LONGEST) : span.start])
    for found in (after, before):
        for words in found.groups() if found else ():
            if office := offices.get(words.lower()):
                return office
    return ""


@cache
def _offices() -> Mapping[str, str]:
    with files(__package__).joinpath("offices.csv").open(encoding="utf-8") as file:
        return {row["word"]: row["of"] for row in csv.DictReader(file)}
