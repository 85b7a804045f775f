"""A span of an article that might be a place name."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from geodata.recognition.scan import Scan


class Shape(StrEnum):
    """Why a span was proposed."""

    NAME = "name"  # the gazetteer has it
    STREET = "street"
    PATTERN = "pattern"  # ends or begins with a word such as County, River, Lake
    CUE = "cue"  # unknown, after "in", "village of" and the like


class CandidateSpan(NamedTuple):
    """Words `first` to `last` (inclusive); `end` is the character where the name ends.

    `rows` and `kinds` are what the gazetteer files under it, most important first; () unless
    `shape` is NAME.
    """

    first: int
    last: int
    end: int
    shape: Shape
    key: str
    rows: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()


def propose(scan: Scan, first: int, last: int, shape: Shape) -> CandidateSpan:
    """The candidate of some words that no entry of the gazetteer stands behind."""
    end = scan.ends[last] - (2 if scan.possessive(last) else 0)
    key = " ".join(scan.key(index) for index in range(first, last + 1))
    return CandidateSpan(first, last, end, shape, key)
