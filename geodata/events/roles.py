"""Who did it and to whom: roles from voice, prepositions and what stands beside a trigger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.actors import Mention, MentionBasis, is_armed
from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, Rule, TriggerMatch, WordClass
from geodata.model import Actor, ActorRole

_BE = frozenset("was were been be being is are got gets".split())
_SKIPPED = frozenset("also not reportedly allegedly then have has had later both all n't".split())
_AGAINST = frozenset("on against at upon into over targeting toward towards".split())
_GOVERNS = frozenset("by on against with at from for upon near between among to of".split())
_PRONOUNS = frozenset("it they he she".split())
_OWNERS = frozenset("its their his her".split())
_RELATIVES = frozenset("who which that".split())
_BLAME = (
    " blamed on ", " claimed by ", " attributed to ", " blamed the ", " blamed ", " blames ",
    " suspected ", " accused ", " carried out by ", " claimed responsibility ", " perpetrated by ",
    " believed to be ", " staged by ", " conducted by ", " launched by ", " claimed ",
    " took responsibility ", " statement claiming ", " was behind ", " were behind ",
    " been responsible for ", " was responsible for ", " hallmarks of ", " accusing ",
)  # fmt: skip
_FOLLOWED = (" by ", " on ", " to ", " the ", " of ", " suspected ", " be ", " accusing ")
_SUPPORT = frozenset(
    """launched launch launches launching carried carry conducted conduct staged stage mounted began
    begun waged claimed responded pressed led continued resumed committed perpetrated executed
    unleashed started stepped intensified held organised organized joined made planted attended
    called took""".split()
)
_REACH = 12
_MEMBERSHIP = frozenset("from of belonging linked loyal affiliated members allied".split())
_BETWEEN = frozenset("between involving".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """An actor's mention at the words `first` to `last` of a sentence."""

    mention: Mention
    first: int
    last: int


def find_roles(
    sentence: Sentence, matches: tuple[TriggerMatch, ...], mentions: tuple[Mention, ...]
) -> tuple[Actor, ...]:
    """The actors of one event that `matches` tell, initiators first, each named once.

    `mentions` are those that stand in the sentence. Who is nowhere tied to a trigger is left out.
    """
    placed = [
        _Placed(
            mention=mention,
            first=sentence.index_at(mention.span.start),
            last=sentence.index_after(mention.span.end),
        )
        for mention in mentions
    ]
    found: dict[str, tuple[ActorRole, Mention]] = {}
    for match in sorted(matches, key=lambda match: -match.trigger.weight):
        for role, one in _around(sentence, match, placed, matches):
            if one.mention.name not in found or (
                role is ActorRole.INITIATOR and found[one.mention.name][0] is ActorRole.OTHER
            ):
                found[one.mention.name] = (role, one.mention)
    if not any(role is ActorRole.INITIATOR for role, _ in found.values()):
        for one in _agents(sentence, placed, found):
            found[one.mention.name] = (ActorRole.INITIATOR, one.mention)
    if not any(role is ActorRole.INITIATOR and is_named(m) for role, m in found.values()):
        for one in _belonging(sentence, placed, found) or _blamed(sentence, placed):
            found[one.mention.name] = (ActorRole.INITIATOR, one.mention)
    order = (ActorRole.INITIATOR, ActorRole.TARGET, ActorRole.OTHER)
    return tuple(
        to_actor(mention, role)
        for role, mention in sorted(found.values(), key=lambda pair: order.index(pair[0]))
    )


def find_claimed(sentence: Sentence, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Who is said to be behind what was told before: "claimed responsibility", "blamed on"."""
    placed = [
        _Placed(
            mention=mention,
            first=sentence.index_at(mention.span.start),
            last=sentence.index_after(mention.span.end),
        )
        for mention in mentions
    ]
    return tuple(one.mention for one in _blamed(sentence, placed) if is_named(one.mention))


def is_named(mention: Mention) -> bool:
    """Whether the words name a group, rather than say what such people are called."""
    return mention.basis is not MentionBasis.TERM


def names_initiator(actors: tuple[Actor, ...], mentions: tuple[Mention, ...]) -> bool:
    """Whether one of the initiators is a group by name."""
    named = {mention.name for mention in mentions if is_named(mention)}
    return any(actor.role is ActorRole.INITIATOR and actor.name in named for actor in actors)


def to_actor(mention: Mention, role: ActorRole) -> Actor:
    """A mention in a role."""
    return Actor(
        name=mention.name,
        role=role,
        kind=mention.kind,
        mention=mention.text,
        span=mention.span,
        country_code=mention.country_code,
    )


def _around(
    sentence: Sentence,
    match: TriggerMatch,
    placed: list[_Placed],
    matches: tuple[TriggerMatch, ...],
) -> list[tuple[ActorRole, _Placed]]:
    inside = [one for one in placed if one.first < match.last and one.last > match.first]
    if inside:  # "suicide bomber": the trigger is the actor
        return [(ActorRole.INITIATOR, inside[0])]
    if match.trigger.frame is Frame.NONE and match.trigger.rule is not Rule.BLAST:
        return []
    if match.trigger.word_class is WordClass.NOUN:
        return _around_noun(sentence, match, placed)
    return _around_verb(sentence, match, placed, matches)


def _around_verb(
    sentence: Sentence,
    match: TriggerMatch,
    placed: list[_Placed],
    matches: tuple[TriggerMatch, ...],
) -> list[tuple[ActorRole, _Placed]]:
    subject = _subjects(sentence, match, placed, matches)
    objects = _objects(sentence, match, placed)
    agents = _governed(sentence, match.last, placed, frozenset({"by"}), reach=_REACH)
    passive = _is_passive(sentence, match)
    patients = match.trigger.frame is Frame.PATIENT
    if match.trigger.frame is Frame.MUTUAL:
        partners = _governed(sentence, match.last, placed, frozenset({"with", "against"}))
        sides = [*subject, *partners, *objects]
        return _sides(sides)
    if passive or patients or (agents and not objects and _is_participle(sentence, match)):
        return [(ActorRole.INITIATOR, one) for one in agents] + [
            (ActorRole.TARGET, one) for one in subject
        ]
    if not objects:
        objects = _governed(sentence, match.last, placed, _AGAINST, reach=5)
    return [(ActorRole.INITIATOR, one) for one in subject] + [
        (ActorRole.TARGET, one) for one in objects if one not in subject
    ]


def _around_noun(
    sentence: Sentence, match: TriggerMatch, placed: list[_Placed]
) -> list[tuple[ActorRole, _Placed]]:
    between = _governed(sentence, match.last, placed, _BETWEEN, reach=6)
    if between:
        return _sides(_with_coordinated(sentence, between[0], placed))
    initiators = _governed(sentence, match.last, placed, frozenset({"by"}), reach=8)
    targets = _governed(sentence, match.last, placed, _AGAINST, reach=7)
    partners = _governed(sentence, match.last, placed, frozenset({"with"}), reach=4)
    if match.trigger.frame is Frame.MUTUAL and (partners or targets):
        owner = _owner(sentence, match, placed) or _supported(sentence, match, placed)
        return _sides([*owner, *partners, *targets])
    initiators = initiators or _owner(sentence, match, placed)
    if not initiators:
        initiators = [one for one in _supported(sentence, match, placed) if one not in targets]
    return [(ActorRole.INITIATOR, one) for one in initiators] + [
        (ActorRole.TARGET, one) for one in targets if one not in initiators
    ]


def _sides(sides: list[_Placed]) -> list[tuple[ActorRole, _Placed]]:
    return [(ActorRole.INITIATOR, one) for one in sides[:1]] + [
        (ActorRole.TARGET, one) for one in sides[1:2]
    ]


def _subjects(
    sentence: Sentence,
    match: TriggerMatch,
    placed: list[_Placed],
    matches: tuple[TriggerMatch, ...],
) -> list[_Placed]:
    """The nearest actor before the verb that no preposition governs, with those beside it."""
    left = [one for one in placed if one.last <= match.first]
    if _behind_pronoun(sentence, match):
        free = [one for one in left if _preposition_before(sentence, one) is None]
        return free[:1]
    relative = _relative_before(sentence, match)
    if relative is not None:
        return [one for one in left if 0 <= relative - one.last <= 2][-1:]
    gerund = sentence.words[match.first].endswith("ing")
    for one in reversed(left):
        governed = _preposition_before(sentence, one) is not None
        if governed and not _is_partitive(sentence, one):
            continue
        gap = sentence.words[one.last : match.first]
        crossed = any(
            one.last <= other.first < match.first and not other.is_result for other in matches
        )
        if len(gap) > 25 or (len(gap) > _REACH and not (crossed or gerund)):
            return []
        if not gerund and _cut_off(gap):
            return []
        return _with_coordinated_before(sentence, one, left)
    return []


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
        "because",
    }.isdisjoint(gap)


def _objects(sentence: Sentence, match: TriggerMatch, placed: list[_Placed]) -> list[_Placed]:
    for one in placed:
        if one.first < match.last:
            continue
        gap = sentence.words[match.last : one.first]
        governed = not _GOVERNS.isdisjoint(set(gap) - {"of"}) or "," in gap
        if len(gap) > 7 or governed or _cut_off(gap):
            return []
        return _with_coordinated(sentence, one, placed)
    return []


def _governed(
    sentence: Sentence,
    start: int,
    placed: list[_Placed],
    prepositions: frozenset[str],
    *,
    reach: int = _REACH,
) -> list[_Placed]:
    """The actor that stands behind one of the prepositions soon after the word `start`."""
    for one in placed:
        if one.first < start or one.first - start > reach:
            continue
        if _preposition_before(sentence, one) in prepositions:
            return _with_coordinated(sentence, one, placed)
    return []


def _agents(
    sentence: Sentence, placed: list[_Placed], found: Mapping[str, tuple[ActorRole, Mention]]
) -> list[_Placed]:
    """The first armed actor of a "by" anywhere: "a rocket fired by rebels hit the market"."""
    return [
        one
        for one in placed
        if one.mention.name not in found
        and is_armed(one.mention.kind)
        and _preposition_before(sentence, one) == "by"
    ][:1]


def _belonging(
    sentence: Sentence, placed: list[_Placed], found: Mapping[str, tuple[ActorRole, Mention]]
) -> list[_Placed]:
    """The group that generic initiators are of: "gunmen from the Islamist group al-Shabaab"."""
    for one in placed:
        if found.get(one.mention.name, (None, None))[0] is not ActorRole.INITIATOR:
            continue
        for other in placed:
            gap = sentence.words[one.last : other.first]
            if is_named(other.mention) and 0 < len(gap) <= 8 and not _MEMBERSHIP.isdisjoint(gap):
                return [other]
    return []


def _owner(sentence: Sentence, match: TriggerMatch, placed: list[_Placed]) -> list[_Placed]:
    """ "Syrian regime airstrikes", "Boko Haram's latest attack": the actor right before a noun."""
    owned = not _OWNERS.isdisjoint(sentence.words[max(0, match.first - 3) : match.first])
    for one in reversed(placed):
        if one.last > match.first:
            continue
        if owned:
            return [one]
        gap = sentence.words[one.last : match.first]
        plain = len(gap) <= 4 and all(word.isalpha() and word not in _GOVERNS for word in gap)
        return [one] if plain and not _has_verb(gap) else []
    return []


def _supported(sentence: Sentence, match: TriggerMatch, placed: list[_Placed]) -> list[_Placed]:
    """The subject of the verb that carries a noun: "rebels launched an attack"."""
    for one in reversed(placed):
        if one.last > match.first:
            continue
        gap = sentence.words[one.last : match.first]
        if len(gap) > _REACH or _preposition_before(sentence, one) not in (None, "of"):
            continue
        return [one] if not _SUPPORT.isdisjoint(gap) else []
    return []


def _blamed(sentence: Sentence, placed: list[_Placed]) -> list[_Placed]:
    for phrase in _BLAME:
        position = sentence.padded.find(phrase)
        if position < 0:
            continue
        index = sentence.padded.count(" ", 0, position + 1) - 1
        length = phrase.count(" ") - 1
        after = [one for one in placed if 0 <= one.first - (index + length) <= 6]
        before = [one for one in placed if 0 <= index - one.last <= 6]
        if phrase.endswith(_FOLLOWED):
            chosen = after[:1]
        elif "claim" in phrase or "behind" in phrase or "responsib" in phrase:
            chosen = before[-1:]
        else:
            chosen = after[:1]
        if chosen:
            return chosen
    return []


def _preposition_before(sentence: Sentence, one: _Placed) -> str | None:
    """The preposition that governs an actor, looking through articles and adjectives."""
    index = one.first - 1
    while index >= 0 and one.first - index <= 6:
        word = sentence.words[index]
        if word in _GOVERNS or word in _AGAINST or word in _BETWEEN:
            return word
        if word in {",", ".", ";", "that", "and", "said", "("} or _has_verb((word,)):
            return None
        index -= 1
    return None


def _is_partitive(sentence: Sentence, one: _Placed) -> bool:
    """ "Thousands of insurgents", "an alliance of rebel groups": "of" does not govern those."""
    words = sentence.words[max(0, one.first - 4) : one.first]
    if "of" not in words:
        return False
    head = words[words.index("of") - 1] if words.index("of") else ""
    return head in _QUANTITIES


_QUANTITIES = frozenset(
    """thousands hundreds dozens scores tens group groups gang alliance coalition band mob crowd
    number column units members fighters gunmen force handful convoy team faction most some many
    elements militants supporters detachment squad contingent troops soldiers""".split()
)


def _has_verb(words: tuple[str, ...]) -> bool:
    return any(
        (word.endswith("ed") and word not in {"armed", "united", "masked", "suspected", "unarmed"})
        or word in {"was", "were", "is", "are", "has", "have", "had", "said", "says"}
        for word in words
    )


def _is_passive(sentence: Sentence, match: TriggerMatch) -> bool:
    if sentence.words[match.first].endswith("ing"):
        return False
    index = match.first - 1
    while index >= 0 and (
        sentence.words[index] in _SKIPPED or sentence.words[index].endswith("ly")
    ):
        index -= 1
    return index >= 0 and sentence.words[index] in _BE


def _is_participle(sentence: Sentence, match: TriggerMatch) -> bool:
    return sentence.words[match.first].endswith(("ed", "en", "t", "n"))


def _with_coordinated(sentence: Sentence, one: _Placed, placed: list[_Placed]) -> list[_Placed]:
    together = [one]
    for other in placed:
        gap = sentence.words[together[-1].last : other.first]
        if other.first >= together[-1].last and len(gap) <= 4 and "and" in gap:
            together.append(other)
    return together


def _with_coordinated_before(
    sentence: Sentence, one: _Placed, left: list[_Placed]
) -> list[_Placed]:
    together = [one]
    for other in reversed(left):
        gap = sentence.words[other.last : together[0].first]
        if other.last <= together[0].first and len(gap) <= 4 and "and" in gap:
            together.insert(0, other)
    return together
