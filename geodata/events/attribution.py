"""Who an event is reported by: "said the Syrian Observatory for Human Rights"."""

from __future__ import annotations

from geodata.events.sentences import Sentence
from geodata.model import Attribution

_SAYING = frozenset(
    """said says told reported reports announced confirmed claimed alleged stated added declared
    disclosed wrote tweeted""".split()
)
_BETWEEN = frozenset("has have had also later today earlier reportedly".split())
_BE = frozenset("been was were is are be being".split())
_STOPS = frozenset(
    """, ; : " “ ” ( ) ' that in on at after as when while with but and by to from was were is are
    who which because killed""".split()
)
_PERSONS = frozenset("it he she they i we you there this that which who what".split())
_ARTICLES = frozenset("the a an".split())
_LONGEST = 9


def find_attribution(sentence: Sentence, text: str) -> Attribution | None:
    """Who says what the sentence says, None where the article itself does.

    The name is the words without their article, as they stand.
    """
    words = sentence.words
    for index, word in enumerate(words):
        if word == "according" and words[index + 1 : index + 2] == ("to",):
            found = _after(sentence, index + 2, text)
        elif word in _SAYING and _BE.isdisjoint(words[max(0, index - 2) : index]):
            found = _before(sentence, index, text) or _after(sentence, index + 1, text)
        else:
            continue
        if found is not None:
            return found
    return None


def _before(sentence: Sentence, index: int, text: str) -> Attribution | None:
    words = sentence.words
    last = index
    while last > 0 and words[last - 1] in _BETWEEN:
        last -= 1
    first = last
    if first > 1 and words[first - 1] == ",":
        # "Rami Abdel Rahman, its leader, said": the name stands before the aside.
        aside = max((i for i in range(first - 2, -1, -1) if words[i] == ","), default=-1)
        if aside <= 0 or first - aside > _LONGEST:
            return None
        first = last = aside
    while first > 0 and words[first - 1] not in _STOPS and last - first < _LONGEST:
        first -= 1
    return _named(sentence, first, last, text)


def _after(sentence: Sentence, index: int, text: str) -> Attribution | None:
    words = sentence.words
    last = index
    while last < len(words) and words[last] not in _STOPS and last - index < _LONGEST:
        last += 1
    if last < len(words) and words[last] == "." and last + 1 < len(words):
        last = index
    return _named(sentence, index, min(last, len(words)), text)


def _named(sentence: Sentence, first: int, last: int, text: str) -> Attribution | None:
    words = sentence.words
    while last > first and not words[last - 1][0].isalnum():
        last -= 1
    if first < last and words[first] in _ARTICLES:
        first += 1
    if first >= last or words[first] in _PERSONS or words[last - 1] in _PERSONS:
        return None
    if not any(word[0].isalpha() for word in words[first:last]):
        return None
    span = sentence.span_of(first, last)
    return Attribution(name=span.of(text), span=span)
