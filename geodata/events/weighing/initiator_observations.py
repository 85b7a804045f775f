"""What is observed of who may have begun what is told, a value for each of `TEMPLATES`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geodata.actors import Mention, MentionBasis, is_armed
from geodata.events.grouping import fit_together
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling
from geodata.events.weighing.choosing import Values
from geodata.model import Actor, ActorRole

TEMPLATES = (
    "answer",  # how the rules came to theirs, and what this one is
    "type",  # the telling's type, and what kind of actor
    "target",  # whom it befell, and what kind of actor
    "distance",  # how many sentences lie between, and how the actor is told there
    "gap",  # how far it stands from the trigger in the same sentence, and on which side
    "role",  # what the rules make of the actor in this telling
    "begins",  # whether it begins other things of the article, and of the same kind
    "suffers",  # whether it is the target of others
    "times",  # how often the article tells of it
    "rivals",  # how many other armed actors it tells of, and how many of the same kind
    "country",  # whether it acts in the country where it happened
    "before",  # the word before it
    "after",  # the word after it
    "words",  # the last word of how it is told
    "trigger",  # the word that tells what happened, and what kind of actor
    "lead",  # whether the article's first sentences tell of it
    "section",  # whether it stands in the same item of a list
    "rank",  # how many actors stand nearer
    "blame",  # the word by which its sentence lays blame, and whether before or behind it
)
_GAP = 4  # words
_FAR = 4  # sentences
_MANY = 4
_BLAMING = frozenset(
    """suspected blamed blame blames claimed claim accused accusing believed alleged allegedly
    responsibility responsible behind attributed hallmarks denied thought presumed linked""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """An actor where it is told nearest to a telling, in the sentence `sentence` of the article."""

    mention: Mention
    sentence: Sentence


@dataclass(slots=True)
class Deeds:
    """What an actor begins in an article, or suffers: how often, of what families, on what days."""

    number: int = 0
    families: set[str] = field(default_factory=set)
    days: set[date | None] = field(default_factory=set)

    def add(self, telling: Telling) -> None:
        """One more."""
        self.number += 1
        self.families.add(telling.family)
        self.days.add(telling.dated.date.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the tellings of an article have in common.

    `times` is how often each actor is told, by its name, `leading` those of the first sentences.
    `begun` and `suffered` are what each begins and suffers by the rules, `armed` is how many armed
    actors there are of each kind.
    """

    times: Mapping[str, int]
    leading: frozenset[str]
    begun: Mapping[str, Deeds]
    suffered: Mapping[str, Deeds]
    armed: Mapping[str, int]


def observe_suspect(
    telling: Telling,
    sub_event_type: str,
    actors: tuple[Actor, ...],
    suspect: Suspect,
    rank: int,
    country: str | None,
    around: Surroundings,
) -> Values:
    """A value for each template, of an actor that may have begun what is told.

    `actors` are those that the rules give it, `country` is the code of where it happened.
    """
    mention, sentence = suspect.mention, suspect.sentence
    kind, name = mention.kind.value, mention.name
    apart = sentence.number - telling.sentence.number
    here = "own" if apart == 0 else "back" if apart < 0 else "ahead"
    first, last = sentence.index_at(mention.span.start), sentence.index_after(mention.span.end)
    return (
        f"{_how_ruled(actors)} {_same(actors, name)} {mention.basis.value} {kind}",
        f"{sub_event_type} {kind}",
        f"{_target(actors, name)} {kind}",
        f"{max(-_FAR, min(_FAR, apart))} {mention.basis.value}",
        _gap(telling, first, last) if apart == 0 else "",
        f"{_role(telling, name)} {here}",
        _shares(telling, around.begun.get(name)),
        f"{_shares(telling, around.suffered.get(name))} {kind}",
        f"{min(_MANY, around.times[name])} {mention.basis.value}",
        _rivals(mention, around),
        f"{_lies(mention, country)} {kind}",
        f"{' '.join(sentence.words[max(0, first - 1) : first])} {here}",
        f"{' '.join(sentence.words[last : last + 1])} {here}",
        sentence.words[last - 1],
        f"{telling.primary.trigger.lemma} {kind}",
        f"{name in around.leading} {mention.basis.value} {kind}",
        f"{sentence.section == telling.sentence.section} {mention.basis.value}",
        f"{min(rank, _MANY)} {here}",
        _blame(sentence, first, last),
    )


def observe_ruled(
    telling: Telling, sub_event_type: str, actors: tuple[Actor, ...], suspects: int
) -> Values:
    """The same of the rules' answer where nothing near tells of it; `suspects` are the others."""
    initiator = first_initiator(actors)
    kind = initiator.kind.value if initiator else "nobody"
    values = {
        "answer": _how_ruled(actors),
        "type": sub_event_type,
        "target": _target(actors, ""),
        "trigger": telling.primary.trigger.lemma,
        "rank": str(min(_MANY, suspects)),
    }
    return tuple(f"ruled {kind} {values.get(template, '')}" for template in TEMPLATES)


def first_initiator(actors: tuple[Actor, ...]) -> Actor | None:
    """Who began it, the first of several; None for nobody."""
    return next((one for one in actors if one.role is ActorRole.INITIATOR), None)


def _how_ruled(actors: tuple[Actor, ...]) -> str:
    """How the rules came to who began it, and what that is."""
    initiator = first_initiator(actors)
    if initiator is None:
        return "none"
    return f"{initiator.basis.value} {initiator.kind.value}"


def _same(actors: tuple[Actor, ...], name: str) -> str:
    initiator = first_initiator(actors)
    return "same" if initiator is not None and initiator.name == name else "other"


def _target(actors: tuple[Actor, ...], name: str) -> str:
    """What kind of actor it befell, but for the one that may have begun it."""
    return next(
        (one.kind.value for one in actors if one.role is ActorRole.TARGET and one.name != name),
        "",
    )


def _role(telling: Telling, name: str) -> str:
    return next((one.role.value for one in telling.actors if one.name == name), "none")


def _gap(telling: Telling, first: int, last: int) -> str:
    match = telling.primary
    after = first >= match.last
    words = first - match.last if after else match.first - last
    return f"{'after' if after else 'before'} {max(0, min(5, words // _GAP))}"


def _shares(telling: Telling, deeds: Deeds | None) -> str:
    """How many deeds there are, whether of the telling's family, and whether on its day."""
    if deeds is None:
        return "none"
    alike = any(fit_together(family, telling.family) for family in deeds.families)
    return f"{min(2, deeds.number)} {alike} {telling.dated.date.start in deeds.days}"


def _rivals(mention: Mention, around: Surroundings) -> str:
    alike = around.armed.get(mention.kind.value, 0)
    others = sum(around.armed.values()) - is_armed(mention.kind)
    named = mention.basis is not MentionBasis.TERM
    return f"{named} {min(3, others)} {min(2, alike - is_armed(mention.kind))}"


def _lies(mention: Mention, country: str | None) -> str:
    if mention.country_code is None or country is None:
        return "unknown"
    return "same" if mention.country_code == country else "other"


def _blame(sentence: Sentence, first: int, last: int) -> str:
    for index in range(first - 1, max(-1, first - 7), -1):
        if sentence.words[index] in _BLAMING:
            return f"{sentence.words[index]} before"
    for index in range(last, min(len(sentence.words), last + 7)):
        if sentence.words[index] in _BLAMING:
            return f"{sentence.words[index]} behind"
    return ""
