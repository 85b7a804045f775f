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
# Of actors, the most frequent first: the same colours, grey left for the others.
SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
# Of time, from early to late: lightness alone tells the order; after viridis, without its darkest
# end, which nobody would see on a dark page.
RANGE = ("#6a51a3", "#3f7fb5", "#2ba39b", "#6cc46f", "#b8d53f", "#fde725")
OTHER = Style(colour="#7A7A7A", shape="circle")


def style_of(event_type: str) -> Style:
    """The style of a type; types of imported tables that we do not know share a grey circle."""
    return STYLES.get(event_type, OTHER)
