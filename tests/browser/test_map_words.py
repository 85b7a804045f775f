"""The words on the map can be read: none lies on another, on a mark, or across the edge."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import expect
from steps import OpenPage, event_map, settle

Box = dict[str, float]


def meet(a: Box, b: Box) -> bool:
    return (
        a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    )


def inside(box: Box, frame: Box) -> bool:
    return (
        frame["x"] <= box["x"]
        and frame["y"] <= box["y"]
        and box["x"] + box["width"] <= frame["x"] + frame["width"]
        and box["y"] + box["height"] <= frame["y"] + frame["height"]
    )


@pytest.mark.parametrize("at", ["20,20,3", "34,40,5", "36,37,7"])
def test_words_on_the_map_never_overlap(open_page: OpenPage, crowd_url: str, at: str) -> None:
    page = open_page(f"{crowd_url}/?at={at}")
    shown = event_map(page)
    settle(page)
    frame = shown.locator(".leaflet-container").bounding_box()
    words = shown.locator(":is(.place, .country-name span):not(.crowded)")
    boxes = [box for word in words.all() if word.is_visible() and (box := word.bounding_box())]
    assert frame
    assert all(inside(box, frame) for box in boxes)
    assert not any(meet(a, b) for a, b in combinations(boxes, 2))


def test_a_lone_mark_keeps_the_name_of_its_place(open_page: OpenPage, seed_url: str) -> None:
    shown = event_map(open_page(f"{seed_url}/?at=36.2,37.1,10"))
    expect(shown.locator(".mark .place:not(.crowded)").first).to_be_visible()
