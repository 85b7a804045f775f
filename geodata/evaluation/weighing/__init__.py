"""Fits the weights by which dates, scenes and types are chosen: `geodata.events.weighing`."""
