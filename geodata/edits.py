"""Changes that people make: reports corrected or hidden, corrections taken back, articles added.

Each is a row of a table that only grows. A correction names the columns that it changes; the
machine's own row stays as it is, and the correction is laid over it whenever it is read, so that
ingesting an article again takes nothing back. `before` and `after` hold the columns' values.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from geodata import schema
from geodata.errors import EditError
from geodata.model import content_id

HIDDEN = "hidden"
CORRECTABLE = (
    "event_type", "sub_event_type", "event_date", "event_date_end", "time_precision", "date_basis",
    "actor1", "actor1_kind", "actor1_basis", "actor2", "actor2_kind", "actors", "initiators",
    "place", "place_id", "place_status", "latitude", "longitude", "geo_precision", "radius_km",
    "admin1", "country", "iso2",
)  # fmt: skip
LONGEST_NOTE = 2000
_TYPES = {column.name: column.type for column in schema.EVENTS if column.name in CORRECTABLE}
_NOTHING: Mapping[str, object] = MappingProxyType({})
_log = logging.getLogger(__name__)

Overlay = Mapping[str, Mapping[str, object]]
"""Event id -> the columns that people changed, `HIDDEN` among them."""


class EditKind(StrEnum):
    """What somebody did."""

    CORRECTION = "correction"
    UNDO = "undo"
    ADDITION = "addition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: by whom, when (UTC), of what.

    A correction has an event, an undo the id of the edit that it takes back (`undoes`) and its
    event, an addition the article.
    """

    at: datetime
    by: str
    kind: EditKind
    event_id: str | None = None
    article_id: str | None = None
    before: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    after: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    note: str = ""
    undoes: str | None = None

    @property
    def id(self) -> str:
        """A hash of who did what, when."""
        said = [self.at.isoformat(), self.by, self.kind, self.event_id, self.article_id]
        return content_id(json.dumps([*said, self.undoes, _to_json(self.after)]))


def make_correction(
    event: Mapping[str, object],
    changes: Mapping[str, object],
    *,
    at: datetime,
    by: str,
    note: str = "",
) -> Edit:
    """A correction of an event, given as it is shown; values that do not change are left out.

    Raises EditError where nothing changes, and for a column or value that cannot be.
    """
    known = {**event, HIDDEN: False}
    after = {name: _checked(name, value) for name, value in changes.items()}
    after = {name: value for name, value in after.items() if value != known[name]}
    if not after:
        raise EditError("nothing was changed")
    if len(note) > LONGEST_NOTE:
        raise EditError(f"the note is longer than {LONGEST_NOTE} characters")
    return Edit(
        at=at,
        by=by,
        kind=EditKind.CORRECTION,
        event_id=str(event["event_id"]),
        article_id=str(event["article_id"]),
        before={name: known[name] for name in after},
        after=after,
        note=note,
    )


def find_standing(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The corrections that hold, oldest first: those that nobody took back."""
    edits = tuple(edits)
    taken_back = {edit.undoes for edit in edits if edit.kind is EditKind.UNDO}
    standing = (edit for edit in edits if edit.kind is EditKind.CORRECTION)
    return tuple(
        sorted(
            (edit for edit in standing if edit.id not in taken_back),
            key=lambda edit: (edit.at, edit.id),
        )
    )


def find_overlay(edits: Iterable[Edit]) -> Overlay:
    """What is laid over the machine's rows; of two corrections of a column the later holds."""
    overlay: dict[str, dict[str, object]] = {}
    for edit in find_standing(edits):
        if edit.event_id is not None:
            overlay.setdefault(edit.event_id, {}).update(edit.after)
    return overlay


def correct_rows(rows: pa.Table, overlay: Overlay) -> pa.Table:
    """Rows with an `event_id` as people corrected them; hidden ones are left out.

    How sure the program was of such a row says nothing any more, and is None.
    """
    if not overlay:
        return rows
    concerned = pc.is_in(rows["event_id"], value_set=pa.array(list(overlay), pa.string()))
    corrected = [
        {**row, "confidence": None, **changes}
        for row in rows.filter(concerned).to_pylist()
        if not (changes := overlay[row["event_id"]]).get(HIDDEN)
    ]
    untouched = rows.filter(pc.invert(concerned))
    return pa.concat_tables([untouched, pa.Table.from_pylist(corrected, schema=rows.schema)])


def to_table(edit: Edit) -> pa.Table:
    """An edit as a row of `schema.EDITS`."""
    row = {
        "edit_id": edit.id,
        "at": edit.at,
        "by": edit.by,
        "kind": edit.kind.value,
        "event_id": edit.event_id,
        "article_id": edit.article_id,
        "before": _to_json(edit.before),
        "after": _to_json(edit.after),
        "note": edit.note,
        "undoes": edit.undoes,
    }
    return pa.Table.from_pylist([row], schema=schema.arrow(schema.EDITS))


def from_table(rows: pa.Table) -> tuple[Edit, ...]:
    """The edits of a table, oldest first; one that another program garbled is logged and left."""
    edits = []
    for row in rows.to_pylist():
        try:
            edits.append(_to_edit(row))
        except (ValueError, TypeError) as error:
            _log.warning("an edit in the store cannot be read: %s", error)
    return tuple(sorted(edits, key=lambda edit: (edit.at, edit.id)))


def _to_edit(row: Mapping[str, object]) -> Edit:
    before, after = (json.loads(str(row[name])) for name in ("before", "after"))
    return Edit(
        at=row["at"],  # type: ignore[arg-type]
        by=str(row["by"]),
        kind=EditKind(str(row["kind"])),
        event_id=row["event_id"],  # type: ignore[arg-type]
        article_id=row["article_id"],  # type: ignore[arg-type]
        before=_from_json(before),
        after={name: _checked(name, value) for name, value in _from_json(after).items()},
        note=str(row["note"] or ""),
        undoes=row["undoes"],  # type: ignore[arg-type]
    )


def _from_json(values: object) -> Mapping[str, object]:
    if not isinstance(values, dict):
        raise TypeError("the columns of an edit are not an object")
    return {
        name: date.fromisoformat(value)
        if _TYPES.get(name) == pa.date32() and isinstance(value, str)
        else value
        for name, value in values.items()
        if name == HIDDEN or name in _TYPES
    }


def _to_json(values: Mapping[str, object]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str)


def _checked(name: str, value: object) -> object:
    if name == HIDDEN and isinstance(value, bool):
        return value
    if name not in _TYPES:
        raise EditError(f"{name} cannot be corrected", remedy=f"one of {', '.join(CORRECTABLE)}")
    try:
        if isinstance(value, str) and pa.types.is_list(_TYPES[name]):
            raise TypeError("a text is no list of texts")
        return pa.scalar(value, _TYPES[name]).as_py()
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        raise EditError(f"{value!r} is no value of {name}") from error
