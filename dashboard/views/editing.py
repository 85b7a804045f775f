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


def draw_addition() -> None:
    """Beside the filters: articles may be added."""
    if sign_in.find_editor():
        from dashboard.views import add

        add.draw()


def draw_changes() -> None:
    """At the end of the page: what was changed is listed."""
    if sign_in.find_editor():
        from dashboard.views import audit

        audit.draw()
