"""`dateline`: the library's verbs, and those that need the page's own drawing.

The library stands below the dashboard and never imports it; here, above both, they come together.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.publication import verb as publish
from dashboard.snapshot import verb as snapshot
from geodata import cli

MORE_VERBS = (snapshot, publish)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    return cli.main(arguments, more_verbs=MORE_VERBS)
