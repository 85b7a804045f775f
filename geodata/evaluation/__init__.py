"""Scorers of the program against gold that people made, and the floors that they must pass."""

from geodata.evaluation.geoparsing import CorpusReport, evaluate_geoparsing, format_geoparsing

__all__ = ["CorpusReport", "evaluate_geoparsing", "format_geoparsing"]
