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
    "take": (("took", "taken"), "taking"),
    "set": (("set",), "setting"),
    "hold": (("held",), "holding"),
    "throw": (("threw", "thrown"), "throwing"),
    "break": (("broke", "broken"), "breaking"),
    "send": (("sent",), "sending"),
    "lay": (("laid",), "laying"),
    "shoot": (("shot",), "shooting"),
    "win": (("won",), "winning"),
    "drop": (("dropped",), "dropping"),
    "swap": (("swapped",), "swapping"),
    "regain": (("regained",), "regaining"),
    "begin": (("began", "begun"), "beginning"),
    "go": (("went", "gone"), "going"),
    "burst": (("burst",), "bursting"),
    "sweep": (("swept",), "sweeping"),
    "repel": (("repelled",), "repelling"),
}
