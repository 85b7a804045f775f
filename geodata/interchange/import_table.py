"""Import of somebody else's table of events, a million rows in well under a minute.

The file is read, checked and translated inside DuckDB, in a temporary file; good rows stream into
the store in one commit, bad ones into a CSV file with the line and the reason. An import has a
name: the same file again changes nothing, a newer file of that name replaces what it brought.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from geodata import schema
from geodata.errors import InputError, UnreadableInput
from geodata.interchange.import_sources import load_raw, read_header
from geodata.interchange.mapping import TableFormat, find_mapping
from geodata.interchange.translation import translated
from geodata.model import Article, ArticleResult, content_id
from geodata.rows import to_article_row
from geodata.store import DeltaStore

_BATCH_ROWS = 65_536
_MEMORY_LIMIT = "1GB"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do: show it, change it, then run it.

    `columns` is ours -> theirs. `name` becomes the rows' extractor and the prefix of their ids;
    `date_format` is strptime's, for days that are written neither as ISO nor unmistakably.
    """

    format: TableFormat
    path: Path
    name: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    date_format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import did; `rejected` rows are in `rejects`, None when there are none.

    `changed` is False when the same file had been imported before.
    """

    name: str
    imported: int
    rejected: int
    reasons: Mapping[str, int]
    rejects: Path | None
    changed: bool


def plan_import(
    format_: TableFormat,
    path: Path,
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_format: str | None = None,
) -> ImportPlan:
    """Read a file's header and find what its columns mean; `columns` overrules (ours -> theirs).

    Raises UnreadableInput for a file that is no such table, InputError for a mapping without days.
    """
    if not path.is_file():
        raise UnreadableInput(f"there is no file {path}", remedy="check the path")
    header = read_header(format_, path)
    return ImportPlan(
        format=format_,
        path=path,
        name=name or path.name.split(".")[0],
        header=header,
        columns=find_mapping(format_, header, changes=columns),
        date_format=date_format,
    )


def run_import(
    plan: ImportPlan,
    *,
    store: DeltaStore,
    rejects: Path,
    progress: Progress = lambda done, total: None,
) -> ImportSummary:
    """Put a table's good rows into the store and its bad ones into the file `rejects`.

    `progress` hears how many of how many rows are written. Raises InputError when no row is good.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-import-") as folder:
        connection = duckdb.connect(
            Path(folder) / "import.duckdb",
            config={
                "autoinstall_known_extensions": False,
                "memory_limit": _MEMORY_LIMIT,
                "temp_directory": folder,
                "preserve_insertion_order": True,
            },
        )
        with connection:
            connection.execute("SET enable_progress_bar = false")
            load_raw(connection, plan.format, plan.path, folder=Path(folder))
            article_id = content_id("import", plan.name)
            try:
                connection.execute(
                    translated(
                        plan.format,
                        plan.columns,
                        header=plan.header,
                        name=plan.name,
                        article_id=article_id,
                        date_format=plan.date_format,
                    )
                )
                return _write(plan, connection, article_id, store, rejects, progress)
            except duckdb.Error as error:
                raise InputError(f"cannot import {plan.path}: {error}") from error


def _write(
    plan: ImportPlan,
    connection: duckdb.DuckDBPyConnection,
    article_id: str,
    store: DeltaStore,
    rejects: Path,
    progress: Progress,
) -> ImportSummary:
    reasons = dict(
        connection.execute(
            "SELECT reason, count(*) FROM (SELECT reason FROM translated WHERE reason IS NOT NULL "
            "UNION ALL SELECT reason FROM broken) GROUP BY reason ORDER BY 2 DESC, 1"
        ).fetchall()
    )
    ((good,),) = connection.execute(
        "SELECT count(*) FROM translated WHERE reason IS NULL"
    ).fetchall()
    rejected = sum(reasons.values())
    if rejected:
        _write_rejects(connection, rejects)
    if not good:
        raise InputError(
            f"no row of {plan.path} can be imported: {next(iter(reasons))}",
            remedy=f"see {rejects}, or change the mapping of columns",
        )
    changed = store.write_table(
        _article_row(plan, article_id, good=good, rejected=rejected),
        _stream(connection, total=good, progress=progress),
    )
    return ImportSummary(
        name=plan.name,
        imported=good,
        rejected=rejected,
        reasons=reasons,
        rejects=rejects if rejected else None,
        changed=changed,
    )


def _stream(
    connection: duckdb.DuckDBPyConnection, *, total: int, progress: Progress
) -> pa.RecordBatchReader:
    target = schema.arrow(schema.EVENTS)
    listed = ", ".join(f'"{name}"' for name in target.names)
    # In the order of time, so that a page of the newest lies in one stretch of the file.
    reader = connection.sql(
        f"SELECT {listed} FROM translated WHERE reason IS NULL ORDER BY event_date, raw_line"  # noqa: S608
    ).to_arrow_reader(_BATCH_ROWS)

    def batches() -> Iterator[pa.RecordBatch]:
        done = 0
        for batch in reader:
            done += batch.num_rows
            yield pa.record_batch(batch.columns, names=target.names).cast(target)
            progress(done, total)

    return pa.RecordBatchReader.from_batches(target, batches())


def _write_rejects(connection: duckdb.DuckDBPyConnection, rejects: Path) -> None:
    """Line, reason and the row as it stood, the broken lines first."""
    rejects.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(
        "COPY (SELECT line, reason, to_json(text)::VARCHAR AS text FROM broken UNION ALL "
        "SELECT raw_line, reason, to_json(raw)::VARCHAR FROM translated JOIN raw USING (raw_line) "
        "WHERE reason IS NOT NULL ORDER BY raw_line) TO $1 (HEADER)",
        [str(rejects)],
    )


def _article_row(plan: ImportPlan, article_id: str, *, good: int, rejected: int) -> pa.Table:
    """The import's own row in the articles table; its text says what was imported, and how."""
    with plan.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    mapping = "\n".join(f"{ours} <- {theirs}" for ours, theirs in plan.columns.items())
    text = (
        f"Imported from {plan.path.name} ({plan.format}), SHA-256 {digest}: "
        f"{good} events, {rejected} rows left out.\n\n{mapping}\n"
    )
    article = Article(
        id=article_id, text=text, title=f"Import of {plan.path.name}", source=plan.name
    )
    return to_article_row(ArticleResult(article=article, resolutions=(), events=(), incidents=()))
