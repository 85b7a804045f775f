"""What later sentences without an event of their own tell of the one before: how many died.

"Shells fell on the market on Friday. Sixteen bodies were counted at the hospital."
"""

from __future__ import annotations

from dataclasses import replace

from geodata.events.facts import Facts
from geodata.events.scenes import to_scenes
from geodata.events.sentences import Sentence
from geodata.events.tellings import Telling, may_be_same_place
from geodata.events.toll import TollWords, find_toll
from geodata.model import Toll

_REACH, _DAYS = 2, 7  # sentences
_HARMING = frozenset("violence disaster crowd territory abduction robbery property seizure".split())
_TOTALS = frozenset(
    """since total year years month months decade war altogether far previous previously last
    including worst deadliest similar another other elsewhere meanwhile""".split()
)


def add_toll(
    tellings: list[Telling], sentence: Sentence, facts: Facts, toll_words: TollWords
) -> None:
    """Gives the last telling the toll that a later sentence tells for it.

    Not where the sentence is of another place or another week, or counts the dead of more than this
    happening: "since 2011", "this year".
    """
    last = tellings[-1] if tellings else None
    if last is None or last.family not in _HARMING or last.toll.killed or last.dated.history:
        return
    if not 0 < sentence.number - last.sentence.number <= _REACH:
        return
    if sentence.section != last.sentence.section or not _TOTALS.isdisjoint(sentence.words):
        return
    toll = find_toll(sentence, 0, len(sentence.words), toll_words)
    if toll.killed is None or not (
        _is_there(sentence, last, facts) and _is_soon(sentence, last, facts)
    ):
        return
    tellings[-1] = replace(
        last, toll=Toll(killed=toll.killed, injured=last.toll.injured or toll.injured)
    )


def _is_there(sentence: Sentence, telling: Telling, facts: Facts) -> bool:
    """Whether the places of a sentence, if any, may all be that of a telling."""
    return all(
        may_be_same_place(to_scenes(sentence, chain), telling.scenes)
        for chain in facts.chains_in(sentence)
    )


def _is_soon(sentence: Sentence, telling: Telling, facts: Facts) -> bool:
    """Whether the days of a sentence, if any, are all in the week after a telling's."""
    start = telling.dated.date.start
    days = [day for one in facts.dates_in(sentence) if (day := one.reading.start)]
    return all(start is not None and 0 <= (day - start).days <= _DAYS for day in days)
