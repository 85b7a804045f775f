"""Whether a trigger tells of something that happened.

Plans, threats, denials, suppositions, questions and negations are not events; a claim is one.
Decided from the words around the trigger: the auxiliaries and adverbs that a verb stands behind,
what governs an infinitive, and what stands shortly before a noun.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from geodata.dates.words import WEEKDAYS
from geodata.events.cues import CueSet
from geodata.events.sentences import Sentence
from geodata.events.triggers import Frame, Rule, TriggerMatch
from geodata.events.word_class import WordClass

_AUXILIARIES = frozenset(
    """be been being is are was were has have had having do does did also now then later finally
    reportedly allegedly apparently just already recently again ever n't""".split()
)
_MODALS = frozenset(
    "will would could may might should must shall can cannot 'll 'd won't wouldn't can't".split()
)
_SUPPOSED = frozenset("could would may might should".split())
_FINITE = frozenset("is are was were has have had that which who and said killed left".split())
_SUBJECT_REACH = 9
_NEGATIONS = frozenset("not never no neither nor hardly nobody none without n't".split())
_CONDITIONS = frozenset(
    "if unless whether denied denies deny denying lest wondered doubted hypothetical".split()
)
_ARTICLES = frozenset("a an the any some further more another new".split())
_RANKS = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth worst latest only
    most""".split()
)
_BEGAN = frozenset("began begun started erupted broke".split())
_BEGINNING_REACH = 5
_LONG = frozenset("year years decade decades war".split())
_YEAR_DIGITS = 4
_PERFECT = frozenset("have has".split())
_UNDONE = frozenset(
    """averted avoided cancelled canceled postponed suspended prevented thwarted simulated
    banned""".split()
)
_CALLED_OFF_REACH = 10
_BACKED = frozenset("backed supported aided covered preceded accompanied prompted".split())
_BACKING_REACH, _PROTEST_REACH, _GENERAL_REACH = 4, 6, 8
_PROTEST = frozenset(
    """protest protests demonstration demonstrations rally rallies march strike anger outrage
    protesting demonstrating rallying protested demonstrated rallied marched""".split()
)
_ALERTS = frozenset(
    """warning warnings advisory advisories alert alerts watch drill drills season risk risks threat
    threats insurance defence defences defense defenses insurers forecast""".split()
)
_CHARGED = frozenset("charged charge charges convicted guilty".split())
_TOLD = _FINITE - {"and"} | frozenset("after before when while for following over".split())
_ACCUSATIONS = frozenset(
    """charge charges count counts conviction convictions trial trials warrant warrants plot plots
    investigator investigators report reports record records""".split()
)
_WANTED = (" information on the ", " information about the ", " witnesses to the ")
_GENERAL = frozenset("a an common rife rampant widespread routine frequent not the".split())
_ONLY_SUSPECTED = (("suspected", "of"), ("accused", "of"))
_ENDING = (("stop",), ("halt",), ("cease",), ("stopping",))
_EACH = frozenset("all every".split())
_VERB_WINDOW, _NOUN_WINDOW, _INFINITIVE_REACH = 5, 4, 12


def is_actual(sentence: Sentence, match: TriggerMatch, cues: Mapping[str, CueSet]) -> bool:
    """Whether the sentence says that it happened, be it as a claim."""
    words = sentence.words
    if "?" in words[-2:] or cues["unreal"].in_sentence(sentence):
        return False  # all of it is staged, invented, or so every year: "a mock attack"
    clause, _ = sentence.clause(match.first)
    if not _CONDITIONS.isdisjoint(words[clause : match.first]):
        return False
    before = words[: match.first]
    if "if" in before and not _SUPPOSED.isdisjoint(before):
        return False  # "lives would be lost if a crash happened at the same time as a fire"
    if match.trigger.word_class is not WordClass.VERB and _is_charge(sentence, match, cues):
        return False
    if _is_general(words, match) or words[max(0, match.first - 1) : match.first] in _ENDING:
        return False  # "agreed to stop shooting"
    is_noun = match.trigger.word_class is WordClass.NOUN and not words[match.first].endswith("ed")
    if is_noun:
        return _noun_is_actual(sentence, match, clause, cues)
    return _verb_is_actual(sentence, match, clause, cues)


def tells_plainly(sentence: Sentence, *, even_denying: bool = False) -> bool:
    """Whether nothing in a sentence supposes, foresees, or, unless that is allowed, denies."""
    doubts = _CONDITIONS | _MODALS
    return (doubts if even_denying else doubts | _NEGATIONS).isdisjoint(sentence.words)


def _verb_is_actual(
    sentence: Sentence, match: TriggerMatch, clause: int, cues: Mapping[str, CueSet]
) -> bool:
    words = sentence.words
    index = match.first - 1
    while index >= clause and _is_auxiliary(words[index]):
        index -= 1
    first = max(clause, index - 1)
    if index >= clause and _negates(words, index):
        return False
    if index >= clause and words[index] in _MODALS:
        return cues["implicative"].in_window(sentence, index - 1, match.first)
    if index >= clause and words[index] == "and" and _is_plain(match, words):
        index = _infinitive_before(words, index)  # "plotted to kill him and then attack"
    if index >= clause and words[index] == "to":
        return cues["implicative"].in_window(sentence, index - 2, match.first)
    gerund = words[match.first].endswith("ing")
    if any(
        _is_negative(word) for word in words[first : match.first] if gerund or word != "without"
    ):
        return False  # "without firing", but not "teachers without pay marched"
    if match.is_result and _is_running_total(words, match):
        return False
    if words[match.first - 1 : match.first] == ("who",) and _is_plain(match, words):
        return False  # "bandits who kidnap for ransom": what they do, not what they did
    if words[max(0, match.first - 2) : match.first] in _ONLY_SUSPECTED:
        return False  # "a man suspected of stealing"
    # "No one was hurt", "nobody has claimed": the negation is the subject.
    subject = words[clause : match.first]
    if subject[:1] and subject[0] in {"no", "nobody", "none", "neither"}:
        return False
    window = max(clause, match.first - _VERB_WINDOW)
    if words[match.first - 1 : match.first] == ("for",) and (
        cues["charge"].in_window(sentence, window, match.first)
        or cues["verdict"].in_window(sentence, clause, match.first)
    ):
        return False  # "was sentenced to ten years at Leeds Crown Court for looting shops"
    if cues["implicative"].in_window(sentence, window, match.first):
        return True
    return not _governs(cues["irrealis"], sentence, window, match.first)


def _noun_is_actual(
    sentence: Sentence, match: TriggerMatch, clause: int, cues: Mapping[str, CueSet]
) -> bool:
    words = sentence.words
    after = words[match.last : match.last + 2]
    if not _MODALS.isdisjoint(after) or {"planned", "scheduled"} & set(after):
        return False
    if _may_be(words[match.last : match.last + _SUBJECT_REACH]):
        return False
    if cues["verdict"].in_window(sentence, clause, match.first):
        return False  # "went on trial over the kidnapping"
    if _only_ranks(words[clause : match.first]) or _is_called_off(words[match.last :]):
        return False
    if _began_before(words[clause : match.first], after):
        return False
    if _is_backing(words, match) or _is_protested(words, match):
        return False
    if words[match.first - 1 : match.first] and words[match.first - 1] in _EACH:
        return False  # "condemned all attacks on schools"
    if after[:1] and (after[0] in _ALERTS or after[0] in _ACCUSATIONS):
        return False  # "tsunami warning", "flood defences", "theft charges"
    before = words[max(0, match.first - 2) : match.first]
    if before in (("ahead", "of"), ("with", "similar"), ("to", "similar"), ("of", "similar")):
        return False
    if any(about in sentence.padded for about in _WANTED) and words[match.last - 1] != words[-1]:
        return False  # "anyone with information on the shooting"
    window = max(clause, match.first - _NOUN_WINDOW)
    before = words[window : match.first]
    if cues["charge"].in_window(sentence, window, match.first):
        return False
    if any(_is_negative(word) for word in before):
        return False
    return not _governs(cues["irrealis"], sentence, window, match.first)


def _infinitive_before(words: tuple[str, ...], last: int) -> int:
    """Where the "to" stands that governs two verbs, the second behind `last`; `last` for none."""
    for index in range(last - 1, max(-1, last - _INFINITIVE_REACH), -1):
        if words[index] == "to":
            return index
        if words[index] in _FINITE or words[index].endswith("ed"):
            break
    return last


def _is_charge(sentence: Sentence, match: TriggerMatch, cues: Mapping[str, CueSet]) -> bool:
    """Whether a noun is one of several charges: "charged with robbery, assault and theft"."""
    words = sentence.words[: match.first]
    lists = [index for index, word in enumerate(words) if word in _CHARGED]
    if not lists or not cues["charge"].in_window(sentence, lists[-1], lists[-1] + 2):
        return False
    return _TOLD.isdisjoint(words[lists[-1] + 1 :])


def _may_be(after: tuple[str, ...]) -> bool:
    """Whether a noun is the subject of a supposition: "a quake beneath the sea could destroy"."""
    for word in after:
        if word in _SUPPOSED:
            return True
        if word == "and":
            continue  # "landslips and flash floods could follow"
        if not word[0].isalnum() or word in _FINITE or word.endswith("ed"):
            return False
    return False


def _is_backing(words: tuple[str, ...], match: TriggerMatch) -> bool:
    """Whether a noun is only what helps another deed: "fighters backed by airstrikes took"."""
    before = words[max(0, match.first - _BACKING_REACH) : match.first]
    return any(word in _BACKED and following == "by" for word, following in pairwise(before))


def _is_protested(words: tuple[str, ...], match: TriggerMatch) -> bool:
    """Whether a noun is what a protest is about: "in protest against the bombardment of"."""
    before = words[max(0, match.first - _PROTEST_REACH) : match.first]
    return any(
        word in _PROTEST and following in {"against", "over", "at"}
        for word, following in pairwise(before)
    )


def _is_general(words: tuple[str, ...], match: TriggerMatch) -> bool:
    """Whether a noun is a kind of thing, not one of them: "kidnapping for ransom has become"."""
    if match.first or match.trigger.rule is Rule.CASUALTY:
        return False
    following = words[match.last : match.last + _GENERAL_REACH]
    return any(
        (verb in _PERFECT and after == "become")
        or (verb in {"is", "are", "remains", "remain"} and after in _GENERAL)
        for verb, after in pairwise(following)
    )


def _only_ranks(before: tuple[str, ...]) -> bool:
    """Whether a noun only ranks what was told before: "it was the fourth kidnapping since May"."""
    return (
        before[:1] in (("it",), ("this",), ("that",))
        and before[1:2] in (("is",), ("was",), ("marks",), ("marked",), ("became",))
        and "the" in before[2:4]
        and any(word in _RANKS or word.endswith("est") for word in before[3:])
    )


def _began_before(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether a noun only says since when: "the bloodiest day since unrest began in December"."""
    return "since" in before[-3:] and not _BEGAN.isdisjoint(after[:1])


def _is_running_total(words: tuple[str, ...], match: TriggerMatch) -> bool:
    """Whether a result adds up many: "1,100 people have been killed since fighting began".

    Of years only where nobody is said to have done it: "6,000 have died since 2011".
    """
    before, after = words[max(0, match.first - 3) : match.first], words[match.last :]
    if _PERFECT.isdisjoint(before):
        return False
    undergone = "been" in before or match.trigger.frame is Frame.PATIENT
    if undergone and ("this", "year") in pairwise(words):
        return True
    if "since" not in after:
        return False
    following = after[after.index("since") + 1 :]
    if not WEEKDAYS.keys().isdisjoint(following):
        return False  # "since rival gangs began fighting on Thursday" is news
    if undergone and any(_is_long_ago(word) for word in following[:_BEGINNING_REACH]):
        return True
    return not _BEGAN.isdisjoint(following[:_BEGINNING_REACH])


def _is_long_ago(word: str) -> bool:
    return word in _LONG or (word.isdecimal() and len(word) == _YEAR_DIGITS)


def _is_called_off(after: tuple[str, ...]) -> bool:
    """Whether the words behind a noun undo it: "a strike by pilots at Lufthansa was averted"."""
    for index, word in enumerate(after[:_CALLED_OFF_REACH]):
        if word in {".", ",", ";", "and", "but", "which", "that"}:
            return False
        if word in {"was", "were", "been"}:
            following = after[index + 1 : index + 3]
            return not _UNDONE.isdisjoint(following[:1]) or following == ("called", "off")
    return False


def _governs(cue: CueSet, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a cue stands in the window, not cut off from its end by a verb of the past."""
    for index in range(last - 1, first - 1, -1):
        word = sentence.words[index]
        # "Two who tried to stop them were shot": what was tried ends before the verb.
        ended = word in {"was", "were"} and "to" in sentence.words[first:index]
        if ended or (word.endswith("ed") and word not in cue.words):
            first = index
            break
    return cue.in_window(sentence, first, last)


def _is_plain(match: TriggerMatch, words: tuple[str, ...]) -> bool:
    """Whether a verb stands in its plain form, which for some is the past as well: "shot"."""
    return words[match.first] == match.trigger.lemma.partition(" ")[0]


def _is_auxiliary(word: str) -> bool:
    return word in _AUXILIARIES or (word.endswith("ly") and len(word) > 4)


def _negates(words: tuple[str, ...], index: int) -> bool:
    return _is_negative(words[index]) or (
        words[index] == "to" and words[index - 1] in {"failed", "fail", "refused", "unable"}
    )


def _is_negative(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")
