"""Toponym recognition: which spans of an article are place names, and what they stand for."""

from geodata.recognition.recognizer import GazetteerRecognizer

__all__ = ["GazetteerRecognizer"]
