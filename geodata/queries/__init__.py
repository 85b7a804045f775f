"""What the dashboard, the command line and the downloads ask of the events.

`EventQueries` holds the events of one version in DuckDB and answers for any `EventFilter`: counts,
a page of rows, a window of the map, a timeline, facets, one event. One instance serves all
sessions of a server; answers are remembered.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any, TypeVar, cast

import pandas as pd
import pyarrow as pa

from geodata.filters import EventFilter
from geodata.queries.answers import (
    Changes,
    Clusters,
    Counts,
    Explanation,
    Facets,
    FacetValue,
    Playback,
    SingleEvents,
    Timeline,
    Window,
)
from geodata.queries.changes import read_changes
from geodata.queries.colouring import ColourBy, Colouring
from geodata.queries.counts import (
    FACETS,
    INTERVALS,
    find_values,
    read_counts,
    read_days,
    read_extent,
    read_facets,
    read_timeline,
)
from geodata.queries.database import Database
from geodata.queries.tables import (
    COLUMNS,
    SORTABLE,
    explain_incident,
    find_event,
    find_page,
    holds_event,
    read_article_positions,
    read_article_reports,
    read_page,
    read_reports,
    stream_events,
)
from geodata.queries.windows import MOST_SINGLE_EVENTS, read_playback, read_window
from geodata.store import DeltaStore
from geodata.versions import DataVersion

__all__ = [
    "COLUMNS", "FACETS", "INTERVALS", "MOST_SINGLE_EVENTS", "SORTABLE",
    "Changes", "Clusters", "ColourBy", "Colouring", "Counts", "EventQueries", "Explanation",
    "FacetValue", "Facets", "Playback", "SingleEvents", "Timeline", "Window",
]  # fmt: skip

_ANSWERS_KEPT = 512
_NO_FILTER = EventFilter()
_BY_TYPE = Colouring()

T = TypeVar("T")


class EventQueries:
    """Questions to the events of one version; every answer to a question is of that version.

    `refresh` moves on to the store's newest version, for all who share the instance; who needs
    several answers of one version, such as a page, takes `pin()` first and asks that. Any question
    may raise FilterError for a filter that makes no sense and QueryError for one that fails or
    takes too long.
    """

    def __init__(self, store: DeltaStore, database: Database, *, timeout_s: float) -> None:
        self._store = store
        self._timeout_s = timeout_s
        self._database = database
        self._remembered = _Remembered()
        self._refreshing = threading.Lock()

    @classmethod
    def open(cls, store: DeltaStore, *, timeout_s: float = 10.0) -> EventQueries:
        """Load the newest version. Raises StoreMissing and StoreError as the store does."""
        return cls(store, Database(store.snapshot(), timeout_s=timeout_s), timeout_s=timeout_s)

    @property
    def version(self) -> int:
        """The store's version that the answers are of."""
        return self._database.version

    @property
    def data_version(self) -> DataVersion:
        """The state of the events, by which `changes_since` knows an older one."""
        return self._database.snapshot.data_version

    def is_stale(self) -> bool:
        """Whether the store has a newer version."""
        return self._store.peek_version() != self.version != self._store.version()

    def refresh(self) -> bool:
        """Load the newest version if there is one, and say so; others go on asking meanwhile."""
        with self._refreshing:
            if not self.is_stale():
                return False
            self._database = Database(self._store.snapshot(), timeout_s=self._timeout_s)
            return True

    def pin(self) -> EventQueries:
        """Questions to the version of now that no refresh moves; costs nothing."""
        pinned = EventQueries(self._store, self._database, timeout_s=self._timeout_s)
        pinned._remembered = self._remembered
        return pinned

    def forget(self) -> None:
        """Drop the remembered answers; the next ones are worked out afresh."""
        self._remembered.clear()

    def count(self, wanted: EventFilter = _NO_FILTER) -> Counts:
        """How many events, by status of their place, how many incidents, and when."""
        return self._ask(read_counts, wanted)

    def days(self, wanted: EventFilter = _NO_FILTER) -> tuple[date, date] | None:
        """The earliest day on which one may have happened and the latest; None where undated."""
        return self._ask(read_days, wanted)

    def extent(self, wanted: EventFilter = _NO_FILTER) -> tuple[float, float, float, float] | None:
        """South, west, north and east of the box around the events on the map, None where none is.

        In degrees to five decimals; east is beyond 180 where the box is narrower across the
        antimeridian.
        """
        return self._ask(read_extent, wanted)

    def rows(
        self,
        wanted: EventFilter = _NO_FILTER,
        *,
        columns: tuple[str, ...] = COLUMNS,
        order_by: str = "event_date",
        descending: bool = False,
        limit: int = 100,
        offset: int = 0,
    ) -> pd.DataFrame:
        """A page of events, at most 1,000; `order_by` one of SORTABLE, unknown values last."""
        pinned = self.pin()
        positions = pinned._ask(
            find_page, wanted, order_by=order_by, descending=descending, limit=limit, offset=offset
        )
        # Another filter often has the same page; the files are not read for it again.
        return pinned._ask(read_page, _NO_FILTER, positions=positions, columns=columns).copy()

    def window(
        self,
        wanted: EventFilter = _NO_FILTER,
        *,
        zoom: int,
        x0: int,
        y0: int,
        x1: int,
        y1: int,
        colouring: Colouring = _BY_TYPE,
    ) -> Window:
        """What the map shows in the 256-pixel tiles x0 to x1, y0 to y1 (inclusive) at a zoom.

        Clusters count their events by the classes of `colouring`.
        """
        return self._ask(
            read_window, wanted, zoom=zoom, x0=x0, y0=y0, x1=x1, y1=y1, colouring=colouring
        )

    def playback(
        self,
        wanted: EventFilter = _NO_FILTER,
        *,
        by: str = "day",
        zoom: int,
        x0: int,
        y0: int,
        x1: int,
        y1: int,
    ) -> Playback:
        """A window's cells by day, week or month; FilterError where that is too much to send."""
        return self._ask(read_playback, wanted, by=by, zoom=zoom, x0=x0, y0=y0, x1=x1, y1=y1)

    def timeline(self, wanted: EventFilter = _NO_FILTER, *, by: str = "day") -> Timeline:
        """Events per day, week or month; follows all of the filter but its dates."""
        return self._ask(read_timeline, wanted, by=by)

    def facets(
        self,
        wanted: EventFilter = _NO_FILTER,
        *,
        fields: Iterable[str] = tuple(FACETS),
        limit: int = 100,
    ) -> Facets:
        """Values with counts by field, each given the filter's other fields."""
        return self._ask(read_facets, wanted, fields=tuple(fields), limit=limit)

    def find_values(
        self, wanted: EventFilter = _NO_FILTER, *, field: str, text: str, limit: int = 50
    ) -> tuple[FacetValue, ...]:
        """Values of one field that hold the words of a text, most frequent first."""
        return self._ask(find_values, wanted, field=field, text=text, limit=limit)

    def event(self, event_id: str) -> dict[str, Any] | None:
        """One event with all columns of `schema.EVENTS`, None where there is none of that id."""
        return find_event(self._database, event_id)

    def holds(self, wanted: EventFilter, event_id: str) -> bool:
        """Whether a filter keeps the event of this id."""
        return self._ask(holds_event, wanted, event_id=event_id)

    def article_reports(
        self, wanted: EventFilter = _NO_FILTER, *, article_id: str
    ) -> tuple[str, ...]:
        """The ids of the events that an article tells, in the order of its text, at most 1,000.

        Events that stand nowhere in a text, such as imported ones, are left out.
        """
        pinned = self.pin()
        positions = pinned._ask(read_article_positions, _NO_FILTER, article_id=article_id)
        return pinned._ask(read_article_reports, wanted, positions=positions) if positions else ()

    def reports(self, incident_id: str) -> pd.DataFrame:
        """The events that tell one incident, by date."""
        return read_reports(self._database, incident_id)

    def explain(self, incident_id: str) -> Explanation:
        """Why these reports are one incident, and in what they disagree."""
        return explain_incident(self._database, incident_id)

    def changes_since(self, since: DataVersion, wanted: EventFilter = _NO_FILTER) -> Changes:
        """What has come, changed and gone of a filter's events since an older state of them.

        Raises QueryError where the older state is not kept any more, or too much has changed.
        """
        return self._ask(
            read_changes, wanted, store=self._store, since=since, timeout_s=self._timeout_s
        )

    def stream(self, wanted: EventFilter = _NO_FILTER) -> pa.RecordBatchReader:
        """All events of a filter with the columns of `schema.EVENTS`, in batches, for downloads."""
        return stream_events(self._database, wanted)

    def _ask(self, question: Callable[..., T], wanted: EventFilter, **options: Hashable) -> T:
        database = self._database
        key = (database.version, question, wanted, tuple(sorted(options.items())))
        return self._remembered.get(key, lambda: question(database, wanted, **options))


class _Remembered:
    """The latest answers by question; a few hundred are kept."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("T", self._answers[key])
        answer = ask()
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > _ANSWERS_KEPT:
                self._answers.popitem(last=False)
        return answer
