"""Where what any verb tells happened: the same rules as for events, asked for one verb."""

from __future__ import annotations

from geodata.events.facts import Facts
from geodata.events.scene_choice import find_chain
from geodata.events.scenes import Scene, to_scenes
from geodata.events.sentences import split_sentences
from geodata.events.triggers import Frame, Rule, Trigger, TriggerIndex, TriggerMatch
from geodata.events.word_class import WordClass
from geodata.model import Span

_SAYING = frozenset(
    """said says say saying told tell tells reported reports report announced announces confirmed
    added adds claimed claims stated states declared declaring warned is was are were be been has
    have had condemned condemn told asked acknowledged quoted""".split()
)


def find_verb_scenes(facts: Facts, verb: Span, *, triggers: TriggerIndex) -> tuple[Scene, ...]:
    """The places where what a verb tells happened, () when its sentence ties none to it.

    What is only said, or only is, happens nowhere.
    """
    for sentence in split_sentences(facts.article.text):
        if not sentence.span.contains(verb):
            continue
        first = sentence.index_at(verb.start)
        if sentence.words[first] in _SAYING:
            return ()
        match = TriggerMatch(
            trigger=_any_verb(sentence.words[first]),
            first=first,
            last=max(first + 1, sentence.index_after(verb.end)),
        )
        others = tuple(
            other
            for other in triggers.find(sentence)
            if other.last <= match.first or other.first >= match.last
        )
        chain = find_chain(sentence, match, chains=facts.chains_in(sentence), others=others)
        return to_scenes(sentence, chain) if chain else ()
    return ()


def _any_verb(word: str) -> Trigger:
    return Trigger(
        lemma=word,
        word_class=WordClass.VERB,
        sub_event_type=None,
        rule=Rule.CROWD if word.startswith(("protest", "demonstrat")) else Rule.FIXED,
        frame=Frame.AGENT,
        weight=2,
        needs=None,
        unless=None,
    )
