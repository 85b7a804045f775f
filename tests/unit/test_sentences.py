"""Sentences of texts whose lines are broken at a width."""

from __future__ import annotations

from geodata.text import sentences

WRAPPED = """Lima, 23 Aug (AFP) -- The mayor said that the deputy chief of the National
Police had been shot outside his home on the road that links the town of
Tingo Maria with the coast. Nobody has said who did it so far, and the
police are looking for two men who had been seen near the house on the
day before. A curfew has been in force in the town since the beginning
of the month, when a bridge was blown up.

The second paragraph follows
"""


def test_line_break_of_a_wrapped_text_ends_no_sentence() -> None:
    """A capital after a line break is no new sentence where the word would not have fitted."""
    told = [span.of(WRAPPED) for span in sentences(WRAPPED)]
    assert told[0].startswith("Lima")
    assert told[0].endswith("with the coast.")
    assert told[1].startswith("Nobody")
    assert told[2].startswith("A curfew")
    assert told[3] == "The second paragraph follows"


def test_line_break_between_captions_ends_a_sentence() -> None:
    """Lines of their own, as captions are, stay sentences of their own."""
    text = "\n".join(
        (
            "People check the damage in Idlib on December 1, 2024",
            "Smoke rises over Aleppo",
            "An injured child is taken to a hospital in Idlib",
            "The video shows how the statue falls",
        )
    )
    assert len(sentences(text)) == 4
