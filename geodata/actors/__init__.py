"""Who: the mentions of actors in an article, under one name each."""

from geodata.actors.finding import find_actors
from geodata.actors.mention import Mention, MentionBasis, is_armed

__all__ = ["Mention", "MentionBasis", "find_actors", "is_armed"]
