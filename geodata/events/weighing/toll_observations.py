"""What is observed of a number of dead that may be a telling's, a value for each of `TEMPLATES`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.events.deaths import Deaths
from geodata.events.facts import Facts
from geodata.events.grouping import fit_together
from geodata.events.no_scene import is_aside
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling, is_inside
from geodata.events.weighing.choosing import Values
from geodata.model import Place

TEMPLATES = (
    "answer",  # how it lies to the rules' answer
    "distance",  # how many sentences lie between, and how it is told
    "type",  # the telling's type, and about how many
    "noun",  # what is counted
    "before",  # the word before it
    "gap",  # how far it stands from the trigger in the same sentence, and on which side
    "between",  # how many other events are told in between, and whether they are of the same kind
    "taken",  # whose it is by the rules, where and when that was
    "place",  # whether its sentence names the telling's place, or another
    "date",  # whether its sentence names the telling's day, or another
    "times",  # how often the article tells this number
    "rank",  # how many numbers stand nearer
    "lead",  # whether it stands in the first sentences, and whether the telling does
    "paragraph",  # whether a new one began in between
    "opening",  # how its sentence begins
    "takes_up",  # the words by which it takes up what was told: "there", "the blast"
)
_STEPS = ((0, "0"), (1, "1"), (2, "2"), (5, "5"), (12, "12"), (50, "50"))
_LEAD = 2  # sentences
_GAP = 4  # words
_DAYS = 7  # after what happened, until all dead are counted
_TAKING_UP = tuple(
    f" {words} "
    for words in (
        *("there", "the blast", "the explosion", "the attack", "the crash", "the dead"),
        *("the victims", "the strike", "the fire", "the attackers", "the others", "also"),
        *("another", "more", "too"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling with its type and its places."""

    telling: Telling
    sub_event_type: str
    places: tuple[Place, ...]

    @property
    def place_ids(self) -> frozenset[str]:
        """The ids of its places."""
        return frozenset(place.id for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the tellings of an article have in common.

    `first` is the number of its first sentence; `told` are its tellings in order, each in the
    sentence of `told_numbers`. `times` is how often each number of dead is told, `takers` the
    telling that the rules give the number that starts at an offset.
    """

    facts: Facts
    first: int
    told: tuple[Told, ...]
    told_numbers: tuple[int, ...]
    times: Mapping[int, int]
    takers: Mapping[int, Told]


def observe_number(told: Told, one: Deaths, rank: int, around: Surroundings) -> Values:
    """A value for each template, of a number where it is told nearest to a telling."""
    telling, sentence, count = told.telling, one.sentence, one.count
    apart = sentence.number - telling.sentence.number
    here = "own" if apart == 0 else "back" if apart < 0 else "ahead"
    given = telling.toll.killed
    answer = _lies(count.best, given.best if given else None)
    about = _about(count.best)
    first, last = sentence.index_at(count.span.start), sentence.index_after(count.span.end)
    return (
        answer,
        f"{apart} {one.words}",
        f"{told.sub_event_type} {about}",
        f"{' '.join(sentence.words[last : last + 1])} {here}",
        f"{' '.join(sentence.words[max(0, first - 1) : first])} {here}",
        _gap(telling, first) if apart == 0 else "",
        f"{_between(told, one, around)} {here}",
        _taken(told, around.takers.get(count.span.start), here),
        f"{_places(told, sentence, around.facts)} {here}",
        f"{_dates(telling, sentence, around.facts)} {here}",
        f"{min(3, around.times[count.best])} {about}",
        f"{min(rank, 3)} {answer}",
        f"{_leads(sentence, around)} {_leads(telling.sentence, around)} {here}",
        f"{_paragraphs(telling, sentence, around.facts.article.text)} {here}",
        f"{sentence.words[0]} {here}",
        f"{_takes_up(sentence)} {here}",
    )


def observe_none(told: Told, numbers: int, around: Surroundings) -> Values:
    """The same of no number at all; `numbers` is how many there are to choose from."""
    given = told.telling.toll.killed
    values = {
        "answer": _lies(None, given.best if given else None),
        "type": told.sub_event_type,
        "rank": f"{min(numbers, 4)} {given is None}",
        "lead": str(_leads(told.telling.sentence, around)),
    }
    return tuple(f"none {values.get(template, '')}" for template in TEMPLATES)


def observe_unnamed(told: Told) -> Values:
    """The same of the rules' number where it is none of those told near."""
    count = told.telling.toll.killed
    about = _about(count.best) if count else ""
    values = {"type": f"{told.sub_event_type} {about}", "answer": about}
    return tuple(f"unnamed {values.get(template, '')}" for template in TEMPLATES)


def tells_elsewhere(told: Told, one: Deaths, facts: Facts) -> bool:
    """Whether a number is of another place or another week by the words of its own sentence."""
    telling, sentence = told.telling, one.sentence
    if sentence is telling.sentence:
        return False
    start = telling.dated.date.start
    days = [day for date in facts.dates_in(sentence) if (day := date.reading.start)]
    soon = start is None or all(0 <= (day - start).days <= _DAYS for day in days)
    return not soon or (bool(told.places) and _places(told, sentence, facts) == "other")


def _leads(sentence: Sentence, around: Surroundings) -> bool:
    return sentence.number - around.first < _LEAD


def _about(number: int) -> str:
    return next((name for limit, name in _STEPS if number <= limit), "many")


def _lies(number: int | None, given: int | None) -> str:
    """How a number lies to the rules' one."""
    if given is None:
        return "same none" if number is None else "of none"
    if number is None:
        return "none of some"
    if number == given:
        return "same"
    return "more" if number > given else "less"


def _gap(telling: Telling, index: int) -> str:
    match = telling.primary
    side = "after" if index >= match.last else "before"
    words = index - match.last if index >= match.last else match.first - index
    return f"{side} {min(5, max(0, words) // _GAP)}"


def _between(told: Told, one: Deaths, around: Surroundings) -> str:
    """How many other tellings have their triggers between a telling's and a number."""
    telling = told.telling
    start = telling.sentence.starts[telling.primary.first]
    low, high = sorted((start, one.count.span.start))
    numbers = sorted((telling.sentence.number, one.sentence.number))
    near = around.told[
        bisect_left(around.told_numbers, numbers[0]) : bisect_right(around.told_numbers, numbers[1])
    ]
    others = [
        other
        for other in near
        if other.telling is not telling
        and low < other.telling.sentence.starts[other.telling.primary.first] < high
    ]
    if not others:
        return "none"
    fits = all(fit_together(other.telling.family, telling.family) for other in others)
    there = all(other.place_ids & told.place_ids for other in others)
    return f"{min(2, len(others))} {fits} {there}"


def _taken(told: Told, taker: Told | None, here: str) -> str:
    if taker is None:
        return f"free {here}"
    if taker.telling is told.telling:
        return "own"
    there = bool(taker.place_ids & told.place_ids)
    days = taker.telling.dated.date.start == told.telling.dated.date.start
    fits = fit_together(taker.telling.family, told.telling.family)
    return f"{there} {days} {fits} {here}"


def _places(told: Told, sentence: Sentence, facts: Facts) -> str:
    """Whether a sentence names the telling's place, one around or inside it, others, or none."""
    chains = facts.chains_in(sentence)
    scenes = [chain for chain in chains if not is_aside(sentence, chain)]
    named = [
        mention.resolution.place
        for chain in scenes
        for mention in chain.places
        if mention.resolution.place is not None
    ]
    if not named:
        return "aside" if chains else "none"
    if any(place.id in told.place_ids for place in named):
        return "same"
    near = any(
        is_inside(place, other) or is_inside(other, place)
        for place in named
        for other in told.places
    )
    return "area" if near else "other"


def _dates(telling: Telling, sentence: Sentence, facts: Facts) -> str:
    """Whether a sentence names the telling's day, another, or none."""
    days = {one.reading.start for one in facts.dates_in(sentence) if one.reading.start}
    if not days:
        return "none"
    return "same" if telling.dated.date.start in days else "other"


def _paragraphs(telling: Telling, sentence: Sentence, text: str) -> int:
    first, last = sorted((telling.sentence.span, sentence.span))
    return min(2, text.count("\n\n", first.end, last.start))


def _takes_up(sentence: Sentence) -> str:
    return next((words for words in _TAKING_UP if words in sentence.padded), "")
