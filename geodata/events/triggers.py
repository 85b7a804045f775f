"""The words that tell an event: `lexicon/triggers.csv`, and where they stand in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import NamedTuple

from geodata.dates.words import WEEKDAYS
from geodata.events.cues import CueSet
from geodata.events.inflection import noun_forms, third_person, verb_forms
from geodata.events.sentences import Sentence
from geodata.events.word_class import WordClass, is_no_verb, is_of_guns, is_reduced, reads_as
from geodata.lexicon import read_lexicon


class Rule(StrEnum):
    """Which of the coder's rules turns a trigger into a type."""

    FIXED = "fixed"  # the trigger's own sub-type
    ASSAULT = "assault"  # armed on armed, armed on unarmed, or crime
    TERRITORY = "territory"  # who took it; or a person, or weapons
    ENTER = "enter"  # a place is entered
    WITHDRAW = "withdraw"  # a place is given up
    BLAST = "blast"  # bomb or accident
    ABDUCT = "abduct"
    DETAIN = "detain"  # by the state, or by others
    CROWD = "crowd"  # protest, and what became of it
    CASUALTY = "casualty"  # what an event did to people
    DAMAGE = "damage"  # what an event did to things
    ANAPHOR = "anaphor"  # takes up an event told before
    NONE = "none"  # a figure of speech: no event


class Frame(StrEnum):
    """Who stands where around a trigger."""

    AGENT = "agent"  # "X attacked Y", "attack by X on Y"
    PATIENT = "patient"  # "Y died", "Y fell to X"
    MUTUAL = "mutual"  # "X and Y clashed"
    NONE = "none"  # nobody does an earthquake


_GAP, _WIDEST_GAP = "…", 8  # words
_ENDS_GAP = frozenset(". , ; : ( ) and but who which that was were is are".split())
_AGENTLESS = frozenset({Rule.CASUALTY, Rule.DAMAGE, Rule.ANAPHOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An entry of the trigger list; `weight` 3 is a telling word, 2 a general one, 1 a result.

    A lemma with "…" has words in between: "set … on fire" is found in "set three cars on fire".
    The list may name several in one row: "throw/hurl … stones/rocks" is four.
    `needs` names a cue set of which a word must stand in the sentence, `unless` one of which none
    may.
    """

    lemma: str
    word_class: WordClass
    sub_event_type: str | None
    rule: Rule
    frame: Frame
    weight: int
    needs: str | None
    unless: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMatch:
    """A trigger in a sentence, from word `first` to `last` (not included).

    Where it has words in between, these are the ones before them, and `tail` those behind.

    `supported` is false when the sentence lacks what the trigger needs: then it can only take up
    an event told before ("the strikes").
    """

    trigger: Trigger
    first: int
    last: int
    supported: bool = True
    tail: tuple[int, int] | None = None

    @property
    def end(self) -> int:
        """The word behind all of it."""
        return self.tail[1] if self.tail else self.last

    @property
    def is_result(self) -> bool:
        """Whether it tells what an event did, or takes one up, rather than an event."""
        return self.trigger.rule in _AGENTLESS


class _Entry(NamedTuple):
    """A form of a trigger; `either` says that it may be noun or verb. `tail` is behind a gap."""

    words: tuple[str, ...]
    tail: tuple[str, ...]
    trigger: Trigger
    either: bool


_Forms = Mapping[str, tuple[_Entry, ...]]  # by first word, the longest first

_DAYS = frozenset((day,) for day in WEEKDAYS)


class TriggerIndex:
    """Finds triggers in sentences, the longest first, in one pass over the words."""

    def __init__(self, forms: _Forms, cues: Mapping[str, CueSet]) -> None:
        self._forms = forms
        self._cues = cues

    def find(self, sentence: Sentence) -> tuple[TriggerMatch, ...]:
        """The triggers of a sentence in order, never overlapping, without figures of speech."""
        return tuple(
            match for match in self._iter_longest(sentence) if match.trigger.rule is not Rule.NONE
        )

    def _iter_longest(self, sentence: Sentence) -> Iterator[TriggerMatch]:
        forms, free = self._forms, 0
        tails: tuple[int, ...] = ()
        for index, word in enumerate(sentence.words):
            if word not in forms or index < free or index in tails:
                continue
            match = self._choose(sentence, index, forms[word])
            if match is not None:
                yield match
                free = match.last
                if match.tail:
                    tails = (*tails, *range(*match.tail))

    def _choose(
        self, sentence: Sentence, index: int, entries: tuple[_Entry, ...]
    ) -> TriggerMatch | None:
        fallback: TriggerMatch | None = None
        words = sentence.words
        for form, behind, trigger, either in entries:
            last, tail = index + len(form), None
            if words[index:last] != form:
                continue
            if behind:
                tail = _find_tail(words, last, behind) if behind[0] in words else None
                if tail is None:
                    continue
            if fallback is not None and last < fallback.last:
                break
            if either and not reads_as(trigger.word_class, sentence, index, last):
                continue
            if trigger.word_class is WordClass.VERB and is_no_verb(sentence, index):
                continue
            if trigger.word_class is WordClass.NOUN and is_of_guns(sentence, index):
                continue
            if is_reduced(sentence, index, last):
                continue
            if form[0] == "fire" and sentence.words[last : last + 1] in _DAYS:
                continue  # "exchanged heavy fire on Monday"
            if trigger.unless and self._cues[trigger.unless].in_sentence(sentence, but=form):
                continue
            match = TriggerMatch(trigger=trigger, first=index, last=last, tail=tail)
            if not trigger.needs or self._cues[trigger.needs].in_sentence(sentence, but=form):
                return match
            if trigger.word_class is WordClass.NOUN and fallback is None:
                fallback = TriggerMatch(trigger=trigger, first=index, last=last, supported=False)
        return fallback


def _find_tail(words: tuple[str, ...], after: int, tail: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the words behind a gap stand that begins at `after`, None where they do not."""
    for start in range(after + 1, min(after + _WIDEST_GAP, len(words) - len(tail)) + 1):
        if words[start - 1] in _ENDS_GAP:
            return None
        if words[start : start + len(tail)] == tail:
            return start, start + len(tail)
    return None


def read_triggers(
    cues: Mapping[str, CueSet],
    *,
    sub_event_types: frozenset[str],
    lexicon: str = "triggers",
    folder: Path | None = None,
) -> TriggerIndex:
    """The shipped triggers of a list and the user's; LexiconError for a value that is not known."""
    forms: dict[str, dict[tuple[tuple[str, ...], Trigger], None]] = defaultdict(dict)
    columns = ("trigger", "pos", "forms", "sub_event_type", "rule", "frame", "weight", "needs")
    entries = read_lexicon(
        lexicon,
        columns=(*columns, "unless", "source"),
        key=("trigger", "pos", "needs"),
        folder=folder,
    )
    for entry in entries:
        sub_event_type = entry.optional("sub_event_type")
        if sub_event_type is not None and sub_event_type not in sub_event_types:
            entry.fail("sub_event_type", "is not a known type")
        for column in ("needs", "unless"):
            if entry.values[column] and entry.values[column] not in cues:
                entry.fail(column, "is no cue of cues.csv")
        for lemma in _alternatives(entry.text("trigger").lower()):
            trigger = Trigger(
                lemma=lemma,
                word_class=entry.choice("pos", WordClass),
                sub_event_type=sub_event_type,
                rule=entry.choice("rule", Rule),
                frame=entry.choice("frame", Frame),
                weight=int(entry.number("weight")),
                needs=entry.optional("needs"),
                unless=entry.optional("unless"),
            )
            for form in _forms(trigger, entry.many("forms")):
                words = tuple(form.lower().split())
                forms[words[0]][(words, trigger)] = None
    return TriggerIndex(_longest_first(forms), cues)


def _alternatives(lemma: str) -> Iterator[str]:
    """The lemmas that one stands for: each choice of the words between strokes."""
    return (" ".join(words) for words in product(*(word.split("/") for word in lemma.split())))


def _forms(trigger: Trigger, given: tuple[str, ...]) -> tuple[str, ...]:
    if trigger.word_class is WordClass.PHRASE:
        return (trigger.lemma,)
    if given:
        head, _, tail = trigger.lemma.partition(" ")
        third = f"{third_person(head)} {tail}".rstrip()
        return (trigger.lemma, *given, *((third,) if trigger.word_class is WordClass.VERB else ()))
    if trigger.word_class is WordClass.NOUN:
        return noun_forms(trigger.lemma)
    return verb_forms(trigger.lemma)


def _parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before a gap and those behind it, () where there is none."""
    gap = words.index(_GAP) if _GAP in words else len(words)
    return words[:gap], words[gap + 1 :]


def _longest_first(
    forms: Mapping[str, Mapping[tuple[tuple[str, ...], Trigger], None]],
) -> _Forms:
    ordered: dict[str, tuple[_Entry, ...]] = {}
    for first, found in forms.items():
        classes: dict[tuple[str, ...], set[WordClass]] = defaultdict(set)
        for words, trigger in found:
            classes[words].add(trigger.word_class)
        ordered[first] = tuple(
            _Entry(*_parted(words), trigger, len(words) == 1 and len(classes[words]) > 1)
            for words, trigger in sorted(
                found,
                key=lambda entry: (
                    entry[0].count(_GAP) - len(entry[0]),
                    entry[1].needs is None,
                    -entry[1].weight,
                ),
            )
        )
    return ordered
