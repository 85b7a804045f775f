"""Who stands where around a trigger: subjects, objects, and what prepositions govern."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from geodata.actors import Mention
from geodata.dates.words import WEEKDAYS
from geodata.events.sentences import Sentence
from geodata.events.triggers import TriggerMatch
from geodata.events.word_class import WordClass

AGAINST = frozenset("on against at upon into over targeting toward towards".split())
BETWEEN = frozenset("between involving".split())
REACH = 12
_OBJECT_REACH = 5
_BE = frozenset("was were been be being is are got gets".split())
_SKIPPED = frozenset(
    """also not reportedly allegedly then have has had later both all n't this last week month night
    year""".split()
)
_GOVERNS = frozenset("by on against with at from for upon near between among to of".split())
_PRONOUNS = frozenset("it they he she".split())
_OWNERS = frozenset("its their his her".split())
_RELATIVES = frozenset("who which that".split())
_SUPPORT = frozenset(
    """launched launch launches launching carried carry conducted conduct staged stage mounted began
    begun waged claimed responded pressed led continued resumed committed perpetrated executed
    unleashed started stepped intensified held organised organized joined made planted attended
    called took dropped fired threw""".split()
)
_TIMES = frozenset(day for day in WEEKDAYS if day.endswith("day")) | frozenset(
    "today yesterday night morning afternoon evening dawn midnight midday noon week month".split()
)
_SOME = frozenset("one two three some most many several members".split())
_CLAUSES = frozenset("when while after before as where because who which although".split())
_APART = frozenset("in a an the at during on when after amid for".split())
_SAYING = frozenset("said says reported told added announced confirmed".split())
_HELPED = frozenset("backed supported helped aided assisted joined led flanked".split())
_QUANTITIES = frozenset(
    """thousands hundreds dozens scores tens group groups gang alliance coalition band mob crowd
    number column units members fighters gunmen force handful convoy team faction most some many
    elements remnants followers men militants supporters detachment squad contingent troops
    soldiers""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMention:
    """An actor's mention at the words `first` to `last` of a sentence."""

    mention: Mention
    first: int
    last: int


def place_mentions(sentence: Sentence, mentions: tuple[Mention, ...]) -> list[PlacedMention]:
    """The mentions of a sentence with the words they stand at, in order."""
    return [
        PlacedMention(
            mention=mention,
            first=sentence.index_at(mention.span.start),
            last=sentence.index_after(mention.span.end),
        )
        for mention in mentions
    ]


def find_subjects(
    sentence: Sentence,
    match: TriggerMatch,
    placed: list[PlacedMention],
    matches: tuple[TriggerMatch, ...],
) -> list[PlacedMention]:
    """The nearest actor before the verb that no preposition governs, with those beside it."""
    left = [one for one in placed if one.last <= match.first]
    if _behind_pronoun(sentence, match):
        free = [one for one in left if preposition_before(sentence, one) is None]
        return free[:1]
    relative = _relative_before(sentence, match)
    if relative is not None:
        near = [one for one in left if 0 <= relative - one.last <= 2][-1:]
        return near or _find_carriers(sentence, relative, left)
    gerund = sentence.words[match.first].endswith("ing")
    for one in reversed(left):
        governed = preposition_before(sentence, one) is not None
        if governed and not _is_partitive(sentence, one, left):
            continue
        if gerund and sentence.words[one.first - 1 : one.first] in (("as",), ("while",)):
            continue  # "stormed the village as residents prayed, killing 39"
        gap = sentence.words[one.last : match.first]
        crossed = any(
            one.last <= other.first < match.first and not other.is_result for other in matches
        )
        if len(gap) > 25 or (len(gap) > REACH and not (crossed or gerund)):
            return []
        if not gerund and _cut_off(gap):
            return []
        if _is_object_before(sentence, match, one, matches):
            continue
        return _with_coordinated_before(sentence, one, left)
    return []


def _is_object_before(
    sentence: Sentence, match: TriggerMatch, one: PlacedMention, matches: tuple[TriggerMatch, ...]
) -> bool:
    """Whether an actor is what the verb before was done to: "waylaid police and killed two"."""
    if sentence.words[match.first - 1] != "and":
        return False
    return any(
        other.trigger.word_class is WordClass.VERB
        and other.last <= one.first
        and one.first - other.last <= _OBJECT_REACH
        and not is_passive(sentence, other)
        and not _cut_off(sentence.words[other.last : one.first])
        for other in matches
    )


def _find_carriers(sentence: Sentence, last: int, left: list[PlacedMention]) -> list[PlacedMention]:
    """Who carried out what a relative clause goes on about: "troops led a raid that killed"."""
    for one in reversed(left):
        gap = sentence.words[one.last : last]
        if len(gap) <= REACH and not _SUPPORT.isdisjoint(gap[:2]) and _is_free(sentence, one):
            return _with_coordinated_before(sentence, one, left)
    return []


def _is_free(sentence: Sentence, one: PlacedMention) -> bool:
    """Whether an actor may be a subject: no preposition governs it, but for "belonging to"."""
    preposition = preposition_before(sentence, one)
    if preposition == "to":
        return "belonging" in sentence.words[max(0, one.first - 4) : one.first]
    return preposition in (None, "of")


def _behind_pronoun(sentence: Sentence, match: TriggerMatch) -> bool:
    """Whether the subject is "it" or "they", which then is who the sentence began with."""
    index = match.first - 1
    while index >= 0 and (sentence.words[index] in _SKIPPED or sentence.words[index] in _BE):
        index -= 1
    return index >= 0 and sentence.words[index] in _PRONOUNS


def _relative_before(sentence: Sentence, match: TriggerMatch) -> int | None:
    """Where "who", "which" or "that" stands right before a verb; None for none."""
    index = match.first - 1
    while index >= 0 and (sentence.words[index] in _SKIPPED or sentence.words[index] in _BE):
        index -= 1
    return index if index >= 0 and sentence.words[index] in _RELATIVES else None


def _cut_off(gap: tuple[str, ...]) -> bool:
    """Whether another clause begins between a noun and a verb."""
    return not {
        "while",
        "after",
        "before",
        "when",
        "as",
        ";",
        "where",
        "said",
        "say",
        "says",
        "because",
    }.isdisjoint(gap)


def find_objects(
    sentence: Sentence, match: TriggerMatch, placed: list[PlacedMention]
) -> list[PlacedMention]:
    """The actor that follows a verb without a preposition, with those beside it."""
    for one in placed:
        if one.first < match.last:
            continue
        gap = sentence.words[match.last : one.first]
        governed = not _GOVERNS.isdisjoint(set(gap) - {"of"}) or "," in gap
        if len(gap) > 7 or governed or _cut_off(gap):
            return []
        return with_coordinated(sentence, one, placed)
    return []


def find_governed(
    sentence: Sentence,
    start: int,
    placed: list[PlacedMention],
    prepositions: frozenset[str],
    *,
    reach: int = REACH,
) -> list[PlacedMention]:
    """The actor that stands behind one of the prepositions soon after the word `start`."""
    for one in placed:
        if one.first < start or one.first - start > reach:
            continue
        if preposition_before(sentence, one) in prepositions and not only_helps(sentence, one):
            return with_coordinated(sentence, one, placed)
    return []


def only_helps(sentence: Sentence, one: PlacedMention) -> bool:
    """Whether a "by" makes an actor only the helper of those who did it: "backed by Russia"."""
    before = sentence.words[max(0, one.first - 5) : one.first]
    return any(first in _HELPED and second == "by" for first, second in pairwise(before))


def find_owner(
    sentence: Sentence, match: TriggerMatch, placed: list[PlacedMention]
) -> list[PlacedMention]:
    """The actor right before a noun: "Syrian regime airstrikes", "the group's latest attack"."""
    owned = not _OWNERS.isdisjoint(sentence.words[max(0, match.first - 3) : match.first])
    for one in reversed(placed):
        if one.last > match.first:
            continue
        if owned:
            return [one]
        gap = sentence.words[one.last : match.first]
        between = _GOVERNS | _APART
        plain = len(gap) <= 4 and all(word.isalpha() and word not in between for word in gap)
        return [one] if plain and not _has_verb(gap) else []
    return []


def find_supported(
    sentence: Sentence, match: TriggerMatch, placed: list[PlacedMention]
) -> list[PlacedMention]:
    """The subject of the verb that carries a noun: "rebels launched an attack"."""
    for one in reversed(placed):
        if one.last > match.first:
            continue
        gap = sentence.words[one.last : match.first]
        if len(gap) > REACH or not _is_free(sentence, one):
            continue
        carries = set(gap) & _SUPPORT
        if ("stepped", "on") in pairwise(gap):
            carries -= {"stepped"}  # who steps on a mine did not lay it
        return [one] if carries else []
    return []


def preposition_before(sentence: Sentence, one: PlacedMention) -> str | None:
    """The preposition that governs an actor, looking through articles and adjectives.

    In "on Thursday rebels stormed" it governs the day.
    """
    index = one.first - 1
    while index >= 0 and one.first - index <= 6:
        word = sentence.words[index]
        if word == "of" and sentence.words[index - 1] in _SOME:
            index -= 2  # "by one of the clans"
            continue
        if word in _GOVERNS or word in AGAINST or word in BETWEEN:
            return word
        if word in {",", ".", ";", "that", "and", "said", "("} | _CLAUSES or _has_verb((word,)):
            return None
        if word in _TIMES:
            return None
        index -= 1
    return None


def _is_complement(sentence: Sentence, one: PlacedMention, placed: list[PlacedMention]) -> bool:
    """Whether an actor only says whose people others are: "supporters of a candidate"."""
    return any(
        other.last < one.first <= other.last + 3 and "of" in sentence.words[other.last : one.first]
        for other in placed
    )


def _is_partitive(sentence: Sentence, one: PlacedMention, placed: list[PlacedMention]) -> bool:
    """Whether "of" does not govern: "thousands of insurgents"."""
    words = sentence.words[max(0, one.first - 4) : one.first]
    if "of" not in words or _is_complement(sentence, one, placed):
        return False
    head = words[words.index("of") - 1] if words.index("of") else ""
    return head in _QUANTITIES


def _has_verb(words: tuple[str, ...]) -> bool:
    return any(
        (word.endswith("ed") and word not in {"armed", "united", "masked", "suspected", "unarmed"})
        or word in {"was", "were", "is", "are", "has", "have", "had", "said", "says", "say"}
        for word in words
    )


def is_passive(sentence: Sentence, match: TriggerMatch) -> bool:
    """Whether a verb stands behind a form of "be", and is no gerund."""
    if sentence.words[match.first].endswith("ing"):
        return False
    index = match.first - 1
    while index >= 0 and (
        sentence.words[index] in _SKIPPED or sentence.words[index].endswith("ly")
    ):
        index -= 1
    return index >= 0 and sentence.words[index] in _BE


def is_participle(sentence: Sentence, match: TriggerMatch) -> bool:
    """Whether a verb may be a past participle: "an officer shot dead by gunmen"."""
    return sentence.words[match.first].endswith(("ed", "en", "t", "n"))


def is_of_other(sentence: Sentence, match: TriggerMatch, one: PlacedMention) -> bool:
    """Whether a "by" belongs to another verb: "shot down missiles fired by the rebels"."""
    gap = sentence.words[match.last : one.first]
    return any(word.endswith("ed") and after == "by" for word, after in pairwise(gap))


def with_coordinated(
    sentence: Sentence, one: PlacedMention, placed: list[PlacedMention]
) -> list[PlacedMention]:
    """An actor with those that "and" joins to it."""
    together = [one]
    for position, other in enumerate(placed):
        start = together[-1].last
        if not _HELPED.isdisjoint(sentence.words[start : start + 2]) and position:
            start = max(start, placed[position - 1].last)  # "backed by French forces and rebels"
        gap = sentence.words[start : other.first]
        if (
            other.first >= together[-1].last
            and len(gap) <= 4
            and "and" in gap
            and not _speaks(sentence, other)
        ):
            together.append(other)
    return together


def _speaks(sentence: Sentence, one: PlacedMention) -> bool:
    """Whether an actor only says it: "killed 13 people and wounded 40, police said"."""
    said = sentence.words[one.last : one.last + 1]
    return bool(said) and said[0] in _SAYING and sentence.words[one.first - 1] == ","


def _with_coordinated_before(
    sentence: Sentence, one: PlacedMention, left: list[PlacedMention]
) -> list[PlacedMention]:
    together = [one]
    for other in reversed(left):
        gap = sentence.words[other.last : together[0].first]
        if other.last <= together[0].first and len(gap) <= 4 and "and" in gap:
            together.insert(0, other)
    return together
