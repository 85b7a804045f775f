"""Toponym resolution: which place each name of an article means, with the reasons."""

from geodata.resolution.resolver import ContextResolver

__all__ = ["ContextResolver"]
