"""`audit`: who changed what in a store, and when."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from geodata.cli.options import Verbs, add_store, add_verb, positive
from geodata.cli.output import iter_jsonl, iter_table, write_output
from geodata.edits import Edit
from geodata.store import DeltaStore

_FORMS = ("table", "jsonl")


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "audit",
        run,
        summary="list the changes that people made: who, when, what, before and after",
        example="dateline audit --event 485ffc3d58941ab6 --format jsonl",
    )
    add_store(parser)
    parser.add_argument("--event", metavar="ID", help="only the changes of this event")
    parser.add_argument("--by", metavar="WHO", help="only the changes of this person")
    parser.add_argument("--limit", type=positive, metavar="N", help="only the latest N")
    parser.add_argument("--format", choices=_FORMS, default=_FORMS[0])


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    edits = [
        edit
        for edit in DeltaStore(options.store).read_edits()
        if options.event in (None, edit.event_id) and options.by in (None, edit.by)
    ]
    latest = edits[-options.limit :] if options.limit else edits
    if options.format == "jsonl":
        write_output(iter_jsonl(map(_to_record, latest)), None)
    else:
        write_output(iter_table(list(map(_to_line, latest))), None)
    return 0


def _to_record(edit: Edit) -> dict[str, object]:
    return {
        "edit_id": edit.id,
        "at": edit.at.isoformat(),
        "by": edit.by,
        "kind": edit.kind.value,
        "event_id": edit.event_id,
        "article_id": edit.article_id,
        "before": dict(edit.before),
        "after": dict(edit.after),
        "note": edit.note,
        "undoes": edit.undoes,
    }


def _to_line(edit: Edit) -> dict[str, object]:
    return {
        "at": f"{edit.at:%Y-%m-%d %H:%M}",
        "by": edit.by,
        "kind": edit.kind.value,
        "of": edit.event_id or edit.article_id,
        "before": _briefly(edit.before),
        "after": _briefly(edit.after),
        "note": edit.note,
    }


def _briefly(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={json.dumps(value, default=str)}" for name, value in values.items())
