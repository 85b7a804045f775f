"""What a mention of an actor is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geodata.model import ActorKind, Span


class MentionBasis(StrEnum):
    """How the words were tied to the actor's name."""

    NAME = "name"  # a name or alias of the word list, or a name told by its form
    TERM = "term"  # what such people are called: "gunmen", "Syrian troops"
    COREFERENCE = "co-reference"  # "the group", "they", "the rebels" for a group named elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of an article that stand for an actor: `article.text[span] == text`.

    `name` is the same for all words that mean the same actor. `country_code` is the actor's own
    country, or for a generic actor the one it acts in; None when unknown.
    """

    span: Span
    text: str
    name: str
    kind: ActorKind
    country_code: str | None
    basis: MentionBasis


_UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})


def is_armed(kind: ActorKind) -> bool:
    """Whether actors of the kind bear arms, as ACLED's classes have it."""
    return kind not in _UNARMED
