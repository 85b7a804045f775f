"""One Delta Lake table: open it, make it, read it, and replace the rows of some articles in it.

What the library beneath raises leaves here as a `StoreError` that names the address and says what
to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from geodata import schema
from geodata.errors import StoreError, StoreMissing, StoreSchemaMismatch

_VERSION_KEY = "dateline.schema"
_PUBLIC_KEY = "dateline.public"
_KEEPS_NOTHING = {
    "delta.logRetentionDuration": "interval 0 seconds",
    "delta.deletedFileRetentionDuration": "interval 0 seconds",
}
_NOBODY = "false"  # the value of a mark that nobody has set
_FILES_BEFORE_COMPACTION = 64
_ATTEMPTS = 10
_HOURS_KEPT = 7 * 24
_TICK_S = 0.01  # the log's lines must be older than now to be deleted
_WRITER = WriterProperties(compression="ZSTD", max_row_group_size=131_072)


def open_table(address: str, *, version: int | None = None) -> DeltaTable:
    """The table at an address as it is now, or was in a version that is still kept.

    Raises StoreMissing where there is none, StoreSchemaMismatch where it is not ours or newer than
    this program, StoreError where it cannot be read.
    """
    with _readable(address):
        try:
            table = DeltaTable(address, version=version)
        except TableNotFoundError as error:
            raise StoreMissing(
                f"there is no event store at {address}",
                remedy="ingest an article first, or name the address of a store",
            ) from error
        written_by = table.metadata().configuration.get(_VERSION_KEY, "")
    if not written_by.isdigit():
        raise StoreSchemaMismatch(
            f"the table at {address} was not written by this program",
            remedy="name another address for the store",
        )
    if int(written_by) > schema.VERSION:
        raise StoreSchemaMismatch(
            f"the table at {address} has schema {written_by}, this program knows {schema.VERSION}",
            remedy="update the program, or name another store",
        )
    return table


def peek_version(address: str) -> int | None:
    """The version of a table in a folder by the names in its log, None where there is none.

    Opening a table reads and checks it, which is much for a question that is asked all the time.
    """
    log = Path(address) / "_delta_log"
    return max((int(one.stem) for one in log.glob("*.json") if one.stem.isdigit()), default=None)


def is_public(table: DeltaTable) -> bool:
    """Whether a table was made to be published and keeps no past."""
    return _PUBLIC_KEY in table.metadata().configuration


def read_marks(table: DeltaTable, name: str) -> frozenset[str]:
    """Who has set a mark on a table and not taken it away."""
    marked = table.metadata().configuration.get(f"dateline.{name}") or _NOBODY
    return frozenset(marked.split(",")) - {_NOBODY}


def change_marks(
    address: str,
    name: str,
    *,
    add: frozenset[str] = frozenset(),
    remove: frozenset[str] = frozenset(),
) -> None:
    """Set marks on a table and take others away, in a commit of its own; none where it is so.

    Of two writers at once the later one starts from what the earlier has left.
    """
    marked = read_marks(open_table(address), name)
    if (marked - remove) | add == marked:
        return

    def write(table: DeltaTable) -> None:
        wanted = (read_marks(table, name) - remove) | add
        properties = {f"dateline.{name}": ",".join(sorted(wanted)) or _NOBODY}
        table.alter.set_table_properties(properties, raise_if_not_exists=False)

    _commit(address, write, attempts=_ATTEMPTS)


def create_table(
    address: str,
    columns: tuple[schema.Column, ...],
    *,
    public: bool = False,
    only_grows: bool = False,
) -> None:
    """Make an empty table unless there is one.

    `public` is for one that keeps no past, `only_grows` for one that no writer may take a row from.
    """
    try:
        open_table(address)
        return
    except StoreMissing:
        pass
    try:
        DeltaTable.create(
            address,
            schema.arrow(columns),
            mode="ignore",
            configuration={
                _VERSION_KEY: str(schema.VERSION),
                **({_PUBLIC_KEY: "true", **_KEEPS_NOTHING} if public else {}),
                **({"delta.appendOnly": "true"} if only_grows else {}),
            },
            raise_if_key_not_exists=False,
        )
    except CommitFailedError:
        open_table(address)  # somebody else made it at the same moment
    except (DeltaError, OSError) as error:
        raise StoreError(
            f"cannot make a table at {address}: {error}",
            remedy="check that the address can be written to",
        ) from error


def read_table(
    table: DeltaTable,
    columns: tuple[schema.Column, ...],
    *,
    article_id: str | None = None,
) -> pa.Table:
    """Rows with exactly these columns, in no particular order; of one article if asked so.

    Columns that an older store does not have are null.
    """
    batches = iter_batches(table, columns, article_id=article_id)
    return pa.Table.from_batches(batches, schema=schema.arrow(columns))


def iter_batches(
    table: DeltaTable,
    columns: tuple[schema.Column, ...],
    *,
    article_id: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """The same, batch by batch."""
    stored = {field.name for field in table.schema().fields}
    wanted = [column.name for column in columns if column.name in stored]
    target = schema.arrow(columns)
    with _readable(table.table_uri):
        # Delta's own reader: Arrow's reads through Python threads that may abort at exit.
        found = table.scan(columns=wanted, predicate=article_id and _one_of([article_id]))
        for batch in pa.RecordBatchReader.from_stream(found):
            arrays = [
                batch[field.name].cast(field.type)
                if field.name in stored
                else pa.nulls(batch.num_rows, field.type)
                for field in target
            ]
            yield pa.record_batch(arrays, schema=target)


def replace_rows(
    address: str, rows: pa.Table | pa.RecordBatchReader, *, article_ids: Iterable[str]
) -> None:
    """Put `rows` where the rows of these articles were, if any, in one atomic commit.

    When another writer comes between, a table of rows is tried again; a stream can be read only
    once, and StoreError says so.
    """
    predicate = _one_of(article_ids)
    if not predicate:
        return
    _commit(
        address,
        lambda table: write_deltalake(
            table,
            rows,
            mode="overwrite",
            predicate=predicate,
            schema_mode="merge",
            writer_properties=_WRITER,
        ),
        attempts=_ATTEMPTS if isinstance(rows, pa.Table) else 1,
    )


def append_rows(address: str, rows: pa.Table) -> None:
    """Add rows to a table in one atomic commit, whatever others add at the same time."""
    _commit(
        address,
        lambda table: write_deltalake(table, rows, mode="append", writer_properties=_WRITER),
        attempts=_ATTEMPTS,
    )


def replace_all(address: str, rows: pa.Table) -> None:
    """Make these the only rows of a table, in one atomic commit."""
    _commit(
        address,
        lambda table: write_deltalake(table, rows, mode="overwrite", writer_properties=_WRITER),
        attempts=_ATTEMPTS,
    )


def forget_past(address: str) -> None:
    """Delete every file and every line of the log that the newest version does not need.

    Only for tables made `public`: whoever still reads an older version cannot go on.
    """
    with _readable(address):
        table = open_table(address)
        table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
        table = open_table(address)
        table.create_checkpoint()
        time.sleep(_TICK_S)
        table.cleanup_metadata()


def update_rows(address: str, changes: pa.Table, *, key: str) -> int:
    """Set the other columns of `changes` in the rows with its keys, in one atomic commit.

    Returns the version that was changed. When another writer comes between it is tried again.
    """
    others = {name: f"change.{name}" for name in changes.column_names if name != key}
    return _commit(
        address,
        lambda table: (
            table.merge(
                changes,
                predicate=f"report.{key} = change.{key}",
                source_alias="change",
                target_alias="report",
                writer_properties=_WRITER,
            )
            .when_matched_update(updates=others)
            .execute()
        ),
        attempts=_ATTEMPTS,
    )


def compact_table(address: str) -> None:
    """Join many small files into few, as a run of many small writes leaves them behind.

    Files that no version of the last week needs are deleted then.
    """
    table = open_table(address)
    if len(table.file_uris()) < _FILES_BEFORE_COMPACTION:
        return
    try:
        with _readable(address):
            table.optimize.compact(writer_properties=_WRITER)
            table.vacuum(retention_hours=_HOURS_KEPT, dry_run=False)
    except CommitFailedError:
        return  # another writer was quicker; the next write tries again


def _commit(address: str, write: Callable[[DeltaTable], object], *, attempts: int) -> int:
    """Write to the newest version and return which that was; tried again so many times in all."""
    for attempt in range(1, attempts + 1):
        try:
            with _readable(address):
                table = open_table(address)
                version = table.version()
                write(table)
            return version
        except CommitFailedError as error:
            if attempt == attempts:
                raise StoreError(
                    f"{address} was changed by another writer at the same time: {error}",
                    remedy="run it again: what was written already is kept",
                ) from error
            time.sleep(0.02 * 2**attempt)
    raise ValueError("at least one attempt is needed")


def _one_of(article_ids: Iterable[str]) -> str:
    listed = ", ".join("'" + article_id.replace("'", "''") + "'" for article_id in article_ids)
    return f"article_id IN ({listed})" if listed else ""


@contextmanager
def _readable(address: str) -> Iterator[None]:
    try:
        yield
    except (CommitFailedError, StoreError):
        raise
    except (DeltaError, OSError, ValueError, pa.ArrowException) as error:
        raise StoreError(
            f"the table at {address} cannot be used: {error}",
            remedy="restore the folder from a copy, or move it away and ingest again",
        ) from error
