"""One article and its events as they are published; pure.

Offsets keep their meaning: `sentence` stands at `start` to `end` of the public text, and every
other span on its words or on what has replaced them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from geodata.model import Span
from geodata.publication.names import Names
from geodata.publication.places import (
    coarse_columns,
    coarse_columns_of_toponym,
    fine_names,
    is_fine_toponym,
)
from geodata.publication.rewriting import Cut, Rewriting, replace
from geodata.publication.rules import PublicationRules
from geodata.publication.sizes import Sizes
from geodata.publication.withholding import Withholding

NAME_WITHHELD, PLACE_WITHHELD = "[name withheld]", "[place withheld]"
_WORDS = ("actor1", "actor2", "attribution", "source", "title", "extractor")
_SPANS = ("trigger_", "place_", "when_")

Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Changes:
    """What was changed on the way, counted."""

    names_struck: int = 0
    places_struck: int = 0
    positions_moved: int = 0
    addresses_left_out: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class Twin:
    """Makes the public rows of an article; the events given are those that are kept.

    `sizes` is asked only where there is a grid.
    """

    def __init__(
        self,
        article: Mapping[str, Any],
        events: Sequence[Mapping[str, Any]],
        *,
        rules: PublicationRules,
        withholding: Withholding,
        names: Names,
        sizes: Sizes,
        changes: Changes,
    ) -> None:
        self._article, self._rules, self._sizes = article, rules, sizes
        self._names, self._changes = names, changes
        self._text: str = article["text"] or ""
        self._toponyms: list[Row] = json.loads(article["toponyms"] or "[]")
        self._mentions: list[list[Any]] = json.loads(article["actors"] or "[]")
        self._dropped = [
            Span(start, end)
            for start, end, name in self._mentions
            if withholding.is_dropped_actor(name)
        ]
        self._places = Names(self._fine_names(events))
        cuts = self._cuts(self._text, protected=self._coarse_spans(), mentions=self._dropped)
        sentences = (_span(row, "") for row in events)
        self._rewriting = Rewriting(self._text, kept=filter(None, sentences), cuts=cuts)
        self._text_cuts = cuts
        self._leads_on = not cuts and not self._cuts(article["title"] or "")

    def article(self) -> Row:
        """The article's row without its id: the sentences of the kept events, and their marks."""
        return {
            "title": self._struck(self._article["title"]),
            "source": self._struck(self._article["source"]),
            "url": self._url(self._article["url"]),
            "published": self._article["published"],
            "language": self._article["language"],
            "text": self._rewriting.text,
            "toponyms": _to_json(list(self._public_toponyms())),
            "actors": _to_json(list(self._public_mentions())),
            "failures": "[]",
        }

    def event(self, row: Mapping[str, Any]) -> Row:
        """The row of one of the events, its ids still to be given."""
        public = {**row, **{name: self._struck(row[name]) for name in _WORDS}}
        public["actors"] = [self._struck(name) for name in row["actors"] or ()]
        public["initiators"] = self._struck_initiators(row["initiators"])
        public |= self._sentence_columns(row)
        if self._rules.grid_km is not None:
            public |= coarse_columns(row, self._sizes, grid_km=self._rules.grid_km)
            self._changes.positions_moved += public["latitude"] != row["latitude"] or (
                public["longitude"] != row["longitude"]
            )
        public["place"] = self._struck(public["place"], places=False)
        public["admin1"] = self._struck(public["admin1"], places=False)
        same_words = (public["sentence"], public["title"]) == (row["sentence"], row["title"])
        public["url"] = self._url(row["url"]) if same_words else None
        self._changes.addresses_left_out += public["url"] != row["url"]
        return public

    def _fine_names(self, events: Iterable[Mapping[str, Any]]) -> frozenset[str]:
        grid_km = self._rules.grid_km
        if grid_km is None or self._rules.keep_place_words:
            return frozenset()
        return fine_names(events, self._toponyms, self._text, self._sizes, grid_km=grid_km)

    def _coarse_spans(self) -> list[Span]:
        """Where large places are named: a town of the same name does not hide them."""
        grid_km = self._rules.grid_km
        if grid_km is None:
            return []
        return [
            Span(toponym["start"], toponym["end"])
            for toponym in self._toponyms
            if not is_fine_toponym(toponym, self._sizes, grid_km=grid_km)
        ]

    def _cuts(
        self,
        text: str,
        *,
        protected: Sequence[Span] = (),
        mentions: Sequence[Span] = (),
        places: bool = True,
    ) -> list[Cut]:
        names = [*self._names.find(text), *mentions]
        found = self._places.find(text) if places else []
        open_ = [
            span
            for span in found
            if not any(span.overlaps(other) for other in protected)
            and not any(span.overlaps(name) for name in names)
        ]
        return [(span, NAME_WITHHELD) for span in names] + [
            (span, PLACE_WITHHELD) for span in open_
        ]

    def _struck(self, words: str | None, *, places: bool = True) -> str | None:
        if not words:
            return words
        cuts = self._cuts(words, places=places)
        self._count(cuts)
        return replace(words, cuts)

    def _count(self, cuts: list[Cut]) -> None:
        self._changes.names_struck += sum(said == NAME_WITHHELD for _, said in cuts)
        self._changes.places_struck += sum(said == PLACE_WITHHELD for _, said in cuts)

    def _struck_initiators(self, initiators: str | None) -> str | None:
        if initiators is None:
            return None
        return _to_json([[self._struck(name), *rest] for name, *rest in json.loads(initiators)])

    def _sentence_columns(self, row: Mapping[str, Any]) -> Row:
        """The sentence and the offsets; without offsets where it is not the article's own words."""
        old = _span(row, "")
        new = self._rewriting.translate(old) if old else None
        if old is None or new is None or old.of(self._text) != row["sentence"]:
            empty = {f"{name}{end}": None for name in ("", *_SPANS) for end in ("start", "end")}
            return {**empty, "sentence": self._struck(row["sentence"])}
        columns: Row = {"sentence": new.of(self._rewriting.text)}
        for name in ("", *_SPANS):
            span = _span(row, name)
            moved = self._rewriting.translate(span) if span else None
            columns[f"{name}start"] = moved and moved.start
            columns[f"{name}end"] = moved and moved.end
        self._count([cut for cut in self._text_cuts if cut[0].overlaps(old)])
        return columns

    def _url(self, url: str | None) -> str | None:
        """The address, unless it leads to what was struck, or names it itself."""
        return url if url and self._leads_on and not self._cuts(unquote(url)) else None

    def _public_toponyms(self) -> Iterable[Row]:
        for toponym in self._toponyms:
            span = Span(toponym["start"], toponym["end"])
            moved = self._rewriting.translate(span)
            if moved is None or not self._rewriting.keeps(span):
                continue
            public = {**toponym, "start": moved.start, "end": moved.end}
            grid_km = self._rules.grid_km
            if grid_km is not None:
                public |= coarse_columns_of_toponym(toponym, self._sizes, grid_km=grid_km)
            yield {**public, "name": self._struck(public["name"], places=False)}

    def _public_mentions(self) -> Iterable[list[Any]]:
        for start, end, name in self._mentions:
            span = Span(start, end)
            moved = self._rewriting.translate(span)
            if moved is not None and self._rewriting.keeps(span):
                yield [moved.start, moved.end, self._struck(name)]


def _span(row: Mapping[str, Any], prefix: str) -> Span | None:
    start, end = row[f"{prefix}start"], row[f"{prefix}end"]
    return None if start is None or end is None or not 0 <= start < end else Span(start, end)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
