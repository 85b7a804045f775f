"""The files of a table as local files, which is what DuckDB reads.

A table in a folder has them already. Those of object storage are fetched once into a cache folder:
a Delta table's files never change and never get a used name again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.fs import DeltaStorageHandler

from geodata.errors import StoreError
from geodata.home import home

_CHUNK = 1 << 22
_KEPT_S = 24 * 3600


def local_files(table: DeltaTable) -> list[str]:
    """The Parquet files of a table as paths on this machine, in the order of their names.

    A file of an old version may be gone by now.
    """
    names = file_names(table)
    if table.table_uri.startswith("file://"):
        folder = Path(unquote(urlsplit(table.table_uri).path))
        return [str(folder / name) for name in names]
    return fetch_files(table, names, home() / "cache" / str(table.metadata().id))


def fetch_files(table: DeltaTable, names: Iterable[str], folder: Path) -> list[str]:
    """Fetch into a folder what it does not have yet of a table's files; return their paths.

    Files of earlier versions go a day after they were last needed. Raises StoreError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    storage = DeltaStorageHandler(table.table_uri)
    fetched = []
    for name in names:
        path = folder / name.replace("/", "_")
        if path.exists():
            path.touch()
        else:
            _fetch(storage, name, path)
        fetched.append(str(path))
    for old in folder.iterdir():
        if str(old) not in fetched and old.stat().st_mtime < time.time() - _KEPT_S:
            old.unlink(missing_ok=True)
    return fetched


def file_names(table: DeltaTable) -> list[str]:
    """The names of a table's files within it, in order."""
    return sorted(pa.table(table.get_add_actions())["path"].to_pylist())


def _fetch(storage: DeltaStorageHandler, name: str, path: Path) -> None:
    """Written under another name first: a file that is there is whole."""
    partial = path.with_name(f"{path.name}.{time.time_ns()}.partial")
    try:
        with storage.open_input_file(name) as source, partial.open("wb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
        partial.rename(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"cannot fetch {name} of the event store: {error}", remedy="check the connection"
        ) from error
