"""Which country the article speaks of where an actor is mentioned."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from geodata.actors.phrases import Hit, PhraseKind, Word
from geodata.model import Resolution, Span, ToponymKind

_NEAR = 200  # characters: about a sentence


class SceneCountries:
    """The countries of an article's places in the order of its text, and the most frequent one.

    Resolved places count, demonyms and metonyms only where there is no place. Without any
    resolution the country names and adjectives of the text count, for the article as a whole.
    """

    def __init__(
        self,
        text: str,
        *,
        resolutions: tuple[Resolution, ...],
        hits: list[Hit],
        words: list[Word],
    ) -> None:
        self._text = text
        told = [
            (resolution.toponym, resolution.place.country_code)
            for resolution in resolutions
            if resolution.place is not None
            and resolution.place.country_code is not None
            and not _is_across(text, resolution.toponym.span.start)
        ]
        literal = [one for one in told if one[0].kind is ToponymKind.LITERAL]
        places = [(toponym.span.start, code) for toponym, code in literal or told]
        if not resolutions:
            places = [
                (words[hit.first].start, hit.phrase.keys[0])
                for hit in hits
                if hit.phrase.kind in (PhraseKind.COUNTRY, PhraseKind.ADJECTIVE)
            ]
        self._is_guess = not resolutions
        places.sort()
        self._starts = [start for start, _ in places]
        self._codes = [code for _, code in places]
        frequent = Counter(self._codes).most_common(1)
        self.main = frequent[0][0] if frequent else None

    def at(self, span: Span) -> str | None:
        """The country of the nearest place in the same sentence, or else the article's main one."""
        if self._is_guess:
            return self.main
        index = bisect_right(self._starts, span.start)
        near: list[tuple[int, str]] = []
        if index and self._is_near(self._starts[index - 1], span.start):
            near.append((span.start - self._starts[index - 1], self._codes[index - 1]))
        if index < len(self._starts) and self._is_near(span.end, self._starts[index]):
            near.append((self._starts[index] - span.end, self._codes[index]))
        if any(code == self.main for _, code in near):
            return self.main
        return min(near)[1] if near else self.main

    def _is_near(self, start: int, end: int) -> bool:
        if end - start > _NEAR:
            return False
        between = self._text[start:end]
        return "\n" not in between and ". " not in between


def _is_across(text: str, start: int) -> bool:
    """Whether a place only says whose border it is: "near the border with Mali"."""
    return text[max(0, start - 16) : start].endswith(("border with ", "frontier with "))


def same_country(codes: tuple[str, ...], code: str | None) -> bool:
    """Whether an actor of these countries can be one of that country; unknown ones can."""
    return not codes or code is None or code in codes
