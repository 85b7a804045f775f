"""What the page offers to editors; loaded when one comes, since a visitor needs none of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.views import sign_in
from geodata.queries import EventQueries


def draw_correction(queries: EventQueries, event: Mapping[str, Any]) -> None:
    """Beside the article: the chosen report may be corrected."""
    if sign_in.find_editor():
        from dashboard.views import correct

        correct.draw(queries, event)


def draw_end() -> None:
    """At the end of the page: articles may be added, and what was changed is listed."""
    if sign_in.find_editor():
        from dashboard.views import add, audit

        add.draw()
        audit.draw()
