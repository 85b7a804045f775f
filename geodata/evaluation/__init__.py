"""Scorers of the program against gold that people made, and the floors that they must pass."""
