"""The events of one window as a Folium layer: nothing but one call with plain arrays.

The arrays, which static/map/map.js reads, are those of the window, left out where the map has
drawn it already:

    tiles      [zoom, first x, first y, last x, last y] in view
    zoom       zoom that the window was made for
    types      [name, colour, shape] of each type of event, which the arrays below number
    places     names; actors: groups of actors; whens: dates; all in words, numbered below
    events     columns id, latitude, longitude, type, place, actor, when, radius (km),
               approximate (whether the place is known only roughly)
    sentences  one for each event, or none where there are many events
    clusters   columns latitude, longitude, count, mix [type, count, type, count ...], id (of a
               lone event, else null); spots: the numbers of those that no zoom parts
    colours    null where colours stand for types, else {classes: [name, colour] of each class, by
               which the mixes count; events: the class of each event; lone: the type of each
               cluster that is a lone event}

what the filter keeps, whatever the window:

    extent     [[south, west], [north, east]] of all of it, or null
    notice     what to say on the map when it shows no event
    query      the filter as the query string of a link
    version    the store's version that all of this is of

and what the page wishes:

    view       {number, at: [latitude, longitude, zoom] or null}: where to look, once per number
    selected   the chosen event in words for the popup, or null
    wire       [its key, number of the latest layer sent by it]; left out where there is none
    style      [background's key or "" for the default, what colours stand for, density as 0 or 1]
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import folium
from jinja2 import Template

_BRACE_IN_STRING = re.compile(r'\{(?!["}])')


class EventsLayer(folium.FeatureGroup):
    """A feature group that draws itself by the script of the base map.

    The same `layer` gives the same bytes, which is how streamlit-folium knows that nothing is to
    be drawn again.
    """

    def __init__(self, layer: Mapping[str, object]) -> None:
        super().__init__(name="events", control=False)
        _Draw(to_script(layer)).add_to(self)

    def render(self, **kwargs: object) -> None:
        """Nothing, as with the base map: its script is all that anybody reads."""


def to_script(layer: Mapping[str, object]) -> str:
    """The layer as JSON that may stand in a script, in markup and in a template.

    Folium renders what a template gave as a template once more: a brace within a string must
    never reach it, or an article could run code on the server. A brace of JSON itself is always
    followed by a quotation mark or by its twin.
    """
    text = json.dumps(layer, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _BRACE_IN_STRING.sub(r"\\u007b", text)


class _Draw(folium.MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}dateline.draw({{ this.layer }});{% endmacro %}"
    )

    def __init__(self, layer: str) -> None:
        super().__init__()
        self._name = "Draw"
        self.layer = layer
