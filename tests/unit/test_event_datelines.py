"""Where a report was written, and the heads that say where its parts play."""

from __future__ import annotations

import pytest
from fixtures.short_texts import place_of, read

from geodata.gazetteer import Gazetteer
from geodata.pipeline import Pipeline, open_pipeline


@pytest.fixture(scope="module")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    return open_pipeline(gazetteer)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LAHORE: Nine people died in a pile-up near Sheikhupura on Friday.", "Shekhupura"),
        ("LAHORE: Nine people died in a pile-up on Friday.", "Lahore"),
        ("LAHORE, Nov 30 (APP): Nine people died in a pile-up near Sheikhupura.", "Shekhupura"),
        ("BOGOTÁ. A bomb on a bus killed nine people in Cali on Friday.", "Cali"),
        (
            "KOTA: A student was violated by three youths in a moving car here on Friday night.",
            "Kota",
        ),
    ],
)
def test_a_dateline_is_the_scene_only_where_nothing_else_is_told(
    pipeline: Pipeline, text: str, place: str
) -> None:
    """A local paper's "LAHORE:" is where it is written, and what happened without a place."""
    assert {place_of(event) for event in read(pipeline, text)} == {place}


def test_heads_of_a_round_up_say_where_each_part_plays(pipeline: Pipeline) -> None:
    """What stands before a colon is no dateline where other paragraphs begin so."""
    text = (
        "KURSK: Shelling killed two people in a village on Friday.\n\n"
        "SARATOV: A drone hit a tower on Friday, killing a guard."
    )
    assert {place_of(event) for event in read(pipeline, text)} == {"Kursk", "Saratov"}
