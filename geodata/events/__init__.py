"""What happened: the events that an article reports, each traceable to its words."""

from geodata.events.extractor import PatternExtractor

__all__ = ["PatternExtractor"]
