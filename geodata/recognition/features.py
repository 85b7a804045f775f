"""What is observed about a candidate span; the linear model has one weight per observed value.

Nothing here looks at which place a name is, only at what kind of name it is, what stands around it
and what the rest of the article does with it. `TEMPLATES` names every observation.
"""

from __future__ import annotations

from collections import Counter

from geodata.gazetteer import Gazetteer
from geodata.recognition.candidates import CandidateSpan, Shape
from geodata.recognition.scan import Scan
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
)

_GROUPS = {
    "PCL": "country", "TER": "country", "CON": "continent", "RGN": "region", "ADM1": "adm1",
    "ADM2": "adm2", "ADM": "adm", "PPLC": "capital", "PPLA": "seat", "PPLX": "quarter",
    "PPL": "town", "AIR": "airport",
}  # fmt: skip
_END_OF_SENTENCE = frozenset(".!?\n")
_QUOTES = frozenset("\"'“”‘’«»")


def group_of(feature_code: str) -> str:
    """A coarse class of a GeoNames feature code: country, adm1, town, water or land and so on."""
    for length in (4, 3):
        group = _GROUPS.get(feature_code[:length])
        if group:
            return group
    return "nature"


class Context:
    """What is known of an article before any of its candidates is judged."""

    __slots__ = (
        "gazetteer", "groups", "lists", "lower_words", "names", "scan", "surnames", "times",
    )  # fmt: skip

    def __init__(
        self,
        scan: Scan,
        candidates: list[CandidateSpan],
        *,
        gazetteer: Gazetteer,
        lists: WordLists,
        groups: tuple[str, ...],
    ) -> None:
        self.scan, self.gazetteer, self.lists, self.groups = scan, gazetteer, lists, groups
        self.lower_words = {
            word for word, capital in zip(scan.lower, scan.capital, strict=True) if not capital
        }
        self.surnames = _surnames(scan, lists)
        self.times = Counter(candidate.key for candidate in candidates)
        # the gazetteer's most important name that begins, and that ends, at a word
        self.names: tuple[dict[int, CandidateSpan], dict[int, CandidateSpan]] = ({}, {})
        for candidate in candidates:
            if candidate.rows:
                self.names[0][candidate.first] = candidate
                self.names[1].setdefault(candidate.last, candidate)

    def group(self, candidate: CandidateSpan) -> str:
        """The class of the most important place of a candidate, "none" where there is none."""
        if not candidate.rows:
            return "none"
        return self.groups[self.gazetteer.columns.feature[candidate.rows[0]]]


def _surnames(scan: Scan, lists: WordLists) -> set[str]:
    """The words that follow a given name or a title somewhere in the article."""
    found: set[str] = set()
    lower, capital = scan.lower, scan.capital
    for index in range(1, len(scan)):
        if not capital[index] or not capital[index - 1] or len(lower[index]) < 3:
            continue
        before = lower[index - 1]
        if len(before) == 1 and index > 1:
            before = lower[index - 2]
        if (before in lists.given_names and scan.gaps[index] == " ") or (
            lists.before.get(before) == "title" and scan.gaps[index] in (" ", ". ")
        ):
            found.add(lower[index].removesuffix("'s").removesuffix("’s"))
    return found


def observe(candidate: CandidateSpan, context: Context) -> tuple[str, ...]:
    """The observed values, in the order of `TEMPLATES`; "" where there is nothing to observe."""
    scan, lists = context.scan, context.lists
    first, last = candidate.first, candidate.last
    lower = scan.lower
    group = context.group(candidate)
    prior = "none"
    name_kind = "none"
    if candidate.rows:
        prior = str(int(2 * context.gazetteer.columns.importance[candidate.rows[0]]))
        name_kind = str(candidate.kinds[0])
    single = first == last
    word = lower[first] if not scan.possessive(first) else lower[first][:-2]
    common = _level(word, lists) if single else _common_words(scan, first, last, lists)
    given = _share(lists.given_names.get(word)) if single else ""
    surname = _share(lists.surnames.get(word)) if single else ""
    gap_before = _gap(scan.gaps[first], start=True)
    gap_after = _gap(scan.gaps[last + 1], start=False)
    case = ("caps" if scan.words[first].isupper() else "title") + (
        "-start" if gap_before == "stop" else ""
    )
    class_before = _class_before(scan, first, lists) if gap_before != "stop" else "start"
    class_after = _class_after(scan, last, lists) if gap_after != "stop" else "end"
    run_before = _run_before(scan, first, lists)
    run_after, run_end = _run_after(scan, last, context)
    last_word = lists.after.get(lower[last].rstrip("."), "") if not single else ""
    return (
        candidate.shape,
        prior,
        group,
        _bucket(len(candidate.rows)),
        name_kind,
        str(min(last - first + 1, 4)),
        str(min(candidate.end - scan.starts[first], 12)),
        common,
        given,
        surname,
        case,
        gap_before,
        gap_after,
        class_before,
        class_after,
        _known_word(scan, first - 1, lists) if gap_before != "stop" else "",
        _known_word(scan, last + 1, lists) if gap_after != "stop" else "",
        _second_before(scan, first, lists),
        run_before,
        run_after,
        run_end,
        "yes" if single and word in context.lower_words else "",
        "yes" if lower[last] in context.surnames else "",
        _bucket(context.times[candidate.key]),
        _region_after(candidate, context),
        _region_before(candidate, context),
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
    )


def _level(word: str, lists: WordLists) -> str:
    level = lists.level.get(word)
    return str(level) if level else "rare"


def _common_words(scan: Scan, first: int, last: int, lists: WordLists) -> str:
    common = sum(scan.lower[index] in lists.level for index in range(first, last + 1))
    return "all" if common == last - first + 1 else "some" if common else "no"


def _share(percent: float | None) -> str:
    if percent is None:
        return ""
    return "0" if percent == 0 else "low" if percent < 0.01 else "mid" if percent < 0.1 else "high"


def _bucket(count: int) -> str:
    return str(count) if count < 4 else "4+" if count < 8 else "8+" if count < 20 else "20+"


def _gap(gap: str, *, start: bool) -> str:
    """What a gap is: space, comma, hyphen, stop (or the text's edge), quote, bracket, other."""
    if gap == " ":
        return "space"
    if not gap:
        return "stop"
    if not _END_OF_SENTENCE.isdisjoint(gap):
        return "stop"
    if gap == ", ":
        return "comma"
    if gap == "-":
        return "hyphen"
    if "(" in gap or ")" in gap:
        return "bracket"
    if not _QUOTES.isdisjoint(gap):
        return "open" if start and gap[0].isspace() else "quote"
    return "dash" if "-" in gap or "–" in gap or "—" in gap else "other"


def _class_before(scan: Scan, first: int, lists: WordLists) -> str:
    if first == 0:
        return "start"
    before = scan.lower[first - 1].rstrip(".")
    group = lists.before.get(before)
    if group:
        return group
    if scan.capital[first - 1]:
        return "given" if before in lists.given_names else "capital"
    return "number" if before[0].isdigit() else "word"


def _class_after(scan: Scan, last: int, lists: WordLists) -> str:
    if last + 1 >= len(scan):
        return "end"
    after = scan.lower[last + 1].rstrip(".")
    group = lists.after.get(after)
    if group:
        return group + ("+" if scan.capital[last + 1] else "")
    if scan.capital[last + 1]:
        return "surname" if after in lists.surnames else "capital"
    return "number" if after[0].isdigit() else "word"


def _known_word(scan: Scan, index: int, lists: WordLists) -> str:
    if not 0 <= index < len(scan):
        return ""
    word = scan.lower[index]
    return word if lists.level.get(word) == 10 or word in lists.before else ""


def _second_before(scan: Scan, first: int, lists: WordLists) -> str:
    if (
        first < 2
        or scan.lower[first - 1] not in ("of", "the", "and", "in")
        or ("." in scan.gaps[first - 1])
    ):
        return ""
    word = scan.lower[first - 2]
    group = lists.before.get(word) or lists.after.get(word)
    return f"{group or 'word'}{'+' if scan.capital[first - 2] else ''} {scan.lower[first - 1]}"


def _run_before(scan: Scan, first: int, lists: WordLists) -> str:
    if first == 0 or not scan.capital[first - 1] or not scan.joins(first):
        return ""
    before = scan.lower[first - 1].rstrip(".")
    if len(before) == 1:
        return "initial"
    group = lists.before.get(before)
    if group:
        return group
    return "given" if before in lists.given_names else "other"


def _run_after(scan: Scan, last: int, context: Context) -> tuple[str, str]:
    """What the next word of the same run is, and the class of the run's last word."""
    index = last + 1
    if scan.possessive(last) or not (
        index < len(scan) and scan.capital[index] and scan.joins(index)
    ):
        return "", ""
    lists = context.lists
    after = scan.lower[index]
    end = index
    while end + 1 < min(len(scan), last + 6) and scan.capital[end + 1] and scan.joins(end + 1):
        end += 1
    group = lists.after.get(after)
    if not group:
        is_name = after in lists.surnames or after in context.surnames
        group = "initial" if len(after) == 1 else "surname" if is_name else "other"
    return group, lists.after.get(scan.lower[end], "other")


def _region_after(candidate: CandidateSpan, context: Context) -> str:
    """ "Paris, Texas": the class of the region after the comma, and whether it has such a place."""
    scan = context.scan
    if scan.gaps[candidate.last + 1] != ", ":
        return ""
    region = context.names[0].get(candidate.last + 1)
    if region is None:
        return "none"
    return f"{context.group(region)} {_holds(context, region, candidate)}"


def _region_before(candidate: CandidateSpan, context: Context) -> str:
    if context.scan.gaps[candidate.first] != ", ":
        return ""
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
