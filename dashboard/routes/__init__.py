"""Plain HTTP beside the page, for programs and for saving: each route a function of the request."""

from __future__ import annotations

from starlette.routing import BaseRoute

from dashboard import wire
from dashboard.routes import cards, downloads, feed, map_data, ogc
from dashboard.routes.answers import to_route

_ANSWERS = {**cards.ANSWERS, **downloads.ANSWERS, **feed.ANSWERS, **map_data.ANSWERS, **ogc.ANSWERS}


def build_routes(base_path: str = "") -> list[BaseRoute]:
    """All routes, under the path that the host gives the application ("" or "maps/news").

    Each carries the path itself: a mount there would shut the page out.
    """
    base_path = parse_base_path(base_path)
    plain = [to_route(path, answer, base_path=base_path) for path, answer in _ANSWERS.items()]
    return [*plain, wire.build_route(base_path)]


def parse_base_path(given: str) -> str:
    """The host's path as routes begin with it: "" or "/maps/news"."""
    return "/".join(["", *filter(None, given.split("/"))])
