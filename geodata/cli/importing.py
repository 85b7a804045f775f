"""`import`: somebody else's table of events into the store."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from tqdm import tqdm

from geodata.cli.options import Verbs, add_store, add_verb, setting
from geodata.interchange import ImportPlan, ImportSummary, TableFormat, plan_import, run_import
from geodata.store import DeltaStore

_log = logging.getLogger(__name__)


def add_to(verbs: Verbs) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs,
        "import",
        run,
        summary="put somebody else's table of events into the store, beside our own",
        example="dateline import acled syria.csv --map fatalities=deaths",
    )
    parser.add_argument("format", type=TableFormat, choices=list(TableFormat), metavar="FORMAT",
                        help=", ".join(TableFormat))  # fmt: skip
    parser.add_argument("file", type=Path, metavar="FILE")
    add_store(parser)
    parser.add_argument("--name", help="what its events are marked with (default: the file's name)")
    parser.add_argument(
        "--map",
        dest="columns",
        type=setting,
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="which of its columns is one of ours; nothing after = leaves ours out",
    )
    parser.add_argument("--date-format", metavar="FORMAT", help="of its days, such as %%d/%%m/%%Y")
    parser.add_argument(
        "--rejects", type=Path, metavar="FILE", help="where its bad rows go, with the reasons"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the mapping, import nothing")


def run(options: argparse.Namespace) -> int:
    """Run the verb; rows that could not be read are a failure."""
    plan = plan_import(
        options.format,
        options.file,
        name=options.name,
        columns=dict(options.columns),
        date_format=options.date_format,
    )
    _log.info("%s", _describe_plan(plan))
    if options.dry_run:
        return 0
    rejects = options.rejects or options.file.with_name(f"{options.file.name}.rejects.csv")
    with tqdm(desc="Importing", unit=" rows", disable=True if options.quiet else None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        summary = run_import(plan, store=DeltaStore(options.store), rejects=rejects, progress=show)
    _log.info("%s", _describe(summary))
    return 1 if summary.rejected else 0


def _describe_plan(plan: ImportPlan) -> str:
    pairs = ", ".join(f"{ours}={theirs}" for ours, theirs in plan.columns.items())
    left = [name for name in plan.header if name not in plan.columns.values()]
    return f"Columns: {pairs}\nNot used: {', '.join(left) or 'none'}"


def _describe(summary: ImportSummary) -> str:
    if not summary.changed:
        return f"Nothing to do: {summary.name} was imported from this file before"
    lines = [f"Imported: {summary.imported:,} events marked {summary.name!r}"]
    if summary.rejected:
        lines.append(f"Bad rows: {summary.rejected:,}, listed in {summary.rejects}")
        lines += [f"  {count:,} {reason}" for reason, count in summary.reasons.items()]
    return "\n".join(lines)
