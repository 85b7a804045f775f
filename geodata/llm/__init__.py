"""Events by a language model behind any OpenAI-compatible endpoint; nobody gets it unasked."""

from geodata.llm.endpoint import ChatEndpoint
from geodata.llm.extractor import LanguageModelExtractor

__all__ = ["ChatEndpoint", "LanguageModelExtractor"]
