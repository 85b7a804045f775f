"""What is known of an article before any of its candidates is judged."""

from __future__ import annotations

from collections import Counter

from geodata.gazetteer import Gazetteer
from geodata.recognition.persons import surnames
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan
from geodata.recognition.words import WordLists


class Context:
    """What is known of an article before any of its candidates is judged."""

    __slots__ = (
        "dense", "gazetteer", "groups", "lists", "lower_words", "names", "scan", "surnames",
        "times",
    )  # fmt: skip

    def __init__(
        self,
        scan: Scan,
        candidates: list[CandidateSpan],
        *,
        gazetteer: Gazetteer,
        lists: WordLists,
        groups: tuple[str, ...],
        dense: frozenset[int],
    ) -> None:
        self.scan, self.gazetteer, self.lists, self.groups = scan, gazetteer, lists, groups
        self.dense = dense
        self.lower_words = {
            word for word, capital in zip(scan.lower, scan.capital, strict=True) if not capital
        }
        self.surnames = surnames(scan, lists)
        self.times = Counter(candidate.key for candidate in candidates)
        # the gazetteer's most important name that begins, and that ends, at a word
        self.names: tuple[dict[int, CandidateSpan], dict[int, CandidateSpan]] = ({}, {})
        for candidate in candidates:
            if candidate.rows:
                self.names[0][candidate.first] = candidate
                self.names[1].setdefault(candidate.last, candidate)

    def group(self, candidate: CandidateSpan) -> str:
        """The class of the most important place of a candidate, "none" where there is none."""
        if not candidate.rows:
            return "none"
        return self.groups[self.gazetteer.columns.feature[candidate.rows[0]]]
