"""One colour and one shape for each type of event.

The colours are the eight of Okabe and Ito (2008), which people with any of the common colour
blindnesses tell apart; the shapes say the same without colour. The map's script draws the shapes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the map marks a type of event: a CSS colour, and a shape of static/map/symbols.js."""

    colour: str
    shape: str


STYLES: dict[str, Style] = {
    "Battles": Style(colour="#D55E00", shape="diamond"),
    "Explosions/Remote violence": Style(colour="#E69F00", shape="star"),
    "Violence against civilians": Style(colour="#CC79A7", shape="down"),
    "Protests": Style(colour="#009E73", shape="circle"),
    "Riots": Style(colour="#F0E442", shape="up"),
    "Strategic developments": Style(colour="#0072B2", shape="square"),
    "Disaster": Style(colour="#56B4E9", shape="drop"),
    "Crime": Style(colour="#7A7A7A", shape="cross"),
    "Statements": Style(colour="#7A7A7A", shape="circle"),
}
OTHER = Style(colour="#7A7A7A", shape="circle")


def style_of(event_type: str) -> Style:
    """The style of a type; types of imported tables that we do not know share a grey circle."""
    return STYLES.get(event_type, OTHER)
