"""What may lie beneath the events: the outline of countries alone, or tiles of a map service.

Addresses and credits of the services are those of xyzservices. Nothing is asked of a service that
nobody chose: by default that is OpenStreetMap alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import xyzservices
import xyzservices.providers as services

OUTLINE = "outline"
KEYS = ("osm", "own", OUTLINE, "grey", "satellite", "carto-light", "carto-dark")
_OSM = services.OpenStreetMap.Mapnik


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A background by its key in links; `url` is a template of tiles, "" for the outline alone.

    `credit` is markup. One that `follows_theme` may be darkened where the page is dark.
    """

    key: str
    name: str
    url: str = ""
    credit: str = ""
    max_zoom: int = 18
    follows_theme: bool = False


def offered() -> tuple[Background, ...]:
    """The backgrounds to choose from, the default first.

    DATELINE_TILES is "none" where no service may be asked, or the address of tiles of one's own,
    which are the only ones then. CARTO's maps need a key of theirs in DATELINE_CARTO_KEY.
    """
    outline = Background(key=OUTLINE, name="Outline only")
    own = os.environ.get("DATELINE_TILES")
    if own == "none":
        return (outline,)
    if own:
        credit = _credit(_OSM)
        return Background(
            key="own", name="Map", url=own, credit=credit, follows_theme=True
        ), outline
    backgrounds = [
        _of(_OSM, key="osm", name="OpenStreetMap", follows_theme=True),
        outline,
        _of(services.Esri.WorldGrayCanvas, key="grey", name="Light grey", follows_theme=True),
        _of(services.Esri.WorldImagery, key="satellite", name="Satellite"),
    ]
    carto_key = os.environ.get("DATELINE_CARTO_KEY")
    if carto_key:
        for key, name, variant in (
            ("carto-light", "CARTO light", "Positron"),
            ("carto-dark", "CARTO dark", "DarkMatter"),
        ):
            service = services.CartoDB[variant](apikey=carto_key)
            backgrounds.append(_of(service, key=key, name=name))
    return tuple(backgrounds)


def find(key: str) -> Background:
    """The background of a key, the default one where it is not offered here."""
    return next((one for one in offered() if one.key == key), offered()[0])


def _of(
    service: xyzservices.TileProvider, *, key: str, name: str, follows_theme: bool = False
) -> Background:
    return Background(
        key=key,
        name=name,
        url=service.build_url(scale_factor="{r}", fill_subdomain=False),
        credit=_credit(service),
        max_zoom=service.get("max_zoom", 18),
        follows_theme=follows_theme,
    )


def _credit(service: xyzservices.TileProvider) -> str:
    """The credit with links that leave the map's frame alone."""
    return str(service.html_attribution).replace(
        "<a href", '<a target="_blank" rel="noopener" href'
    )
