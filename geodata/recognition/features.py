"""What is observed about a candidate span; the linear model has one weight per observed value.

Nothing here looks at which place a name is, only at what kind of name it is, what stands around it
and what the rest of the article does with it. `TEMPLATES` names every observation.
"""

from __future__ import annotations

from bisect import bisect_right

from geodata.gazetteer import NameKind
from geodata.recognition import beside, proposals
from geodata.recognition.context import Context
from geodata.recognition.scan import Scan
from geodata.recognition.spans import CandidateSpan, Shape
from geodata.recognition.words import WordLists

TEMPLATES = (
    "shape",  # why it was proposed
    "prior",  # importance of the most important place of the name, in half powers of ten
    "group",  # what kind of place that is
    "senses",  # how many places share the name
    "name_kind",  # main, alternate, abbreviation, variant, demonym
    "words",  # how many words it has
    "length",  # how many characters
    "common",  # how common it is as an ordinary word
    "given",  # how common as a given name
    "surname",  # how common as a family name
    "case",  # written in capitals, at the start of a sentence
    "gap_before",
    "gap_after",
    "class_before",
    "class_after",
    "word_before",
    "word_after",
    "second_before",  # the word before the last, where that one is "of" or "the"
    "run_before",  # what stands right before it in the same run of capitalised words
    "run_after",  # what follows in that run
    "run_end",  # the class of that run's last word
    "lower_elsewhere",  # the article also writes it in lower case
    "person_elsewhere",  # the article also has it as somebody's family name
    "repeats",  # how often it occurs
    "region_after",  # "Paris, Texas": what follows the comma
    "region_before",
    "dateline",
    "prior_common",
    "prior_run",
    "group_before",
    "group_after",
    "surname_run",
    "kind_gap",
    "case_common",
    "shape_before",
    "shape_last",
    "opening",  # a common word that opens a sentence, and the class of the next word
    "person",  # a given name and a family name: how common both are, and what follows them
    "own_class",  # what the word itself is in other uses: a title, an organisation, a month
    "list",  # right beside another name in an enumeration
    "group_kind",
    "suffix",  # the last three letters of a name the gazetteer lacks
    "inside",  # how important a place is named by a part of a name the gazetteer lacks
    "cue",  # that, and the class of the word before
)
_BUCKETS = ("0", "1", "2", "3", "4+", "8+", "20+")
_BUCKETS_BEGIN = (1, 2, 3, 4, 8, 20)


def observe(candidate: CandidateSpan, context: Context) -> tuple[str, ...]:
    """The observed values, in the order of `TEMPLATES`; "" where there is nothing to observe."""
    scan, lists, lower = context.scan, context.lists, context.scan.lower
    first, last = candidate.first, candidate.last
    single = first == last
    word = _word(scan, first)
    gap_before = beside.gap(scan.gaps[first], start=True)
    after = scan.gaps[last + 1][max(0, candidate.end - scan.ends[last]) :]
    gap_after = beside.gap(after, start=False)
    own = _observe_itself(candidate, context, word, gap_before)
    _, prior, group, _, name_kind, _, _, common, given, surname, case = own
    class_before = beside.class_before(scan, first, lists) if gap_before != "stop" else "start"
    class_after = beside.class_after(scan, last, lists) if gap_after != "stop" else "end"
    run_before = beside.run_before(first, context)
    run_after, run_end = beside.run_after(scan, last, context)
    rarity = proposals.rarity(scan, first, last, lists)
    last_word = lists.after.get(lower[last].rstrip("."), "") if not single else ""
    return (
        *own,
        gap_before,
        gap_after,
        class_before,
        class_after,
        beside.known_word(scan, first - 1, lists) if gap_before != "stop" else "",
        beside.known_word(scan, last + 1, lists) if gap_after != "stop" else "",
        beside.second_before(scan, first, lists),
        run_before,
        run_after,
        run_end,
        "yes" if single and word in context.lower_words else "",
        "yes" if lower[last] in context.surnames else "",
        _bucket(context.times[candidate.key]),
        _region_after(candidate, context) if scan.gaps[last + 1] == ", " else "",
        _region_before(candidate, context) if scan.gaps[first] == ", " else "",
        _dateline(scan, candidate),
        f"{prior} {common}",
        f"{prior} {run_before} {run_after}",
        f"{group} {class_before}",
        f"{group} {class_after}",
        f"{surname} {run_before} {run_after}",
        f"{name_kind} {gap_before} {min(candidate.end - scan.starts[first], 4)}",
        f"{case} {common}",
        f"{candidate.shape} {class_before}",
        f"{candidate.shape} {last_word}",
        f"{common} {class_after}" if gap_before == "stop" else "",
        beside.person(last, given, context) if single else "",
        (lists.before.get(word) or lists.after.get(word, "")) if single else "",
        beside.enumeration(candidate, context),
        f"{group} {name_kind}",
        lower[last][-3:] if not candidate.rows else "",
        _inside(candidate, context) if not candidate.rows else "",
        f"{rarity} {candidate.shape} {class_before}",
    )


def _observe_itself(
    candidate: CandidateSpan, context: Context, word: str, gap_before: str
) -> tuple[str, ...]:
    """The first values of `TEMPLATES`: what the candidate is, whatever stands beside it."""
    scan, lists = context.scan, context.lists
    first, last = candidate.first, candidate.last
    prior = "none"
    name_kind = "none"
    if candidate.rows:
        prior = str(int(2 * context.gazetteer.columns.importance[candidate.rows[0]]))
        name_kind = str(candidate.kinds[0])
        if candidate.kinds[0] == NameKind.DEMONYM and scan.lower[last].endswith("s"):
            name_kind += " plural"
    single = first == last
    return (
        candidate.shape,
        prior,
        context.group(candidate),
        _bucket(len(candidate.rows)),
        name_kind,
        str(min(last - first + 1, 4)),
        str(min(candidate.end - scan.starts[first], 12)),
        _level(word, lists) if single else _common_words(scan, first, last, lists),
        beside.share(lists.given_names.get(word)) if single else "",
        beside.share(lists.surnames.get(word)) if single else "",
        ("caps" if scan.words[first].isupper() else "title")
        + ("-start" if gap_before == "stop" else ""),
    )


def _word(scan: Scan, first: int) -> str:
    """The candidate's first word in lower case, without a possessive ending."""
    return scan.lower[first][:-2] if scan.possessive(first) else scan.lower[first]


def _inside(candidate: CandidateSpan, context: Context) -> str:
    """How important, in powers of ten, the places are that its words name by themselves."""
    importance = context.gazetteer.columns.importance
    named = (context.names[0].get(index) for index in range(candidate.first, candidate.last + 1))
    inner = [importance[name.rows[0]] for name in named if name]
    return str(int(max(inner))) if inner else "none"


def _level(word: str, lists: WordLists) -> str:
    known = lists.level.get(word)
    return str(known) if known else "rare"


def _common_words(scan: Scan, first: int, last: int, lists: WordLists) -> str:
    common = sum(scan.lower[index] in lists.level for index in range(first, last + 1))
    return "all" if common == last - first + 1 else "some" if common else "no"


def _bucket(count: int) -> str:
    return _BUCKETS[bisect_right(_BUCKETS_BEGIN, count)]


def _region_after(candidate: CandidateSpan, context: Context) -> str:
    """ "Paris, Texas": the class of what follows the comma, and whether it has such a place."""
    region = context.names[0].get(candidate.last + 1)
    if region is None:
        return "none"
    return f"{context.group(region)} {_holds(context, region, candidate)}"


def _region_before(candidate: CandidateSpan, context: Context) -> str:
    """Whether it is the Texas of "Paris, Texas", as above."""
    inner = context.names[1].get(candidate.first - 1)
    if inner is None:
        return "none"
    return f"{context.group(candidate)} {_holds(context, candidate, inner)}"


def _holds(context: Context, region: CandidateSpan, inner: CandidateSpan) -> str:
    """Whether a sense of `inner` lies in the most important sense of `region`."""
    columns = context.gazetteer.columns
    if not region.rows or not inner.rows:
        return "unknown"
    row = region.rows[0]
    is_region = context.groups[columns.feature[row]] == "adm1"
    column = columns.admin1 if is_region else columns.country
    code = column[row]
    return "holds" if any(column[sense] == code for sense in inner.rows[:40]) else "apart"


def _dateline(scan: Scan, candidate: CandidateSpan) -> str:
    """Whether it opens a paragraph and a dash or bracket follows soon: "BEIRUT (AP) -"."""
    first, last = candidate.first, candidate.last
    if first > 4 and "\n" not in scan.gaps[first]:
        return "" if not scan.words[first].isupper() or candidate.shape != Shape.NAME else "caps"
    ahead = scan.gaps[last + 1 : last + 5]
    if any(mark in gap for gap in ahead for mark in ("—", "–", " -", "--", "(")):
        return "dash"
    return "first"
