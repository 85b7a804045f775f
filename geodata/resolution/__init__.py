"""Toponym resolution: which place each name of an article means, with the reasons."""

from geodata.resolution.resolver import ContextResolver
from geodata.resolution.service import ServiceResolver

__all__ = ["ContextResolver", "ServiceResolver"]
