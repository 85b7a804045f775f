"""What a word is in its sentence, where its form alone does not say: a noun, a verb or neither."""

from __future__ import annotations

from enum import StrEnum

from geodata.events.sentences import Sentence

_NOUN_BEFORE = frozenset(
    """the a an this that these those its their his her our another each every some several many
    two three four five six of in after before during by from with against no
    another first second deadly fresh new recent fierce heavy violent series wave armed bloody
    latest major massive deadliest between amid following despite since for over on""".split()
)
_ARTICLES = frozenset("the a an this these those".split())
_DEFINITE = frozenset("the these those".split())
_GOVERNS_NOUN = frozenset("for of over under full".split())
_ADJECTIVES = frozenset(
    "kidnapped abducted seized captured looted stolen collapsed flooded derailed".split()
)
_PARTICIPLES = frozenset("stolen beaten slain".split())
_FORCES = frozenset("troops soldiers forces army rebels fighters men units".split())
_QUOTES = frozenset(('"', "”", "?", "!"))
_LED = frozenset("him her them us two three four five six seven eight nine ten dozens".split())
_BEFORE_ATTRIBUTE = frozenset(
    """from in of to with over against near into for through across at on inside outside chasing
    recover recovered carrying their his its her our several other""".split()
)
_NOUNS_TOO = frozenset(
    "patrol storm raid riot surrender retreat ambush assault control knife rob".split()
)
_PLAIN_SUBJECTS = frozenset(
    """to will would could can may might should must did do and they we who people police men women
    youth not then also now ' " ‘ “ finally""".split()
)
_ENDS_IN_S = frozenset("was is has this his its as thus".split())
_WOUNDING = frozenset(
    """bullet gunshot stab knife shrapnel machete arrow head leg arm chest neck back face flesh his
    her their its of from serious severe multiple fatal minor deep open old""".split()
)
_FIRING = frozenset("police army navy men gunmen troops and".split())
_VERB_BEFORE = frozenset(
    "to who which i we they he she it you will would could may might can should must".split()
)
_NOUN_AFTER = frozenset(
    """in of on by at that which was were has have had is are near outside between against
    killed killing left broke came took hit
    targeting targeted wounded wounding destroyed , . ; ) and or""".split()
)
_SHOOTING = frozenset(
    """his their her its under up held cease ceased covering friendly return returned hostile enemy
    sustained harassing""".split()
)
_BEFORE_MONTH = frozenset("in since last early late mid of until till by next this through".split())


class WordClass(StrEnum):
    """What a trigger is in its sentence."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"  # taken as it stands


def reads_as(word_class: WordClass, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word that may be a noun or a verb is used as the one asked for."""
    word = sentence.words[first]
    if word == "march" and _is_month(sentence, first, last):
        return False
    before = sentence.words[first - 1] if first else ""
    after = sentence.words[last] if last < len(sentence.words) else "."
    if word.endswith("ed") or before in _VERB_BEFORE:
        return word_class is WordClass.VERB
    gerund = word.endswith("ing")
    if (before in _NOUN_BEFORE or before.isdigit()) and not (
        gerund and before in {"after", "before", "by", "while"}
    ):
        is_noun = not (gerund and after in {"the", "a", "an", "at", "into"})
        return (word_class is WordClass.NOUN) == is_noun
    if gerund:
        is_noun = after in _NOUN_AFTER and after not in {"at", "near", "outside", "killed"}
        return (word_class is WordClass.NOUN) == is_noun
    is_noun = after in _NOUN_AFTER or before.endswith(("al", "ic", "ist", "ese", "ish", "an"))
    return (word_class is WordClass.NOUN) == is_noun


def is_no_verb(sentence: Sentence, first: int) -> bool:
    """Whether a verb's form is a noun by what stands before it.

    "The damage", "for control of", "the wounded", "a kidnapped man", "from occupied Crimea", "a
    kitchen fire on Union Street", "Storm Daniel", "a routine patrol".
    """
    word, before = sentence.words[first], sentence.words[first - 1] if first else ""
    if word == "stormed" and before in _QUOTES:
        return True  # "How many more?" stormed the spokesman
    if word in {"marched", "marching"}:
        after = sentence.words[first + 1 : first + 2]
        return after[:1] != () and (after[0].isdigit() or after[0] in _LED)
    if word == "fires":
        return before in _NOUN_BEFORE
    if word == "retreating":
        return not _FORCES.isdisjoint(sentence.words[first + 1 : first + 2])
    if word == "fire":
        return not (before in _VERB_BEFORE or before in _FIRING or before.endswith("s"))
    if word in {"wound", "wounds"} and before in _WOUNDING:
        return True
    if word.endswith("ed") or word in _PARTICIPLES:
        adjective = before in {"a", "an"} and word in _ADJECTIVES
        return adjective or before in _DEFINITE | _BEFORE_ATTRIBUTE
    if word in _NOUNS_TOO:
        return not (before in _PLAIN_SUBJECTS or before.endswith("s")) or before in _ENDS_IN_S
    plain = not word.endswith("ing")
    return plain and before in _ARTICLES | _GOVERNS_NOUN


def is_of_guns(sentence: Sentence, first: int) -> bool:
    """Whether "fire" is what guns do: "kept up their fire on the town", "came under fire"."""
    before = sentence.words[first - 1] if first else ""
    return sentence.words[first] == "fire" and before in _SHOOTING


def is_reduced(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a gerund only says who is meant: "volunteers fighting alongside the army"."""
    following = sentence.words[last : last + 1]
    return sentence.words[first] == "fighting" and following in (("alongside",), ("beside",))


def _is_month(sentence: Sentence, first: int, last: int) -> bool:
    after = sentence.words[last] if last < len(sentence.words) else ""
    before = sentence.words[first - 1] if first else ""
    return after[:1].isdigit() or before.isdigit() or before in _BEFORE_MONTH
