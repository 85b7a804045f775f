"""Generic words for actors with the country they belong to: "Syrian troops", "the army"."""

from __future__ import annotations

import re

from geodata.actors.lists import ActorLists
from geodata.actors.mention import Mention, MentionBasis
from geodata.actors.phrases import Hit, PhraseKind, Word
from geodata.actors.scene import SceneCountries
from geodata.model import ActorKind, Span

_BETWEEN = frozenset(
    """government regime army federal national state security special military air naval elite pro
    armed riot local paramilitary border presidential republican central ground allied suspected
    provincial interim transitional and former led new own top senior northern southern eastern
    western northeastern northwestern counter terrorism anti""".split()
)
_NOT_A_MODIFIER = re.compile(
    r"-(?:backed|led|held|controlled|born|based|occupied|run|made|owned|allied|trained|aligned|language"
    r"|speaking|supported|sponsored|style)",
    re.IGNORECASE,
)
_STRIKES = re.compile(
    r"\s(?:regime\s|government\s|army\s|military\s)?"
    r"(?:(?:air|missile|rocket|drone|artillery|aerial|mortar|tank|naval|cruise missile|ground"
    r"|retaliatory|deadly|heavy)[\s-]?)*"
    r"(?:strikes?|airstrikes?|raids?|shelling|bombardments?|bombing|missiles?|rockets?|offensive"
    r"|incursion|invasion|drones?|shells|gunfire|artillery|blockade)\b",
    re.IGNORECASE,
)
_ABOUT_THEM = re.compile(
    r"\s(?:organi[sz]ations?|designation|population|warfare|war|list|rights|aircraft|airliner)\b"
)
_MERELY_ABOUT = re.compile(
    r"\s(?:sources?|campaigns?|uniforms?|fatigues|rule|statistics|reports?|statement|service|ties|aid|areas?|offices?|buildings?"
    r"|hospitals?|schools?|councils?|courts?|tribunals?|justice|actions?|operations?|targets?"
    r"|exercises?|equipment|coup|budgets?|training|weakness|man|men|means|solution|action"
    r"|language|spokes\w+|-held)\b|-(?:held|controlled|run|style|grade|issued|linked)",
    re.IGNORECASE,
)
_HELD = re.compile(r"-(?:held|controlled|run|occupied|besieged|dominated)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;:]|\n\s*\n")
_OF_COUNTRY = re.compile(r"\s(?:of|from)\s(?:the\s)?$")


class TermFinder:
    """Turns the hits of generic words into mentions, with the countries told beside them."""

    def __init__(
        self,
        text: str,
        *,
        lists: ActorLists,
        words: list[Word],
        hits: list[Hit],
        scene: SceneCountries,
    ) -> None:
        self._text = text
        self._lists = lists
        self._words = words
        self._scene = scene
        self._hits = hits
        self._by_end = {hit.last: hit for hit in hits}
        self._by_first = {hit.first: hit for hit in hits}

    def mentions_of(self, hit: Hit) -> list[Mention]:
        """The actors that a generic word stands for; two for "Russian and Syrian warplanes"."""
        term = self._lists.terms[hit.phrase.keys[0]]
        end = self._words[hit.last - 1].end
        if _HELD.match(self._text, end) or _ABOUT_THEM.match(self._text, end):
            return []
        if term.kind is ActorKind.STATE_FORCES and _MERELY_ABOUT.match(self._text, end):
            return []
        owners = self._owners(hit)
        if not owners and (owner := self._owner_behind(hit)):
            owners = [(hit.first, owner)]
        is_police = term.pattern.startswith("Police")
        if not owners and (term.needs_country or (not is_police and self._is_in_a_name(hit))):
            return []
        strikes = term.pattern.startswith("Government") and _STRIKES.match(self._text, end)
        if not owners:
            span = Span(self._words[hit.first].start, end)
            code = self._scene.at(span)
            return [self._mention(span, hit, code, is_foreign=False, strikes=bool(strikes))]
        mentions = []
        for index, (first, codes) in enumerate(owners):
            last_end = end if index == 0 else self._words[first].end
            joined = any(word.form == "and" for word in self._words[first : hit.first])
            opening = hit.first if joined and index == 0 else first
            span = Span(self._words[opening].start, last_end)
            scene = self._scene.at(span)
            code = scene if scene in codes else codes[0]
            foreign = scene is not None and scene != code
            mentions.append(
                self._mention(span, hit, code, is_foreign=foreign, strikes=bool(strikes))
            )
        return mentions

    def _is_in_a_name(self, hit: Hit) -> bool:
        """Whether a capitalised word is a piece of a longer name: "Salvation Army"."""
        first, last = self._words[hit.first], self._words[hit.last - 1]
        if not self._text[first.start].isupper() or self._text[first.start : first.end].isupper():
            return False
        before, behind = hit.first - 1, hit.last
        if before >= 0 and self._text[self._words[before].end : first.start] == " ":
            known = self._by_end.get(hit.first)
            is_name = self._text[self._words[before].start].isupper()
            return is_name and (known is None or known.phrase.kind is PhraseKind.TERM)
        opens = before < 0 or self._text[self._words[before].end : first.start].strip(" ") != ""
        if opens or behind >= len(self._words):
            return False
        gap = self._text[last.end : self._words[behind].start]
        return gap == " " and self._text[self._words[behind].start].isupper()

    def strike_of(self, hit: Hit) -> Mention | None:
        """The forces behind "Russian air strikes": the adjective alone is their mention."""
        end = self._words[hit.last - 1].end
        if not _STRIKES.match(self._text, end):
            return None
        span = Span(self._words[hit.first].start, end)
        scene = self._scene.at(span)
        code = scene if scene in hit.phrase.keys else hit.phrase.keys[0]
        return self.forces(span, code, is_foreign=scene is not None and scene != code)

    def forces(self, span: Span, code: str, *, is_foreign: bool) -> Mention:
        """The armed forces of a country as the actor that the words stand for."""
        return Mention(
            span=span,
            text=span.of(self._text),
            name=f"Military Forces of {self._lists.country(code).running_name}",
            kind=ActorKind.EXTERNAL if is_foreign else ActorKind.STATE_FORCES,
            country_code=code,
            basis=MentionBasis.TERM,
        )

    def _owners(self, hit: Hit) -> list[tuple[int, tuple[str, ...]]]:
        """The countries told before a word, nearest first, each with the word it starts at."""
        found: list[tuple[int, tuple[str, ...]]] = []
        position = hit.first
        while position > 0 and len(found) < 3 and not self._begins_sentence(position):
            previous = self._by_end.get(position)
            if previous is not None and self._is_owner(previous):
                found.append((previous.first, previous.phrase.keys))
                position = previous.first
                continue
            if self._words[position - 1].form not in _BETWEEN or hit.first - position >= 4:
                break
            position -= 1
        return found

    def _begins_sentence(self, index: int) -> bool:
        """Whether a sentence ends before a word: "towards the Russian border. Soldiers"."""
        last = self._words[index - 1]
        gap = self._text[last.end : self._words[index].start]
        abbreviated = last.end - last.start == 1 and gap == ". "  # "U.S. troops"
        return _SENTENCE_END.search(gap) is not None and not abbreviated

    def _is_owner(self, hit: Hit) -> bool:
        word = self._words[hit.last - 1]
        if _NOT_A_MODIFIER.match(self._text, word.end):
            return False
        behind = self._text[word.end : word.end + 3]
        if word.end - word.start == 1 and behind.startswith("."):
            behind = behind[1:]  # "U.S. troops"
        if hit.phrase.kind is PhraseKind.ADJECTIVE:
            return behind[:1] in (" ", "-", "\n", "/") or word.is_possessive
        if hit.phrase.kind in (PhraseKind.COUNTRY, PhraseKind.GOVERNMENT):
            return word.is_possessive or (
                hit.phrase.kind is PhraseKind.COUNTRY and behind[:1] in (" ", "\n")
            )
        return False

    def _owner_behind(self, hit: Hit) -> tuple[str, ...] | None:
        """The country of "the army of Syria"."""
        for first in (hit.last + 1, hit.last + 2):
            behind = self._by_first.get(first)
            if behind is None or behind.phrase.kind is not PhraseKind.COUNTRY:
                continue
            gap = self._text[self._words[hit.last - 1].end : self._words[first].start]
            if _OF_COUNTRY.fullmatch(gap):
                return behind.phrase.keys
        return None

    def _mention(
        self, span: Span, hit: Hit, code: str | None, *, is_foreign: bool, strikes: bool
    ) -> Mention:
        if strikes and code is not None:
            return self.forces(span, code, is_foreign=is_foreign)
        term = self._lists.terms[hit.phrase.keys[0]]
        kind = term.kind
        if kind is ActorKind.STATE_FORCES and is_foreign:
            kind = ActorKind.EXTERNAL
        return Mention(
            span=span,
            text=span.of(self._text),
            name=term.name(self._lists.country(code) if code else None),
            kind=kind,
            country_code=code,
            basis=MentionBasis.TERM,
        )
