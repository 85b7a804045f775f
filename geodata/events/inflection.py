"""The forms of English verbs and nouns, from their dictionary form.

Regular forms are made by rule; a word list gives the irregular ones itself.
"""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_DOUBLING = re.compile(rf"^[^{_VOWELS}]*[{_VOWELS}][^{_VOWELS}wxy]$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


def verb_forms(lemma: str) -> tuple[str, ...]:
    """The base, third person, past and gerund of a regular verb; a phrase inflects its first word.

    "bomb" gives bomb, bombs, bombed, bombing; "set up a base" all of these with "up a base".
    """
    head, _, tail = lemma.partition(" ")
    stem = head + head[-1] if _DOUBLING.match(head) else head
    if head.endswith("e"):
        past, gerund = f"{head}d", f"{head[:-1]}ing"
    elif head.endswith("y") and head[-2:-1] not in _VOWELS:
        past, gerund = f"{head[:-1]}ied", f"{head}ing"
    else:
        past, gerund = f"{stem}ed", f"{stem}ing"
    irregular = _IRREGULAR.get(head)
    if irregular is not None:
        pasts, gerund = irregular
    else:
        pasts = (past,)
    forms = (head, third_person(head), *pasts, gerund)
    return tuple(f"{form} {tail}".rstrip() for form in forms)


def third_person(verb: str) -> str:
    """The third person singular of a verb, which for a noun is its plural."""
    if _SIBILANT.search(verb):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def noun_forms(lemma: str) -> tuple[str, ...]:
    """The singular and plural of a noun; a phrase inflects its last word."""
    head, _, last = lemma.rpartition(" ")
    return (lemma, f"{head} {third_person(last)}".lstrip())


# The heads of phrases in the lists whose past or gerund no rule makes.
_IRREGULAR = {
    "beat": (("beat", "beaten"), "beating"),
    "begin": (("began", "begun"), "beginning"),
    "blow": (("blew", "blown"), "blowing"),
    "break": (("broke", "broken"), "breaking"),
    "bring": (("brought",), "bringing"),
    "burn": (("burned", "burnt"), "burning"),
    "burst": (("burst",), "bursting"),
    "drive": (("drove", "driven"), "driving"),
    "drop": (("dropped",), "dropping"),
    "fall": (("fell", "fallen"), "falling"),
    "fight": (("fought",), "fighting"),
    "find": (("found",), "finding"),
    "flee": (("fled",), "fleeing"),
    "fling": (("flung",), "flinging"),
    "give": (("gave", "given"), "giving"),
    "go": (("went", "gone"), "going"),
    "hit": (("hit",), "hitting"),
    "hold": (("held",), "holding"),
    "lay": (("laid",), "laying"),
    "lead": (("led",), "leading"),
    "let": (("let",), "letting"),
    "make": (("made",), "making"),
    "pry": (("pried",), "prying"),
    "put": (("put",), "putting"),
    "regain": (("regained",), "regaining"),
    "repel": (("repelled",), "repelling"),
    "run": (("ran", "run"), "running"),
    "send": (("sent",), "sending"),
    "set": (("set",), "setting"),
    "shoot": (("shot",), "shooting"),
    "strike": (("struck",), "striking"),
    "swap": (("swapped",), "swapping"),
    "sweep": (("swept",), "sweeping"),
    "take": (("took", "taken"), "taking"),
    "tear": (("tore", "torn"), "tearing"),
    "throw": (("threw", "thrown"), "throwing"),
    "tread": (("trod", "trodden"), "treading"),
    "win": (("won",), "winning"),
}
