"""The 64-bit keys that names, ids and sound skeletons are filed under in one sorted index."""

from __future__ import annotations

import re

from xxhash import xxh3_64_intdigest

# Digraphs and letters that transliterations into the Latin alphabet mix up, to one consonant each.
_SOUNDS = (
    ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("cz", "s"), ("kh", "k"),
    ("gh", "k"), ("ck", "k"), ("qu", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "d"),
    ("dj", "d"),
)  # fmt: skip
_SOUNDS_WITHOUT_H = tuple(pair for pair in _SOUNDS if "h" not in pair[0])
_LETTERS = str.maketrans(
    {"q": "k", "c": "k", "x": "k", "g": "k", "z": "s", "j": "d", "v": "b", "w": "b", "p": "b"}
    | dict.fromkeys("aeiouyh", "")
)
_DOUBLED = re.compile(r"(.)(?=\1)")
ARTICLES = frozenset("al el ul an en ar er as es ash esh at et az ad ed adh the".split())


def name_key(folded: str) -> int:
    """The key of a folded name."""
    return xxh3_64_intdigest(folded.encode())


def id_key(place_id: str) -> int:
    """The key of a place's id; never the key of a name, which holds no control sign."""
    return xxh3_64_intdigest(b"\x00" + place_id.encode())


def skeleton_key(skeleton: str) -> int:
    """The key of a skeleton; never the key of a name."""
    return xxh3_64_intdigest(b"\x01" + skeleton.encode())


def skeleton(folded: str) -> str:
    """What is left of a folded name in every transliteration: its consonants, roughly.

    "maaret al numan" and "maarrat an numan" give "mrtnmn"; a first vowel is kept as "a", a first
    h as it is. "" for names in other scripts and those with a single consonant.
    """
    if not folded.isascii():
        return ""
    words = folded.split(" ")
    sound = "".join([word for word in words if word not in ARTICLES] or words)
    for digraph, consonant in _SOUNDS if "h" in sound else _SOUNDS_WITHOUT_H:
        sound = sound.replace(digraph, consonant)
    first = "a" if sound[:1] in "aeiou" else sound[:1] if sound[:1] in "hy" else ""
    sound = first + _DOUBLED.sub("", sound.translate(_LETTERS))
    return sound if len(sound) >= 2 else ""
