"""A publishable twin of a private store: coarser, later, without what was named to be withheld."""

from geodata.publication.publishing import (
    Publication,
    build_publication,
    check_addresses,
    compare,
)
from geodata.publication.rules import PublicationRules, read_rules

__all__ = [
    "Publication", "PublicationRules", "build_publication", "check_addresses", "compare",
    "read_rules",
]  # fmt: skip
