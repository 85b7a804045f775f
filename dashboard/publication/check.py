"""The leak check: a public set is read as anybody could, in search of what was withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.publication.outputs import Output, iter_outputs
from dashboard.publication.reading import Found
from dashboard.publication.traces import Traces
from geodata.publication import PublicationRules
from geodata.publication.sizes import GazetteerSizes
from geodata.store import DeltaStore

_EXCERPT = 120
_MOST_SEEN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Something withheld that shows: in which output, what, and the words around it."""

    output: str
    what: str
    excerpt: str

    def __str__(self) -> str:
        return f"{self.output}: {self.what}: {self.excerpt}"


def find_leaks(
    private: DeltaStore, public: DeltaStore, rules: PublicationRules, *, today: date
) -> Iterator[Leak]:
    """What a public set shows of what these rules withhold on this day."""
    traces = Traces(private, rules, today=today, sizes=GazetteerSizes())
    return find_in(iter_outputs(public), traces)


def find_in(outputs: Iterable[Output], traces: Traces) -> Iterator[Leak]:
    """The same in outputs of any kind; what was read lately is not looked at again."""
    seen: set[Found] = set()
    for output, found in outputs:
        new = set(found) - seen
        leaks = ((what, str(value)) for value in new if (what := _judge(value, traces)))
        for what, value in sorted(leaks):
            yield Leak(output=output, what=what, excerpt=value[:_EXCERPT])
        if len(seen) > _MOST_SEEN:
            seen.clear()
        seen |= new


def _judge(value: Found, traces: Traces) -> str | None:
    if isinstance(value, str):
        return traces.find(value)
    if isinstance(value, date):
        return traces.find_day(value)
    return traces.find_point(*value)
