"""Short texts written for the hard cases of geoparsing, with what must come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geodata.gazetteer import Gazetteer
from geodata.gold import parse_marks
from geodata.model import Article, Resolution
from geodata.recognition import GazetteerRecognizer
from geodata.recognition.groups import group_of
from geodata.resolution import ContextResolver

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "gold" / "geoparsing" / "hard_cases.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SETTLEMENTS = {"town", "seat", "capital"}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_every_place_is_found_and_placed_and_nothing_else(
    case: dict[str, Any], gazetteer: Gazetteer
) -> None:
    text, marks = parse_marks(case["text"])
    article = Article(id="hard", text=text, url=case.get("url"))
    toponyms = GazetteerRecognizer(gazetteer).recognize(article)
    found = ContextResolver(gazetteer).resolve(article, toponyms)
    unplaced = case.get("not_placed", [])
    assert all(r.place is None for r in found if r.toponym.text in unplaced)
    placed = [r for r in found if r.toponym.text not in unplaced]
    assert [(r.toponym.text, r.toponym.kind.value) for r in placed] == [
        (mark.span.of(text), mark.kind) for mark in marks
    ]
    for resolution, mark in zip(placed, marks, strict=True):
        assert lies_in(resolution, mark.where), resolution
        assert not mark.group or group_is(resolution, mark.group), resolution


def lies_in(resolution: Resolution, where: str) -> bool:
    place = resolution.place
    if place is None:
        return False
    if "." in where:
        return place.admin1_code == where
    return place.country_code == (None if where == "-" else where)


def group_is(resolution: Resolution, group: str) -> bool:
    assert resolution.place
    actual = group_of(resolution.place.feature_code)
    return actual in SETTLEMENTS if group == "town" else actual == group
