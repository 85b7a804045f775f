"""Why a sense was ranked as it was, in words for a reader."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.resolution.features import TEMPLATES
from geodata.resolution.senses import Senses

_AT = {template: index for index, template in enumerate(TEMPLATES)}


def reasons_for(observed: Sequence[str], senses: Senses) -> tuple[str, ...]:
    """What speaks for or against a sense, from the values observed about it."""
    found: list[str] = []
    if observed[_AT["only"]]:
        found.append("the only place of this name")
    elif observed[_AT["rank"]] == "0":
        found.append("the most important place of this name")
    if senses.similarity < 1.0:
        found.append("spelled differently")
    if senses.shortened:
        found.append("found by a part of the name")
    hint, _, size = observed[_AT["hint"]].partition(" ")
    if hint == "settlement":
        found.append("called a town" if size == "settlement" else "called a town, which it is not")
    elif hint == "admin":
        found.append("called a region" if size == "region" else "called a region, which it is not")
    region = observed[_AT["region"]]
    if region in ("in", "out"):
        found.append(f"{'' if region == 'in' else 'not '}in the place named after the comma")
    within = observed[_AT["within"]]
    if within in ("in", "out"):
        found.append(f"{'' if within == 'in' else 'not '}where the text says that it lies")
    if observed[_AT["inner"]].startswith("holds"):
        found.append("holds the place named before the comma")
    if observed[_AT["home"]] == "home":
        found.append("in the country of the source")
    if observed[_AT["domain"]].startswith("in"):
        found.append("the source bears this name")
    if observed[_AT["country"]] >= "3":
        found.append("in the country of most other places of the article")
    if observed[_AT["admin1"]] >= "2":
        found.append("in the region of other places of the article")
    if observed[_AT["near"]].isdigit() and observed[_AT["near"]] != "0":
        found.append("within 60 km of other places of the article")
    return tuple(found)
